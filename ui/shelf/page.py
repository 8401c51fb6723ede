"""Ablage: what there is, and who is next."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QStackedWidget, QWidget

from avv_desktop.system.language import tr
from ui.desk import Desk
from ui.jobs import CHECKS, PAGES, STORE
from ui.look.tokens import Space
from ui.shelf.choose import ChooseTemplate
from ui.shelf.deeds import Deeds, menu_of
from ui.shelf.details import SLIM, WIDE, Details, facts_of
from ui.shelf.empty import Empty
from ui.shelf.groups import FILTERS, filter_words, grouped, passing
from ui.shelf.rows import ShelfList
from ui.widgets.controls import Search, boxed, button, chip, column, row, text, tool
from ui.widgets.flow import Flow

ROOMY = 1150
"""From this width on the search stands beside the title."""


class ShelfPage(QWidget):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._entries: list = []
        self._filter, self._known = "all", False
        self.list, self.details, self.deeds = ShelfList(), Details(), Deeds(desk, self)
        self._select = ""
        self.search = Search(tr("Search customer, number or service …"))
        self.chips = {key: chip(filter_words(key), 0) for key in FILTERS}
        self._build()
        self._connect()

    def arrive(self, place: str) -> None:
        self._select = place
        self.reload()
        if self.list.isVisible():
            self.list.setFocus()

    # ---- the parts

    def _build(self) -> None:
        self.new, self.open = button(tr("New agreement"), glyph="plus"), button(tr("Open file"), glyph="folder-open")
        self.several = button(tr("Sign several"), glyph="pencil-line")
        self.bin = self._to_bin()
        self._wide, self._slim = boxed(row(gap=0)), boxed(row(gap=0))
        self._wide.layout().addWidget(self.search)
        top = row(text(tr("Shelf"), "display"), None, self._wide, self.several, self.open, self.new)
        filters = row(self._filters(), self.bin, gap=Space.M)
        filters.setStretch(0, 1)
        self._head = boxed(column(top, self._slim, filters, gap=Space.M, margins=(0, 0, Space.M, 0)))
        found = column(self._head, self.list, gap=Space.S, margins=(Space.XXL, Space.XL, Space.M, 0))
        found.setStretch(1, 1)
        self._nothing = self._empty_search()
        self._nothing.hide()
        found.addWidget(self._nothing, 1)
        self.stack = QStackedWidget()
        self._blank, self._listed, self._first = QWidget(), boxed(found), self._empty_shelf()
        self._choose = ChooseTemplate()
        for each in (self._blank, self._listed, self._first, self._choose):
            self.stack.addWidget(each)
        whole = row(self.stack, self.details, gap=0)
        whole.setStretch(0, 1)
        self.setLayout(whole)
        self.details.hide()

    def _filters(self) -> QWidget:
        group = QButtonGroup(self)
        for each in self.chips.values():
            group.addButton(each)
        self.chips["all"].setChecked(True)
        made = QWidget()
        made.setLayout(Flow(*self.chips.values()))
        return made

    def _empty_shelf(self) -> QWidget:
        new = button(tr("New agreement"), "primary", glyph="plus")
        new.clicked.connect(self.new_agreement)
        file = button(tr("Open file"), glyph="folder-open")
        file.clicked.connect(self.choose_file)
        words = tr("Begin a new one, or drag a PDF into this window to verify it.")
        empty = Empty("file-plus-light", tr("The first agreement"), words, new, file)
        title = row(text(tr("Shelf"), "display"), None, self._to_bin())
        inside = column(title, empty, gap=Space.M, margins=(Space.XXL, Space.XL, Space.XXL, 0))
        inside.setStretch(1, 1)
        return boxed(inside)

    def _to_bin(self) -> QWidget:
        made = tool("trash", tr("Bin"))
        made.clicked.connect(lambda: self.desk.go("bin"))
        return made

    def _empty_search(self) -> Empty:
        again = button(tr("Show all agreements"))
        again.clicked.connect(self.show_all)
        words = tr("No agreement fits what you are looking for.")
        return Empty("magnifying-glass", tr("Nothing found"), words, again)

    def _connect(self) -> None:
        desk = self.desk
        desk.shelf_changed.connect(self.reload)
        self.search.textChanged.connect(lambda _: self.reload())
        for key, each in self.chips.items():
            each.clicked.connect(lambda _=False, key=key: self._filter_by(key))
        self.new.clicked.connect(self.new_agreement)
        self.open.clicked.connect(self.choose_file)
        self.several.clicked.connect(lambda: desk.go("stack"))
        self.list.chosen.connect(self._show_details)
        self.list.wanted.connect(self.deeds.open_entry)
        self.list.unwanted.connect(self.delete)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._context_menu)
        self.details.act.connect(lambda entry, page: desk.open(entry.id, page))
        self.details.more.connect(self.show_menu)
        self.details.keep.connect(self.deeds.save_file)
        self._choose.chosen.connect(self._begin)
        self._choose.cancelled.connect(self._show)
        self.deeds.back.connect(self._select_when_back)

    # ---- what is shown

    def reload(self) -> None:
        """Read the list anew; what comes back last is shown."""
        if self.desk.store is None:
            return
        words = self.search.text().strip()
        store = self.desk.store

        def work() -> object:
            return store.search(words) if words else store.drafts()

        self.desk.jobs.run(work, self._take, self.desk.failed.emit, lane=STORE, newest="shelf")

    def _take(self, entries: object) -> None:
        self._entries, self._known = list(entries), True
        if self.stack.currentWidget() is not self._choose:
            self._show()

    def _show(self) -> None:
        if not self._known:
            return
        searching = bool(self.search.text().strip())
        if not self._entries and not searching:
            self.stack.setCurrentWidget(self._first)
            self.details.hide()
            return
        self.stack.setCurrentWidget(self._listed)
        for key, each in self.chips.items():
            count = len(passing(self._entries, key))
            each.setText(f"{filter_words(key)}  {count}")
            each.setAccessibleName(f"{filter_words(key)}, {count}")
            each.setVisible(key in ("all", self._filter) or count > 0)
        found = passing(self._entries, self._filter)
        self.list.setVisible(bool(found))
        self._nothing.setVisible(not found)
        select, self._select = self._select, ""
        self.list.show_rows(grouped(found), select)

    def show_all(self) -> None:
        self.search.clear()
        self._filter_by("all")

    def _filter_by(self, key: str) -> None:
        self._filter = key
        self.chips[key].setChecked(True)
        self._show()

    def _show_details(self, entry) -> None:
        self.details.setVisible(entry is not None and self.stack.currentWidget() is self._listed)
        if entry is None:
            return
        self.details.show_entry(entry)
        store = self.desk.store

        def then(facts: object) -> None:
            if self.details.entry is not None and self.details.entry.id == entry.id:
                self.details.show_facts(facts)

        # what cannot be read now is said when it is opened
        self.desk.jobs.run(lambda: facts_of(store, entry), then, lambda _: None, lane=CHECKS, newest="details")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        roomy = self.width() >= ROOMY
        self.details.setFixedWidth(WIDE if roomy else SLIM)
        home = self._wide if roomy else self._slim
        if self.search.parentWidget() is not home:
            home.layout().addWidget(self.search)
        self.search.setMaximumWidth(300 if roomy else 16_777_215)
        self.search.setMinimumWidth(300 if roomy else 200)
        self._slim.setVisible(not roomy)
        self._wide.setVisible(roomy)

    def _select_when_back(self, draft_id: str) -> None:
        self._select = draft_id

    # ---- what one can do

    def focus_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def new_agreement(self) -> None:
        """With one template at once; with several the choice comes first, in the page."""

        def work() -> object:
            from avv_desktop.template import catalog

            return catalog.installed()

        self.desk.jobs.run(work, self._choose_from, self.desk.failed.emit, lane=PAGES)

    def _choose_from(self, templates: object) -> None:
        if len(templates) == 1:
            self._begin(templates[0].id)
            return
        self._choose.show_templates(templates)
        self.details.hide()
        self.stack.setCurrentWidget(self._choose)

    def _begin(self, template_id: str) -> None:
        self.stack.setCurrentWidget(self._listed if self._entries else self._first)
        self.desk.new(template_id)

    def delete(self, entry) -> None:
        self.deeds.delete(entry)
        self.list.setFocus()

    def choose_file(self) -> None:
        self.window().choose_file()

    # ---- the menu

    def show_menu(self, entry, at: QPoint) -> None:
        menu_of(self.deeds, entry, self).popup(at)

    def _context_menu(self, at: QPoint) -> None:
        index = self.list.indexAt(at)
        entry = index.data(Qt.ItemDataRole.UserRole) if index.isValid() else self.list.entry()
        if entry is not None and not isinstance(entry, str):
            self.show_menu(entry, self.list.viewport().mapToGlobal(at))

"""Register: found while one types, sorted, tagged, exported; what is due; and figures."""

from __future__ import annotations

import datetime
from functools import partial

from msgspec.structs import replace
from PySide6.QtCore import QItemSelectionModel, QModelIndex
from PySide6.QtWidgets import QButtonGroup, QMenu, QStackedWidget, QWidget

from avv_desktop.store.register_query import Query
from avv_desktop.system.language import tr
from avv_desktop.system.settings import RegisterView
from ui.desk import Desk
from ui.jobs import STORE
from ui.look.tokens import Space
from ui.register import tasks
from ui.register.counted import Counted
from ui.register.dates import Dates
from ui.register.model import PAGE, SORTS, Lines
from ui.register.panel import Panel
from ui.register.table import table_of
from ui.register.views import Views
from ui.trust.saving import ask_where, save
from ui.widgets.controls import Search, Segmented, boxed, button, chip, column, row, text
from ui.widgets.flow import Flow
from ui.widgets.inputs import Choice

STATES = ("draft", "ready", "half", "signed", "countersigned", "problem")
TAG = 190
SELECT = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows


class RegisterPage(QWidget):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._query = desk, Query(limit=PAGE)
        self.search = Search(tr("Search customer, sub-processor, clause …"))
        self.tabs = Segmented((tr("Agreements"), tr("Due"), tr("Figures")), tr("Register"))
        self.tag, self.panel, self.dates, self.counted = Choice([("", tr("every tag"))]), Panel(), Dates(), Counted()
        self.model, self.views = Lines(self._more), Views(desk, lambda: self._query)
        self.table = table_of(self.model)
        self.chips = {state: chip("", 0) for state in ("", *STATES)}
        self._nothing = text(tr("No agreement fits what you are looking for."), "soft", wrap=True)
        self.stack = QStackedWidget()
        for part in (self._listed(), self.dates, self.counted):
            self.stack.addWidget(part)
        margins = (Space.XXL, Space.XL, Space.M, 0)
        left = column(self._head(), self.stack, gap=Space.M, margins=margins)
        left.setStretch(1, 1)
        whole = row(boxed(left), self.panel, gap=0)
        whole.setStretch(0, 1)
        self.setLayout(whole)
        self.panel.hide()
        self._connect()

    # ---- furniture

    def _head(self) -> QWidget:
        export = button(tr("Save as a file"), glyph="export")
        menu = QMenu(export)
        for ending, words in ((".xlsx", "Excel"), (".csv", "CSV"), (".pdf", tr("PDF, to print"))):
            menu.addAction(words, partial(self._export, ending))
        export.setMenu(menu)
        self.tabs.setMaximumWidth(360)
        return boxed(column(row(text(tr("Register"), "display"), None, export), row(self.tabs, None), gap=Space.M))

    def _listed(self) -> QWidget:
        group = QButtonGroup(self)
        for each in self.chips.values():
            group.addButton(each)
        self.chips[""].setChecked(True)
        filters = QWidget()
        filters.setLayout(Flow(*self.chips.values()))
        self.tag.setMinimumWidth(TAG)
        top = row(self.search, self.tag, gap=Space.M)
        top.setStretch(0, 1)
        inside = column(
            top, filters, self.views, self.table, self._nothing, gap=Space.M, margins=(0, 0, Space.M, Space.M)
        )
        inside.setStretch(3, 1)
        return boxed(inside)

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda words: self._ask(words=words))
        self.views.chosen.connect(self._show_view)
        self.tag.edited.connect(lambda: self._ask(tag=self.tag.value() or ""))
        for state, each in self.chips.items():
            each.clicked.connect(lambda _=False, state=state: self._ask(states=(state,) if state else ()))
        self.table.horizontalHeader().sectionClicked.connect(self._sort)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._selected())
        self.table.activated.connect(self._open_at)
        self.tabs.chosen.connect(self._show_tab)
        self.dates.opens.connect(lambda id: self._desk.open(id))
        self.dates.wants_calendar.connect(self._calendar)
        panel = self.panel
        panel.opens.connect(lambda id: self._desk.open(id))
        panel.renews.connect(self._renew)
        panel.reviewed.connect(lambda id: self._change(lambda store: store.review(id, datetime.date.today())))
        panel.tags.connect(lambda tag: self._change(partial(_tagged, ids=self.ids(), add=(tag,))))
        panel.untags.connect(lambda tag: self._change(partial(_tagged, ids=self.ids(), remove=(tag,))))
        panel.ends.connect(self._end)
        panel.clears.connect(self._clear)
        self._desk.shelf_changed.connect(lambda: self.isVisible() and self._look_again())

    # ---- what is found

    def arrive(self, place: str) -> None:
        """`place`: "due" or "figures" for those."""
        self.tabs.choose({"due": 1, "figures": 2}.get(place, 0))
        self._look_again()
        self._show_tab(self.tabs.at())
        self.search.setFocus()

    def _look_again(self) -> None:
        """At once what is known, then what was saved since."""
        self._ask()
        if (store := self._desk.store) is not None:
            query, then = self._query, lambda found: found and self._show(found)
            self._desk.jobs.run(lambda: tasks.take_in(store, query), then, self._desk.failed.emit, lane=STORE)

    def _ask(self, **changed: object) -> None:
        self._query = query = replace(self._query, **changed)
        if (store := self._desk.store) is not None:
            work = self._desk.jobs.run
            work(lambda: tasks.find(store, query), self._show, self._desk.failed.emit, lane=STORE, newest="register")

    def _show(self, found: tasks.Found) -> None:
        chosen = set(self.ids())
        self.model.begin(found.lines)
        self._nothing.setHidden(bool(found.lines))
        self._count(found.counts)
        value = self.tag.value()
        self.tag.set_options([("", tr("every tag")), *((tag, tag) for tag in found.tags)])
        self.tag.set_value(value or "")
        for at, line in enumerate(found.lines):
            if line.entry.id in chosen:
                self.table.selectionModel().select(self.model.index(at, 0), SELECT)
        self.views.settle()
        self._selected()

    def _show_view(self, view: RegisterView) -> None:
        self.search.blockSignals(True)
        self.search.setText(view.words)
        self.search.blockSignals(False)
        self.chips[view.states[0] if view.states else ""].setChecked(True)
        self.tag.set_value(view.tag)
        self._ask(words=view.words, states=view.states, tag=view.tag)

    def _count(self, counts: dict[str, int]) -> None:
        from avv_desktop.register.export import state_name

        for state, each in self.chips.items():
            count = sum(counts.values()) if not state else counts.get(state, 0)
            words = state_name(state) if state else tr("All")
            each.setText(f"{words}  {count}")
            each.setAccessibleName(f"{words}, {count}")
            each.setVisible(bool(count) or not state or state in self._query.states)

    def _more(self, offset: int) -> None:
        store, query = self._desk.store, replace(self._query, offset=offset)
        self._desk.jobs.run(
            lambda: store.find(query), lambda lines: self.model.add(offset, lines), self._desk.failed.emit, lane=STORE
        )

    def _sort(self, column: int) -> None:
        if SORTS[column]:
            self._ask(sort=SORTS[column])

    def ids(self) -> list[str]:
        rows = sorted({each.row() for each in self.table.selectionModel().selectedRows()})
        return [self.model.lines[at].entry.id for at in rows]

    def _selected(self) -> None:
        rows = sorted({each.row() for each in self.table.selectionModel().selectedRows()})
        lines = [self.model.lines[at] for at in rows]
        self.panel.show_lines(lines if self.tabs.at() == 0 else [], self._desk.settings.author)

    def _open_at(self, index: QModelIndex) -> None:
        self._desk.open(self.model.lines[index.row()].entry.id)

    def _show_tab(self, at: int) -> None:
        self.stack.setCurrentIndex(at)
        self._selected()
        if (store := self._desk.store) is None or at == 0:
            return
        work, then = ((tasks.due, self.dates.show_due), (tasks.figures, self.counted.show_figures))[at - 1]
        self._desk.jobs.run(lambda: work(store), then, self._desk.failed.emit, lane=STORE)

    # ---- what is done

    def _change(self, change) -> None:
        self._desk.run_in_store(change, lambda _: self._ask())

    def _end(self, day: datetime.date | None, reason: str) -> None:
        ids = self.ids()

        def change(store) -> None:
            for id in ids:
                store.terminate(id, day, reason)

        self._change(change)
        if day is not None:
            undo = partial(self._end_back, ids)
            self._desk.told.emit(tr("Ended; what is to be deleted is among what is due."), undo)

    def _end_back(self, ids: list[str]) -> None:
        self._change(lambda store: [store.terminate(id, None) for id in ids])

    def _renew(self, id: str) -> None:
        store = self._desk.store
        then = self._desk.open
        self._desk.jobs.run(
            lambda: tasks.renew(store, id), lambda draft: then(draft.id, "editor"), self._desk.failed.emit
        )

    def _clear(self, how: str, who: str) -> None:
        rows = self.table.selectionModel().selectedRows()
        line, store = self.model.lines[rows[0].row()], self._desk.store
        today = datetime.date.today()

        def write(path) -> None:
            save(self._desk, path, lambda: tasks.protocol(store, line, how, who, today))
            self._desk.jobs.run(lambda: None, lambda _: self._ask(), lane=STORE)

        name = tr("Record of deletion {number}", number=line.entry.number)
        ask_where(self, name, ".pdf", write)

    def _export(self, ending: str) -> None:
        store, query = self._desk.store, replace(self._query, limit=-1, offset=0)
        make = partial(_exported, store, query, ending)
        ask_where(self, tr("Register"), ending, lambda path: save(self._desk, path, make))

    def _calendar(self) -> None:
        found = self.dates.found
        ask_where(self, tr("Due dates"), ".ics", lambda path: save(self._desk, path, lambda: tasks.calendar(found)))


def _exported(store, query: Query, ending: str) -> bytes:
    return tasks.exported(ending, store.find(query))


def _tagged(store, *, ids: list[str], add: tuple[str, ...] = (), remove: tuple[str, ...] = ()) -> None:
    store.set_tags(ids, add=add, remove=remove)

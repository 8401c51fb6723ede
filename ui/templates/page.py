"""Vorlagen: what there is, and one of them open."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QWidget

from avv_desktop.system.language import tr
from avv_desktop.template.model import Template
from ui.desk import Desk
from ui.jobs import STORE
from ui.templates.book import Book
from ui.templates.editor import Editor
from ui.templates.library import Books, LibraryView
from ui.templates.newer import NewerView
from ui.templates.shelf import Shelf
from ui.widgets.controls import column

NEWER = "newer:"
"""The place where the open agreement's template is compared with its newest version; no template is called so."""


class TemplatesPage(QWidget):
    """`arrive("avv-de")` opens that template, `arrive("")` shows where one was, `arrive(NEWER)` what is newer."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.book = Book(desk)
        self.books = Books(desk)
        self.shelf, self.editor = Shelf(), Editor(desk, self.book, self.books)
        self.library = LibraryView(self.books)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.shelf)
        self.stack.addWidget(self.editor)
        self.stack.addWidget(self.library)
        self.library.back.connect(self.show_shelf)
        self.shelf.library.connect(self.show_library)
        self.shelf.intake.connect(lambda: desk.go("intake"))
        self.newer = NewerView(desk)
        self.stack.addWidget(self.newer)
        self.newer.done.connect(self._back_to_agreement)
        self.setLayout(column(self.stack, gap=0))
        self.shelf.open_it.connect(self.open)
        self.shelf.copy_it.connect(self.copy)
        self.shelf.begin.connect(lambda id: desk.new(id))
        self.editor.back.connect(self.show_shelf)
        self.editor.copy_it.connect(self.copy)
        self.book.saved.connect(self._saved)

    def arrive(self, place: str) -> None:
        if place == NEWER:
            self.stack.setCurrentWidget(self.newer)
            self.newer.show_draft()
            self.newer.stay.setFocus()
        elif place:
            self.open(place)
        elif self.stack.currentWidget() is not self.editor:
            self.show_shelf()
        else:
            self.editor.arrive()

    # ---- the list

    def show_shelf(self) -> None:
        self.book.keep()
        self.stack.setCurrentWidget(self.shelf)
        self._desk.jobs.run(_all, self._listed, self._desk.failed.emit, lane=STORE, newest="templates")

    def _listed(self, found: object) -> None:
        self.shelf.show_templates(found)
        if self.isVisible() and self.stack.currentWidget() is self.shelf:
            self.shelf.focus_first()

    def show_library(self) -> None:
        self.stack.setCurrentWidget(self.library)
        self.library.show_entries()
        self.library.search.setFocus()

    def open(self, id: str) -> None:
        def work() -> object:
            from avv_desktop.template import catalog

            return catalog.template(id), id in catalog.given()

        def then(found: object) -> None:
            template, given = found
            self._show(template, given)

        self._desk.jobs.run(work, then, self._desk.failed.emit, lane=STORE)

    def copy(self, id: str) -> None:
        """A template of one's own, open at once."""

        def work() -> object:
            from avv_desktop.template import catalog, versions

            template = catalog.template(id)
            title = tr("{title} (our version)", title=template.title)
            return versions.save(versions.own_copy(template, title), template)

        self._desk.jobs.run(work, lambda made: self._show(made, False), self._desk.failed.emit, lane=STORE)

    def _show(self, template: Template, given: bool) -> None:
        self.book.open(template, given=given)
        self.stack.setCurrentWidget(self.editor)
        self.editor.arrive()

    def _back_to_agreement(self) -> None:
        self.stack.setCurrentWidget(self.shelf)
        self._desk.go("editor")

    def _saved(self, template: Template) -> None:
        words = tr("Kept as version {version}. New agreements begin with it.", version=template.version)
        self._desk.told.emit(words, None)

    # ---- what the window asks

    def undo(self) -> None:
        self.book.undo()

    def redo(self) -> None:
        self.book.redo()


def _all() -> list[tuple[Template, bool, bool]]:
    from avv_desktop.template import catalog, working

    given = catalog.given()
    return [(each, each.id in given, working.read(each.id) is not None) for each in catalog.installed()]

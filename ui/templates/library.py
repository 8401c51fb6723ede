"""The annex library: what is used again in every template, and when it must be looked at again."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFrame, QMenu, QPushButton, QWidget

from avv_desktop.errors import AvvError
from avv_desktop.system.language import tr, trn
from avv_desktop.template import library
from avv_desktop.template.library import Entry, Library
from ui.desk import Desk
from ui.jobs import STORE
from ui.look.icons import Glyph
from ui.look.tokens import Space
from ui.widgets.controls import Field, Scrolled, Search, boxed, button, card, column, row, text, tool
from ui.widgets.inputs import DateInput
from ui.widgets.tab_order import TabAsLaidOut

WIDEST = 760
AGAIN = datetime.timedelta(days=365)


class Books(QObject):
    """The library as the window has it; kept off the GUI thread."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.now: Library | None = None

    def load(self) -> None:
        """Read it when it is first needed; one that cannot be read is said and not written over."""
        if self.now is None:
            try:
                self.now = library.read()
            except AvvError as error:
                self._desk.failed.emit(error)

    def entries(self, kind: str) -> tuple[Entry, ...]:
        self.load()
        return self.now.find(kind=kind) if self.now else ()

    def change(self, made: Library) -> None:
        self.now = made
        self._desk.jobs.run(lambda: library.keep(made), None, self._desk.failed.emit, lane=STORE, newest="library")
        self.changed.emit()

    def take_in(self, kind: str, title: str, **what: object) -> None:
        """A new entry, to be looked at again in a year."""
        self.load()
        if self.now is None:
            return
        review = datetime.date.today() + AGAIN
        self.change(self.now.add(Entry("", kind, title, review, **what)))  # type: ignore[arg-type]
        self._desk.told.emit(tr("“{title}” is in the library now.", title=title), None)


def library_button(books: Books, kind: str, name: str, put: Callable[[Entry], object]) -> QPushButton:
    """A button whose menu holds the entries of one kind."""
    made = button(tr("From the library"), "quiet", glyph="books", small=True)
    made.setAccessibleName(tr("From the library: {part}", part=name))

    def unfold() -> None:
        menu = QMenu(made)
        menu.aboutToHide.connect(menu.deleteLater)
        for entry in books.entries(kind):
            menu.addAction(entry.title.replace("&", "&&")).triggered.connect(lambda _=False, entry=entry: put(entry))
        if menu.isEmpty():
            menu.addAction(tr("The library is still empty.")).setEnabled(False)
        menu.popup(made.mapToGlobal(made.rect().bottomLeft()))

    made.clicked.connect(unfold)
    return made


class LibraryView(QWidget):
    back = Signal()

    def __init__(self, books: Books) -> None:
        super().__init__()
        self._books = books
        self.leave = tool("arrow-left", tr("Back to the templates"))
        self.leave.clicked.connect(self.back)
        self.search = Search(tr("Search the library …"))
        self.search.textChanged.connect(lambda _: self.show_entries())
        self._due = text("", "soft", wrap=True)
        self._list = column(gap=Space.M)
        inside = TabAsLaidOut()
        inside.setMaximumWidth(WIDEST)
        title = row(self.leave, text(tr("Library"), "display"), None, self.search, gap=Space.M)
        inside.setLayout(column(title, self._due, self._list, None, gap=Space.L, margins=(0, 0, Space.M, Space.XL)))
        whole = row(inside)
        whole.addStretch(0)
        whole.setStretch(0, 1)
        self.setLayout(column(Scrolled(boxed(whole)), margins=(Space.XXL, Space.XL, Space.M, 0)))
        books.changed.connect(self.show_entries)

    def show_entries(self) -> None:
        while (item := self._list.takeAt(0)) is not None:
            item.widget().hide()
            item.widget().deleteLater()
        self._books.load()
        found = self._books.now or Library()
        due = {each.id for each in found.overdue(datetime.date.today())}
        for each in found.find(self.search.text()):
            self._list.addWidget(self._card(each, each.id in due))
        if not found.entries:
            words = tr("Sub-processors and measures come here from a template's annexes, with “Into the library”.")
        else:
            words = trn("{count} entry must be looked at again.", "{count} entries must be looked at again.", len(due))
        self._due.setText(words if due or not found.entries else tr("Everything is up to date."))

    def _card(self, entry: Entry, due: bool) -> QFrame:
        kind = tr("Sub-processor") if entry.kind == "sub_processor" else tr("Measure")
        said = column(text(entry.title, "subtitle", wrap=True), text(kind, "caption"), gap=Space.HAIR)
        gone = tool("trash", tr("Remove from the library: {title}", title=entry.title), small=True)
        gone.clicked.connect(lambda: self._books.change(self._books.now.remove(entry.id)))
        day = DateInput()
        day.set_value(entry.review.isoformat())
        day.setMaximumWidth(180)
        day.setAccessibleName(tr("To be looked at again: {title}", title=entry.title))
        day.editingFinished.connect(lambda: self._review(entry, day.value()))
        later = button(tr("Looked at today"), "quiet", small=True)
        later.setAccessibleName(tr("Looked at today: {title}", title=entry.title))
        later.clicked.connect(lambda: self._review(entry, (datetime.date.today() + AGAIN).isoformat()))
        head = row(said, *([Glyph("warning-fill", 18, "warn")] if due else []), gone)
        head.setStretch(0, 1)
        hint = tr("This day has come.") if due else ""
        when = Field(tr("To be looked at again"), day, hint=hint)
        return card(head, row(when, later, None, gap=Space.M))

    def _review(self, entry: Entry, day: str) -> None:
        try:
            review = datetime.date.fromisoformat(day)
        except ValueError:
            return
        if review != entry.review and self._books.now is not None:
            self._books.change(self._books.now.add(replace(entry, review=review)))

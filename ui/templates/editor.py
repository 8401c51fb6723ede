"""A template open: its clauses on the left, the chosen one beside; terms, what is printed when, and its versions."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QFrame, QStackedWidget, QWidget

from avv_desktop.system.language import tr
from avv_desktop.template import clean, edit, edit_annexes
from ui.desk import Desk
from ui.look.tokens import Size, Space
from ui.templates.annex import AnnexForm
from ui.templates.book import Book
from ui.templates.clause import ClauseForm
from ui.templates.history import HistoryView
from ui.templates.library import Books
from ui.templates.outline import Outline
from ui.templates.paragraph import new_words
from ui.templates.terms import TermsView
from ui.templates.truth import TruthView
from ui.widgets.controls import Scrolled, Segmented, boxed, button, column, row, tool
from ui.widgets.header import Cut
from ui.widgets.text_inputs import TextInput


class Editor(QWidget):
    back = Signal()
    copy_it = Signal(str)

    def __init__(self, desk: Desk, book: Book, books: Books) -> None:
        super().__init__()
        self._desk, self._book, self._books = desk, book, books
        self._chosen: dict[str, str] = {}
        """Paragraph → the wording that is looked at."""
        self.outline = Outline(book)
        self.form: QWidget | None = None
        self._room = QStackedWidget()
        self.terms, self.truth, self.history = TermsView(book), TruthView(book), HistoryView(desk, book)
        text_view = row(self.outline, self._room, gap=0)
        text_view.setStretch(1, 1)
        self.views = QStackedWidget()
        for each in (boxed(text_view), self.terms, self.truth, self.history):
            self.views.addWidget(each)
        whole = column(self._header(), self.views, gap=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self._connect()

    def _header(self) -> QFrame:
        self.leave = tool("arrow-left", tr("Back to the templates"), "Alt+Left")
        self.leave.clicked.connect(self.back)
        self.title = TextInput()
        self.title.setAccessibleName(tr("Name of the template"))
        self.title.setMinimumWidth(160)
        self.title.edited.connect(self._titled)
        self.state = Cut("caption")
        names = (tr("Text"), tr("Terms"), tr("What is printed when?"), tr("Versions"))
        self.parts = Segmented(names, tr("Part of the template"))
        self.undo, self.redo = tool("arrow-counter-clockwise", tr("Undo")), tool("arrow-clockwise", tr("Redo"))
        self.save = button("", "primary")
        self.copy = button(tr("Make a version of your own"), "primary")
        left = column(None, self.title, self.state, None, gap=Space.HAIR)
        inside = row(self.leave, left, self.parts, None, self.undo, self.redo, self.save, self.copy, gap=Space.S)
        inside.setContentsMargins(Space.L, 0, Space.XL, 0)
        inside.setStretch(1, 1)
        made = QFrame()
        made.setProperty("line", "below")
        made.setFixedHeight(Size.HEADER + Space.L)
        made.setLayout(inside)
        return made

    def _connect(self) -> None:
        book = self._book
        book.opened.connect(self._opened)
        book.changed.connect(self._changed)
        self.parts.chosen.connect(self.show_part)
        self.undo.clicked.connect(book.undo)
        self.redo.clicked.connect(book.redo)
        self.save.clicked.connect(book.save)
        self.copy.clicked.connect(lambda: self.copy_it.emit(book.now.id))
        self.outline.chosen.connect(lambda _: self._show_form())
        self.outline.move.connect(self._move)
        self.outline.add_clause.connect(self._add_clause)
        self.outline.add_annex.connect(self._add_annex)

    def arrive(self) -> None:
        self.outline.list.setFocus()

    def show_part(self, at: int) -> None:
        """0 text, 1 terms, 2 what is printed when, 3 versions."""
        self.parts.choose(at)
        self.views.setCurrentIndex(at)
        view = self.views.currentWidget()
        if at:
            view.show_template()

    # ---- what is shown

    def _opened(self) -> None:
        self._chosen.clear()
        self.title.set_value(self._book.now.title)
        self.title.setReadOnly(self._book.given)
        self.show_part(0)
        self.outline.show_template()
        self._show_form()
        self._show_state()

    def _changed(self, by: str) -> None:
        """`by`: the part that made the change and shows it already; "show …" makes the form anew for its words."""
        self._show_state()
        self.outline.show_template()
        if self.title.value() != self._book.now.title and not self.title.hasFocus():
            self.title.set_value(self._book.now.title)
        if self.views.currentIndex():
            self.views.currentWidget().show_template()
        if not by or by.startswith("show "):
            self._show_form(by.removeprefix("show "))

    def _show_state(self) -> None:
        book = self._book
        version = tr("Version {version}", version=book.base.version)
        if book.given:
            said = tr("comes with the program")
        else:
            said = tr("changed, not yet a version") if book.touched else tr("as kept")
        self.state.say(f"{version}  ·  {said}")
        self.save.setVisible(not book.given)
        self.save.setEnabled(book.touched)
        self.save.setText(tr("Keep as version {version}", version=book.base.version + 1))
        self.copy.setVisible(book.given)
        self.undo.setVisible(not book.given)
        self.redo.setVisible(not book.given)

    def _show_form(self, focus: str = "") -> None:
        """The chosen clause or annex; what had the keyboard has it again."""
        at, place = QApplication.focusWidget(), 0
        if self.form is not None and at is not None and self.form.isAncestorOf(at):
            focus = focus or at.accessibleName()
            place = self._area.verticalScrollBar().value()
        made = self._form()
        inside = row(made, margins=(Space.XL, Space.XL, Space.M, Space.XL))
        inside.addStretch(0)
        inside.setStretch(0, 1)
        old = self._room.currentWidget()
        self._area, self.form = Scrolled(boxed(inside)), made
        self._room.addWidget(self._area)
        self._room.setCurrentWidget(self._area)
        if old is not None:
            self._room.removeWidget(old)
            old.deleteLater()
        if focus:
            self._focus(focus)
            QApplication.processEvents()
            self._area.verticalScrollBar().setValue(place)

    def _form(self) -> QWidget:
        kind, _, id = self.outline.chosen_id().rpartition("/")
        template = self._book.now
        if kind == "annex":
            return AnnexForm(self._book, self._books, next(each for each in template.annexes if each.id == id))
        clause = next((each for each in template.clauses if each.id == id), None)
        return ClauseForm(self._book, clause, self._chosen) if clause else QWidget()

    def _focus(self, name: str) -> None:
        for each in self.form.findChildren(QWidget):
            words = each.accessibleName() or (each.text() if hasattr(each, "text") and callable(each.text) else "")
            if words == name and each.isEnabled():
                each.setFocus()
                return

    # ---- deeds

    def _titled(self) -> None:
        title = self.title.value()
        if title:
            self._book.edit(lambda t: replace(t, title=clean.title(title), hash=""), "title", typing="name")

    def _move(self, id: str, by: int) -> None:
        kind, _, name = id.rpartition("/")
        if kind == "annex":
            self._book.edit(lambda t: edit_annexes.move_annex(t, name, by), "order")
        else:
            self._book.edit(lambda t: edit.move_clause(t, name, by), "order")

    def _add_clause(self) -> None:
        after, words = self.outline.chosen_id(), new_words(tr("New paragraph."))
        self._added(lambda t: edit.add_clause(t, tr("New clause"), words, after), "")

    def _add_annex(self) -> None:
        words = new_words(tr("New text."))
        self._added(lambda t: edit_annexes.add_annex(t, tr("New annex"), words), "annex/")

    def _added(self, change, kind: str) -> None:
        """What is new is shown, its title ready to be written over."""
        before = {each.id for each in (*self._book.now.clauses, *self._book.now.annexes)}
        if not self._book.edit(change, "order"):
            return
        new = next(each.id for each in (*self._book.now.clauses, *self._book.now.annexes) if each.id not in before)
        self.outline.choose(f"{kind}{new}")
        self.form.title.setFocus()
        self.form.title.selectAll()

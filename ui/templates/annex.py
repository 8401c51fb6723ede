"""One annex, as it is edited: a text of one's own, or the measures; the program's own tables are looked at."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QFrame, QWidget

from avv_desktop.system.language import tr
from avv_desktop.template import edit_annexes
from avv_desktop.template.library import Entry
from avv_desktop.template.markup import parse, written
from avv_desktop.template.text import Annex, Control, Measure, TextLine
from ui.look.tokens import Space, State
from ui.templates.book import Book
from ui.templates.library import Books, library_button
from ui.templates.paragraph import new_words
from ui.templates.rule import RuleInput
from ui.templates.sub_processors import proposed_rows
from ui.text.clause_text import ClauseText
from ui.widgets.banner import Banner
from ui.widgets.controls import Field, boxed, button, card, column, row, text, tool
from ui.widgets.tab_order import TabAsLaidOut
from ui.widgets.text_inputs import TextInput

WIDEST = 860


class AnnexForm(TabAsLaidOut):
    def __init__(self, book: Book, books: Books, annex: Annex) -> None:
        super().__init__()
        self._book, self._books, self._id = book, books, annex.id
        self.setMaximumWidth(WIDEST)
        self.title = TextInput()
        self.title.set_value(annex.title)
        self.title.setReadOnly(book.given)
        self.title.edited.connect(self._titled)
        self.rule = RuleInput(book.now, annex.when, tr("the annex"), fixed=book.given)
        self.rule.edited.connect(self._ruled)
        whole = column(card(Field(tr("&Title"), self.title), self.rule, gap=Space.M), gap=Space.L)
        for each in self._inside(annex):
            whole.addWidget(each)
        if not book.given:
            whole.addWidget(self._deeds(annex))
        whole.addStretch(1)
        self.setLayout(whole)

    def _inside(self, annex: Annex) -> list[QWidget]:
        if annex.kind == "measures":
            return [self._control(each) for section in self._book.now.sections for each in section.controls]
        if annex.kind != "text":
            made = Banner(State.READY, tr("The program makes this annex from the answers of each agreement."))
            table = annex.table if annex.kind == "sub_processors" else ""
            return [made, proposed_rows(self._book, self._books, table)] if table else [made]
        found = [card(self._text(annex.id, annex.lines, tr("Text")))]
        for part in annex.parts:
            found.append(card(text(part.title, "heading"), self._text(part.id, part.lines, part.title)))
        return found

    def _text(self, id: str, lines: tuple[TextLine, ...], name: str) -> ClauseText:
        made = ClauseText(tr("Text of {part}", part=name), self._book.called)
        made.setReadOnly(self._book.given)
        made.show_lines(lines)

        def typed() -> None:
            said = made.lines()
            self._book.edit(lambda t: edit_annexes.set_annex_lines(t, id, said), id, typing=id)

        made.edited.connect(typed)
        return made

    # ---- measures

    def _control(self, control: Control) -> QFrame:
        parts: list = [text(control.title, "heading", wrap=True)]
        parts += [self._measure(each) for each in control.measures]
        if not self._book.given:
            more = button(tr("Measure"), "quiet", glyph="plus", small=True)
            more.setAccessibleName(tr("Add a measure: {control}", control=control.title))
            words = new_words(tr("New measure."))[0].parts
            more.clicked.connect(lambda: self._book.edit(lambda t: edit_annexes.add_measure(t, control.id, words)))
            shelf = library_button(self._books, "measure", control.title, lambda entry: self._take(control, entry))
            parts.append(row(more, shelf, None))
        return card(*parts, gap=Space.S)

    def _measure(self, measure: Measure) -> QWidget:
        said = ClauseText(tr("Measure"), self._book.called)
        said.setReadOnly(self._book.given)
        said.show_lines((TextLine(measure.parts),))
        said.setAccessibleName(tr("Measure: {words}", words=said.toPlainText()[:60]))
        on = QCheckBox()
        on.setChecked(measure.on)
        on.setEnabled(not self._book.given)
        on.setAccessibleName(tr("Proposed: {words}", words=said.toPlainText()[:60]))
        on.toggled.connect(
            lambda on: self._book.edit(lambda t: edit_annexes.set_measure(t, measure.id, on=on), "measure")
        )

        def typed() -> None:
            parts = tuple(part for line in said.lines() for part in line.parts)
            if parts:
                self._book.edit(lambda t: edit_annexes.set_measure(t, measure.id, parts), "measure", typing=measure.id)

        said.edited.connect(typed)
        gone = tool("trash", tr("Delete this measure"), small=True)
        gone.setVisible(not self._book.given)
        gone.clicked.connect(lambda: self._book.edit(lambda t: edit_annexes.delete_measure(t, measure.id)))
        keep = tool("books", tr("Into the library"), small=True)
        keep.clicked.connect(lambda: self._keep(measure.id, said.toPlainText()))
        whole = row(on, said, keep, gone, gap=Space.S)
        whole.setStretch(1, 1)
        return boxed(whole)

    def _keep(self, id: str, title: str) -> None:
        """The measure as it stands now, in the markup of templates."""
        control = edit_annexes.control_of(self._book.now, id)
        parts = next(each.parts for each in control.measures if each.id == id)
        self._books.take_in("measure", title, text=written(parts))

    def _take(self, control: Control, entry: Entry) -> None:
        self._book.edit(lambda t: edit_annexes.add_measure(t, control.id, parse(entry.text)))

    # ---- the annex

    def _deeds(self, annex: Annex) -> QWidget:
        more = button(tr("Part with a title"), "quiet", glyph="plus", small=True)
        more.setVisible(annex.kind == "text")
        words = new_words(tr("New text."))
        more.clicked.connect(
            lambda: self._book.edit(lambda t: edit_annexes.add_part(t, self._id, tr("New part"), words))
        )
        gone = button(tr("Delete the annex"), "quiet", glyph="trash", small=True)
        gone.setVisible(annex.kind == "text")
        gone.clicked.connect(lambda: self._book.edit(lambda t: edit_annexes.delete_annex(t, self._id)))
        return boxed(row(more, None, gone))

    def _titled(self) -> None:
        title = self.title.value()
        if title:
            self._book.edit(
                lambda t: edit_annexes.retitle_annex(t, self._id, title), self._id, typing=f"{self._id} title"
            )

    def _ruled(self, when: str) -> None:
        if self._book.edit(lambda t: edit_annexes.set_annex(t, self._id, when=when), self._id):
            self.rule.show_words(self._book.now, when)

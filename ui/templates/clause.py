"""One clause, as it is edited: its title, when it is printed, and its paragraphs."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from avv_desktop.system.language import tr, trn
from avv_desktop.template import edit
from avv_desktop.template.references import references_to
from avv_desktop.template.text import Clause
from ui.look.tokens import Space, State
from ui.templates.book import Book
from ui.templates.paragraph import ParagraphCard, new_words
from ui.templates.rule import RuleInput
from ui.text.clause_text import ClauseText
from ui.widgets.banner import Banner
from ui.widgets.controls import Field, boxed, button, card, column, row, text
from ui.widgets.tab_order import TabAsLaidOut
from ui.widgets.text_inputs import TextInput

WIDEST = 860


class ClauseForm(TabAsLaidOut):
    """Made anew for every clause; `place` is what the book calls who edits here."""

    def __init__(self, book: Book, clause: Clause, chosen: dict[str, str]) -> None:
        super().__init__()
        self._book, self._id, self._chosen = book, clause.id, chosen
        self.setMaximumWidth(WIDEST)
        self.cards: dict[str, ParagraphCard] = {}
        if clause.id in edit.FIXED:
            self._show_fixed(clause)
            return
        self.title = TextInput()
        self.title.set_value(clause.title)
        self.title.setReadOnly(book.given)
        self.title.edited.connect(self._titled)
        self.rule = RuleInput(book.now, clause.when, tr("the whole clause"), fixed=book.given)
        self.rule.edited.connect(self._ruled)
        self._list = column(gap=Space.L)
        self._paragraphs(clause)
        head = card(Field(tr("&Title"), self.title), self.rule, gap=Space.M)
        whole = column(head, self._list, gap=Space.L)
        if not book.given:
            whole.addWidget(self._deeds())
        whole.addStretch(1)
        self.setLayout(whole)

    def _show_fixed(self, clause: Clause) -> None:
        """Looked at, not changed; its terms can be renamed."""
        words = tr("The program lays out this part itself. The names of the parties are changed under “Terms”.")
        said = ClauseText(tr("Text"), self._book.called)
        said.setReadOnly(True)
        said.show_lines(clause.lines or tuple(line for each in clause.paragraphs for line in each.lines))
        self.setLayout(column(Banner(State.READY, words), card(said), None, gap=Space.L))

    def _paragraphs(self, clause: Clause) -> None:
        count = len(clause.paragraphs)
        for number, paragraph in enumerate(clause.paragraphs, start=1):
            label = tr("Paragraph {number}", number=number) if count > 1 else tr("Text")
            made = ParagraphCard(self._book, paragraph, label, self._chosen.get(paragraph.id, ""))
            made.rebuild.connect(lambda focus, id=paragraph.id: self._rebuilt(id, focus))
            self.cards[paragraph.id] = made
            self._list.addWidget(made)

    def _rebuilt(self, id: str, focus: str) -> None:
        self._chosen[id] = self.cards[id].variant
        self._book.changed.emit(f"show {focus}")

    def _deeds(self) -> QWidget:
        more = button(tr("Paragraph"), "quiet", glyph="plus", small=True)
        more.setAccessibleName(tr("Add a paragraph"))
        more.clicked.connect(self._add)
        self.gone = button(tr("Delete the clause"), "quiet", glyph="trash", small=True)
        self.gone.clicked.connect(self._ask)
        self._question = QWidget()
        self._question.hide()
        return boxed(column(row(more, None, self.gone), self._question, gap=Space.M))

    def _add(self) -> None:
        words = new_words(tr("New paragraph."))
        self._book.edit(lambda t: edit.add_paragraph(t, self._id, words))

    def _ask(self) -> None:
        """What refers to it is said before it goes."""
        found = references_to(self._book.now, self._id)
        if not found:
            self._delete()
            return
        places = ", ".join(dict.fromkeys(self._book.reference(each.place.partition("/")[0]) for each in found))
        words = trn(
            "One reference leads here ({places}). It becomes the title in quotation marks.",
            "{count} references lead here ({places}). They become the title in quotation marks.",
            len(found),
            places=places,
        )
        sure, keep = button(tr("Delete anyway"), "danger", small=True), button(tr("Keep it"), small=True)
        sure.clicked.connect(self._delete)
        keep.clicked.connect(lambda: (self._question.hide(), self.gone.setFocus()))
        if self._question.layout() is None:
            self._question.setLayout(column(card(text(words, wrap=True), row(sure, keep, None))))
        self._question.show()
        keep.setFocus()

    def _delete(self) -> None:
        self._book.edit(lambda t: edit.delete(t, self._id))

    def _titled(self) -> None:
        title = self.title.value()
        if title:
            self._book.edit(lambda t: edit.retitle(t, self._id, title), self._id, typing=f"{self._id} title")

    def _ruled(self, when: str) -> None:
        if self._book.edit(lambda t: edit.set_when(t, self._id, when), self._id):
            self.rule.show_words(self._book.now, when)

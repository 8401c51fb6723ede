"""One paragraph of a clause: its text or its variants, what it fulfils, and when it is printed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QRadioButton, QWidget

from avv_desktop.system.language import tr
from avv_desktop.template import edit, variants
from avv_desktop.template.conditions import in_words
from avv_desktop.template.lines import text_line
from avv_desktop.template.markup import parse
from avv_desktop.template.text import ClauseParagraph, Inline, TextLine, Variant
from ui.look.tokens import Space
from ui.questions.chips import ChipsInput
from ui.templates.book import Book
from ui.templates.insert import insert_button
from ui.templates.rule import RuleInput
from ui.templates.tags import fulfilled, tag_options
from ui.text.clause_text import ClauseText
from ui.widgets.controls import boxed, button, column, row, text, tool
from ui.widgets.flow import Flow
from ui.widgets.text_inputs import TextInput


class ParagraphCard(QFrame):
    """`rebuild`: something changed that this card does not show by itself."""

    rebuild = Signal(str)
    """(spoken name of what should have the keyboard then)"""

    def __init__(self, book: Book, paragraph: ClauseParagraph, label: str, chosen: str = "") -> None:
        super().__init__()
        self._book, self._id, self._label = book, paragraph.id, label
        self.setProperty("card", "true")
        self._variant = ""
        parts: list = [self._head(paragraph)]
        if paragraph.variants:
            ids = [each.id for each in paragraph.variants]
            self._variant = chosen if chosen in ids else self._proposed(paragraph, ids)
            parts.append(self._variants(paragraph))
        variant = next((each for each in paragraph.variants if each.id == self._variant), None)
        self.text = ClauseText(tr("Text of {part}", part=label), book.called)
        self.text.setReadOnly(book.given)
        self.text.show_lines(variant.lines if variant else paragraph.lines)
        self.text.edited.connect(self._typed)
        parts.append(self.text)
        if not book.given:
            parts.append(self._text_deeds(paragraph, variant))
        parts += self._foot(paragraph)
        self.setLayout(column(*parts, gap=Space.M, margins=(Space.L,) * 4))

    @property
    def variant(self) -> str:
        """Which wording is shown."""
        return self._variant

    def _head(self, paragraph: ClauseParagraph) -> QWidget:
        up = tool("arrow-up", tr("Move up: {part}", part=self._label), small=True)
        down = tool("arrow-down", tr("Move down: {part}", part=self._label), small=True)
        gone = tool("trash", tr("Delete: {part}", part=self._label), small=True)
        up.clicked.connect(lambda: self._do(lambda t: edit.move_paragraph(t, self._id, -1), up.accessibleName()))
        down.clicked.connect(lambda: self._do(lambda t: edit.move_paragraph(t, self._id, 1), down.accessibleName()))
        gone.clicked.connect(lambda: self._do(lambda t: edit.delete(t, self._id)))
        for each in (up, down, gone):
            each.setVisible(not self._book.given)
        return boxed(row(text(self._label, "heading"), None, up, down, gone, gap=Space.XS))

    # ---- variants

    def _proposed(self, paragraph: ClauseParagraph, ids: list[str]) -> str:
        """The one a new agreement begins with."""
        by_rule = paragraph.choice == variants.BY_RULE
        default = "" if by_rule else str(self._book.now.field(paragraph.choice).default or "")
        return default if default in ids else ids[0]

    def _variants(self, paragraph: ClauseParagraph) -> QWidget:
        """One radio group: an agreement prints exactly one of them."""
        group, flow = QButtonGroup(self), QWidget()
        flow.setLayout(Flow(gap=Space.M))
        if paragraph.choice == variants.BY_RULE:
            words = tr("One of these wordings is printed; the answers decide which.")
        else:
            label = self._book.now.field(paragraph.choice).label
            words = tr("One of these wordings is printed, as chosen in “{label}”.", label=label)
        flow.setAccessibleName(words)
        for each in paragraph.variants:
            radio = QRadioButton(each.title.replace("&", "&&"))
            radio.setAccessibleDescription(words)
            group.addButton(radio)
            radio.setChecked(each.id == self._variant)
            radio.clicked.connect(lambda _=False, id=each.id: self._choose(id))
            flow.layout().addWidget(radio)
        return boxed(column(text(words, "caption", wrap=True), flow, gap=Space.S))

    def _choose(self, id: str) -> None:
        self._variant = id
        title = variants.variant_of(self._book.now, self._id, id).title
        self.rebuild.emit(title)

    def _text_deeds(self, paragraph: ClauseParagraph, variant: Variant | None) -> QWidget:
        insert = insert_button(self._book, self._label, self._put)
        add = button(tr("Another wording"), "quiet", glyph="plus", small=True)
        add.setAccessibleName(tr("Another wording: {part}", part=self._label))
        add.clicked.connect(lambda: self._add_variant(paragraph, variant))
        add.setVisible(paragraph.choice != variants.BY_RULE)
        deeds = QWidget()
        deeds.setLayout(Flow(insert, add, gap=Space.XS))
        if variant is None:
            return deeds
        name = TextInput()
        name.set_value(variant.title)
        name.setAccessibleName(tr("Name of this wording: {part}", part=self._label))
        name.editingFinished.connect(lambda: self._rename(variant, name.value()))
        drop = button(tr("Delete this wording"), "quiet", small=True)
        drop.setAccessibleName(tr("Delete this wording: {part}", part=self._label))
        drop.clicked.connect(lambda: self._do(lambda t: variants.remove_variant(t, self._id, variant.id)))
        deeds.layout().addWidget(drop)
        if paragraph.choice != variants.BY_RULE:
            first = button(tr("Propose this one"), "quiet", small=True)
            first.setAccessibleName(tr("Propose this wording: {part}", part=self._label))
            first.setEnabled(self._book.now.field(paragraph.choice).default != variant.id)
            first.clicked.connect(lambda: self._do(lambda t: variants.set_default(t, self._id, variant.id)))
            deeds.layout().addWidget(first)
        named = row(text(tr("Name"), "caption"), name, gap=Space.S)
        named.setStretch(1, 1)
        rule = text(tr("Only if {condition}", condition=in_words(self._book.now, variant.when)), "caption", wrap=True)
        rule.setVisible(bool(variant.when))
        return boxed(column(named, rule, deeds, gap=Space.S))

    def _add_variant(self, paragraph: ClauseParagraph, variant: Variant | None) -> None:
        lines = variant.lines if variant else paragraph.lines
        title = tr("Wording {number}", number=max(2, len(paragraph.variants) + 1))
        if self._book.edit(lambda t: variants.add_variant(t, self._id, title, lines), self._id):
            self._variant = edit.paragraph_of(self._book.now, self._id).variants[-1].id
            self.rebuild.emit(tr("Name of this wording: {part}", part=self._label))

    def _rename(self, variant: Variant, title: str) -> None:
        if title and title != variant.title:
            self._do(lambda t: variants.retitle_variant(t, self._id, variant.id, title))

    # ---- text

    def _typed(self) -> None:
        """Half a thought is kept as soon as it says something."""
        lines, variant = self.text.lines(), self._variant
        if not any(line.parts or line.cells for line in lines):
            return

        def change(template):
            if variant:
                return variants.set_variant_lines(template, self._id, variant, lines)
            return edit.set_lines(template, self._id, lines)

        self._book.edit(change, self._id, typing=f"{self._id}/{variant}")

    def _put(self, part: Inline) -> None:
        self.text.insert(part)

    # ---- what it fulfils, when it is printed

    def _foot(self, paragraph: ClauseParagraph) -> list[QWidget]:
        said = text(tr("Fulfils: {tags}", tags=fulfilled(paragraph.tags) or "–"), "caption", wrap=True)
        turn = button(tr("Change"), "quiet", small=True)
        turn.setAccessibleName(tr("Change what it fulfils: {part}", part=self._label))
        turn.setVisible(not self._book.given)
        head = row(said, turn, gap=Space.S)
        head.setStretch(0, 1)
        chips = ChipsInput(tag_options(self._book.now), tr("Fulfils"), own=False)
        chips.set_value(list(paragraph.tags))
        chips.hide()
        turn.clicked.connect(lambda: (chips.setVisible(not chips.isVisible()), chips.setFocus()))

        def chosen() -> None:
            self._book.edit(lambda t: edit.set_tags(t, self._id, chips.value()), self._id)
            said.setText(tr("Fulfils: {tags}", tags=fulfilled(tuple(chips.value())) or "–"))

        chips.edited.connect(chosen)
        rule = RuleInput(self._book.now, paragraph.when, self._label, fixed=self._book.given)
        rule.edited.connect(lambda when: self._rule(rule, when))
        return [boxed(column(head, chips, rule, gap=Space.XS))]

    def _rule(self, rule: RuleInput, when: str) -> None:
        if self._book.edit(lambda t: edit.set_when(t, self._id, when), self._id):
            rule.show_words(self._book.now, when)

    def _do(self, change, focus: str = "") -> None:
        if self._book.edit(change, self._id):
            self.rebuild.emit(focus)


def new_words(words: str) -> tuple[TextLine, ...]:
    """A first text, to be written over."""
    return (text_line(words, parse),)

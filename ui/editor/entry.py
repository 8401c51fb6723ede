"""One question of the form: label, input, help or what is wrong, what can be taken over, and an open proposal."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from avv_desktop.draft.model import Value
from avv_desktop.system.language import tr
from avv_desktop.template.model import Field as Question
from avv_desktop.template.model import Template
from ui.editor.offers import Offer
from ui.editor.table import TableInput
from ui.look.icons import Glyph
from ui.look.tokens import Space
from ui.questions.question import kind, question_input
from ui.widgets.controls import Field, boxed, button, column, row, text
from ui.widgets.flow import Flow
from ui.widgets.forms import Offers

COMPOSITE = ("party", "person", "table")
"""First words of the types that have parts."""
ASIDE = (0, Space.XS + Space.HAIR, Space.XS, Space.XS)


class Entry(QWidget):
    """`answered(name, value)` on every edit, `confirmed(name)` when a proposal is said to be true."""

    answered = Signal(str, object)
    confirmed = Signal(str)
    shifted = Signal(str)
    """Rows have moved: what was said of them counts no more."""

    def __init__(self, question: Question, template: Template) -> None:
        super().__init__()
        self.question = question
        self.setProperty("entry", question.name)
        self.input = _input(question, template)
        self.composite = kind(question) in COMPOSITE
        help_ = question.help if question.required or question.required_when else _optional(question.help)
        self._help = help_
        self._said: dict[str, str] = {}
        if self.composite:
            self._field = None
            self._error = _Error()
            self._title = text(question.label, "subtitle", wrap=True)
            head = column(self._title, text(help_, "soft", wrap=True), gap=Space.HAIR)
            self.body = column(head, self._error, self.input, gap=Space.M)
        else:
            self._field = Field(question.label.replace("&", "&&"), self.input, hint=help_)
            self.body = column(self._field, gap=Space.XS)
        self._offers = Offers(question.label)
        self._proposal = Proposal(question.label)
        self._proposal.accepted.connect(lambda: self.confirmed.emit(question.name))
        self.body.addWidget(self._offers)
        self.body.addWidget(self._proposal)
        self.setLayout(self.body)
        self.input.edited.connect(self._edited)
        if hasattr(self.input, "reordered"):
            self.input.reordered.connect(lambda: self.shifted.emit(question.name))

    @property
    def name(self) -> str:
        return self.question.name

    def show_value(self, value: Value) -> None:
        """Silent, and without moving the cursor where nothing has changed."""
        if value != self.input.value():
            self.input.set_value(value)

    def show_errors(self, errors: dict[str, str]) -> None:
        """Part → message; "" is the field itself."""
        if errors == self._said:
            return
        for part in self._said.keys() | errors.keys():
            if self._said.get(part, "") != errors.get(part, ""):
                self._say(part, errors.get(part, ""))
        self._said = dict(errors)

    def show_offers(self, offers: list[Offer]) -> None:
        self._offers.show_offers(offers, self._take)

    def show_proposal(self, is_open: bool) -> None:
        self._proposal.setVisible(is_open)

    def control(self, part: str = "") -> QWidget:
        """What takes the focus for a part of it."""
        found = self.input.control(part) if self.composite else None
        return found or self.input

    @property
    def said(self) -> dict[str, str]:
        return dict(self._said)

    def _say(self, part: str, error: str) -> None:
        if self._field is not None:
            self._field.say(self._help, error=error)
        elif part:
            self.input.say(part, error)
        else:
            self._error.say(error)

    def _edited(self) -> None:
        value = self.input.value()
        self.answered.emit(self.name, "" if value is None and self.question.type not in ("int", "bool") else value)

    def _take(self, value: object) -> None:
        self.input.set_value(value)
        self.answered.emit(self.name, value)


class Proposal(QFrame):
    """Asks once whether what the template proposes is true here."""

    accepted = Signal()

    def __init__(self, label: str) -> None:
        super().__init__()
        self._yes = button(tr("That is right"), "quiet", glyph="check", small=True)
        self._yes.setAccessibleName(f"{tr('That is right')}: {label}")
        self._yes.clicked.connect(self.accepted)
        words = text(tr("Proposal – is that so with you?"), "caption")
        self.setLayout(
            Flow(boxed(row(Glyph("lightbulb", 14, "warn"), words, gap=Space.XS, margins=ASIDE)), self._yes, gap=0)
        )
        self.hide()


class _Error(QWidget):
    """What is wrong with the whole of a party, list or table."""

    def __init__(self) -> None:
        super().__init__()
        self._words = text("", "error", wrap=True)
        inside = row(Glyph("warning-circle-fill", 14, "bad"), self._words, gap=Space.XS)
        inside.setStretch(1, 1)
        self.setLayout(inside)
        self.hide()

    def say(self, error: str) -> None:
        self._words.setText(error)
        self.setVisible(bool(error))


def _input(question: Question, template: Template) -> QWidget:
    return TableInput(question, template) if kind(question) == "table" else question_input(question, template)


def _optional(words: str) -> str:
    return tr("Optional. {help}", help=words) if words else tr("Optional")

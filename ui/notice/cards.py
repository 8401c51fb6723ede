"""One customer of a change: where it stands, what its agreement says, which days follow, and what they answered."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from avv_desktop.errors import CannotDo
from avv_desktop.notice import answers
from avv_desktop.notice.model import Notice
from avv_desktop.notice.wording import advice, state_words
from avv_desktop.system.language import tr
from ui.look.tokens import Space
from ui.notice.words import TONES
from ui.widgets.badge import Badge
from ui.widgets.controls import Field, button, card, column, frame, row, text
from ui.widgets.date_input import DateInput
from ui.widgets.forms import TwoColumns
from ui.widgets.inputs import Choice
from ui.widgets.text_inputs import TextInput


class NoticeCard(QFrame):
    answered = Signal(object)
    """The notice as it is now."""

    def __init__(self, notice: Notice, *, kept: bool) -> None:
        super().__init__()
        self._notice = notice
        self._form: QWidget | None = None
        name = " · ".join(filter(None, (notice.customer, notice.number)))
        head = row(text(name, "strong", wrap=True), Badge(TONES[notice.state], state_words(notice)), gap=Space.M)
        head.setStretch(0, 1)
        lines = [text(line, "soft", wrap=True) for line in advice(notice)]
        quote = [text(f"„{words}“", "caption", wrap=True) for words in _quotes(notice)]
        self._below = column(gap=Space.S)
        parts = [head, column(*lines, gap=Space.XS), *quote]
        if kept and (deeds := self._deeds()):
            parts.append(row(*deeds, None))
        self.setLayout(column(card(*parts, self._below, gap=Space.S), gap=0))

    def _deeds(self) -> list[QWidget]:
        notice, found = self._notice, []
        if notice.state == "told" and notice.consent and notice.consent_day is None:
            found.append(self._deed(tr("Enter consent"), self._ask_consent))
        if notice.state == "told" and notice.material:
            found.append(self._deed(tr("Enter objection"), self._ask_objection))
        if notice.state == "objected":
            found.append(self._deed(tr("Settle the objection"), self._ask_end))
        return found

    def _deed(self, words: str, ask: Callable[[], None]) -> QWidget:
        made = button(words, small=True)
        made.setAccessibleName(f"{words}: {self._notice.customer}")
        made.clicked.connect(ask)
        return made

    # ---- inline forms

    def _ask_consent(self) -> None:
        who, day = TextInput(), _today()
        fields = (Field(tr("Who agreed"), who), Field(tr("On"), day))
        self._ask(fields, lambda: answers.consented(self._notice, who.value(), _day(day)))

    def _ask_objection(self) -> None:
        who, day, reason = TextInput(), _today(), TextInput()
        fields = (Field(tr("Who objected"), who), Field(tr("On"), day), Field(tr("Reason given"), reason))
        self._ask(fields, lambda: answers.objected(self._notice, who.value(), _day(day), reason.value()))

    def _ask_end(self) -> None:
        outcome = Choice(
            [
                ("agreed", tr("A solution was agreed; the change holds")),
                ("withdrawn", tr("The objection was withdrawn")),
                ("unchanged", tr("The list stays as it is for this customer")),
                ("ended", tr("The service ends")),
            ]
        )
        agreed, day = TextInput(), _today()
        fields = (Field(tr("How it ended"), outcome), Field(tr("On"), day), Field(tr("What was agreed"), agreed))
        self._ask(fields, lambda: answers.settled(self._notice, outcome.value(), agreed.value(), _day(day)))

    def _ask(self, fields: tuple[Field, ...], make: Callable[[], Notice]) -> None:
        self._close()
        grid = TwoColumns(*fields)
        wrong = text("", "error", wrap=True)
        wrong.hide()
        take, leave = button(tr("Enter it"), small=True), button(tr("Cancel"), "quiet", small=True)

        def enter() -> None:
            try:
                self.answered.emit(make())
            except CannotDo as error:
                wrong.setText(str(error.details["reason"]))
                wrong.show()

        take.setAccessibleName(f"{take.text()}: {self._notice.customer}")
        take.clicked.connect(enter)
        leave.clicked.connect(self._close)
        inside = column(grid, wrong, row(take, leave, None), gap=Space.M, margins=(Space.L,) * 4)
        self._form = frame(inside, card="well")
        self._below.addWidget(self._form)
        fields[0].setFocus()

    def _close(self) -> None:
        if self._form is not None:
            self._form.hide()
            self._form.deleteLater()
            self._form = None


def _quotes(notice: Notice) -> list[str]:
    clause = notice.clause
    return list(dict.fromkeys(filter(None, (clause.words, clause.objection_words)))) if notice.material else []


def _today() -> DateInput:
    made = DateInput()
    made.set_value(datetime.date.today().isoformat())
    return made


def _day(control: DateInput) -> datetime.date:
    """Raises CannotDo for what is no day."""
    try:
        return datetime.date.fromisoformat(control.value())
    except ValueError as error:
        raise CannotDo(reason=tr("Please write the day as 01.02.2027.")) from error

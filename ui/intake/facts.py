"""What was recognised: who the parties are, and which facts become fields of the form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from avv_desktop.document.units import words
from avv_desktop.system.language import tr
from ui.look.tokens import Space
from ui.widgets.controls import boxed, column, text

if TYPE_CHECKING:
    from avv_desktop.intake.facts import Fact
    from avv_desktop.intake.model import Intake
    from avv_desktop.intake.propose import Proposal

UNDER = 26
"""Pixels: below the words of a check box."""


class FactsView(QWidget):
    """`wanted(name, on)`: a fact becomes a field, or stays text."""

    wanted = Signal(str, bool)

    def __init__(self) -> None:
        super().__init__()
        self.boxes: dict[str, QCheckBox] = {}
        self._inside = column(gap=Space.L, margins=(Space.L, Space.L, Space.L, Space.L))
        self.setLayout(self._inside)

    def show_proposal(self, intake: Intake, proposal: Proposal, without: frozenset[str]) -> None:
        """The boxes stay while the facts do."""
        if list(self.boxes) != [fact.field.name for fact in proposal.facts]:
            self._build(intake, proposal)
        for name, box in self.boxes.items():
            box.blockSignals(True)
            box.setChecked(name not in without)
            box.blockSignals(False)

    def _build(self, intake: Intake, proposal: Proposal) -> None:
        while (item := self._inside.takeAt(0)) is not None:
            if item.widget():
                item.widget().hide()
                item.widget().deleteLater()
        self.boxes = {}
        self._inside.addWidget(self._parties(intake))
        said = tr("What is ticked becomes a question of the form; the rest stays as it is written.")
        if not proposal.facts:
            said = tr("No dates, numbers, lists or gaps were recognised.")
        self._inside.addWidget(
            boxed(column(text(tr("Facts"), "subtitle"), text(said, "soft", wrap=True), gap=Space.XS))
        )
        for fact in proposal.facts:
            self._inside.addWidget(self._fact(fact))
        self._inside.addStretch(1)

    def _parties(self, intake: Intake) -> QWidget:
        parts: list[QWidget] = [text(tr("Parties"), "subtitle")]
        for party in intake.document.parties:
            name = party.name.text or words(party.runs) or tr("to be filled in")
            role = {"controller": tr("Controller"), "processor": tr("Processor")}[party.side]
            said = column(text(name, "strong", wrap=True), text(role, "caption"), gap=Space.HAIR)
            parts.append(boxed(said))
        if not intake.document.parties:
            parts.append(text(tr("None were found; the form asks for them."), "soft", wrap=True))
        return boxed(column(*parts, gap=Space.S))

    def _fact(self, fact: Fact) -> QWidget:
        box = self.boxes[fact.field.name] = QCheckBox(fact.field.label.replace("&", "&&"))
        box.setAccessibleDescription(fact.quote)
        box.toggled.connect(lambda on, name=fact.field.name: self.wanted.emit(name, on))
        quote = text(f"„{fact.quote}“" if fact.value is not None else tr("a gap in the text"), "caption", wrap=True)
        quote.setContentsMargins(UNDER, 0, 0, 0)
        return boxed(column(box, quote, gap=Space.HAIR))

"""One signed agreement: how long it can be proved, and what can be done for it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from avv_desktop.system.language import tr
from ui.look.icons import Glyph
from ui.look.tokens import Space
from ui.proof.tasks import Line, out_words
from ui.widgets.controls import button, column, row, text


class ProofLine(QWidget):
    wants = Signal(object)
    """The entry: something is to be added."""
    hands_out = Signal(object)
    recalls = Signal(object)

    def __init__(self, line: Line) -> None:
        super().__init__()
        name = line.entry.customer.strip() or line.entry.number or tr("New agreement")
        self._mark, self._said = Glyph("clock", 20), text("", wrap=True)
        self._out = text("", "caption", wrap=True)
        self.add = button(tr("Add proof"), small=True)
        self.add.setAccessibleName(tr("Add long-term proof: {customer}", customer=name))
        self.give, self.recall = button(tr("Handed out"), "quiet", small=True), button(tr("Recall"), small=True)
        self.give.setAccessibleName(tr("Handed out: {customer}", customer=name))
        self.recall.setAccessibleName(tr("Recall: {customer}", customer=name))
        self.add.clicked.connect(lambda: self.wants.emit(self.line.entry))
        self.give.clicked.connect(lambda: self.hands_out.emit(self.line.entry))
        self.recall.clicked.connect(lambda: self.recalls.emit(self.line.entry))
        words = column(text(name, "strong", wrap=True), self._said, self._out, gap=Space.HAIR)
        inside = row(self._mark, words, self.give, self.recall, self.add, gap=Space.M, margins=(0, Space.S, 0, Space.S))
        inside.setStretch(1, 1)
        self.setLayout(inside)
        self.show_line(line)

    def show_line(self, line: Line) -> None:
        self.line = line
        self._said.setText(line.said)
        self._out.setText(out_words(line.out) if line.out else line.entry.number)
        self.add.setVisible(line.wants and line.out is None)
        self.give.setVisible(line.out is None and line.entry.state == "signed")
        self.recall.setVisible(line.out is not None)
        glyph, tone = ("warning-circle-fill", "bad") if line.urgent and line.wants else ("clock", "warn")
        self._mark.name, self._mark.tone = (glyph, tone) if line.wants else ("check-circle-fill", "good")
        self._mark.update()

    def show_failure(self, words: str) -> None:
        self._mark.name, self._mark.tone = "warning-circle-fill", "bad"
        self._mark.update()
        self._said.setText(words)

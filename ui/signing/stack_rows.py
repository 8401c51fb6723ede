"""The agreements of a stack: one line each, to be ticked, looked at, and told of afterwards."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from avv_desktop.system.language import tr
from ui.look.icons import Glyph
from ui.look.tokens import Space
from ui.signing.stack_tasks import Wait
from ui.trust.parts import empty
from ui.widgets.controls import button, column, frame, row, rule, text


class Line(QWidget):
    ticked = Signal()
    wanted = Signal(str)

    def __init__(self, wait: Wait) -> None:
        super().__init__()
        self.wait = wait
        entry = wait.entry
        self.box = QCheckBox((entry.customer.strip() or tr("New agreement")).replace("&", "&&"))
        self.box.setChecked(True)
        self.box.setAccessibleDescription(wait.differs)
        self.box.toggled.connect(lambda _: self.ticked.emit())
        about = "  ·  ".join(filter(None, (entry.number, entry.words, ", ".join(wait.persons))))
        self._mark = Glyph("check-circle" if wait.same else "git-diff", 18, "faint" if wait.same else "warn")
        self._said = text(wait.differs, "caption" if wait.same else "body", wrap=True)
        self._about = text(about, "caption", wrap=True)
        look = button(tr("Read"), "quiet", small=True)
        look.setAccessibleName(tr("Read: {customer}", customer=entry.customer or entry.number))
        look.clicked.connect(lambda: self.wanted.emit(entry.id))
        words = column(self.box, self._about, self._said, gap=Space.HAIR)
        self._about.setContentsMargins(26, 0, 0, 0)
        self._said.setContentsMargins(26, 0, 0, 0)
        inside = row(words, self._mark, look, gap=Space.M, margins=(Space.L, Space.M, Space.L, Space.M))
        inside.setStretch(0, 1)
        self.setLayout(inside)

    def show_result(self, words: str, *, done: bool) -> None:
        """After its turn: signed, or the reason why not; what failed stays ticked, so that one can try again."""
        self._mark.name, self._mark.tone = ("check-circle-fill", "good") if done else ("warning-circle-fill", "bad")
        self._mark.update()
        self._said.setText(words)
        if done:
            self.box.setChecked(False)
            self.box.setEnabled(False)


class Lines(QWidget):
    changed = Signal()
    """Other ones are ticked."""
    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.lines: dict[str, Line] = {}
        self._inside = column(gap=0)
        self.setLayout(column(frame(self._inside, card="true"), gap=0))

    def show_waits(self, waits: list[Wait], person: str) -> None:
        """Those that wait for this person."""
        empty(self._inside)
        self.lines = {}
        for wait in waits:
            if person not in wait.persons:
                continue
            if self.lines:
                self._inside.addWidget(rule())
            line = self.lines[wait.entry.id] = Line(wait)
            line.ticked.connect(self.changed)
            line.wanted.connect(self.wanted)
            self._inside.addWidget(line)
        self.setVisible(bool(self.lines))
        self.changed.emit()

    def ticked(self) -> list[Wait]:
        return [line.wait for line in self.lines.values() if line.box.isChecked() and line.box.isEnabled()]

    def tick_all(self, on: bool) -> None:
        for line in self.lines.values():
            if line.box.isEnabled():
                line.box.setChecked(on)

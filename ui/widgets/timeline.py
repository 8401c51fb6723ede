"""Who has signed, who is next: steps one below the other with a line between their marks."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.look import theme
from ui.look.icons import paint_icon
from ui.look.tokens import Space
from ui.widgets.controls import column, text

MARK = 20


@dataclass(frozen=True)
class Step:
    title: str
    detail: str
    glyph: str = "circle"
    tone: str = "faint"
    now: bool = False


class Timeline(QWidget):
    def __init__(self, steps: list[Step]) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for index, step in enumerate(steps):
            layout.addWidget(_StepRow(step, last=index == len(steps) - 1))


class _StepRow(QWidget):
    def __init__(self, step: Step, *, last: bool) -> None:
        super().__init__()
        self._step, self._last = step, last
        title = text(step.title, "strong" if step.now else "body", wrap=True)
        detail = text(step.detail, "caption", wrap=True)
        below = 0 if last else Space.L
        self.setLayout(column(title, detail, gap=Space.HAIR, margins=(MARK + Space.M, 1, 0, below)))

    def paintEvent(self, event: object) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self._last:
            painter.fillRect(QRectF(MARK / 2 - 0.75, MARK + 3, 1.5, self.height() - MARK - 6), theme.qcolor("line"))
        tone = "accent_text" if self._step.now else self._step.tone
        paint_icon(painter, self._step.glyph, QRectF(0, 0, MARK, MARK), tone)

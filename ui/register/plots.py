"""Bars, each with its name and number in words: a figure can be read, not only seen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.look import theme
from ui.look.tokens import Space

if TYPE_CHECKING:
    from avv_desktop.register.figures import Bar

LINE = 26
NAME, NUMBER = 0.34, 56
"""Share of the width for names, and pixels for numbers."""


class Bars(QWidget):
    """One below the other, so that long names have room."""

    def __init__(self) -> None:
        super().__init__()
        self._bars: Sequence[Bar] = ()

    def show_bars(self, bars: Sequence[Bar], name: str) -> None:
        self._bars = bars
        self.setAccessibleName(name)
        self.setAccessibleDescription("; ".join(f"{each.name}: {each.count}" for each in bars))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(360, LINE * max(len(self._bars), 1))

    def minimumSizeHint(self) -> QSize:
        return QSize(240, LINE * max(len(self._bars), 1))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        most = max((each.count for each in self._bars), default=0) or 1
        names = self.width() * NAME
        room = self.width() - names - NUMBER - Space.M
        words = QFontMetrics(self.font())
        for at, each in enumerate(self._bars):
            top = at * LINE
            painter.setPen(theme.qcolor("text"))
            shown = words.elidedText(each.name, Qt.TextElideMode.ElideRight, int(names))
            middle = Qt.AlignmentFlag.AlignVCenter
            painter.drawText(QRectF(0, top, names, LINE), middle | Qt.AlignmentFlag.AlignLeft, shown)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.qcolor("accent"))
            if each.count:
                bar = QRectF(names + Space.M, top + 6, max(room * each.count / most, 3), LINE - 12)
                painter.drawRoundedRect(bar, 3, 3)
            painter.setPen(theme.qcolor("soft"))
            number = QRectF(self.width() - NUMBER, top, NUMBER, LINE)
            painter.drawText(number, middle | Qt.AlignmentFlag.AlignRight, str(each.count))

"""A sheet to write one's name on, with mouse, pen or finger."""

from __future__ import annotations

import itertools

from PySide6.QtCore import QBuffer, QIODevice, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from avv_desktop.system.language import tr
from ui.look import theme
from ui.look.tokens import Radius

INK = "#1a2a6c"
WIDTH = 2.6
SHARP = 4
"""Pixels of the picture for one on the screen."""
HIGH = 150


class Pad(QWidget):
    """Stays white in the dark: it is paper."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._strokes: list[list[QPointF]] = []
        self._drawing = False
        self.setFixedHeight(HIGH)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setAccessibleName(tr("Sheet for the handwriting"))
        self.setAccessibleDescription(tr("Write with the mouse, a pen or a finger; or choose a picture instead."))

    @property
    def empty(self) -> bool:
        return not any(len(stroke) > 1 for stroke in self._strokes)

    def undo(self) -> None:
        """The last stroke goes."""
        if self._strokes:
            self._strokes.pop()
            self._tell()

    def clear(self) -> None:
        self._strokes = []
        self._tell()

    def picture(self) -> bytes:
        """PNG on white, sharp enough to be printed."""
        image = QImage(self.size() * SHARP, QImage.Format.Format_RGB32)
        image.fill(QColor("white"))
        painter = QPainter(image)
        painter.scale(SHARP, SHARP)
        self._draw(painter)
        painter.end()
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        image.save(buffer, "PNG")
        return bytes(buffer.data())

    # ---- Qt

    def sizeHint(self) -> QSize:
        return QSize(480, HIGH)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._drawing = True
            self._strokes.append([event.position()])

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._drawing:
            self._strokes[-1].append(event.position())
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._drawing and event.button() == Qt.MouseButton.LeftButton:
            self._drawing = False
            self._tell()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.qcolor("edge"))
        painter.setBrush(QColor("white"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), Radius.CONTROL, Radius.CONTROL)
        painter.setPen(QPen(QColor("#c9ced6"), 1))
        line = self.height() * 0.74
        painter.drawLine(QPointF(24, line), QPointF(self.width() - 24, line))
        self._draw(painter)

    def _draw(self, painter: QPainter) -> None:
        """Rounded from middle to middle, so that a quick hand leaves no corners."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(INK), WIDTH, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for stroke in self._strokes:
            path = QPainterPath(stroke[0])
            for before, here in itertools.pairwise(stroke):
                path.quadTo(before, (before + here) / 2)
            path.lineTo(stroke[-1])
            painter.drawPath(path)

    def _tell(self) -> None:
        self.update()
        self.changed.emit()

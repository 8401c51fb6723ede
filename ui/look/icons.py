"""Phosphor icons whose colour is looked up when they are painted, so a change of theme needs no new icons."""

import json
from functools import cache

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPainterPath, QPixmap, QRawFont
from PySide6.QtWidgets import QWidget

from avv_desktop.system.paths import resources
from ui.look import theme
from ui.look.tokens import LIGHT

INSET = (0.16, 0.16, -0.16, -0.16)
EM = 256  # the size at which the outlines are read; painting scales them


def icon(name: str, tone: str = "soft") -> QIcon:
    """`name` as in phosphoricons.com, `tone` a field of tokens.Colours or #rrggbb."""
    _outline(name)  # a wrong name fails here, not inside a paintEvent
    return QIcon(_Engine(name, tone))


def paint_icon(painter: QPainter, name: str, box: QRectF, colour: str) -> None:
    """Fill the glyph's outline: sharper than text at any scale, and no font hinting to move it."""
    outline = _outline(name)
    scale = box.width() / EM
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(box.center())
    painter.scale(scale, scale)
    painter.translate(-QPointF(EM / 2, EM / 2))
    painter.fillPath(outline, theme.qcolor(colour))
    painter.restore()


def program_icon() -> QIcon:
    """The program's own: a shield on the accent."""
    made = QIcon()
    for side in (16, 24, 32, 48, 64, 128, 256):
        pixmap = QPixmap(side, side)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.qcolor(LIGHT.accent))
        painter.drawRoundedRect(QRectF(pixmap.rect()), side * 0.22, side * 0.22)
        paint_icon(painter, "shield-check-fill", QRectF(pixmap.rect()).adjusted(*(side * e for e in INSET)), "#ffffff")
        painter.end()
        made.addPixmap(pixmap)
    return made


class Glyph(QWidget):
    """An icon that stands alone; decoration, so it has no name and no focus."""

    def __init__(self, name: str, size: int = 16, tone: str = "soft") -> None:
        super().__init__()
        self.setFixedSize(size, size)
        _outline(name)
        self.name, self.tone = name, tone

    def paintEvent(self, event: object) -> None:
        paint_icon(QPainter(self), self.name, QRectF(self.rect()), self.tone)


@cache
def _font() -> QRawFont:
    return QRawFont(str(resources() / "icons" / "phosphor.ttf"), EM)


@cache
def _codes() -> dict[str, int]:
    return json.loads((resources() / "icons" / "phosphor.json").read_text("utf-8"))


@cache
def _outline(name: str) -> QPainterPath:
    font = _font()
    (glyph,) = font.glyphIndexesForString(chr(_codes()[name]))
    path = font.pathForGlyph(glyph)
    path.translate(0, font.ascent())
    return path


class _Engine(QIconEngine):
    def __init__(self, name: str, tone: str) -> None:
        super().__init__()
        self._name, self._tone = name, tone

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        tone = "faint" if mode == QIcon.Mode.Disabled else self._tone
        side = min(rect.width(), rect.height())
        box = QRectF(0, 0, side, side)
        box.moveCenter(QRectF(rect).center())
        box.moveLeft(rect.left())  # a box wider than high is an icon and its distance to the words
        paint_icon(painter, self._name, box, tone)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, pixmap.rect(), mode, state)
        painter.end()
        return pixmap

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._tone)

"""The sign over the whole window while a file is dragged over it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QWidget

from avv_desktop.system.language import tr
from ui.look import theme
from ui.look.icons import paint_icon
from ui.look.tokens import Radius, Space, Type
from ui.widgets.rows import sized


class DropSign(QWidget):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._title = self._words = ""
        self._glyph = "download-simple"
        self.openable = False
        self.hide()

    def show_for(self, file: Path, *, openable: bool) -> None:
        self.openable = openable
        self._glyph = "download-simple" if openable else "prohibit"
        if file.suffix.lower() == ".pdf":
            self._title, self._words = tr("Drop to verify"), tr("The PDF is checked here and stays where it is.")
        elif openable and file.suffix.lower() in (".json", ".avv"):
            self._title, self._words = tr("Drop to open"), tr("The draft is taken up as a new agreement.")
        elif openable:
            self._title = tr("Drop to read")
            self._words = tr("A customer’s answer is compared; any other contract can become a template.")
        else:
            self._title = tr("This file cannot be opened here")
            self._words = tr("PDF, Word, text, table and draft files can be opened.")
        self.setGeometry(self.parentWidget().rect())
        self.show()
        self.raise_()

    def paintEvent(self, event: object) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        veil = theme.qcolor("canvas")
        veil.setAlphaF(0.92)
        painter.fillRect(self.rect(), veil)
        sheet = QRectF(self.rect()).adjusted(Space.XL, Space.XL, -Space.XL, -Space.XL)
        painter.setPen(QPen(theme.qcolor("accent_text"), 2, Qt.PenStyle.DashLine))
        painter.setBrush(theme.qcolor("accent_soft"))
        painter.drawRoundedRect(sheet, Radius.CARD, Radius.CARD)
        middle = sheet.center()
        paint_icon(painter, self._glyph, QRectF(middle.x() - 28, middle.y() - 76, 56, 56), "accent_text")
        for words, top, size, weight, tone in (
            (self._title, 0, Type.TITLE, Type.STRONG, "text"),
            (self._words, 32, Type.BODY, Type.REGULAR, "soft"),
        ):
            painter.setFont(sized(self.font(), size, weight))
            painter.setPen(theme.qcolor(tone))
            line = QRectF(sheet.left(), middle.y() + top, sheet.width(), 28)
            painter.drawText(line, Qt.AlignmentFlag.AlignCenter, words)

"""A head that opens what is below it; the whole line is the button."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QPushButton

from ui.look import theme
from ui.look.icons import paint_icon
from ui.look.tokens import Radius, Space, Type
from ui.widgets.rows import paint_words, sized

HEIGHT = 44


class FoldHead(QPushButton):
    """Title, a quiet detail behind it, and at the end what is to be noticed (`mark`)."""

    def __init__(self, title: str, detail: str = "") -> None:
        super().__init__(title.replace("&", "&&"))
        self._title, self._detail, self._mark = title, "", ""
        self.setCheckable(True)
        self.setProperty("fold", True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(title)
        self.say(detail)

    def say(self, detail: str, mark: str = "") -> None:
        if (detail, mark) == (self._detail, self._mark):
            return
        self._detail, self._mark = detail, mark
        self.setAccessibleDescription(", ".join(each for each in (detail, mark) if each))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, HEIGHT)

    def paintEvent(self, event: object) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        if self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.qcolor("hover"))
            painter.drawRoundedRect(box.adjusted(2, 2, -2, -2), Radius.CONTROL, Radius.CONTROL)
        caret = "caret-down" if self.isChecked() else "caret-right"
        paint_icon(painter, caret, QRectF(Space.M, box.center().y() - 7, 14, 14), "soft")
        words = box.adjusted(Space.M + 14 + Space.M, 0, -Space.M, 0)
        if self._mark:
            painter.setFont(sized(self.font(), Type.CAPTION, Type.MEDIUM))
            wide = painter.fontMetrics().horizontalAdvance(self._mark) + 2 * Space.S
            sheet = QRectF(words.right() - wide, box.center().y() - 10, wide, 20)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.qcolor("accent_soft"))
            painter.drawRoundedRect(sheet, 10, 10)
            painter.setPen(theme.qcolor("accent_text"))
            painter.drawText(sheet, Qt.AlignmentFlag.AlignCenter, self._mark)
            words.setRight(sheet.left() - Space.S)
        painter.setFont(sized(self.font(), weight=Type.STRONG))
        title = min(painter.fontMetrics().horizontalAdvance(self._title) + Space.S, int(words.width()))
        painter.setPen(theme.qcolor("text"))
        paint_words(painter, QRectF(words.left(), words.top(), title, words.height()), self._title)
        rest = words.adjusted(title + Space.XS, 0, 0, 0)
        if self._detail and rest.width() > 40:
            painter.setFont(sized(self.font(), Type.CAPTION))
            painter.setPen(theme.qcolor("soft"))
            paint_words(painter, rest, self._detail)

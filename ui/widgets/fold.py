"""A row that opens: the whole head is the button, so it has a name, a state and the keyboard."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QPushButton, QWidget

from ui.look import theme
from ui.look.icons import paint_icon
from ui.look.tokens import Radius, Space
from ui.widgets.controls import column
from ui.widgets.rows import paint_two_lines


class Fold(QWidget):
    """`mark`: paints something at the right, up to x, around the middle y, and says where it begins."""

    def __init__(
        self,
        title: str,
        detail: str,
        glyph: str,
        tone: str,
        inside: QWidget,
        *,
        opened: bool,
        mark: Callable[[QPainter, float, float], float] | None = None,
    ) -> None:
        super().__init__()
        self.head = head = _Head(title, detail, glyph, tone, mark)
        head.setChecked(opened)
        head.toggled.connect(inside.setVisible)
        inside.setVisible(opened)
        inside.layout().setContentsMargins(Space.L + 20 + Space.M, 0, Space.L, Space.L)
        self.setLayout(column(head, inside, gap=0))


class _Head(QPushButton):
    def __init__(self, title: str, detail: str, glyph: str, tone: str, mark: Callable | None) -> None:
        super().__init__(title.replace("&", "&&"))
        self.setAccessibleName(title)
        self._title, self._mark = title, mark
        self.setAccessibleDescription(detail)
        self.setCheckable(True)
        self._detail, self._glyph, self._tone = detail, glyph, tone

    def sizeHint(self) -> QSize:
        return QSize(200, 60)

    def paintEvent(self, event: object) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        if self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.qcolor("hover"))
            painter.drawRoundedRect(box.adjusted(4, 4, -4, -4), Radius.CONTROL, Radius.CONTROL)
        middle = box.center().y()
        paint_icon(painter, self._glyph, QRectF(Space.L, middle - 10, 20, 20), self._tone)
        caret = "caret-up" if self.isChecked() else "caret-down"
        paint_icon(painter, caret, QRectF(box.right() - Space.L - 16, middle - 8, 16, 16), "soft")
        words = box.adjusted(Space.L + 20 + Space.M, 0, -48, 0)
        if self._mark is not None:
            words.setRight(self._mark(painter, words.right(), middle) - Space.M)
        paint_two_lines(painter, words, self._title, self._detail)

"""Two lines of text, the same in every list; and the simplest list that has them."""

from PySide6.QtCore import QModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.look import theme
from ui.look.icons import paint_icon
from ui.look.tokens import Radius, Space, Type

SUBTITLE = Qt.ItemDataRole.UserRole + 1
GLYPH = Qt.ItemDataRole.UserRole + 2  # (name, tone)
MARK = 20


def sized(base: QFont, size: int = Type.BODY, weight: int = Type.REGULAR) -> QFont:
    font = QFont(base)
    font.setPixelSize(size)
    font.setWeight(QFont.Weight(weight))
    return font


def paint_words(painter: QPainter, box: QRectF, words: str) -> None:
    """One line, cut with an ellipsis if need be."""
    fitting = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(box.width()))
    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, fitting)


def paint_two_lines(painter: QPainter, box: QRectF, above: str, below: str, *, strong: bool = True) -> None:
    base, middle = painter.font(), box.center().y()
    painter.setFont(sized(base, weight=Type.STRONG if strong else Type.REGULAR))
    painter.setPen(theme.qcolor("text"))
    paint_words(painter, QRectF(box.left(), middle - 20, box.width(), 20), above)
    painter.setFont(sized(base, Type.CAPTION))
    painter.setPen(theme.qcolor("soft"))
    paint_words(painter, QRectF(box.left(), middle + 1, box.width(), 20), below)


def paint_ground(painter: QPainter, option: QStyleOptionViewItem) -> tuple[QRectF, bool]:
    """The rounded ground of a line that is chosen or pointed at; where it lies, and whether the line is chosen."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    box = QRectF(option.rect).adjusted(0, 1, 0, -1)
    chosen = bool(option.state & QStyle.StateFlag.State_Selected)
    if chosen or option.state & QStyle.StateFlag.State_MouseOver:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.qcolor("accent_soft" if chosen else "hover"))
        painter.drawRoundedRect(box, Radius.CONTROL, Radius.CONTROL)
    return box, chosen


def paint_keyboard_focus(painter: QPainter, box: QRectF, state: QStyle.StateFlag) -> None:
    if state & QStyle.StateFlag.State_HasFocus and state & QStyle.StateFlag.State_KeyboardFocusChange:
        painter.setPen(theme.focus_pen())
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(2, 2, -2, -2), Radius.CONTROL, Radius.CONTROL)


class TwoLines(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:
        return QSize(0, 58)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        painter.save()
        box, _ = paint_ground(painter, option)
        glyph, tone = index.data(GLYPH)
        paint_icon(painter, glyph, QRectF(box.left() + Space.M, box.center().y() - MARK / 2, MARK, MARK), tone)
        painter.setFont(option.font)
        words = box.adjusted(Space.M + MARK + Space.M, 0, -Space.M, 0)
        paint_two_lines(painter, words, index.data(), index.data(SUBTITLE))
        paint_keyboard_focus(painter, box, option.state)
        painter.restore()

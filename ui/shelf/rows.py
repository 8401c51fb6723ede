"""The rows of the shelf: a plain model that can be read aloud, a delegate that draws cards of rows."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from avv_desktop.system.language import tr
from ui.look import theme
from ui.look.tokens import STATE_ICONS, Radius, Size, Space, State, Type
from ui.shelf.groups import Row, about, customer, next_step, short_words, spoken
from ui.widgets.badge import badge_width, paint_badge, paint_face
from ui.widgets.rows import paint_keyboard_focus, paint_two_lines, paint_words, sized

HEADING = 48
FACE = 30
NARROW = 620
"""Below this a row has two columns instead of three."""


class Rows(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Row] = []

    def show_rows(self, rows: list[Row]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        match role:
            case Qt.ItemDataRole.UserRole:
                return row
            case Qt.ItemDataRole.DisplayRole:
                return row if isinstance(row, str) else customer(row)
            case Qt.ItemDataRole.AccessibleTextRole:
                return row if isinstance(row, str) else spoken(row)
        return None

    def flags(self, index: QModelIndex) -> Qt.ItemFlag:
        if isinstance(self.rows[index.row()], str):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def edges(self, index: QModelIndex) -> tuple[bool, bool]:
        """Whether this row is the first, the last of its card."""
        at, rows = index.row(), self.rows
        return isinstance(rows[at - 1], str), at + 1 == len(rows) or isinstance(rows[at + 1], str)


class RowPainter(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:
        row = index.data(Qt.ItemDataRole.UserRole)
        return QSize(0, HEADING if isinstance(row, str) else Size.ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        row = index.data(Qt.ItemDataRole.UserRole)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect).adjusted(1, 0, -Space.M, 0)
        if isinstance(row, str):
            painter.setFont(sized(option.font, weight=Type.STRONG))
            painter.setPen(theme.qcolor("soft"))
            painter.drawText(box.adjusted(0, 0, 0, -Space.S), Qt.AlignmentFlag.AlignBottom, row)
        else:
            _paint_sheet(painter, box, option.state, *index.model().edges(index))
            _paint_content(painter, box, option, row)
        painter.restore()


def _paint_sheet(painter: QPainter, box: QRectF, state: QStyle.StateFlag, first: bool, last: bool) -> None:
    tone = "surface"
    if state & QStyle.StateFlag.State_Selected:
        tone = "accent_soft"
    elif state & QStyle.StateFlag.State_MouseOver:
        tone = "hover"
    painter.save()
    painter.setClipRect(box)
    outline = _outline(box, first, last)
    painter.fillPath(outline, theme.qcolor(tone))
    painter.setPen(QPen(theme.qcolor("line"), 1))
    painter.drawPath(outline)
    painter.restore()
    if not last:
        painter.setPen(QPen(theme.qcolor("line"), 1))
        painter.drawLine(box.left() + Space.L, box.bottom() - 0.5, box.right(), box.bottom() - 0.5)
    paint_keyboard_focus(painter, box, state)


def _paint_content(painter: QPainter, box: QRectF, option: QStyleOptionViewItem, row) -> None:
    state, base = State(row.state), option.font
    words = short_words(row)
    wide = badge_width(words, base)
    widest = max(wide, badge_width(f"{tr('countersigned')} · {tr('trial')}", base))
    badge = QRectF(box.right() - Space.L - widest, box.center().y() - 12, wide, 24)
    paint_badge(painter, badge, words, STATE_ICONS[state], theme.colours().states[state])
    painter.setFont(base)
    step = next_step(row)
    if box.width() < NARROW:
        left = QRectF(box.left() + Space.L, box.top(), badge.left() - box.left() - 2 * Space.L, box.height())
        paint_two_lines(painter, left, customer(row), "  ·  ".join(each for each in (row.next_person, step) if each))
        return
    next_at = box.left() + box.width() * 0.46
    left = QRectF(box.left() + Space.L, box.top(), next_at - box.left() - Space.XXL, box.height())
    paint_two_lines(painter, left, customer(row), about(row))
    middle = QRectF(next_at, box.top(), badge.left() - next_at - Space.L, box.height())
    middle.setLeft(next_at + FACE + Space.M)
    painter.setFont(base)
    if row.next_person:
        paint_face(painter, QRectF(next_at, box.center().y() - FACE / 2, FACE, FACE), row.next_person)
        paint_two_lines(painter, middle, row.next_person, step, strong=False)
    else:
        painter.setFont(sized(base, Type.CAPTION))
        painter.setPen(theme.qcolor("soft"))
        paint_words(painter, middle, step)


class ShelfList(QListView):
    chosen = Signal(object)
    """The entry the selection is on, or None."""
    wanted = Signal(object)
    """Enter or double click."""
    unwanted = Signal(object)
    """Del"""

    def __init__(self) -> None:
        super().__init__()
        self._rows = Rows()
        self.setModel(self._rows)
        self.setItemDelegate(RowPainter(self))
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setAccessibleName(tr("Agreements"))
        self.doubleClicked.connect(lambda _: self._send(self.wanted))
        self.selectionModel().currentChanged.connect(lambda *_: self.chosen.emit(self.entry()))

    def show_rows(self, rows: list[Row], select: str = "") -> None:
        """Show them; the selection stays with its agreement, or goes to the first."""
        keep = select or (self.entry().id if self.entry() else "")
        at = self.verticalScrollBar().value()
        self._rows.show_rows(rows)
        found = next((n for n, row in enumerate(rows) if not isinstance(row, str) and row.id == keep), 1)
        if rows:
            self.setCurrentIndex(self._rows.index(found))
        else:
            self.chosen.emit(None)
        self.verticalScrollBar().setValue(at)
        if select:
            self.scrollTo(self.currentIndex())

    def entry(self):
        row = self.currentIndex().data(Qt.ItemDataRole.UserRole) if self.currentIndex().isValid() else None
        return None if isinstance(row, str) else row

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._send(self.wanted)
            case Qt.Key.Key_Delete:
                self._send(self.unwanted)
            case _:
                super().keyPressEvent(event)

    def _send(self, signal) -> None:
        if (entry := self.entry()) is not None:
            signal.emit(entry)


def _outline(box: QRectF, top: bool, bottom: bool) -> QPainterPath:
    """The card's outline; the sides it shares with its neighbours lie outside of the row."""
    path, radius = QPainterPath(), Radius.CARD
    beyond = 2 * radius
    sheet = box.adjusted(0.5, 0.5 if top else -beyond, -0.5, -0.5 if bottom else beyond)
    path.addRoundedRect(sheet, radius, radius)
    return path

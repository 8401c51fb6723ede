"""The table itself: painted like the other lists, worked by mouse and keyboard."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from ui.editor.rows_model import OFF, WRONG, RowsModel
from ui.look import theme
from ui.look.icons import paint_icon
from ui.look.tokens import Space
from ui.widgets.rows import paint_keyboard_focus, paint_words

HEIGHT, HEAD, MOST = 40, 36, 8
BOX = 16
ROOM_FOR_ALL = 600
"""Pixels; below, the third column stays in the card."""
SHARES = (1.8, 1.3, 1.0, 1.0)
"""Of the width, by column: the first names the row."""


class RowsView(QTableView):
    """Space switches, Alt+arrows move, Del removes, Ctrl+V pastes, F2 edits; up to eight rows without a scroll bar."""

    move_by = Signal(int)
    remove = Signal()
    paste = Signal()
    chosen = Signal(int)

    def __init__(self, model: RowsModel, name: str) -> None:
        super().__init__()
        self.setModel(model)
        self.setAccessibleName(name)
        self.setItemDelegate(CellPainter(self))
        self.setMouseTracking(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(HEIGHT)
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setTextElideMode(Qt.TextElideMode.ElideRight)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setHighlightSections(False)
        head.setFixedHeight(HEAD)
        model.modelReset.connect(self.fit)
        self.selectionModel().currentRowChanged.connect(lambda now, _: self.chosen.emit(now.row()))
        self.fit()

    def fit(self) -> None:
        self.setFixedHeight(HEAD + HEIGHT * max(1, min(MOST, self.model().rowCount())) + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room, count = self.viewport().width(), self.model().columnCount()
        narrow = room < ROOM_FOR_ALL and count > 3
        self.setColumnHidden(2, narrow)
        shares = [0 if at == 2 and narrow else share for at, share in enumerate(SHARES[:count])]
        for at, share in enumerate(shares):
            self.horizontalHeader().resizeSection(at, int(room * share / sum(shares)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(event.key())
        if alt and step:
            self.move_by.emit(step)
        elif event.key() == Qt.Key.Key_Delete:
            self.remove.emit()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste.emit()
        elif event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            first = self.currentIndex().siblingAtColumn(0)
            self.itemDelegate().switch(first)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event) -> None:
        if self.verticalScrollBar().maximum() > 0:
            super().wheelEvent(event)
        else:
            event.ignore()


class CellPainter(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:
        return QSize(80, HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, theme.qcolor("accent_soft"))
        painter.setPen(QPen(theme.qcolor("line"), 1))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        words = box.adjusted(Space.M, 0, -Space.M, 0)
        if index.data(Qt.ItemDataRole.CheckStateRole) is not None:
            paint_box(painter, _box(box), on=not index.data(OFF))
            words.setLeft(words.left() + BOX + Space.S)
        if index.data(WRONG) and index.column() == 0:
            paint_icon(painter, "warning-circle-fill", QRectF(words.right() - 14, box.center().y() - 7, 14, 14), "bad")
            words.setRight(words.right() - 18)
        painter.setFont(option.font)
        painter.setPen(theme.qcolor("faint" if index.data(OFF) else "text"))
        paint_words(painter, words, index.data() or "")
        if index.column() == 0:
            paint_keyboard_focus(painter, box, option.state)
        painter.restore()

    def editorEvent(self, event: QEvent, model, option: QStyleOptionViewItem, index: QModelIndex) -> bool:
        """A click on the box switches; a double click there does not begin to edit."""
        kind = event.type()
        if kind not in (QEvent.Type.MouseButtonRelease, QEvent.Type.MouseButtonDblClick):
            return False
        around = _box(QRectF(option.rect)).adjusted(-6, -6, 6, 6)
        if index.data(Qt.ItemDataRole.CheckStateRole) is None or not around.contains(event.position()):
            return False
        if kind == QEvent.Type.MouseButtonRelease:
            self.switch(index)
        return True

    def switch(self, index: QModelIndex) -> None:
        state = index.data(Qt.ItemDataRole.CheckStateRole)
        if state is not None:
            turned = Qt.CheckState.Unchecked if Qt.CheckState(state) == Qt.CheckState.Checked else Qt.CheckState.Checked
            index.model().setData(index, turned, Qt.ItemDataRole.CheckStateRole)


def _box(cell: QRectF) -> QRectF:
    return QRectF(cell.left() + Space.M, cell.center().y() - BOX / 2, BOX, BOX)


def paint_box(painter: QPainter, box: QRectF, *, on: bool) -> None:
    """A check box as in style.qss."""
    painter.setPen(QPen(theme.qcolor("accent" if on else "edge"), 1))
    painter.setBrush(theme.qcolor("accent" if on else "surface"))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
    if on:
        paint_icon(painter, "check", box.adjusted(2, 2, -2, -2), "on_accent")

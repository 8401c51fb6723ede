"""The clauses and annexes in order; Alt with the arrows, or the mouse, moves a clause."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QDropEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from avv_desktop.system.language import tr
from avv_desktop.template.edit import FIXED
from ui.look import theme
from ui.look.tokens import Space, Type
from ui.templates.book import Book
from ui.widgets.controls import button, column, row, text, tool
from ui.widgets.rows import paint_ground, paint_keyboard_focus, paint_words, sized

WIDTH = 268
ID = Qt.ItemDataRole.UserRole


class Outline(QFrame):
    """`chosen(id)`: a clause, or an annex as "annex/…"."""

    chosen = Signal(str)
    move, add_clause, add_annex = Signal(str, int), Signal(), Signal()

    def __init__(self, book: Book) -> None:
        super().__init__()
        self._book = book
        self.list = _Order()
        self.list.setAccessibleName(tr("Clauses and annexes"))
        self.list.currentItemChanged.connect(self._current)
        self.list.shift.connect(self._shift)
        self.list.dropped.connect(self._dropped)
        self.up, self.down = (
            tool("arrow-up", tr("Move up"), small=True),
            tool("arrow-down", tr("Move down"), small=True),
        )
        for each, by, keys in ((self.up, -1, tr("Alt+Up")), (self.down, 1, tr("Alt+Down"))):
            each.setToolTip(f"{each.accessibleName()} ({keys})")
            each.clicked.connect(lambda _=False, by=by: self._shift(by))
        self.new = button(tr("Clause"), "quiet", glyph="plus", small=True)
        self.new.setAccessibleName(tr("Add a clause"))
        self.new.clicked.connect(self.add_clause)
        self.annex = button(tr("Annex"), "quiet", glyph="plus", small=True)
        self.annex.setAccessibleName(tr("Add an annex"))
        self.annex.clicked.connect(self.add_annex)
        title = text(tr("Clauses and annexes"), "heading")
        title.setContentsMargins(Space.M, 0, 0, 0)
        self._deeds = QFrame()
        self._deeds.setLayout(row(self.new, self.annex, None, self.up, self.down, gap=Space.XS))
        whole = column(title, self.list, self._deeds, gap=Space.S, margins=(Space.M, Space.L, Space.M, Space.L))
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.setProperty("line", "right")
        self.setFixedWidth(WIDTH)

    def show_template(self) -> None:
        """Titles and numbers as they are now; what was chosen stays chosen."""
        template, book = self._book.now, self._book
        rows = [(each.id, f"{book.reference(each.id)}  {each.title}".strip()) for each in template.clauses]
        rows = [(id, _title(id) or words) for id, words in rows]
        rows += [(f"annex/{each.id}", f"{book.reference(each.id)}  {each.title}") for each in template.annexes]
        chosen = self.chosen_id()
        self.list.blockSignals(True)
        if [id for id, _ in rows] != [self.list.item(n).data(ID) for n in range(self.list.count())]:
            self.list.clear()
            for id, _ in rows:
                item = QListWidgetItem(self.list)
                item.setData(ID, id)
                if book.given or id in FIXED or id.startswith("annex/"):
                    item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsDragEnabled)
        for number, (_, words) in enumerate(rows):
            self.list.item(number).setText(words)
            self.list.item(number).setToolTip(words)
        at = next((n for n, (id, _) in enumerate(rows) if id == chosen), min(1, len(rows) - 1))
        self.list.setCurrentRow(at)
        self.list.blockSignals(False)
        self._deeds.setVisible(not book.given)
        self._show_moves()
        if self.chosen_id() != chosen:
            self.chosen.emit(self.chosen_id())

    def chosen_id(self) -> str:
        item = self.list.currentItem()
        return item.data(ID) if item is not None else ""

    def choose(self, id: str) -> None:
        for number in range(self.list.count()):
            if self.list.item(number).data(ID) == id:
                self.list.setCurrentRow(number)

    def _current(self, *_: object) -> None:
        self._show_moves()
        self.chosen.emit(self.chosen_id())

    def _show_moves(self) -> None:
        can = not self._book.given and self.chosen_id() not in FIXED
        self.up.setEnabled(can)
        self.down.setEnabled(can)

    def _shift(self, by: int) -> None:
        if not self._book.given and self.chosen_id() not in FIXED:
            self.move.emit(self.chosen_id(), by)

    def _dropped(self, id: str, by: int) -> None:
        self.move.emit(id, by)
        self.show_template()


def _title(id: str) -> str:
    return {"head": tr("First page"), "signatures": tr("Signatures")}.get(id, "")


class _Painter(QStyledItemDelegate):
    """A rounded line, as in the other lists on the side."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:
        return QSize(0, 34)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        painter.save()
        box, chosen = paint_ground(painter, option)
        painter.setFont(sized(option.font, weight=Type.STRONG if chosen else Type.REGULAR))
        painter.setPen(theme.qcolor("accent_text" if chosen else "text"))
        paint_words(painter, box.adjusted(Space.M, 0, -Space.S, 0), index.data())
        paint_keyboard_focus(painter, box, option.state)
        painter.restore()


class _Order(QListWidget):
    shift = Signal(int)
    dropped = Signal(str, int)

    def __init__(self) -> None:
        super().__init__()
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setItemDelegate(_Painter(self))
        self.setMouseTracking(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(event.key())
        if by and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.shift.emit(by)
        else:
            super().keyPressEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """The list is not moved here: the template is, and the list shows it."""
        source, target = self.currentRow(), self.indexAt(event.position().toPoint()).row()
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()
        if target < 0:
            target = self.count() - 1
        elif self.dropIndicatorPosition() == QAbstractItemView.DropIndicatorPosition.BelowItem and target < source:
            target += 1
        elif self.dropIndicatorPosition() == QAbstractItemView.DropIndicatorPosition.AboveItem and target > source:
            target -= 1
        if source >= 0 and target != source:
            self.dropped.emit(self.item(source).data(ID), target - source)

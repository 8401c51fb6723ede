"""What was made of the document: every line with its level; Alt with Left and Right moves one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from avv_desktop.document.units import Unit, units
from avv_desktop.system.language import tr
from ui.look import theme
from ui.look.icons import paint_icon
from ui.look.tokens import Space, Type
from ui.widgets.rows import paint_ground, paint_keyboard_focus, paint_words, sized

if TYPE_CHECKING:
    from avv_desktop.intake.model import Intake

HIGH, STEP, DEEPEST = 30, 22, 8
ROW = Qt.ItemDataRole.UserRole


class Lines(QAbstractListModel):
    def __init__(self, parent: QListView) -> None:
        super().__init__(parent)
        self.units: tuple[Unit, ...] = ()
        self.unsure: dict[str, str] = {}
        self._titles: dict[str, str] = {}

    def show_intake(self, intake: Intake) -> None:
        self.beginResetModel()
        self.units = units(intake.document)
        self.unsure = {each.key: each.reason for each in intake.unsure}
        self._titles = {unit.part: unit.label for unit in self.units if unit.kind == "title"}
        self.endResetModel()

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.units)

    def row_of(self, key: str) -> int:
        return next((row for row, unit in enumerate(self.units) if unit.key == key), -1)

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        unit = self.units[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return unit.text.replace("\t", " · ").replace("\n", " · ")
            case Qt.ItemDataRole.ToolTipRole:
                return self.unsure.get(unit.key) or unit.label
            case Qt.ItemDataRole.AccessibleTextRole:
                level = tr("level {level}", level=unit.depth + 1)
                doubt = tr("unsure: {reason}", reason=self.unsure[unit.key]) if unit.key in self.unsure else ""
                return ", ".join(filter(None, (unit.label, unit.text, level, doubt)))
            case _ if role == ROW:
                return unit, self._short(unit), unit.key in self.unsure
        return None

    def _short(self, unit: Unit) -> str:
        """What its line is called within its section."""
        if unit.kind == "title":
            return unit.label.removesuffix(unit.text).rstrip(" ,")
        title = self._titles.get(unit.part, "")
        short = unit.label.removeprefix(title).strip(" ,") if title else ""
        return (
            short.rpartition("Abs. ")[2] if "Buchst." not in short and "Nr." not in short else short.split()[-1] + ")"
        )


class LinePainter(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:
        return QSize(0, HIGH)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        unit, short, unsure = index.data(ROW)
        painter.save()
        box, _ = paint_ground(painter, option)
        words = box.adjusted(Space.M + STEP * min(unit.depth, DEEPEST), 0, -Space.M, 0)
        if unsure:
            paint_icon(painter, "warning-fill", QRectF(words.right() - 16, words.center().y() - 8, 16, 16), "warn")
            words.setRight(words.right() - 16 - Space.S)
        if short:
            painter.setFont(sized(option.font, Type.CAPTION, Type.STRONG))
            painter.setPen(theme.qcolor("accent_text" if unit.kind == "title" else "soft"))
            paint_words(painter, words, short)
            wide = painter.fontMetrics().horizontalAdvance(short) + Space.S
            words.setLeft(min(words.left() + wide, words.right()))
        title = unit.kind == "title"
        painter.setFont(sized(option.font, Type.BODY, Type.STRONG if title else Type.REGULAR))
        painter.setPen(theme.qcolor("soft" if unit.kind == "note" else "text"))
        paint_words(painter, words, index.data())
        paint_keyboard_focus(painter, box, option.state)
        painter.restore()


class Tree(QListView):
    """`chosen(key)`: another line; `moved(key, by)`: a person wants it one level up (-1) or down (+1)."""

    chosen = Signal(str)
    moved = Signal(str, int)

    def __init__(self) -> None:
        super().__init__()
        self.lines = Lines(self)
        self.setModel(self.lines)
        self.setItemDelegate(LinePainter(self))
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("What was made of it"))
        self.selectionModel().currentChanged.connect(self._current)
        self._silent = False

    def show_intake(self, intake: Intake) -> None:
        """The chosen line stays the chosen one where it is still there."""
        key, bar = self.key(), self.verticalScrollBar().value()
        self._silent = True
        self.lines.show_intake(intake)
        self._silent = False
        if key:
            self.choose(key)
            self.verticalScrollBar().setValue(bar)

    def key(self) -> str:
        """Of the chosen line; "" if there is none."""
        row = self.currentIndex().row()
        return self.lines.units[row].key if 0 <= row < len(self.lines.units) else ""

    def choose(self, key: str) -> bool:
        row = self.lines.row_of(key)
        if row >= 0:
            self.setCurrentIndex(self.lines.index(row))
            self.scrollTo(self.currentIndex(), QListView.ScrollHint.EnsureVisible)
        return row >= 0

    def choose_line(self, places: dict[str, tuple[int, int]], number: int) -> None:
        """The first line of the tree that stands in that line of the document."""
        key = next((u.key for u in self.lines.units if _holds(places.get(u.key), number)), "")
        if key:
            self.choose(key)

    def next_unsure(self) -> bool:
        """Go to the next line that nobody is sure about, from the top again after the last."""
        count, at = len(self.lines.units), self.currentIndex().row()
        for step in range(1, count + 1):
            row = (at + step) % count
            if self.lines.units[row].key in self.lines.unsure:
                self.setCurrentIndex(self.lines.index(row))
                self.scrollTo(self.currentIndex(), QListView.ScrollHint.PositionAtCenter)
                return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        by = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(event.key())
        if by and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.moved.emit(self.key(), by)
        else:
            super().keyPressEvent(event)

    def _current(self, now: QModelIndex) -> None:
        if now.isValid() and not self._silent:
            self.chosen.emit(self.key())


def _holds(place: tuple[int, int] | None, number: int) -> bool:
    return place is not None and place[0] <= number <= place[1]

"""The clauses on the left, each with its state; form and clauses are two sides of one agreement."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from avv_desktop.system.language import tr
from ui.clauses.shown import Shown, state_words
from ui.look import theme
from ui.look.tokens import Space, Type
from ui.widgets.controls import Segmented, column
from ui.widgets.rows import paint_ground, paint_keyboard_focus, paint_words, sized

WIDTH = 300
CLAUSE = Qt.ItemDataRole.UserRole
TONES = {"standard": "faint", "variant": "accent_text", "changed": "warn", "inserted": "good", "struck": "bad"}


class Outline(QFrame):
    """`chosen(id)`: another clause; `form`: back to the questions."""

    chosen = Signal(str)
    form = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._silent = False
        self.sides = Segmented((tr("The form"), tr("Clauses")), tr("Form or clauses"), at=1)
        self.sides.chosen.connect(self._turned)
        self.list = QListWidget()
        self.list.setItemDelegate(_Painter(self.list))
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(tr("Clauses"))
        self.list.currentItemChanged.connect(self._current)
        whole = column(self.sides, self.list, gap=Space.M, margins=(Space.M, Space.L, Space.M, Space.L))
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.setProperty("line", "right")
        self.setFixedWidth(WIDTH)

    def show_clauses(self, found: list[Shown]) -> None:
        """The chosen one stays chosen."""
        before = self.id()
        self._silent = True
        if [each.id for each in found] == [self.list.item(at).data(CLAUSE).id for at in range(self.list.count())]:
            for at, each in enumerate(found):
                self._dress(self.list.item(at), each)
        else:
            self.list.clear()
            for each in found:
                item = QListWidgetItem()
                self._dress(item, each)
                self.list.addItem(item)
            self._choose(before)
        self._silent = False

    def _dress(self, item: QListWidgetItem, clause: Shown) -> None:
        item.setData(CLAUSE, clause)
        item.setText(" ".join(filter(None, (clause.label, clause.title))))
        waits = tr("waits for approval") if clause.open else ""
        item.setData(
            Qt.ItemDataRole.AccessibleTextRole, ", ".join(filter(None, (item.text(), state_words(clause.state), waits)))
        )
        item.setToolTip(item.text())

    def id(self) -> str:
        item = self.list.currentItem()
        return item.data(CLAUSE).id if item else ""

    def choose(self, id: str) -> None:
        """Silent."""
        self._silent = True
        self._choose(id)
        self._silent = False

    def _choose(self, id: str) -> None:
        rows = [at for at in range(self.list.count()) if self.list.item(at).data(CLAUSE).id == id]
        if rows:
            self.list.setCurrentRow(rows[0])

    def _current(self) -> None:
        if not self._silent and self.id():
            self.chosen.emit(self.id())

    def _turned(self, at: int) -> None:
        self.sides.choose(1)
        if at == 0:
            self.form.emit()


class _Painter(QStyledItemDelegate):
    """The title, and below it in small what is not standard."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:
        clause = index.data(CLAUSE)
        return QSize(0, 36 if clause.state == "standard" and not clause.open else 50)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        clause: Shown = index.data(CLAUSE)
        painter.save()
        box, chosen = paint_ground(painter, option)
        words = box.adjusted(Space.M, 0, -Space.S, 0)
        plain = clause.state == "standard" and not clause.open
        upper = words if plain else QRectF(words.left(), words.top() + 5, words.width(), 20)
        painter.setFont(sized(option.font, weight=Type.STRONG if chosen else Type.REGULAR))
        painter.setPen(theme.qcolor("accent_text" if chosen else "faint" if clause.state == "struck" else "text"))
        paint_words(painter, upper, index.data())
        if not plain:
            said = [state_words(clause.state)] if clause.state != "standard" else []
            said += [tr("waits for approval")] if clause.open else []
            painter.setFont(sized(option.font, Type.CAPTION, Type.STRONG))
            painter.setPen(theme.qcolor(TONES[clause.state]))
            paint_words(painter, QRectF(words.left(), words.top() + 25, words.width(), 18), " · ".join(said))
        paint_keyboard_focus(painter, box, option.state)
        painter.restore()

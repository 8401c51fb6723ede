"""The sections of an agreement and how complete each is."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QListView, QProgressBar, QStyledItemDelegate, QStyleOptionViewItem

from avv_desktop.system.language import tr
from ui.look import theme
from ui.look.icons import paint_icon
from ui.look.tokens import Space, Type
from ui.widgets.controls import Segmented, column, text
from ui.widgets.rows import paint_ground, paint_keyboard_focus, paint_words, sized

WIDTH, NARROW = 256, 212


@dataclass(frozen=True)
class Section:
    """`wrong`: something in it is filled in, but cannot stay so."""

    id: str
    title: str
    answered: int = 0
    needed: int = 0
    wrong: bool = False


class Sections(QAbstractListModel):
    def __init__(self, parent: QListView) -> None:
        super().__init__(parent)
        self.sections: tuple[Section, ...] = ()

    def show_sections(self, sections: tuple[Section, ...]) -> None:
        same = [each.id for each in sections] == [each.id for each in self.sections]
        if sections == self.sections:
            return
        if not same:
            self.beginResetModel()
        self.sections = sections
        if same:
            self.dataChanged.emit(self.index(0), self.index(len(sections) - 1))
        else:
            self.endResetModel()

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.sections)

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        section = self.sections[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return section.title
            case Qt.ItemDataRole.AccessibleTextRole:
                said = [section.title]
                if section.needed:
                    said.append(tr("{done} of {asked} answers", done=section.answered, asked=section.needed))
                return ", ".join(said + ([tr("something is wrong")] if section.wrong else []))
            case Qt.ItemDataRole.UserRole:
                return section.answered, section.needed, section.wrong
        return None


class SectionPainter(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:
        return QSize(0, 36)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        done, asked, wrong = index.data(Qt.ItemDataRole.UserRole)
        painter.save()
        box, chosen = paint_ground(painter, option)
        glyph, tone = _mark(done, asked, wrong)
        paint_icon(painter, glyph, QRectF(box.left() + Space.M, box.center().y() - 8, 16, 16), tone)
        words = box.adjusted(Space.XL + 16, 0, -Space.M, 0)
        if asked and done < asked:
            painter.setFont(sized(option.font, Type.CAPTION))
            painter.setPen(theme.qcolor("soft"))
            count = f"{done}/{asked}"
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, count)
            words.setRight(words.right() - painter.fontMetrics().horizontalAdvance(count) - Space.S)
        painter.setFont(sized(option.font, weight=Type.STRONG if chosen else Type.REGULAR))
        painter.setPen(theme.qcolor("accent_text" if chosen else "text"))
        paint_words(painter, words, index.data())
        paint_keyboard_focus(painter, box, option.state)
        painter.restore()


class Outline(QFrame):
    """`chosen(group id)` when a person goes to another section."""

    chosen = Signal(str)
    clauses = Signal()
    """To the other side of the agreement: its words."""

    def __init__(self) -> None:
        super().__init__()
        self._silent = False
        self.sides = Segmented((tr("The form"), tr("Clauses")), tr("Form or clauses"))
        self.sides.chosen.connect(self._turned)
        self.list = QListView()
        self.model = Sections(self.list)
        self.list.setModel(self.model)
        self.list.setItemDelegate(SectionPainter(self.list))
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(tr("Outline"))
        self.list.selectionModel().currentChanged.connect(self._current)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(tr("Progress"))
        self._count, self._left = text("", "strong"), text("", "caption", wrap=True)
        done = column(self._count, self.progress, self._left, margins=(Space.M, Space.M, Space.M, 0))
        whole = column(self.sides, self.list, done, gap=Space.M, margins=(Space.M, Space.L, Space.M, Space.XL))
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.setProperty("line", "right")
        self.setFixedWidth(WIDTH)

    def show_sections(self, sections: tuple[Section, ...]) -> None:
        self.model.show_sections(sections)
        done, asked = sum(s.answered for s in sections), sum(s.needed for s in sections)
        self.progress.setRange(0, max(asked, 1))
        self.progress.setValue(done)
        self._count.setText(tr("{done} of {asked} answers", done=done, asked=asked))
        self._left.setText(_left(asked - done, any(s.wrong for s in sections)))

    def choose(self, group: str) -> None:
        for at, section in enumerate(self.model.sections):
            if section.id == group and self.list.currentIndex().row() != at:
                self._silent = True
                self.list.setCurrentIndex(self.model.index(at))
                self._silent = False

    def _turned(self, at: int) -> None:
        self.sides.choose(0)
        if at == 1:
            self.clauses.emit()

    def _current(self, now: QModelIndex) -> None:
        if now.isValid() and not self._silent:
            self.chosen.emit(self.model.sections[now.row()].id)


def _left(missing: int, wrong: bool) -> str:
    if missing > 0:
        return tr("About {minutes} min left", minutes=max(1, round(missing / 4)))
    return tr("One more look at what is marked") if wrong else tr("Everything is filled in")


def _mark(done: int, asked: int, wrong: bool) -> tuple[str, str]:
    if wrong:
        return "warning-circle-fill", "bad"
    if done >= asked:
        return "check-circle-fill", "good"
    return ("circle-half-fill", "warn") if done else ("circle", "faint")

"""What forms are made of beside single inputs: two columns where they fit, and small offers beside a field."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QFrame,
    QLayout,
    QLayoutItem,
    QPushButton,
    QRadioButton,
    QWidget,
)

from ui.look.theme import refresh
from ui.look.tokens import Space
from ui.widgets.controls import button, row
from ui.widgets.flow import Flow

SPLIT, WIDEST_OFFER = 440, 380
"""From this width on (pixels) a form has two columns."""


class Beside(QLayout):
    """Two parts in a line where there is room, each as high as it wants at its width; hidden ones leave no gap."""

    def __init__(self, gap: int, split: int) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._wide: list[bool] = []
        self._gap, self._split = gap, split
        self._heights: dict[int, int] = {}
        self.next_wide = False
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)
        self._wide.append(self.next_wide)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        if not 0 <= index < len(self._items):
            return None
        self._wide.pop(index)
        return self._items.pop(index)

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = self._lay(QRect(0, 0, width, 0), move=False)
        return self._heights[width]

    def invalidate(self) -> None:
        self._heights.clear()
        super().invalidate()

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._lay(rect, move=True)

    def sizeHint(self) -> QSize:
        width = self.minimumSize().width()
        return QSize(width, self.heightForWidth(width))

    def minimumSize(self) -> QSize:
        shown = [item.minimumSize() for item in self._items if not item.isEmpty()]
        return QSize(
            max((each.width() for each in shown), default=0), max((each.height() for each in shown), default=0)
        )

    def _lay(self, rect: QRect, *, move: bool) -> int:
        """The height it takes; with `move` everything is put in its place."""
        two, gap = rect.width() >= self._split, self._gap
        half = (rect.width() - gap) // 2 if two else rect.width()
        top, line, right = rect.y(), 0, False
        for item, wide in zip(self._items, self._wide, strict=True):
            if item.isEmpty():
                continue
            if right and (wide or not two):
                top, line, right = top + line + gap, 0, False
            width = rect.width() if wide else half
            height = item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
            if move:
                item.setGeometry(QRect(rect.x() + (half + gap if right else 0), top, width, height))
            line = max(line, height)
            if right or wide or not two:
                top, line, right = top + line + gap, 0, False
            else:
                right = True
        return (top + line if right else max(rect.y(), top - gap)) - rect.y()


class TwoColumns(QWidget):
    """Parts beside each other where there is room, else below each other."""

    def __init__(self, *parts: QWidget, gap: int = Space.L, split: int = SPLIT) -> None:
        super().__init__()
        self._beside = Beside(gap, split)
        self.setLayout(self._beside)
        for part in parts:
            self.add(part)

    def add(self, part: QWidget, *, wide: bool = False) -> None:
        self._beside.next_wide = wide
        self._beside.addWidget(part)


class Offers(QWidget):
    """Quiet buttons in a line, each with what it does: suggestions for the field above."""

    def __init__(self, name: str = "") -> None:
        super().__init__()
        self._offers: list[tuple[str, object]] = []
        self._name = name
        self._take: Callable[[object], object] = lambda value: None
        self.setLayout(Flow(gap=Space.XS))
        self.hide()

    def show_offers(self, offers: list[tuple[str, object]], take: Callable[[object], object]) -> None:
        """(words, value) each; `take(value)` when one is chosen. The buttons stay while their words do."""
        before, self._offers, self._take = [words for words, _ in self._offers], list(offers), take
        if before == [words for words, _ in offers]:
            return
        while (item := self.layout().takeAt(0)) is not None:
            item.widget().hide()
            item.widget().deleteLater()
        for at, (words, _) in enumerate(offers):
            made = self._button(words)
            made.clicked.connect(lambda _=False, at=at: self._take(self._offers[at][1]))
            self.layout().addWidget(made)
            made.show()
        self.setVisible(bool(offers))
        self.updateGeometry()

    def _button(self, words: str) -> QPushButton:
        made = button("", "quiet", small=True, glyph="arrow-elbow-down-left")
        fitting = made.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, WIDEST_OFFER)
        made.setText(fitting.replace("&", "&&"))
        made.setAccessibleName(f"{words}: {self._name}" if self._name else words)
        made.setToolTip(words if fitting != words else "")
        return made


class RadioCards(TwoColumns):
    """One of two or three, each with its whole words; the value is the option's id, "" while none is chosen."""

    edited = Signal()

    def __init__(self, options: list[tuple[str, str]], name: str) -> None:
        longest = max((self._needs(words) for _, words in options), default=0)
        super().__init__(gap=Space.S, split=max(SPLIT, 2 * longest + Space.S))
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._ids = [key for key, _ in options]
        for index, (_, words) in enumerate(options):
            radio = QRadioButton(words.replace("&", "&&"))
            radio.setAccessibleDescription(name)
            self._group.addButton(radio, index)
            self.add(_RadioCard(radio))
        self.setFocusProxy(self._group.button(0))
        self._group.idClicked.connect(self._clicked)
        self._group.idToggled.connect(lambda *_: self._mark())

    @staticmethod
    def _needs(words: str) -> int:
        return QFontMetrics(QApplication.font()).horizontalAdvance(words) + 2 * Space.XXL

    def value(self) -> str:
        at = self._group.checkedId()
        return self._ids[at] if at >= 0 else ""

    def set_value(self, value: object) -> None:
        if value in self._ids:
            self._group.button(self._ids.index(value)).setChecked(True)
        elif (radio := self._group.checkedButton()) is not None:
            self._group.setExclusive(False)
            radio.setChecked(False)
            self._group.setExclusive(True)
        self._mark()

    def _clicked(self) -> None:
        self.edited.emit()

    def _mark(self) -> None:
        for radio in self._group.buttons():
            card = radio.parentWidget()
            if bool(card.property("chosen") == "true") != radio.isChecked():
                card.setProperty("chosen", "true" if radio.isChecked() else "false")
                refresh(card)


class _RadioCard(QFrame):
    """The whole card is the target."""

    def __init__(self, radio: QRadioButton) -> None:
        super().__init__()
        self._radio = radio
        self.setProperty("choice", "true")
        self.setLayout(row(radio, gap=0, margins=(Space.M, Space.S, Space.M, Space.S)))
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._radio.setFocus(Qt.FocusReason.MouseFocusReason)
            self._radio.click()

"""What forms are made of beside single inputs: two columns where they fit, and small offers beside a field."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QGridLayout, QLayout, QRadioButton, QWidget

from ui.look.theme import refresh
from ui.look.tokens import Space
from ui.widgets.controls import button, row
from ui.widgets.flow import Flow

SPLIT = 500
"""From this width on (pixels) a form has two columns."""


class TwoColumns(QWidget):
    """Parts beside each other where there is room, else below each other; hidden parts leave no gap."""

    def __init__(self, *parts: QWidget, gap: int = Space.L, split: int = SPLIT) -> None:
        super().__init__()
        self._parts: list[tuple[QWidget, bool]] = []
        self._split = split
        self._laid: tuple = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(gap)
        self._grid.setVerticalSpacing(gap)
        self._grid.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        for part in parts:
            self.add(part)

    def add(self, part: QWidget, *, wide: bool = False) -> None:
        part.setParent(self)
        self._parts.append((part, wide))
        self.arrange()

    def arrange(self) -> None:
        """Lay out anew if what is shown, or the room for it, has changed."""
        columns = 2 if self.width() >= self._split else 1
        shown = [(part, wide) for part, wide in self._parts if not part.isHidden()]
        laid = (columns, tuple(id(part) for part, _ in shown))
        if laid == self._laid:
            return
        self._laid = laid
        while self._grid.count():
            self._grid.takeAt(0)
        for line in range(self._grid.rowCount()):
            self._grid.setRowMinimumHeight(line, 0)
        line = side = 0
        for part, wide in shown:
            if (wide or columns == 1) and side:
                line, side = line + 1, 0
            span = columns if wide else 1
            self._grid.addWidget(part, line, side, 1, span, Qt.AlignmentFlag.AlignTop)
            side += span
            if side >= columns:
                line, side = line + 1, 0
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1 if columns == 2 else 0)
        self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        narrow = max((part.minimumSizeHint().width() for part, _ in self._parts if not part.isHidden()), default=0)
        return QSize(narrow, self._grid.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()


class Offers(QWidget):
    """Quiet buttons in a line, each with what it does: suggestions for the field above."""

    def __init__(self, name: str = "") -> None:
        super().__init__()
        self._shown: list[tuple[str, object]] = []
        self._name = name
        self.setLayout(Flow(gap=Space.XS))
        self.hide()

    def show_offers(self, offers: list[tuple[str, object]], take: Callable[[object], object]) -> None:
        """(words, value) each; `take(value)` when one is chosen. Built anew only when they differ."""
        if offers == self._shown:
            return
        self._shown = list(offers)
        while (item := self.layout().takeAt(0)) is not None:
            item.widget().hide()
            item.widget().deleteLater()
        for words, value in offers:
            made = button("", "quiet", small=True, glyph="arrow-elbow-down-left")
            fitting = made.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, 380)
            made.setText(fitting.replace("&", "&&"))
            made.setAccessibleName(f"{words}: {self._name}" if self._name else words)
            if fitting != words:
                made.setToolTip(words)
            made.clicked.connect(lambda _=False, value=value: take(value))
            self.layout().addWidget(made)
            made.show()
        self.setVisible(bool(offers))
        self.updateGeometry()


class RadioCards(TwoColumns):
    """One of two or three, each with its whole words; the value is the option's id, "" while none is chosen."""

    edited = Signal()

    def __init__(self, options: list[tuple[str, str]], name: str) -> None:
        super().__init__(gap=Space.S)
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

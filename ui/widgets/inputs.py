"""Inputs with one manner: `.value()`, `.set_value(v)` (silent), and `edited` when a person changed something.

With `own_undo=False` Ctrl+Z is left to the window, which takes the whole draft back.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QIntValidator, QKeyEvent, QPainter, QWheelEvent
from PySide6.QtWidgets import QComboBox

from avv_desktop.system.language import tr
from ui.look import theme
from ui.look.tokens import Space
from ui.widgets.controls import Segmented
from ui.widgets.date_input import DateInput
from ui.widgets.text_inputs import LongTextInput, TextInput

__all__ = ["Choice", "DateInput", "LongTextInput", "NumberInput", "TextInput", "YesNo"]


class NumberInput(TextInput):
    """A whole number with its unit behind it; arrow keys step. The value is an int, or None if empty."""

    def __init__(self, unit: str = "", *, least: int = 0, most: int = 99_999, own_undo: bool = False) -> None:
        super().__init__(own_undo=own_undo)
        self._unit, self._least, self._most = unit, least, most
        self.setValidator(QIntValidator(min(least, 0), most, self))
        self.setMaximumWidth(200)
        if unit:
            self.setTextMargins(0, 0, self.fontMetrics().horizontalAdvance(unit) + Space.S, 0)

    def value(self) -> int | None:
        words = self.text().strip().replace(".", "")
        try:
            return int(words)
        except ValueError:
            return None

    def set_value(self, value: object) -> None:
        if value != self.value() or isinstance(value, bool):
            self.setText("" if value is None else str(value))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(event.key())
        if step is None:
            super().keyPressEvent(event)
            return
        self.set_value(max(self._least, min(self._most, (self.value() or 0) + step)))
        self.edited.emit()

    def paintEvent(self, event: object) -> None:
        super().paintEvent(event)
        if self._unit:
            painter = QPainter(self)
            painter.setPen(theme.qcolor("soft"))
            box = QRect(0, 0, self.width() - Space.M, self.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self._unit)


class Choice(QComboBox):
    """One of a list. The value is the option's id, "" while nothing is chosen."""

    edited = Signal()

    def __init__(self, options: Iterable[tuple[str, str]] = (), *, placeholder: str = "") -> None:
        super().__init__()
        self.setPlaceholderText(placeholder or tr("Please choose"))
        self.setMinimumContentsLength(8)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.set_options(options)
        self.activated.connect(lambda _: self.edited.emit())

    def set_options(self, options: Iterable[tuple[str, str]]) -> None:
        """(id, words) each; what was chosen stays chosen if it is still there."""
        before = self.value()
        self.clear()
        for key, words in options:
            self.addItem(words, key)
        self.set_value(before)

    def value(self) -> str:
        return str(self.currentData() or "")

    def set_value(self, value: object) -> None:
        self.setCurrentIndex(self.findData(value) if value not in (None, "") else self.findData(""))

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the form scrolls; nobody changes an answer by it


class YesNo(Segmented):
    """Yes or no, both visible; the value is None until one is chosen."""

    edited = Signal()

    def __init__(self, name: str = "", yes: str = "", no: str = "") -> None:
        super().__init__((yes or tr("Yes"), no or tr("No")), name, at=-1)
        self.setMaximumWidth(200)
        self.chosen.connect(lambda _: self.edited.emit())

    def value(self) -> bool | None:
        return {0: True, 1: False}.get(self.at())

    def set_value(self, value: object) -> None:
        self.choose(-1 if value is None else 0 if value else 1)

"""Inputs with one manner: `.value()`, `.set_value(v)` (silent), and `edited` when a person changed something.

With `own_undo=False` Ctrl+Z is left to the window, which takes the whole draft back.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QDate, QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QIntValidator, QKeyEvent, QKeySequence, QPainter, QWheelEvent
from PySide6.QtWidgets import QCalendarWidget, QComboBox, QLineEdit, QTextEdit, QWidget

from avv_desktop.system.language import tr
from ui.look import theme
from ui.look.icons import icon
from ui.look.tokens import Space
from ui.widgets.controls import Segmented, column
from ui.widgets.dates import date_words, parse_date

UNDOING = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


def _wants_undo(event: QEvent) -> bool:
    return event.type() == QEvent.Type.ShortcutOverride and any(event.matches(key) for key in UNDOING)


class TextInput(QLineEdit):
    """One line. The value is the text without blanks around it."""

    edited = Signal()

    def __init__(self, placeholder: str = "", *, own_undo: bool = False) -> None:
        super().__init__()
        self._own_undo = own_undo
        self.setPlaceholderText(placeholder)
        self.textEdited.connect(self.edited)

    def value(self) -> str:
        return self.text().strip()

    def set_value(self, value: object) -> None:
        words = "" if value is None else str(value)
        if words == self.value():
            return
        at = self.cursorPosition()
        self.setText(words)
        self.setCursorPosition(at if self.hasFocus() else 0)  # a long value shows its beginning

    def event(self, event: QEvent) -> bool:
        if not self._own_undo and _wants_undo(event):
            event.ignore()
            return False
        return super().event(event)


class LongTextInput(QTextEdit):
    """Several lines, as high as the text is; Tab leaves it."""

    edited = Signal()

    def __init__(self, placeholder: str = "", *, lines: int = 3, most: int = 14, own_undo: bool = False) -> None:
        super().__init__()
        self._own_undo, self._lines, self._most = own_undo, lines, most
        self._silent = False
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setPlaceholderText(placeholder)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.textChanged.connect(self._changed)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        self._grow()

    def value(self) -> str:
        return self.toPlainText().strip()

    def set_value(self, value: object) -> None:
        words = "" if value is None else str(value)
        if words == self.value():
            return
        self._silent = True
        at = self.textCursor().position()
        self.setPlainText(words)
        cursor = self.textCursor()
        cursor.setPosition(min(at, len(words)))
        self.setTextCursor(cursor)
        self._silent = False

    def event(self, event: QEvent) -> bool:
        if not self._own_undo and _wants_undo(event):
            event.ignore()
            return False
        return super().event(event)

    def _changed(self) -> None:
        if not self._silent:
            self.edited.emit()

    def _grow(self) -> None:
        line = self.fontMetrics().lineSpacing()
        around = 2 * Space.S + 2 + round(2 * self.document().documentMargin())
        wanted = round(self.document().size().height()) + 2 * Space.S + 2
        self.setFixedHeight(max(self._lines * line + around, min(wanted, self._most * line + around)))

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.verticalScrollBar().maximum() > 0 and self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()  # the form scrolls


class DateInput(TextInput):
    """A day, typed as one writes it or chosen from a calendar (Alt+Down).

    The value is the ISO date, "" if empty, or the words themselves as long as they are no day.
    """

    def __init__(self, *, own_undo: bool = False) -> None:
        super().__init__(tr("dd.mm.yyyy"), own_undo=own_undo)
        self._calendar: _Calendar | None = None
        opener = self.addAction(icon("calendar-blank"), QLineEdit.ActionPosition.TrailingPosition)
        opener.setText(tr("Choose from the calendar"))
        opener.setToolTip(tr("Choose from the calendar (Alt+Down)"))
        opener.triggered.connect(self.open_calendar)
        self.editingFinished.connect(self._tidy)

    def value(self) -> str:
        words = self.text().strip()
        day = parse_date(words)
        return day.isoformat() if day else words

    def set_value(self, value: object) -> None:
        day = parse_date(str(value or ""))
        if day and day.isoformat() == self.value():
            return
        super().set_value(date_words(day) if day else value)

    def open_calendar(self) -> None:
        self._calendar = _Calendar(self, self.value())
        self._calendar.chosen.connect(self._choose)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.open_calendar()
        else:
            super().keyPressEvent(event)

    def _choose(self, iso: str) -> None:
        self.set_value(iso)
        self.edited.emit()
        self.setFocus()

    def _tidy(self) -> None:
        if day := parse_date(self.text()):
            self.setText(date_words(day))


class _Calendar(QWidget):
    chosen = Signal(str)

    def __init__(self, below: QWidget, iso: str) -> None:
        super().__init__(below, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        days = QCalendarWidget()
        days.setAccessibleName(tr("Calendar"))
        days.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        days.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        days.setGridVisible(False)
        if (day := QDate.fromString(iso, Qt.DateFormat.ISODate)).isValid():
            days.setSelectedDate(day)
        days.clicked.connect(self._take)
        days.activated.connect(self._take)
        self.setLayout(column(days, margins=(Space.S,) * 4))
        self.adjustSize()
        corner = below.mapToGlobal(QPoint(0, below.height() + Space.XS))
        room = below.screen().availableGeometry()
        corner.setX(min(corner.x(), room.right() - self.width()))
        if corner.y() + self.height() > room.bottom():
            corner.setY(below.mapToGlobal(QPoint(0, 0)).y() - self.height() - Space.XS)
        self.move(corner)
        self.show()
        days.setFocus()

    def _take(self, day: QDate) -> None:
        self.chosen.emit(day.toString(Qt.DateFormat.ISODate))
        self.close()


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

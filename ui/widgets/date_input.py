"""A day, typed or chosen."""

from __future__ import annotations

from PySide6.QtCore import QDate, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QWidget

from avv_desktop.system.language import tr
from ui.look.icons import icon
from ui.look.tokens import Space
from ui.widgets.controls import column
from ui.widgets.dates import date_words, parse_date
from ui.widgets.text_inputs import TextInput


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

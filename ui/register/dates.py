"""What is due: a line each, the overdue ones first and said to be so."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from avv_desktop.system.language import tr
from ui.look.icons import Glyph
from ui.look.tokens import Space
from ui.trust.parts import empty
from ui.widgets.controls import Scrolled, boxed, button, card, column, row, rule, text
from ui.widgets.dates import date_words

if TYPE_CHECKING:
    from avv_desktop.register.due import Due

SHOWN = 200
GLYPHS = {
    "end": "calendar-blank",
    "review": "check-circle",
    "deletion": "trash",
    "proof": "clock",
    "answer": "megaphone",
}


class Dates(QWidget):
    opens = Signal(str)
    wants_calendar = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Due] = []
        self.calendar = button(tr("Dates for the calendar …"), glyph="calendar-blank")
        self.calendar.clicked.connect(self.wants_calendar)
        self._list, self._nothing = column(gap=0), text(tr("Nothing is due within a year."), "soft", wrap=True)
        sheet = card(row(text(tr("Due within a year"), "subtitle"), None, self.calendar), self._nothing,
                     boxed(self._list), gap=Space.M, padding=Space.XL)  # fmt: skip
        inside = boxed(column(sheet, None, margins=(0, 0, Space.M, Space.XL)))
        self.setLayout(column(Scrolled(inside), gap=0))

    def show_due(self, found: list[Due]) -> None:
        self.found, today = found, datetime.date.today()
        empty(self._list)
        self._nothing.setVisible(not found)
        self.calendar.setVisible(bool(found))
        for at, each in enumerate(found[:SHOWN]):
            if at:
                self._list.addWidget(rule())
            self._list.addWidget(self._line(each, late=each.day < today))
        if len(found) > SHOWN:
            self._list.addWidget(text(tr("and {count} more", count=len(found) - SHOWN), "soft"))

    def _line(self, each: Due, *, late: bool) -> QWidget:
        name = " · ".join(filter(None, (each.customer, each.number)))
        day = date_words(each.day) + (f" · {tr('overdue')}" if late else "")
        said = column(text(each.words, "strong", wrap=True), text(name, "soft", wrap=True), gap=Space.HAIR)
        go = button(tr("Open"), "quiet", small=True)
        go.setAccessibleName(f"{tr('Open')}: {name}")
        go.clicked.connect(lambda: self.opens.emit(each.id))
        when = text(day, "error" if late else "body")
        line = row(Glyph(GLYPHS[each.kind], 20, "problem_text" if late else "soft"), said, when, go, gap=Space.M)
        line.setStretch(1, 1)
        line.setContentsMargins(0, Space.M, 0, Space.M)
        return boxed(line)

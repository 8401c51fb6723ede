"""What can be done with the chosen agreements: open, tag, renew, end, and the record at the end."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from avv_desktop.system.language import tr, trn
from ui.look.tokens import Space
from ui.register.model import cells
from ui.trust.parts import empty, fact_line
from ui.widgets.controls import Field, Scrolled, boxed, button, column, row, rule, text, tool
from ui.widgets.dates import date_words, parse_date

if TYPE_CHECKING:
    from avv_desktop.store.register_query import Line

WIDE = 340
KEY = 112


class Panel(QFrame):
    opens, renews, reviewed = Signal(str), Signal(str), Signal(str)
    tags = Signal(str)
    untags = Signal(str)
    ends = Signal(object, str)
    clears = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("line", "left")
        self.setFixedWidth(WIDE)
        self._lines: list[Line] = []
        self._facts, self._tags = column(gap=Space.S), column(gap=Space.XS)
        self._title = text("", "subtitle", wrap=True)
        self.open = button(tr("Open"), "primary", glyph="arrow-square-out")
        self.renew = button(tr("Renew with the newest template"), glyph="arrows-clockwise")
        self.review = button(tr("Measures were reviewed today"), glyph="check-circle")
        self.tag, self.add = QLineEdit(), button(tr("Add tag"), small=True)
        self.day, self.reason = QLineEdit(), QLineEdit()
        self.day.setPlaceholderText(tr("today"))
        self.end = button(tr("End the agreement"), glyph="prohibit")
        self.back = button(tr("Take the ending back"), "quiet")
        self.who = QLineEdit()
        self.deleted = button(tr("Record: data deleted"), glyph="file-text")
        self.returned = button(tr("Record: data returned"), "quiet")
        self._day = Field(tr("&Ends on"), self.day)
        self._ending = boxed(column(self._day, Field(tr("&Reason"), self.reason), row(self.end, None), gap=Space.M))
        self._ended = boxed(
            column(Field(tr("&Done by"), self.who), row(self.deleted, None), row(self.returned, None),
                   row(self.back, None), gap=Space.M)
        )  # fmt: skip
        self._one = self._one_alone()
        self._tag = Field(tr("&Tag"), self.tag)
        margins = (Space.XL, Space.XL, Space.XL, Space.XL)
        inside = column(self._title, self._one, self._tag, row(self.add, None), boxed(self._tags), rule(),
                        self._ending, self._ended, None, gap=Space.M, margins=margins)  # fmt: skip
        self.setLayout(column(Scrolled(boxed(inside)), gap=0))
        self._connect()

    def _one_alone(self) -> QWidget:
        buttons = (row(self.open, None), row(self.renew, None), row(self.review, None))
        return boxed(column(boxed(self._facts), *buttons, gap=Space.M))

    def _connect(self) -> None:
        self.open.clicked.connect(lambda: self.opens.emit(self._lines[0].entry.id))
        self.renew.clicked.connect(lambda: self.renews.emit(self._lines[0].entry.id))
        self.review.clicked.connect(lambda: self.reviewed.emit(self._lines[0].entry.id))
        self.add.clicked.connect(self._add)
        self.tag.returnPressed.connect(self._add)
        self.end.clicked.connect(self._end)
        self.back.clicked.connect(lambda: self.ends.emit(None, ""))
        self.deleted.clicked.connect(lambda: self.clears.emit("deleted", self.who.text().strip()))
        self.returned.clicked.connect(lambda: self.clears.emit("returned", self.who.text().strip()))

    def show_lines(self, lines: list[Line], author: str) -> None:
        self._lines = lines
        self.setVisible(bool(lines))
        if not lines:
            return
        one = len(lines) == 1
        self._title.setText(cells(lines[0])[0] if one else trn("{count} agreement", "{count} agreements", len(lines)))
        self._one.setVisible(one)
        empty(self._facts)
        for name, words in facts(lines[0]) if one else []:
            self._facts.addLayout(fact_line(name, words, width=KEY))
        signed = all(each.entry.state in ("signed", "countersigned") for each in lines)
        ended = one and lines[0].terminated is not None
        self.review.setVisible(signed and not ended)
        self._ending.setVisible(signed and not ended)
        self._ended.setVisible(ended)
        cleared = ended and lines[0].cleared is not None
        for each in (self.deleted, self.returned):
            each.setHidden(cleared)
        if author and not self.who.text():
            self.who.setText(author)
        self._show_tags()

    def _show_tags(self) -> None:
        empty(self._tags)
        for tag in dict.fromkeys(tag for line in self._lines for tag in line.tags):
            away = tool("x", tr("Take off {tag}", tag=tag), small=True)
            away.clicked.connect(lambda _=False, tag=tag: self.untags.emit(tag))
            self._tags.addLayout(row(text(tag, wrap=True), away, None))

    def _add(self) -> None:
        if words := " ".join(self.tag.text().split()):
            self.tag.clear()
            self.tags.emit(words)

    def _end(self) -> None:
        words = self.day.text().strip()
        day = parse_date(words) if words else datetime.date.today()
        if day is None:
            self._day.say(error=tr("Please enter a day, as 31.12.2027."))
            self.day.setFocus()
            return
        self._day.say()
        self.ends.emit(day, self.reason.text().strip())


def facts(line: Line) -> list[tuple[str, str]]:
    found = [
        (tr("Number"), line.entry.number),
        (tr("State"), cells(line)[2]),
        (tr("Subject"), line.entry.subject),
        (tr("Template"), line.version),
        (tr("Ends"), date_words(line.ends) if line.ends else ""),
        (tr("Terminated"), date_words(line.terminated) if line.terminated else ""),
        (tr("Reason"), line.reason),
        (tr("Data deleted"), date_words(line.cleared) if line.cleared else ""),
        (tr("Sub-processors"), ", ".join(line.sub_processors)),
    ]
    return [(name, words) for name, words in found if words]

"""One change of the customer's: where, whose, which words; to be taken over, declined, or worded anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from avv_desktop.document.compare.words import read
from avv_desktop.system.language import tr
from ui.look.icons import Glyph
from ui.look.tokens import Space
from ui.reply.book import Decision
from ui.widgets.controls import boxed, button, column, row, text
from ui.widgets.marked import Mark, MarkedText

if TYPE_CHECKING:
    from avv_desktop.reply.model import ReplyChange

MARKS = {"same": Mark.NONE, "inserted": Mark.INSERTED, "deleted": Mark.DELETED}
HIGH = 96
"""Pixels of the field in which the words are changed."""


class ChangeCard(QFrame):
    taken, declined, back = Signal(), Signal(), Signal()
    edited, wanted = Signal(str), Signal(str)

    def __init__(self, change: ReplyChange) -> None:
        super().__init__()
        self.change = change
        self.setProperty("card", "true")
        self._name = " ".join(filter(None, (change.where, change.title)))
        self._mark = Glyph("circle", 18, "faint")
        self._state = text("", "soft")
        self._again = button(tr("Take back"), "quiet", small=True)
        self._again.setAccessibleName(tr("Take back: {part}", part=self._name))
        self._again.clicked.connect(self.back)
        head = row(self._mark, text(self._name, "strong", wrap=True), self._state, self._again, gap=Space.S)
        head.setStretch(1, 1)
        self._open = self._inside()
        self.setLayout(column(head, self._open, gap=Space.M, margins=(Space.L,) * 4))
        self.show_decision(None)

    def _inside(self) -> QWidget:
        change = self.change
        parts: list = [_whose(change)]
        if change.kind == "field" and change.new_value:
            words = tr("“{old}” becomes “{new}”", old=change.old_value, new=change.new_value)
            parts.append(text(words, wrap=True))
        parts.append(MarkedText([(MARKS[each.kind], each.text) for each in read(change.pieces)], self._name))
        for comment in change.comments:
            said = tr("{author} remarks: {words}", author=comment.author or tr("Somebody"), words=comment.text)
            parts.append(text(said, "soft", wrap=True))
        if change.by_hand:
            parts.append(text(change.by_hand, "soft", wrap=True))
        self.problem = text("", "error", wrap=True)
        self.problem.hide()
        parts += [self.problem, self._words(), self._deeds()]
        return boxed(column(*parts, gap=Space.S))

    def _deeds(self) -> QWidget:
        take, decline = button(tr("Take over"), small=True), button(tr("Decline"), small=True)
        change_it, go = button(tr("Change the words …"), "quiet", small=True), button(tr("Go there"), small=True)
        take.clicked.connect(self.taken)
        decline.clicked.connect(self.declined)
        change_it.clicked.connect(self._ask)
        go.clicked.connect(lambda: self.wanted.emit(self.change.field or self.change.paragraph or self.change.section))
        by_hand = bool(self.change.by_hand)
        take.setHidden(by_hand)
        go.setHidden(not by_hand)
        change_it.setHidden(by_hand or self.change.kind == "deleted")
        for each in (take, decline, change_it, go):
            each.setAccessibleName(f"{each.text()}: {self._name}")
        self.take = take
        return boxed(row(take, go, decline, change_it, None, gap=Space.S))

    def _words(self) -> QWidget:
        self.words = QPlainTextEdit()
        self.words.setAccessibleName(tr("Words instead: {part}", part=self._name))
        self.words.setTabChangesFocus(True)
        self.words.setFixedHeight(HIGH)
        done, leave = button(tr("Take over like this"), small=True), button(tr("Cancel"), "quiet", small=True)
        done.clicked.connect(lambda: self.edited.emit(self.words.toPlainText().strip()))
        leave.clicked.connect(lambda: self._asked.hide())
        self._asked = boxed(column(self.words, row(done, leave, None), gap=Space.S))
        self._asked.hide()
        return self._asked

    def _ask(self) -> None:
        self.words.setPlainText(self.change.new_value if self.change.kind == "field" else self.change.new)
        self._asked.show()
        self.words.setFocus()

    # ---- what became of it

    def show_decision(self, decision: Decision | None) -> None:
        """A decided one is a line with the way back."""
        said = {"taken": tr("taken over"), "declined": tr("declined"), "edited": tr("taken over in other words")}
        glyph, tone = {
            "taken": ("check-circle-fill", "good"),
            "edited": ("check-circle-fill", "good"),
            "declined": ("x-circle", "soft"),
        }.get(decision.verdict if decision else "", ("circle-dashed", "faint"))
        self._mark.name, self._mark.tone = glyph, tone
        self._mark.update()
        self._state.setText(said[decision.verdict] if decision else "")
        self._state.setVisible(decision is not None)
        self._again.setVisible(decision is not None)
        self._open.setVisible(decision is None)
        if decision is not None:
            self._asked.hide()
            self.problem.hide()

    def complain(self, words: str) -> None:
        self.problem.setText(words)
        self.problem.show()


def _whose(change: ReplyChange) -> QWidget:
    """Author and day of a tracked change; one that was not tracked says so in another colour."""
    who = " · ".join(filter(None, (change.author, _day(change.date))))
    if change.tracked:
        return text(who or tr("tracked"), "caption", wrap=True)
    warn = text(tr("Changed without tracking"), "strong")
    line = row(Glyph("warning-fill", 16, "warn"), warn, text(who, "caption"), None, gap=Space.S)
    return boxed(line)


def _day(date: str) -> str:
    parts = date[:10].split("-")
    return ".".join(reversed(parts)) if len(parts) == 3 else ""

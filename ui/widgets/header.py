"""Which agreement, in which state, at which of the three steps, and the one thing to do next."""

from __future__ import annotations

import datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QWidget

from avv_desktop.system.language import tr
from ui.desk import Desk
from ui.look.tokens import Size, Space, State
from ui.widgets.badge import Badge
from ui.widgets.controls import Segmented, boxed, button, column, row, tool

PAGES = ("editor", "review", "signing")


class Header(QFrame):
    """Of the pages of one agreement. `step`: 0 editor, 1 review, 2 signing. `main`: the one filled button."""

    def __init__(self, desk: Desk, step: int, *actions: QWidget | int, main: QPushButton | None = None) -> None:
        super().__init__()
        self._desk, self._step = desk, step
        self.setProperty("line", "below")
        self.setFixedHeight(Size.HEADER)
        self.back = tool("arrow-left", tr("Back to the shelf"), "Alt+Left")
        self.back.clicked.connect(lambda: desk.go("shelf"))
        self.name, self.badge, self.saved = Cut("subtitle"), Badge(State.DRAFT), Cut("caption")
        name = row(self.name, self.badge, None, gap=Space.M)
        said = column(None, name, self.saved, None, gap=Space.HAIR)
        left = boxed(row(self.back, said, gap=Space.M))
        left.layout().setStretch(1, 1)
        self.steps = Segmented((tr("Fill in"), tr("Review"), tr("Sign")), tr("Step"), at=step)
        self.steps.chosen.connect(self._go)
        self.main = main or button("", "primary")
        self.main.setVisible(main is not None)
        right = boxed(row(None, *actions, Space.XS, self.main, gap=Space.XS))
        whole = row(left, self.steps, right, gap=Space.L, margins=(Space.L, 0, Space.XL, 0))
        whole.setStretch(0, 1)
        whole.setStretch(2, 1)
        self.setLayout(whole)
        for change in (desk.opened, desk.edited, desk.saved, desk.signed_file_changed):
            change.connect(self.show_agreement)
        self.show_agreement()

    def show_agreement(self, *_: object) -> None:
        """Name, state and when it was saved, as the desk has them."""
        desk = self._desk
        self.name.say(desk.customer)
        self.badge.show_state(State(desk.state), desk.state_words)
        self.saved.say("  ·  ".join(each for each in (desk.number, saved_words(desk.saved_at)) if each))

    def _go(self, step: int) -> None:
        """The page one leaves keeps showing its own step."""
        self.steps.choose(self._step)
        if step != self._step:
            self._desk.go(PAGES[step])


class Cut(QLabel):
    """One line that gives way: cut with an ellipsis where there is no room, whole in the tooltip."""

    def __init__(self, role: str) -> None:
        super().__init__()
        self.setProperty("text_role", role)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setMinimumWidth(48)
        self._words = ""

    def say(self, words: str) -> None:
        self._words = words
        self.setAccessibleName(words)
        self._cut()
        self.updateGeometry()

    def sizeHint(self):
        hint = super().sizeHint()
        hint.setWidth(self.fontMetrics().horizontalAdvance(self._words) + 4)
        return hint

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._cut()

    def _cut(self) -> None:
        fitting = self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, max(self.width(), 48))
        self.setText(fitting)
        self.setToolTip(self._words if fitting != self._words else "")


def saved_words(moment: datetime.datetime | None) -> str:
    """ "gespeichert um 10:42", with the day unless it is today; local time."""
    if moment is None:
        return tr("not saved yet")
    local = moment.astimezone()
    clock = local.strftime("%H:%M")
    if local.date() == datetime.datetime.now().astimezone().date():
        return tr("saved at {time}", time=clock)
    return tr("saved on {day} at {time}", day=local.strftime("%d.%m.%Y"), time=clock)

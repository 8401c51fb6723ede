"""What can become of a clause or a line: its word, its picture, its colours."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QLabel

from avv_desktop.review.deviations_model import State
from avv_desktop.system.language import tr
from ui.look import theme
from ui.look.tokens import Pair
from ui.look.tokens import State as Tone
from ui.widgets.badge import HEIGHT, badge_width, paint_badge

GLYPHS: dict[State, str] = {
    "standard": "equals",
    "same": "equals",
    "variant": "git-branch",
    "changed": "pencil-simple",
    "inserted": "plus-circle",
    "struck": "minus-circle",
    "moved": "arrows-down-up",
}


def state_words(state: State) -> str:
    return {
        "standard": tr("as in the standard"),
        "same": tr("unchanged"),
        "variant": tr("variant"),
        "changed": tr("changed"),
        "inserted": tr("inserted"),
        "struck": tr("struck"),
        "moved": tr("moved"),
    }[state]


def _pair(state: State) -> Pair:
    colours = theme.colours()
    return {
        "variant": colours.states[Tone.READY],
        "moved": colours.states[Tone.READY],
        "changed": colours.warning,
        "inserted": colours.inserted,
        "struck": colours.deleted,
    }.get(state, colours.states[Tone.DRAFT])


def mark_of(state: State) -> Callable[[QPainter, float, float], float]:
    """Paints the badge of a state, for the head of a `Fold`."""

    def paint(painter: QPainter, right: float, middle: float) -> float:
        words = state_words(state)
        wide = badge_width(words, painter.font())
        paint_badge(
            painter, QRectF(right - wide, middle - HEIGHT / 2, wide, HEIGHT), words, GLYPHS[state], _pair(state)
        )
        return right - wide

    return paint


class StateBadge(QLabel):
    """A label, so that it is read aloud; only its looks are painted."""

    def __init__(self, state: State) -> None:
        super().__init__(state_words(state))
        self._state = state
        self.ensurePolished()
        self.setFixedSize(round(badge_width(self.text(), self.font())) + 1, HEIGHT)

    def paintEvent(self, event: object) -> None:
        paint_badge(QPainter(self), QRectF(self.rect()), self.text(), GLYPHS[self._state], _pair(self._state))

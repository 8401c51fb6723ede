"""Which agreement, in which state, at which of the three steps, and the one thing to do next."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from ui.look.tokens import Size, Space, State
from ui.widgets.badge import Badge
from ui.widgets.controls import Segmented, boxed, column, row, text, tool

STEPS = ("Ausfüllen", "Prüfen", "Unterschreiben")


class Header(QFrame):
    went = Signal(int)

    def __init__(
        self, step: int, state: State, saved: str, *actions: QWidget | int, main: QPushButton | None = None
    ) -> None:
        super().__init__()
        self.setProperty("line", "below")
        self.setFixedHeight(Size.HEADER)
        back = tool("arrow-left", "Zurück zur Ablage", "Alt+Left")
        self.badge = Badge(state)
        name = row(text("Nordlicht Logistik GmbH", "subtitle"), self.badge, None, gap=Space.M)
        left = boxed(row(back, column(None, name, text(saved, "caption"), None, gap=Space.HAIR), None, gap=Space.M))
        self.steps = Segmented(STEPS, "Schritt", at=step)
        self.steps.chosen.connect(self._go)
        right = boxed(row(None, *actions, *([main] if main else []), gap=Space.XS))
        whole = row(left, self.steps, right, gap=Space.L, margins=(Space.L, 0, Space.XL, 0))
        whole.setStretch(0, 1)
        whole.setStretch(2, 1)
        self.setLayout(whole)
        self._step = step

    def _go(self, step: int) -> None:
        """The page one leaves keeps showing its own step."""
        self.steps.choose(self._step)
        self.went.emit(step)

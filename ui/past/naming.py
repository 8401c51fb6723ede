"""A name for a state, asked for in the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit

from avv_desktop.system.language import tr
from ui.look.tokens import Space
from ui.past.work import called
from ui.widgets.controls import Field, boxed, button, column, row, text

if TYPE_CHECKING:
    from avv_desktop.store.model import Saved

LONGEST = 80


class Naming(QFrame):
    named = Signal(object, str)
    """(the Saved, or None for the present state; the name, empty to take it away)"""
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._saved: Saved | None = None
        self.setProperty("card", "true")
        self._title = text("", "subtitle", wrap=True)
        self.name = QLineEdit()
        self.name.setMaxLength(LONGEST)
        self._field = Field(tr("Name"), self.name, hint=tr("For example: “Sent to the customer”"))
        self.keep, self.away = button(tr("Keep"), "primary"), button(tr("Take the name away"), "quiet")
        self.cancel = button(tr("Cancel"))
        deeds = boxed(row(self.keep, self.cancel, None, self.away, gap=Space.M))
        self.setLayout(column(self._title, self._field, deeds, gap=Space.M, margins=(Space.XL,) * 4))
        self.name.returnPressed.connect(self._done)
        self.keep.clicked.connect(self._done)
        self.away.clicked.connect(lambda: self._say(""))
        self.cancel.clicked.connect(self._leave)
        self.hide()

    def ask(self, saved: Saved | None) -> None:
        self._saved = saved
        now = tr("Name the present state")
        self._title.setText(now if saved is None else tr("A name for: {state}", state=called(saved)))
        self.name.setText(saved.name if saved else "")
        self.away.setVisible(saved is not None and bool(saved.name))
        self._field.say(tr("For example: “Sent to the customer”"))
        self.show()
        self.name.setFocus()
        self.name.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def _done(self) -> None:
        name = " ".join(self.name.text().split())
        if name:
            self._say(name)
        else:
            self._field.say(error=tr("Please enter a name."))
            self.name.setFocus()

    def _say(self, name: str) -> None:
        self.hide()
        self.named.emit(self._saved, name)

    def _leave(self) -> None:
        self.hide()
        self.left.emit()

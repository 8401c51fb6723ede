"""A new passphrase, typed twice."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from avv_desktop.system.language import tr
from ui.look.tokens import Space
from ui.widgets.controls import Field, row

SHORTEST = 8
"""Letters."""


class NewPassphrase(QWidget):
    def __init__(self, words: str) -> None:
        super().__init__()
        self.first = QLineEdit(echoMode=QLineEdit.EchoMode.Password)
        self.again = QLineEdit(echoMode=QLineEdit.EchoMode.Password)
        self._hint = tr("At least {count} letters.", count=SHORTEST)
        self._first = Field(words, self.first, hint=self._hint)
        self._again = Field(tr("Passphrase &again"), self.again)
        fields = row(self._first, self._again, gap=Space.L)
        fields.setStretch(0, 1)
        fields.setStretch(1, 1)
        self.setLayout(fields)

    def value(self) -> str:
        """The passphrase; empty while there is something wrong with it, which is said."""
        short = tr("At least {count} letters.", count=SHORTEST) if len(self.first.text()) < SHORTEST else ""
        other = tr("The two are not the same.") if self.first.text() != self.again.text() else ""
        self._first.say(self._hint, error=short)
        self._again.say(error="" if short else other)
        if short or other:
            (self.first if short else self.again).setFocus()
            return ""
        return self.first.text()

    def clear(self) -> None:
        self.first.clear()
        self.again.clear()

"""The passphrase of a key file, or the PIN of a card or a service."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from avv_desktop.system.language import tr
from ui.look.icons import icon
from ui.signing.sources import Source, hint, label, missing
from ui.widgets.controls import Field, column, plain_name


class Secret(QWidget):
    """Empties itself as soon as it was handed over."""

    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.edit = QLineEdit(echoMode=QLineEdit.EchoMode.Password)
        self._eye = self.edit.addAction(icon("eye"), QLineEdit.ActionPosition.TrailingPosition)
        self._eye.setText(tr("Show passphrase"))
        self._eye.triggered.connect(self._look)
        self.edit.returnPressed.connect(self.entered)
        self.edit.textEdited.connect(lambda: self.calm())
        self._hint = hint("")
        self._field = Field(label(""), self.edit, hint=self._hint)
        self.setLayout(column(self._field, gap=0))

    def ask_for(self, source: Source) -> None:
        """The passphrase of a file, or the PIN of a card or a service."""
        words, self._hint = label(source), hint(source)
        self._field.label.setText(words)
        self.edit.setAccessibleName(plain_name(words))
        self.calm()

    def take(self) -> str:
        """What was typed; the field is empty afterwards."""
        words = self.edit.text()
        self.edit.clear()
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        return words

    def complain(self, words: str) -> None:
        self._field.say(error=words)
        self.edit.setFocus()

    def ask_again(self, source: Source) -> None:
        self.complain(missing(source))

    def calm(self) -> None:
        self._field.say(self._hint)

    def _look(self) -> None:
        hidden = self.edit.echoMode() == QLineEdit.EchoMode.Password
        self.edit.setEchoMode(QLineEdit.EchoMode.Normal if hidden else QLineEdit.EchoMode.Password)

"""The passphrase of a key file, or the PIN of a card."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from avv_desktop.system.language import tr
from ui.look.icons import icon
from ui.signing.cards import CardKey, Source, notes
from ui.widgets.controls import Field, column, plain_name


class Secret(QWidget):
    """The passphrase of the chosen file. Empties itself as soon as it was handed over."""

    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.edit = QLineEdit(echoMode=QLineEdit.EchoMode.Password)
        self._eye = self.edit.addAction(icon("eye"), QLineEdit.ActionPosition.TrailingPosition)
        self._eye.setText(tr("Show passphrase"))
        self._eye.triggered.connect(self._look)
        self.edit.returnPressed.connect(self.entered)
        self.edit.textEdited.connect(lambda: self._field.say(self._hint))
        self._card: CardKey | None = None
        self._field = Field(tr("&Passphrase of the key file"), self.edit, hint=self._hint)
        self.setLayout(column(self._field, gap=0))

    @property
    def _hint(self) -> str:
        if self._card is None:
            return tr("Only used to open the file, and kept nowhere.")
        return f"{notes(self._card)} {tr('Only given to the card, and kept nowhere.')}".strip()

    def ask_for(self, source: Source) -> None:
        """The passphrase of a file, or the PIN of a card."""
        self._card = None if isinstance(source, str) else source
        words = tr("&Passphrase of the key file") if self._card is None else tr("&PIN of the card")
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
        file = isinstance(source, str)
        self.complain(tr("Please enter the passphrase of the key file.") if file else tr("Please enter the PIN."))

    def calm(self) -> None:
        self._field.say(self._hint)

    def _look(self) -> None:
        hidden = self.edit.echoMode() == QLineEdit.EchoMode.Password
        self.edit.setEchoMode(QLineEdit.EchoMode.Normal if hidden else QLineEdit.EchoMode.Password)

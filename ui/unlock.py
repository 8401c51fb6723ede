"""What is kept here could not be opened by itself: say why, and offer the way out. Never a crash."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from avv_desktop.errors import KeychainUnavailable, StoreInUse, StoreWrongKey
from avv_desktop.system.language import tr
from avv_desktop.system.sentences import explain
from ui.desk import Desk
from ui.look.icons import Glyph
from ui.look.tokens import Space
from ui.widgets.controls import Field, button, card, centred, column, row, text

WIDE = 440


class UnlockPage(QWidget):
    unlocked = Signal()

    def __init__(self, desk: Desk, error: Exception) -> None:
        super().__init__()
        self._desk = desk
        asks = isinstance(error, (KeychainUnavailable, StoreWrongKey))
        said = explain(error)
        title = text(tr("Your agreements are locked") if asks else said.happened, "title", wrap=True)
        happened = said.happened if asks else ""
        words = text(f"{happened} {said.means} {said.todo}".strip(), "soft", wrap=True)
        self.passphrase = QLineEdit(echoMode=QLineEdit.EchoMode.Password)
        self.field = Field(tr("&Passphrase of the shelf"), self.passphrase, hint=_hint(error))
        self.main = button(tr("Open the shelf") if asks else tr("Try again"), "primary")
        self.main.clicked.connect(self._try)
        self.passphrase.returnPressed.connect(self._try)
        self.field.setVisible(asks)
        self._asks = asks
        calm = asks or isinstance(error, StoreInUse)
        glyph = Glyph("lock-key" if asks else "warning-circle", 40, "soft" if calm else "bad")
        sheet = card(
            row(glyph, None),
            column(title, words, gap=Space.S),
            self.field,
            row(self.main, None),
            gap=Space.L,
            padding=Space.XXL,
        )
        sheet.setFixedWidth(WIDE)
        self.setLayout(column(None, centred(sheet), None, None))
        self.setFocusProxy(self.passphrase if asks else self.main)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def arrive(self, place: str) -> None:
        (self.passphrase if self._asks else self.main).setFocus()

    def _try(self) -> None:
        if self._asks and not self.passphrase.text():
            self.field.say(error=tr("Please enter the passphrase."))
            return
        self.main.setEnabled(False)
        self._desk.open_store(self.passphrase.text() or None, then=self.unlocked.emit, failed=self._failed)

    def _failed(self, error: Exception) -> None:
        self.main.setEnabled(True)
        said = explain(error)
        wrong = isinstance(error, StoreWrongKey)
        words = tr("This passphrase does not open the shelf. Please try again.") if wrong else ""
        self.field.setVisible(True)
        self.field.say(error=words or f"{said.happened} {said.todo}")
        self.passphrase.selectAll()
        self.passphrase.setFocus()


def _hint(error: Exception) -> str:
    if isinstance(error, KeychainUnavailable):
        return tr("The first time, choose one you can remember: without it nobody can read what is kept here.")
    return ""

"""What is kept here could not be opened by itself: say why, and offer the way out. Never a crash."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from avv_desktop.errors import KeychainUnavailable, PassphraseToChoose, StoreDamaged, StoreInUse, StoreWrongKey
from avv_desktop.system.language import tr
from avv_desktop.system.sentences import Sentences, explain
from ui.desk import Desk
from ui.look.icons import Glyph
from ui.look.tokens import Space
from ui.widgets.controls import Field, button, card, centred, column, row, text

WIDE = 440
SHORTEST = 8
"""Letters of a passphrase."""


def page_for(desk: Desk, error: Exception) -> QWidget:
    """The page for whoever stands before a store that did not open; it says `unlocked` when it is open."""
    if isinstance(error, StoreDamaged):
        from ui.restoring.damaged import DamagedPage

        return DamagedPage(desk)
    return UnlockPage(desk, error)


class UnlockPage(QWidget):
    unlocked = Signal()
    damaged = Signal(object)
    """The passphrase fits, but the store is damaged: the error."""

    def __init__(self, desk: Desk, error: Exception) -> None:
        super().__init__()
        self._desk = desk
        self._asks = isinstance(error, (KeychainUnavailable, StoreWrongKey))
        self._chooses = isinstance(error, PassphraseToChoose)
        said = explain(error)
        title, words = _told(error, said, self._chooses)
        self.passphrase = QLineEdit(echoMode=QLineEdit.EchoMode.Password)
        hint = tr("At least {count} letters.", count=SHORTEST) if self._chooses else ""
        self.field = Field(tr("&Passphrase of the shelf"), self.passphrase, hint=hint)
        self.again = QLineEdit(echoMode=QLineEdit.EchoMode.Password)
        self.again_field = Field(tr("Passphrase &again"), self.again)
        self.main = button(self._does(), "primary")
        self.main.clicked.connect(self._try)
        self.passphrase.returnPressed.connect(self.again.setFocus if self._chooses else self._try)
        self.again.returnPressed.connect(self._try)
        self.field.setVisible(self._asks)
        self.again_field.setVisible(self._chooses)
        calm = self._asks or isinstance(error, StoreInUse)
        glyph = Glyph("lock-key" if self._asks else "warning-circle", 40, "soft" if calm else "bad")
        sheet = card(
            row(glyph, None),
            column(text(title, "title", wrap=True), text(words, "soft", wrap=True), gap=Space.S),
            self.field,
            self.again_field,
            row(self.main, None),
            gap=Space.L,
            padding=Space.XXL,
        )
        sheet.setFixedWidth(WIDE)
        self.setLayout(column(None, centred(sheet), None, None))
        self.setFocusProxy(self.passphrase if self._asks else self.main)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def arrive(self, place: str) -> None:
        (self.passphrase if self._asks else self.main).setFocus()

    def _does(self) -> str:
        if self._chooses:
            return tr("Begin")
        return tr("Open the shelf") if self._asks else tr("Try again")

    def _try(self) -> None:
        for field, control, wrong in self._wrong():
            field.say(error=wrong)
            if wrong:
                control.setFocus()
                return
        self.main.setEnabled(False)
        self._desk.open_store(self.passphrase.text() or None, then=self.unlocked.emit, failed=self._failed)

    def _wrong(self) -> tuple[tuple[Field, QLineEdit, str], ...]:
        """Each field, and what is wrong with it."""
        words, first, again = self.passphrase.text(), "", ""
        if self._asks and not words:
            first = tr("Please enter the passphrase.")
        elif self._chooses and len(words) < SHORTEST:
            first = tr("At least {count} letters.", count=SHORTEST)
        elif self._chooses and words != self.again.text():
            again = tr("The two are not the same.")
        return (self.field, self.passphrase, first), (self.again_field, self.again, again)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, StoreDamaged):
            self.damaged.emit(error)
            return
        self.main.setEnabled(True)
        said = explain(error)
        wrong = isinstance(error, StoreWrongKey)
        words = tr("This passphrase does not open the shelf. Please try again.") if wrong else ""
        self.field.setVisible(True)
        self.field.say(error=words or f"{said.happened} {said.todo}")
        self.passphrase.selectAll()
        self.passphrase.setFocus()


def _told(error: Exception, said: Sentences, chooses: bool) -> tuple[str, str]:
    """Title and words."""
    if chooses:
        return tr("Choose a passphrase"), tr(
            "It locks your agreements on this computer and is asked for at every start. "
            "Nobody can read them without it, and nobody can bring it back: choose one you can remember."
        )
    if isinstance(error, KeychainUnavailable):
        return tr("Your agreements are locked"), tr("Enter the passphrase with which you locked them.")
    if isinstance(error, StoreWrongKey):
        return tr("Your agreements are locked"), f"{said.happened} {said.means} {said.todo}"
    return said.happened, f"{said.means} {said.todo}".strip()

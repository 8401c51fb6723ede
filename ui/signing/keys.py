"""With what: key files and smartcards to choose from, and the trial key made on the spot."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QButtonGroup, QFileDialog, QFrame, QLineEdit, QRadioButton, QWidget

from avv_desktop.signing.badge import marked
from avv_desktop.system.language import tr
from ui.look.icons import Glyph
from ui.look.theme import refresh
from ui.look.tokens import Space
from ui.signing.cards import CardKey
from ui.signing.service_buttons import ServiceButtons
from ui.signing.services import RemoteKey
from ui.signing.sources import Source
from ui.trust.parts import empty
from ui.widgets.controls import Field, boxed, button, column, frame, row, text
from ui.widgets.flow import Flow

if TYPE_CHECKING:
    from avv_desktop.signing.keys import Key
    from avv_desktop.signing.model import Certificate

INDICATOR = 26
"""The radio button and its distance to the words, as in style.qss."""


class KeyChoice(QWidget):
    """The remembered key files, cards that are in, and keys of services one has logged in to. Keys that were opened
    stay in memory until `forget`; passphrases never do. `path` is the id of the chosen one."""

    chosen = Signal()
    added = Signal(str)
    """A file that is to be remembered."""
    wants_trial = Signal()
    wants_cards = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._cards = column(gap=Space.S)
        self._files: tuple[str, ...] = ()
        self.cards: dict[str, CardKey] = {}
        self.remote: dict[str, RemoteKey] = {}
        self._opened: dict[str, Key] = {}
        self._choices: dict[str, QRadioButton] = {}
        self.path = ""
        self.choose_file = button(tr("Choose key file …"), small=True)
        self.choose_file.clicked.connect(self._ask)
        self.make_trial = button(tr("Make a trial key"), "quiet", small=True)
        self.make_trial.clicked.connect(self.wants_trial)
        self.find_cards = button(tr("Look for a card"), "quiet", small=True)
        self.find_cards.clicked.connect(self.wants_cards)
        self.error = text("", "error", wrap=True)
        self.error.hide()
        none = text(tr("You need a key file (.p12 or .pfx) or a card. For trying out, make a trial key."), "soft")
        none.setWordWrap(True)
        self._none = none
        actions = QWidget()
        actions.setLayout(Flow(self.choose_file, self.find_cards, self.make_trial, gap=Space.XS))
        self.services = ServiceButtons()
        self.setLayout(column(boxed(self._cards), none, self.error, actions, self.services, gap=Space.S))

    def show_files(self, files: tuple[str, ...]) -> None:
        """Of these files, and of the cards; the chosen one stays chosen."""
        self._files = files
        self._show()

    def show_cards(self, found: tuple[CardKey, ...]) -> None:
        """Of these cards, and of the files."""
        self.cards = {each.id: each for each in found}
        self._show()

    def show_remote(self, found: tuple[RemoteKey, ...]) -> None:
        """Of these keys of services, beside the others; the first that can sign is chosen."""
        self.remote |= {each.id: each for each in found}
        usable = [each.id for each in found if each.fits]
        self.path = usable[0] if usable else self.path
        self._show()

    def _show(self) -> None:
        empty(self._cards)
        self._choices = {}
        group = QButtonGroup(self)
        others = {**self.cards, **self.remote}
        usable = [*self._files, *(each.id for each in others.values() if each.fits)]
        if self.path not in usable:
            self.path = usable[-1] if len(usable) == 1 else ""
        for id in (*self._files, *others):
            choice, sheet = self._card(id)
            group.addButton(choice)
            self._choices[id] = choice
            choice.setEnabled(id in usable)
            choice.setChecked(id == self.path)
            choice.toggled.connect(lambda on, id=id, sheet=sheet: self._toggled(on, id, sheet))
            self._cards.addWidget(sheet)
        self._none.setVisible(not self._choices)

    def choose(self, path: str) -> None:
        if path in self._choices:
            self._choices[path].setChecked(True)

    @property
    def source(self) -> Source:
        """What the chosen key is opened from."""
        return self.of(self.path)

    def of(self, id: str) -> Source:
        return self.cards.get(id) or self.remote.get(id) or id

    def key(self) -> Key | None:
        """The chosen key, if it was opened here already."""
        return self._opened.get(self.path)

    def keep(self, path: str, key: Key) -> None:
        """Remember an opened key while the page is open, and say on its card whose it is."""
        self._opened[path] = key
        self._show()

    def drop(self, path: str) -> None:
        """One opened key is not needed any more."""
        if key := self._opened.pop(path, None):
            key.close()
            self._show()

    def forget(self) -> None:
        """Also logs out of cards and services."""
        if self._opened or self.remote:
            for key in self._opened.values():
                key.close()
            self._opened.clear()
            self.remote.clear()
            self._show()

    def complain(self, words: str) -> None:
        self.error.setText(words)
        self.error.setVisible(bool(words))

    def _card(self, file: str) -> tuple[QRadioButton, QFrame]:
        key, other = self._opened.get(file), self.cards.get(file) or self.remote.get(file)
        if other is not None:
            choice, about = QRadioButton(other.name.replace("&", "&&")), other.about
        else:
            name = key.certificate.name if key else Path(file).name
            choice = QRadioButton(marked(name, trial=bool(key and key.certificate.trial)).replace("&", "&&"))
            about = certificate_words(key.certificate, Path(file).name) if key else tr("opens with its passphrase")
            choice.setToolTip(file)
        choice.setAccessibleDescription(about)
        detail = text(about, "caption", wrap=True)
        detail.setContentsMargins(INDICATOR, 0, 0, 0)
        glyph = "cloud" if file in self.remote else "identification-card" if other else "key"
        inside = row(
            column(choice, detail, gap=Space.HAIR),
            Glyph(glyph, 22, "soft"),
            margins=(Space.M,) * 4,
        )
        inside.setStretch(0, 1)
        return choice, frame(inside, choice="true", chosen=str(file == self.path).lower())

    def _toggled(self, on: bool, file: str, sheet: QFrame) -> None:
        sheet.setProperty("chosen", str(on).lower())
        refresh(sheet)
        if on:
            self.path = file
            self.complain("")
            self.chosen.emit()

    def _ask(self) -> None:
        dialog = QFileDialog(self.window(), tr("Choose key file"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(tr("Key files") + " (*.p12 *.pfx)")
        dialog.fileSelected.connect(self.added)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


class TrialForm(QFrame):
    """A self-signed key on the spot, plainly marked."""

    made = Signal(str, str)
    """(name, passphrase)"""
    shown = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self.name, self.secret = QLineEdit(), QLineEdit(echoMode=QLineEdit.EchoMode.Password)
        self._name = Field(tr("&Name in the trial key"), self.name)
        self._secret = Field(tr("Passphrase of the &trial key"), self.secret, hint=tr("At least 8 characters."))
        self.make = button(tr("Create"), small=True)
        self.make.setAccessibleName(tr("Create the trial key"))
        leave = button(tr("Cancel"), "quiet", small=True)
        words = tr("Nobody has checked whose it is: signatures made with it are marked as a trial everywhere.")
        self.make.clicked.connect(self._try)
        self.secret.returnPressed.connect(self._try)
        leave.clicked.connect(self.hide)
        self.setLayout(
            column(
                text(tr("Trial key"), "strong"),
                text(words, "caption", wrap=True),
                self._name,
                self._secret,
                row(self.make, leave, None),
                gap=Space.M,
                margins=(Space.L,) * 4,
            )
        )
        self.hide()

    def begin(self, name: str) -> None:
        self.name.setText(name)
        self.secret.clear()
        self.make.setEnabled(True)
        self.show()
        (self.secret if name else self.name).setFocus()
        QTimer.singleShot(0, self, self.shown.emit)

    def _try(self) -> None:
        if not self.name.text().strip():
            self._name.say(error=tr("Please enter whose key it is to be."))
            self.name.setFocus()
        elif len(self.secret.text()) < 8:
            self._secret.say(tr("At least 8 characters."), error=tr("Please choose at least 8 characters."))
            self.secret.setFocus()
        else:
            self.make.setEnabled(False)
            secret = self.secret.text()
            self.secret.clear()
            self.made.emit(self.name.text().strip(), secret)


def certificate_words(certificate: Certificate, file: str) -> str:
    """ "RSA-3072 · gültig bis 4. Juni 2028 · fischer.p12" """
    until = tr("valid until {day}", day=certificate.not_after.astimezone().strftime("%d.%m.%Y"))
    return " · ".join((until, certificate.algorithm, file))

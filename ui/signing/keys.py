"""With what: the key files as cards, the passphrase, and the trial key made on the spot."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QButtonGroup, QFileDialog, QFrame, QLineEdit, QRadioButton, QWidget

from avv_desktop.system.language import tr
from ui.look.icons import Glyph, icon
from ui.look.theme import refresh
from ui.look.tokens import Space
from ui.trust.facts import marked
from ui.trust.parts import empty
from ui.widgets.controls import Field, boxed, button, column, frame, row, text

if TYPE_CHECKING:
    from avv_desktop.signing.keys import Key
    from avv_desktop.signing.model import Certificate

INDICATOR = 26
"""The radio button and its distance to the words, as in style.qss."""


class KeyChoice(QWidget):
    """The remembered key files. Keys that were opened stay in memory until `forget`; passphrases never do."""

    chosen = Signal()
    added = Signal(str)
    """A file that is to be remembered."""
    wants_trial = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._cards = column(gap=Space.S)
        self._opened: dict[str, Key] = {}
        self._choices: dict[str, QRadioButton] = {}
        self.path = ""
        self.choose_file = button(tr("Choose key file …"), small=True)
        self.choose_file.clicked.connect(self._ask)
        self.make_trial = button(tr("Make a trial key"), "quiet", small=True)
        self.make_trial.clicked.connect(self.wants_trial)
        self.error = text("", "error", wrap=True)
        self.error.hide()
        none = text(tr("You need a key file (.p12 or .pfx). For trying out, make a trial key."), "soft", wrap=True)
        self._none = none
        actions = row(self.choose_file, self.make_trial, None)
        self.setLayout(column(boxed(self._cards), none, self.error, actions, gap=Space.S))

    def show_files(self, files: tuple[str, ...]) -> None:
        """Cards for these files; the chosen one stays chosen."""
        empty(self._cards)
        self._choices = {}
        group = QButtonGroup(self)
        if self.path not in files:
            self.path = files[-1] if len(files) == 1 else ""
        for file in files:
            choice, sheet = self._card(file)
            group.addButton(choice)
            self._choices[file] = choice
            choice.setChecked(file == self.path)
            choice.toggled.connect(lambda on, file=file, sheet=sheet: self._toggled(on, file, sheet))
            self._cards.addWidget(sheet)
        self._none.setVisible(not files)

    def choose(self, path: str) -> None:
        if path in self._choices:
            self._choices[path].setChecked(True)

    def key(self) -> Key | None:
        """The chosen key, if it was opened here already."""
        return self._opened.get(self.path)

    def keep(self, path: str, key: Key) -> None:
        """Remember an opened key while the page is open, and say on its card whose it is."""
        self._opened[path] = key
        self.show_files(tuple(self._choices))

    def forget(self) -> None:
        if self._opened:
            self._opened.clear()
            self.show_files(tuple(self._choices))

    def complain(self, words: str) -> None:
        self.error.setText(words)
        self.error.setVisible(bool(words))

    def _card(self, file: str) -> tuple[QRadioButton, QFrame]:
        key = self._opened.get(file)
        name = key.certificate.name if key else Path(file).name
        choice = QRadioButton(marked(name, trial=bool(key and key.certificate.trial)))
        about = certificate_words(key.certificate, Path(file).name) if key else tr("opens with its passphrase")
        choice.setAccessibleDescription(about)
        choice.setToolTip(file)
        detail = text(about, "caption", wrap=True)
        detail.setContentsMargins(INDICATOR, 0, 0, 0)
        inside = row(column(choice, detail, gap=Space.HAIR), Glyph("key", 22, "soft"), margins=(Space.M,) * 4)
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
        self._hint = tr("Only used to open the file, and kept nowhere.")
        self._field = Field(tr("&Passphrase of the key file"), self.edit, hint=self._hint)
        self.setLayout(column(self._field, gap=0))

    def take(self) -> str:
        """What was typed; the field is empty afterwards."""
        words = self.edit.text()
        self.edit.clear()
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        return words

    def complain(self, words: str) -> None:
        self._field.say(error=words)
        self.edit.setFocus()

    def calm(self) -> None:
        self._field.say(self._hint)

    def _look(self) -> None:
        hidden = self.edit.echoMode() == QLineEdit.EchoMode.Password
        self.edit.setEchoMode(QLineEdit.EchoMode.Normal if hidden else QLineEdit.EchoMode.Password)


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

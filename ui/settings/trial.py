"""A key to try the program with: made here, signed by itself, marked as a trial wherever it shows."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from avv_desktop import flow
from avv_desktop.system.language import tr
from avv_desktop.system.paths import documents_folder
from ui.desk import Desk
from ui.jobs import SIGNING
from ui.look.tokens import Space
from ui.widgets.controls import Field, button, column, row
from ui.widgets.forms import TwoColumns
from ui.widgets.inputs import TextInput

SHORTEST = 8


class TrialKey(QWidget):
    made = Signal(str)
    """The path of the new key."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.WORDS = tr(
            "To try signing without a real certificate. Everything signed with it is plainly marked as a trial "
            "and proves no identity."
        )
        self._desk = desk
        self.name = TextInput(own_undo=True)
        self.first = QLineEdit(echoMode=QLineEdit.EchoMode.Password)
        self.again = QLineEdit(echoMode=QLineEdit.EchoMode.Password)
        hint = tr("As it stands in the agreement")
        self._name_field = Field(tr("Name on the trial key"), self.name, hint=hint)
        self._first_field = Field(tr("New passphrase"), self.first, hint=tr("At least 8 characters"))
        self._again_field = Field(tr("Passphrase again"), self.again)
        self.make = button(tr("Create trial key"), glyph="key")
        self.make.clicked.connect(self.ask)
        grid = TwoColumns()
        grid.add(self._name_field, wide=True)
        grid.add(self._first_field)
        grid.add(self._again_field)
        self.setLayout(column(grid, row(self.make, None), gap=Space.L))

    def ask(self) -> None:
        """Check what is typed, then ask where to."""
        if not self._in_order():
            return
        name = tr("trial key {name}", name=self.name.value())
        dialog = QFileDialog(self, tr("Save trial key"), str(documents_folder() / f"{_safe(name)}.p12"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(tr("Key files") + " (*.p12)")
        dialog.setDefaultSuffix("p12")
        dialog.fileSelected.connect(lambda path: self.write(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def write(self, path: Path) -> None:
        """Make the key off the GUI thread and remember its file."""
        name, passphrase = self.name.value(), self.first.text()
        self.make.setEnabled(False)

        def work() -> object:
            from avv_desktop.signing.trial import trial_key

            flow.write(path, trial_key(name, passphrase))
            return str(path)

        self._desk.jobs.run(work, self._written, self._failed, lane=SIGNING)

    def _written(self, path: object) -> None:
        self.make.setEnabled(True)
        for each in (self.name, self.first, self.again):
            each.clear()
        self.made.emit(path)
        self._desk.told.emit(tr("Trial key saved as “{name}”", name=Path(str(path)).name), None)

    def _failed(self, error: Exception) -> None:
        self.make.setEnabled(True)
        self._desk.failed.emit(error)

    def _in_order(self) -> bool:
        name = "" if self.name.value() else tr("Please enter the name of the person who signs.")
        short = "" if len(self.first.text()) >= SHORTEST else tr("Please choose at least 8 characters.")
        other = "" if self.first.text() == self.again.text() else tr("The two passphrases differ.")
        self._name_field.say(tr("As it stands in the agreement"), error=name)
        self._first_field.say(tr("At least 8 characters"), error=short)
        self._again_field.say(error=other)
        for wrong, control in ((name, self.name), (short, self.first), (other, self.again)):
            if wrong:
                control.setFocus()
                return False
        return True


def _safe(name: str) -> str:
    from avv_desktop.system.files import safe_name

    return safe_name(name)

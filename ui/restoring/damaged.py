"""The store is damaged: what can be read is brought over, or a backup is put back. Calm, and with the way on."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QProgressBar, QWidget

from avv_desktop.errors import KeychainUnavailable, StoreDamaged, StoreWrongKey
from avv_desktop.system.language import tr, trn
from avv_desktop.system.paths import data_folder
from ui.desk import Desk
from ui.jobs import STORE
from ui.look.icons import Glyph
from ui.look.tokens import Space
from ui.restoring.sheet import RestoreSheet
from ui.widgets.controls import Field, Scrolled, boxed, button, card, centred, column, row, rule, text

WIDE = 640
NAMED = 12
"""So many names of what is missing at most."""


class DamagedPage(QWidget):
    unlocked = Signal()
    damaged = Signal(object)
    """As opening said again, after all: the error."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._title = text(tr("The shelf is damaged"), "title", wrap=True)
        words = tr(
            "A part of the file with your agreements cannot be read, as happens when a disk fails. Nothing was "
            "changed. The program can bring over everything that is readable into a new file; the damaged one stays "
            "beside it."
        )
        self._words = text(words, "soft", wrap=True)
        self.passphrase = QLineEdit(echoMode=QLineEdit.EchoMode.Password)
        self._field = Field(tr("&Passphrase of the shelf"), self.passphrase, hint=tr("Or the recovery key."))
        self.rescue = button(tr("Bring over what can be read"), "primary")
        self.other = button(tr("Restore a backup instead"))
        self.on = button(tr("To the shelf"), "primary")
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("Bringing over what can be read"))
        self.restore = RestoreSheet(desk)
        self._below = boxed(column(rule(), self.restore, gap=Space.L))
        sheet = card(
            row(Glyph("first-aid-kit", 40, "soft"), None),
            column(self._title, self._words, gap=Space.S),
            self._field,
            self.bar,
            row(self.rescue, self.on, self.other, None, gap=Space.M),
            self._below,
            gap=Space.L,
            padding=Space.XXL,
        )
        sheet.setFixedWidth(WIDE)
        margins = (Space.XL,) * 4
        self.setLayout(column(Scrolled(boxed(column(None, centred(sheet), None, None, margins=margins))), gap=0))
        for each in (self._field, self.on, self.bar, self._below):
            each.hide()
        self.rescue.clicked.connect(self._rescue)
        self.passphrase.returnPressed.connect(self._rescue)
        self.other.clicked.connect(self._show_backups)
        self.restore.restored.connect(self._restored)
        self.on.clicked.connect(self._open)

    def arrive(self, place: str) -> None:
        self.rescue.setFocus()

    # ---- what can be read

    def _rescue(self) -> None:
        passphrase = self.passphrase.text() or None
        self._work(True)

        def work() -> object:
            from avv_desktop.store.rescue import rescue

            return rescue(data_folder(), passphrase)

        self._desk.jobs.run(work, self._rescued, self._not_rescued, lane=STORE)

    def _rescued(self, found) -> None:
        self._work(False)
        self._title.setText(trn("Brought over: one agreement.", "Brought over: {count} agreements.", found.brought))
        lines = [tr("Incomplete or lost: {name}", name=each) for each in found.missing[:NAMED]]
        if (more := len(found.missing) - NAMED) > 0:
            lines.append(trn("and one more", "and {count} more", more))
        if found.unreadable:
            lines.append(trn("One entry cannot be read.", "{count} entries cannot be read.", found.unreadable))
        if not found.brought:
            lines.append(tr("Nothing could be read; please restore a backup, if there is one."))
        elif not lines:
            lines.append(tr("Nothing is missing."))
        else:
            lines.append(tr("A backup may still hold what is missing; it can be restored in the settings."))
        lines.append(tr("The damaged file is kept as {path}.", path=found.aside.name))
        self._words.setText("\n".join(lines))
        for each in (self._field, self.rescue, self.other):
            each.hide()
        self._below.setVisible(not found.brought)
        self.restore.look()
        self.on.show()
        self.on.setFocus()

    def _not_rescued(self, error: Exception) -> None:
        from avv_desktop.system.sentences import explain

        self._work(False)
        said = explain(error)
        if isinstance(error, (KeychainUnavailable, StoreWrongKey)):
            wrong = said.happened if self.passphrase.text() else ""
            self._field.show()
            self._field.say(tr("Or the recovery key."), error=wrong)
            self.passphrase.setFocus()
            return
        self._words.setText(f"{said.happened} {said.means} {said.todo}".strip())
        self.rescue.setFocus()

    def _work(self, on: bool) -> None:
        self.bar.setVisible(on)
        for each in (self.rescue, self.other, self.restore):
            each.setEnabled(not on)

    def _open(self) -> None:
        self.on.setEnabled(False)
        passphrase = self.passphrase.text() or None
        self._desk.open_store(passphrase, then=self.unlocked.emit, failed=self._not_opened)

    def _not_opened(self, error: Exception) -> None:
        from avv_desktop.system.sentences import explain

        if isinstance(error, StoreDamaged):
            self.damaged.emit(error)
            return
        self.on.setEnabled(True)
        said = explain(error)
        self._words.setText(f"{said.happened} {said.todo}".strip())

    # ---- or a backup

    def _show_backups(self) -> None:
        self._below.show()
        self.restore.look()
        self.restore.file.setFocus()

    def _restored(self) -> None:
        """The store is open already."""
        self.rescue.hide()
        self.other.hide()
        self._title.setText(tr("Your agreements are there again"))
        self._words.setText(tr("They are as they were on the day of the backup."))
        self.on.clicked.disconnect()
        self.on.clicked.connect(self.unlocked.emit)
        self.on.show()
        self.on.setFocus()

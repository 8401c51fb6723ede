"""Backups: where they go, when the last one was made, and putting one back."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QFileDialog, QWidget

from avv_desktop.system.language import tr
from ui.desk import Desk
from ui.keeping import BACKUP, back_up
from ui.look.tokens import Space
from ui.restoring.sheet import RestoreSheet
from ui.settings.cards import titled
from ui.widgets.controls import boxed, button, column, row, text


class Backups(QWidget):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.folder, self.last = text("", wrap=True), text("", "soft", wrap=True)
        self.choose = button(tr("Choose a folder …"), glyph="database")
        self.now = button(tr("Back up now"), "primary")
        self.daily = QCheckBox(tr("Back up by itself, once a day"))
        words = tr(
            "A backup is one encrypted file. It opens only with the recovery key of the day it was made. "
            "Choose a folder on another disk. "
            "Of the older backups seven daily, four weekly and twelve monthly ones stay."
        )
        whole = titled(
            tr("Backups"),
            words,
            boxed(column(self.folder, self.last, gap=Space.XS)),
            self.daily,
            boxed(row(self.now, self.choose, None, gap=Space.M)),
        )
        self.restore = RestoreSheet(desk)
        again = tr("After a loss, or on a new computer: the shelf becomes again as it was on that day.")
        self.setLayout(column(whole, titled(tr("Restore a backup"), again, self.restore), None, gap=Space.L))
        self.choose.clicked.connect(self._ask)
        self.now.clicked.connect(self._make)
        self.daily.toggled.connect(lambda on: self._desk.change_settings(backup_daily=on))
        self.show_state()

    def show_state(self) -> None:
        """What the settings say, and the newest backup of the folder."""
        folder = self._desk.settings.backup_folder
        self.folder.setText(folder or tr("No folder is chosen yet."))
        self.daily.setChecked(self._desk.settings.backup_daily)
        self.now.setEnabled(bool(folder))
        self.daily.setEnabled(bool(folder))
        self.last.setVisible(bool(folder))
        self.restore.look()
        if folder:
            self._desk.jobs.run(lambda: _newest(folder), self._say, self._desk.failed.emit, lane=BACKUP, newest="last")

    def _say(self, moment: object) -> None:
        if moment is None:
            self.last.setText(tr("There is no backup in this folder yet."))
        else:
            self.last.setText(tr("Last backup: {moment}", moment=f"{moment.astimezone():%d.%m.%Y, %H:%M}"))  # type: ignore[attr-defined]

    def _ask(self) -> None:
        dialog = QFileDialog(self, tr("Folder for backups"), self._desk.settings.backup_folder)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self.use)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def use(self, folder: str) -> None:
        """From now on backups go there."""
        self._desk.change_settings(backup_folder=str(Path(folder)))
        self.show_state()

    def _make(self) -> None:
        self.now.setEnabled(False)
        back_up(self._desk, self._made, self._failed)

    def _made(self, _: object) -> None:
        self.show_state()
        self._desk.told.emit(tr("The backup is written and checked."), None)

    def _failed(self, error: Exception) -> None:
        self.show_state()
        self._desk.failed.emit(error)


def _newest(folder: str) -> object:
    from avv_desktop.store.backup import backups

    found = backups(Path(folder))
    return found[0].made if found else None

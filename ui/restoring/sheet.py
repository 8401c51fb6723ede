"""Putting a backup back: which one, with which key; asked once more, with progress, and what became of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QLineEdit, QProgressBar, QWidget

from avv_desktop.system.language import tr, trn
from ui.desk import Desk
from ui.keeping import BACKUP
from ui.look.tokens import Space, State
from ui.restoring import work
from ui.restoring.secret import NewPassphrase
from ui.trust.parts import Place
from ui.widgets.banner import Banner
from ui.widgets.controls import Field, boxed, button, column, row, text
from ui.widgets.dates import size_words
from ui.widgets.inputs import Choice

STEPS = 1000
LOOK = 60
"""Milliseconds between two looks at how far it is."""


class RestoreSheet(QWidget):
    restored = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._files: tuple[Path, ...] = ()
        self._offers: dict[str, work.Offer] = {}
        self._locks, self._share = False, 0.0
        self._clock = QTimer(self, interval=LOOK)
        self._clock.timeout.connect(self._move)
        self.choice = Choice(placeholder=tr("No backup found yet"))
        self._chosen = Field(tr("Backup"), self.choice)
        self.file = button(tr("Another file …"), glyph="folder-open")
        self.key = QLineEdit()
        self._key = Field(tr("Recovery key of that time"), self.key, hint=tr("As it stands on your sheet of paper."))
        self.passphrase = NewPassphrase(tr("New passphrase for the shelf"))
        self.go = button(tr("Restore …"))
        self.bar = QProgressBar()
        self.bar.setRange(0, STEPS)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("Restoring the backup"))
        self._doing = text(tr("The backup is being read, checked and put in place …"), "soft", wrap=True)
        self._busy = boxed(column(self._doing, self.bar, gap=Space.S))
        self._top = Place()
        deeds = row(self.go, self.file, None, gap=Space.M)
        self._form = boxed(column(self._chosen, self._key, self.passphrase, deeds, gap=Space.M))
        self.setLayout(column(self._top, self._busy, self._form, gap=Space.M))
        for each in (self._busy, self._key, self.passphrase):
            each.hide()
        self.choice.edited.connect(self._show_fields)
        self.file.clicked.connect(self._ask_file)
        self.go.clicked.connect(self._ask)

    def look(self) -> None:
        """Which backups there are."""
        folder, store, files = self._desk.settings.backup_folder, self._desk.store, self._files
        self._desk.jobs.run(
            lambda: work.offers(folder, store, files), self._take, self._no_backup, lane=BACKUP, newest="offers"
        )

    def use(self, file: str) -> None:
        """A backup that lies elsewhere."""
        self._files = (Path(file),)
        self.look()

    # ---- the form

    def _take(self, found: Any) -> None:
        offers, self._locks = found
        self._offers = {str(each.path): each for each in offers}
        self.choice.set_options((path, _words(each)) for path, each in self._offers.items())
        wanted = str(self._files[0]) if self._files else self.choice.value()
        self.choice.set_value(wanted if wanted in self._offers else next(iter(self._offers), ""))
        self._show_fields()

    def _show_fields(self) -> None:
        offer = self._offers.get(self.choice.value())
        self.go.setEnabled(offer is not None)
        self._key.setVisible(offer is not None and not offer.fits)
        self.passphrase.setVisible(offer is not None and self._locks)
        self._chosen.say(tr("This computer’s key opens it.") if offer is not None and offer.fits else "")

    def _no_backup(self, error: Exception) -> None:
        self._files = ()
        self._desk.failed.emit(error)

    def _ask_file(self) -> None:
        dialog = QFileDialog(self, tr("Choose a backup"), self._desk.settings.backup_folder)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(tr("Backups") + " (*.avvbackup)")
        dialog.fileSelected.connect(self.use)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    # ---- doing it

    def _ask(self) -> None:
        """Once more, with what it means; what is wrong with the form is said first."""
        from avv_desktop.store.key import from_recovery

        offer = self._offers[self.choice.value()]
        if not offer.fits and from_recovery(self.key.text()) is None:
            self._key.say(error=tr("That is no recovery key; please mind every letter."))
            self.key.setFocus()
            return
        self._key.say(tr("As it stands on your sheet of paper."))
        if self._locks and not self.passphrase.value():
            return
        yes, no = button(tr("Restore now"), "danger"), button(tr("Cancel"))
        yes.clicked.connect(lambda: self._restore(offer))
        no.clicked.connect(self._leave)
        words = tr(
            "Everything on the shelf becomes as it was then. What lies there now is not deleted: "
            "it stays beside it as a file."
        )
        title = tr("Put the backup of {moment} in place?", moment=_moment(offer))
        self._say(Banner(State.HALF, title, words, yes, no))
        no.setFocus()

    def _restore(self, offer: work.Offer) -> None:
        self._top.clear()
        self.bar.setValue(0)
        self._share = 0.0
        self._form.setEnabled(False)
        self._busy.show()
        self._clock.start()
        recovery = "" if offer.fits else self.key.text()
        passphrase = self.passphrase.value() if self._locks else None
        work.restore(self._desk, offer.path, recovery, passphrase, self._tell, self._done, self._failed)

    def _tell(self, share: float) -> None:
        """Called from another thread: only the number changes there, the bar looks at it."""
        self._share = share

    def _move(self) -> None:
        self.bar.setValue(round(self._share * STEPS))

    def _done(self, done: work.Done) -> None:
        self._rest()
        self.key.clear()
        self.passphrase.clear()
        title = trn("Restored: one agreement.", "Restored: {count} agreements.", done.agreements)
        words = tr("What lay here before is kept as {path}.", path=done.aside) if done.aside else ""
        self._say(Banner(State.SIGNED, title, words))
        self.go.setFocus()
        self.restored.emit()
        self.look()

    def _failed(self, error: Exception) -> None:
        from avv_desktop.system.sentences import explain

        self._rest()
        said = explain(error)
        self._say(Banner(State.PROBLEM, said.happened, f"{said.means} {said.todo}".strip()))
        self.go.setFocus()

    def _rest(self) -> None:
        self._clock.stop()
        self._busy.hide()
        self._form.setEnabled(True)

    def _leave(self) -> None:
        self._top.clear()
        self.go.setFocus()

    def _say(self, banner: Banner) -> None:
        self._top.put(banner)


def _moment(offer: work.Offer) -> str:
    return f"{offer.made.astimezone():%d.%m.%Y, %H:%M}"


def _words(offer: work.Offer) -> str:
    return f"{_moment(offer)}  ·  {size_words(offer.size)}  ·  {offer.path.name}"

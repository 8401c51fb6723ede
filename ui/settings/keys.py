"""The keys one signs with: files that are remembered, never their passphrases."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from avv_desktop.system.language import tr
from avv_desktop.system.paths import documents_folder
from avv_desktop.system.sentences import explain
from ui.desk import Desk
from ui.jobs import SIGNING
from ui.look.icons import Glyph
from ui.look.tokens import Space
from ui.settings.cards import titled
from ui.settings.trial import TrialKey
from ui.widgets.controls import Field, boxed, button, column, row, rule, text, tool
from ui.widgets.dates import date_words


class Keys(QWidget):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._list = column(gap=Space.M)
        self.add = button(tr("Add key file"), glyph="folder-open")
        self.add.clicked.connect(self.choose)
        self.trial = TrialKey(desk)
        self.trial.made.connect(self.remember)
        words = tr("Files ending in .p12 or .pfx. The passphrase is asked for whenever you sign, and never kept.")
        self.setLayout(
            column(
                titled(tr("Keys for signing"), words, boxed(self._list), boxed(row(self.add, None))),
                titled(tr("Trial key"), self.trial.WORDS, self.trial),
                None,
                gap=Space.L,
            )
        )
        desk.settings_changed.connect(self.show_files)
        self._shown: tuple[str, ...] | None = None
        self.show_files()

    def show_files(self) -> None:
        files = self._desk.settings.key_files
        if files == self._shown:
            return
        self._shown = files
        _clear(self._list)
        for at, file in enumerate(files):
            if at:
                self._list.addWidget(rule())
            self._list.addWidget(KeyRow(self._desk, file))
        if not files:
            self._list.addWidget(text(tr("No key is remembered yet."), "soft"))

    def rows(self) -> list[KeyRow]:
        """The files shown, in order."""
        parts = [self._list.itemAt(at).widget() for at in range(self._list.count())]
        return [part for part in parts if isinstance(part, KeyRow)]

    def remember(self, path: str) -> None:
        if path not in self._desk.settings.key_files:
            self._desk.change_settings(key_files=(*self._desk.settings.key_files, path))

    def choose(self) -> None:
        dialog = QFileDialog(self, tr("Add key file"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(tr("Key files") + " (*.p12 *.pfx)")
        dialog.setDirectory(str(documents_folder()))
        dialog.fileSelected.connect(self.remember)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


class KeyRow(QWidget):
    """One file. What its certificate says is shown after its passphrase, because it is encrypted with it."""

    def __init__(self, desk: Desk, file: str) -> None:
        super().__init__()
        self._desk, self._file = desk, file
        name = Path(file).name
        self.show_it = button(tr("Show certificate"), "quiet", small=True)
        self.show_it.setAccessibleName(tr("Show certificate of {name}", name=name))
        away = tool("trash", tr("Forget {name}", name=name), small=True)
        away.clicked.connect(self.forget)
        said = column(text(name, "strong", wrap=True), text(str(Path(file).parent), "caption", wrap=True), gap=2)
        line = row(Glyph("key", 20), said, self.show_it, away, gap=Space.M)
        line.setStretch(1, 1)
        self.passphrase = QLineEdit(echoMode=QLineEdit.EchoMode.Password)
        self.field = Field(tr("Passphrase of {name}", name=name), self.passphrase)
        self.read = button(tr("Read"))
        self.read.setAccessibleName(tr("Read certificate of {name}", name=name))
        self._ask = boxed(column(self.field, row(self.read, None)))
        self._ask.hide()
        self.summary = text("", wrap=True)
        self.summary.hide()
        self.setLayout(column(line, self._ask, self.summary))
        self.show_it.clicked.connect(self._open)
        self.read.clicked.connect(self._read)
        self.passphrase.returnPressed.connect(self._read)

    def _open(self) -> None:
        self._ask.show()
        self.passphrase.setFocus()

    def _read(self) -> None:
        path, passphrase = Path(self._file), self.passphrase.text()
        self.passphrase.clear()

        def work() -> object:
            from avv_desktop.signing.keys import open_key

            return open_key(path, passphrase).certificate

        self._desk.jobs.run(work, self._show, self._failed, lane=SIGNING)

    def _show(self, certificate) -> None:
        self._ask.hide()
        self.summary.setText(certificate_words(certificate))
        self.summary.show()

    def _failed(self, error: Exception) -> None:
        said = explain(error)
        self.field.say(error=f"{said.happened} {said.todo}")
        self.passphrase.setFocus()

    def forget(self) -> None:
        files = self._desk.settings.key_files
        self._desk.change_settings(key_files=tuple(each for each in files if each != self._file))
        self._desk.told.emit(
            tr("“{name}” is no longer remembered; the file stays.", name=Path(self._file).name),
            lambda: self._desk.change_settings(key_files=files),
        )


def certificate_words(certificate) -> str:
    """Who, by whom, until when, how strong; and plainly if it is only for trying."""
    until = date_words(certificate.not_after.astimezone().date())
    lines = [
        certificate.name,
        tr(
            "Issued by {issuer}, valid until {day}, {algorithm}",
            issuer=certificate.issuer,
            day=until,
            algorithm=certificate.algorithm,
        ),
    ]
    if certificate.trial:
        lines.append(tr("Trial: this key proves no identity and is only for trying the program."))
    return "\n".join(lines)


def _clear(layout) -> None:
    while (item := layout.takeAt(0)) is not None:
        item.widget().hide()
        item.widget().deleteLater()

"""Certificates that are believed when a signature is verified."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from avv_desktop.system.language import tr
from ui.desk import Desk
from ui.look.icons import Glyph
from ui.look.tokens import Space
from ui.settings.cards import titled
from ui.widgets.controls import boxed, button, column, row, text, tool


class Trust(QWidget):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._list = column(gap=Space.S)
        self.add = button(tr("Add certificate"), glyph="folder-open")
        self.add.clicked.connect(self.choose)
        words = tr(
            "Certificates of issuers you trust (.pem, .cer, .crt). Without them a signature can be intact, but who "
            "signed stays “not checked”."
        )
        sheet = titled(tr("Trusted certificates"), words, boxed(self._list), boxed(row(self.add, None)))
        self.setLayout(column(sheet, None, gap=Space.L))
        desk.settings_changed.connect(self.show_files)
        self.show_files()

    def show_files(self) -> None:
        while (item := self._list.takeAt(0)) is not None:
            item.widget().hide()
            item.widget().deleteLater()
        files = self._desk.settings.trust_files
        for file in files:
            name = Path(file).name
            away = tool("trash", tr("Forget {name}", name=name), small=True)
            away.clicked.connect(lambda _=False, file=file: self.forget(file))
            said = column(text(name, "strong", wrap=True), text(str(Path(file).parent), "caption", wrap=True), gap=2)
            line = row(Glyph("identification-card", 20), said, away, gap=Space.M)
            line.setStretch(1, 1)
            self._list.addWidget(boxed(line))
        if not files:
            self._list.addWidget(text(tr("No certificate has been added yet."), "soft"))

    def remember(self, path: str) -> None:
        if path not in self._desk.settings.trust_files:
            self._desk.change_settings(trust_files=(*self._desk.settings.trust_files, path))

    def forget(self, path: str) -> None:
        files = self._desk.settings.trust_files
        self._desk.change_settings(trust_files=tuple(each for each in files if each != path))

    def choose(self) -> None:
        dialog = QFileDialog(self, tr("Add certificate"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(tr("Certificates") + " (*.pem *.cer *.crt *.der)")
        dialog.fileSelected.connect(self.remember)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

"""Where the data lie, and the key that opens them elsewhere."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QWidget

from avv_desktop.system.language import tr
from avv_desktop.system.paths import config_folder, data_folder
from ui.desk import Desk
from ui.look.tokens import Space
from ui.settings.cards import titled
from ui.widgets.controls import boxed, button, column, row, text


class Data(QWidget):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.show_key = button(tr("Show recovery key"), glyph="key")
        self.hide_key = button(tr("Hide"))
        self.copy_key = button(tr("Copy"), glyph="copy")
        self.key = text("", "subtitle", wrap=True)
        self.key.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self.key.setAccessibleName(tr("Recovery key"))
        self._shown = boxed(column(self.key, row(self.copy_key, self.hide_key, None), gap=Space.M))
        self._shown.hide()
        places = titled(
            tr("Where your data lie"),
            tr("Everything stays on this computer. Agreements are kept encrypted."),
            _place(tr("Agreements"), data_folder()),
            _place(tr("Settings"), config_folder()),
        )
        words = tr(
            "Agreements can only be read with the key in this computer's keychain. Write the recovery key down and "
            "keep it locked away: with it the shelf can be opened if the keychain is lost."
        )
        recovery = titled(tr("Recovery key"), words, boxed(row(self.show_key, None)), self._shown)
        self.setLayout(column(places, recovery, None, gap=Space.L))
        self.show_key.clicked.connect(self._read)
        self.hide_key.clicked.connect(self._hide)
        self.copy_key.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.key.text()))

    def hideEvent(self, event: object) -> None:
        super().hideEvent(event)
        self._hide()

    def _read(self) -> None:
        self._desk.run_in_store(lambda store: store.recovery_key(), self._show)

    def _show(self, key: object) -> None:
        self.key.setText(str(key))
        self._shown.show()
        self.show_key.hide()
        self.copy_key.setFocus()

    def _hide(self) -> None:
        self.key.clear()
        self._shown.hide()
        self.show_key.show()


def _place(name: str, folder: Path) -> QWidget:
    path = text(str(folder), wrap=True)
    path.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    opener = button(tr("Open folder"), "quiet", small=True)
    opener.setAccessibleName(tr("Open folder: {name}", name=name))
    opener.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))))
    line = row(column(text(name, "soft"), path, gap=2), opener, gap=Space.M)
    line.setStretch(0, 1)
    return boxed(line)

"""A foreign file is signed: where the new one lies, and what to do with it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from avv_desktop.system.language import tr
from ui.desk import Desk
from ui.look.tokens import Space, State
from ui.trust.parts import empty
from ui.widgets.banner import Banner
from ui.widgets.controls import button, column, row, text


class ForeignDone(QWidget):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._path = Path()
        self._said, self._where = column(gap=0), text("", "soft", wrap=True)
        self.verify = button(tr("Verify the file"), "primary", glyph="shield-check")
        self.folder = button(tr("Show in the folder"), glyph="folder-open")
        self.more = button(tr("Sign another field"), glyph="pencil-line")
        self.verify.clicked.connect(lambda: desk.go("verify", str(self._path)))
        self.more.clicked.connect(lambda: desk.go("foreign", str(self._path)))
        self.folder.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._path.parent))))
        buttons = row(self.verify, self.folder, self.more, None, gap=Space.M)
        margins = (Space.XXL, Space.XL, Space.XXL, Space.XL)
        self.setLayout(column(self._said, self._where, buttons, None, gap=Space.L, margins=margins))

    def show_file(self, path: Path, name: str) -> None:
        self._path = path
        empty(self._said)
        words = tr("The file you opened stays as it is; the signed one lies beside it.")
        self._said.addLayout(row(Banner(State.SIGNED, tr("Signed by {name}.", name=name), words), gap=0))
        self._where.setText(str(path))
        self.verify.setFocus()

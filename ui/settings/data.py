"""Where the data lie, the key that opens them elsewhere, how long they are kept, and erasing a person."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from avv_desktop.system.language import tr
from avv_desktop.system.paths import config_folder, data_folder
from ui.desk import Desk
from ui.look.tokens import Space
from ui.settings.asides import Asides
from ui.settings.cards import titled
from ui.settings.erasing import Erasing
from ui.settings.periods import Periods
from ui.settings.recovery import Recovery
from ui.settings.trail import Trail
from ui.widgets.controls import boxed, button, column, row, text


class Data(QWidget):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.recovery, self.periods, self.erasing = Recovery(desk), Periods(desk), Erasing(desk)
        self.asides, self.trail = Asides(desk), Trail(desk)
        places = titled(
            tr("Where your data lie"),
            tr("Everything stays on this computer. Agreements are kept encrypted."),
            _place(tr("Agreements"), data_folder()),
            _place(tr("Settings"), config_folder()),
        )
        self.setLayout(
            column(places, self.recovery, self.periods, self.asides, self.erasing, self.trail, None, gap=Space.L)
        )


def _place(name: str, folder: Path) -> QWidget:
    path = text(str(folder), wrap=True)
    path.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    opener = button(tr("Open folder"), "quiet", small=True)
    opener.setAccessibleName(tr("Open folder: {name}", name=name))
    opener.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))))
    line = row(column(text(name, "soft"), path, gap=2), opener, gap=Space.M)
    line.setStretch(0, 1)
    return boxed(line)

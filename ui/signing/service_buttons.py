"""A button for each signing service that is set up; nobody is asked before it is pressed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from avv_desktop.system.language import tr
from ui.look.tokens import Space
from ui.trust.parts import empty
from ui.widgets.controls import button, column, row

if TYPE_CHECKING:
    from avv_desktop.system.settings import RemoteService


class ServiceButtons(QWidget):
    wanted = Signal(object)
    """A service (RemoteService) is to be logged in to."""

    def __init__(self) -> None:
        super().__init__()
        self.buttons: list[QPushButton] = []
        self._lines = column(gap=Space.XS)
        self.setLayout(self._lines)

    def offer(self, services: tuple[RemoteService, ...]) -> None:
        empty(self._lines)
        self.buttons = []
        for service in services:
            made = button(tr("Sign with {name} …", name=service.name.replace("&", "&&")), small=True, glyph="cloud")
            made.clicked.connect(lambda _=False, service=service: self.wanted.emit(service))
            self.buttons.append(made)
            self._lines.addLayout(row(made, None))
        self.setVisible(bool(services))

"""The way to the team: nothing is shared before somebody sets it up."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from avv_desktop.system.language import tr
from ui.desk import Desk
from ui.look.tokens import Space
from ui.settings.cards import titled
from ui.widgets.controls import boxed, button, column, row


class Team(QWidget):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.open = button(tr("Go to the team …"))
        self.open.clicked.connect(lambda: desk.go("team"))
        words = tr(
            "Several people can work on the same agreements, over a server of your company. Everything is encrypted "
            "before it leaves this computer. As long as you set nothing up, nothing is shared."
        )
        self.setLayout(column(titled(tr("Work as a team"), words, boxed(row(self.open, None))), None, gap=Space.L))

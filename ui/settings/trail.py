"""The trail of what was done: whether it is whole."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from avv_desktop.system.language import tr, trn
from ui.desk import Desk
from ui.look.tokens import State
from ui.settings.cards import titled
from ui.trust.parts import Place
from ui.widgets.banner import Banner
from ui.widgets.controls import boxed, button, column, row


class Trail(QWidget):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._top = Place()
        self.check = button(tr("Verify the trail"), glyph="checks")
        words = tr(
            "Every step is noted with its time and a checksum of the step before, without names. It goes with the "
            "evidence of each agreement."
        )
        self.setLayout(column(titled(tr("Trail"), words, self._top, boxed(row(self.check, None))), gap=0))
        self.check.clicked.connect(self._ask)

    def _ask(self) -> None:
        self.check.setEnabled(False)
        self._desk.run_in_store(lambda store: (store.audit(), len(store.trail())), self._say)

    def _say(self, found: Any) -> None:
        broken, count = found
        self.check.setEnabled(True)
        if broken:
            title = tr("The trail is broken: entry {number} is missing or was changed.", number=broken)
            words = tr("After a rescue that is to be expected. Otherwise somebody has changed the file.")
            self._top.put(Banner(State.PROBLEM, title, words))
        else:
            title = trn("The trail is whole: one entry.", "The trail is whole: {count} entries.", count)
            self._top.put(Banner(State.SIGNED, title))
        self.check.setFocus()

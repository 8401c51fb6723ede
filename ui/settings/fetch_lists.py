"""Trusted lists from the network: only when a person presses the button."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from avv_desktop.system.language import tr
from avv_desktop.system.paths import config_folder
from avv_desktop.system.sentences import explain
from ui.desk import Desk
from ui.jobs import SIGNING
from ui.settings.cards import titled
from ui.widgets.controls import Field, boxed, button, column, row, text

WIDTH = 120


class FetchLists(QWidget):
    """`address`: where the list of the lists lies; empty for the European Commission's."""

    def __init__(self, desk: Desk, address: str = "") -> None:
        super().__init__()
        self._desk, self.address = desk, address
        self.country = QLineEdit("DE")
        self.country.setMaxLength(2)
        self._field = Field(tr("&Country"), self.country)
        self._field.setMaximumWidth(WIDTH)
        self.fetch = button(tr("Fetch and check"), glyph="download-simple")
        self.fetch.clicked.connect(self.begin)
        self.country.returnPressed.connect(self.begin)
        self._told = text("", "soft", wrap=True)
        self._told.hide()
        words = tr(
            "Asks ec.europa.eu for the list of the lists and the country's office for its own. Nothing is kept that is "
            "not signed by whom it should be."
        )
        sheet = titled(tr("Fetch trusted lists"), words, self._field, boxed(row(self.fetch, None)), self._told)
        self.setLayout(column(sheet, gap=0))

    def begin(self) -> None:
        country, address, settings = self.country.text().strip(), self.address, self._desk.settings
        if len(country) != 2:
            self._say(tr("A country has two letters, as DE."))
            return
        self.fetch.setEnabled(False)
        self._say(tr("The lists are being fetched and checked …"))

        def work() -> object:
            from avv_desktop.signing.trust import anchors
            from avv_desktop.signing.trust_list_fetch import ADDRESS, fetch
            from avv_desktop.verdict.believing import believing

            operators = anchors(believing(settings).given.trust)
            return fetch(country, config_folder() / "trust", operators, address or ADDRESS)

        self._desk.jobs.run(work, self._fetched, self._failed, lane=SIGNING)

    def _fetched(self, paths) -> None:
        self.fetch.setEnabled(True)
        self._say(tr("The lists are there, and hold."))
        known = self._desk.settings.trust_lists
        self._desk.change_settings(trust_lists=tuple(dict.fromkeys((*known, *map(str, paths)))))

    def _failed(self, error: Exception) -> None:
        self.fetch.setEnabled(True)
        said = explain(error)
        self._say(f"{said.happened} {said.means} {said.todo}".strip())

    def _say(self, words: str) -> None:
        self._told.setText(words)
        self._told.show()

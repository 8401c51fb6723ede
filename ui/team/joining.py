"""Before there is a team: join one, or found it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from avv_desktop.system.language import tr
from ui.look.tokens import Space
from ui.widgets.controls import Field, Segmented, boxed, button, card, column, row, text
from ui.widgets.forms import TwoColumns

DIGITS = 40
"""Of a fingerprint."""


class Joining(QWidget):
    """`joins` and `founds` with server, login, password, and the founder's fingerprint or the own name."""

    joins = Signal(str, str, str, str)
    founds = Signal(str, str, str, str)

    def __init__(self) -> None:
        super().__init__()
        self.way = Segmented((tr("Join a team"), tr("Found a team")), tr("Join or found"))
        self.server, self.login, self.founder, self.name = QLineEdit(), QLineEdit(), QLineEdit(), QLineEdit()
        self.password = QLineEdit(echoMode=QLineEdit.EchoMode.Password)
        self.server.setPlaceholderText("postgresql://server.example.org/avv")
        self._server = Field(tr("&Server"), self.server)
        self._login = Field(tr("&Login on the server"), self.login)
        self._founder = Field(
            tr("&Fingerprint of the founder"), self.founder, hint=tr("40 digits; let them be told to you in person.")
        )
        self._name = Field(tr("Your &name"), self.name, hint=tr("Your team sees it; the server does not."))
        grid = TwoColumns()
        for each in (self._server, self._login, Field(tr("Pass&word"), self.password), self._founder, self._name):
            grid.add(each)
        self.go = button("", "primary")
        words = tr(
            "A team shares its agreements on a server of your company. They are encrypted on this computer before they "
            "leave it: nobody who looks after the server can read them. Without a team everything stays here."
        )
        made = card(text(tr("Share with a team"), "subtitle"), text(words, "soft", wrap=True), self.way, grid,
                    boxed(row(self.go, None)), gap=Space.L, padding=Space.XL)  # fmt: skip
        self.setLayout(column(made, None))
        self.way.chosen.connect(lambda _: self._show())
        self.go.clicked.connect(self._begin)
        self._show()

    @property
    def _founding(self) -> bool:
        return self.way.at() == 1

    def _show(self) -> None:
        self._founder.setVisible(not self._founding)
        self._name.setVisible(self._founding)
        self.go.setText(tr("Found the team") if self._founding else tr("Ask to be let in"))

    def _begin(self) -> None:
        third, field = (self.name, self._name) if self._founding else (self.founder, self._founder)
        wrong = (
            (self._server, self.server, not self.server.text().strip().startswith("postgres"),
             tr("Please enter the address, as postgresql://server/name.")),
            (self._login, self.login, not self.login.text().strip(), tr("Please enter your login.")),
            (field, third, self._bad(third.text()),
             tr("Please enter your name.") if self._founding else tr("A fingerprint has 40 digits.")),
        )  # fmt: skip
        for each, _, bad, words in wrong:
            each.say(error=words if bad else "")
        first = next((control for _, control, bad, _ in wrong if bad), None)
        if first is not None:
            first.setFocus()
            return
        given = (self.server.text().strip(), self.login.text().strip(), self.password.text(), third.text().strip())
        self.password.clear()
        (self.founds if self._founding else self.joins).emit(*given)

    def _bad(self, words: str) -> bool:
        return not words.strip() if self._founding else sum(each.isdecimal() for each in words) != DIGITS

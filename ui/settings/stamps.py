"""Timestamp services: who confirms when something was signed. Without one the program asks nobody."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from avv_desktop.system.language import tr
from avv_desktop.system.settings import TimestampService
from ui.desk import Desk
from ui.jobs import STORE
from ui.look.icons import Glyph
from ui.look.tokens import Space
from ui.settings.cards import titled
from ui.trust.parts import empty
from ui.widgets.controls import Field, boxed, button, column, row, text, tool
from ui.widgets.forms import TwoColumns

KINDS = ("http://", "https://")


class Stamps(QWidget):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._list = column(gap=Space.S)
        words = tr(
            "A timestamp proves that a signature was there at a time, even when its certificate has expired. Only the "
            "signature's hash goes to the service. The services are asked in this order."
        )
        services = titled(tr("Timestamp services"), words, boxed(self._list))
        self.setLayout(column(services, self._new(), None, gap=Space.L))
        desk.settings_changed.connect(self.show_services)
        self.show_services()

    def _new(self) -> QWidget:
        self.name, self.url, self.user = QLineEdit(), QLineEdit(), QLineEdit()
        self.word = QLineEdit(echoMode=QLineEdit.EchoMode.Password)
        self.url.setPlaceholderText("https://")
        self._address = Field(tr("&Address"), self.url)
        grid = TwoColumns()
        for field in (
            Field(tr("&Name of the service"), self.name),
            self._address,
            Field(tr("&User, if it wants one"), self.user),
            Field(tr("Pass&word"), self.word, hint=tr("Kept in this computer's keychain.")),
        ):
            grid.add(field)
        self.add = button(tr("Add service"), glyph="plus")
        self.add.clicked.connect(self.take_in)
        self.later = button(tr("Proof for later"), "quiet", glyph="clock")
        self.later.clicked.connect(lambda: self._desk.go("proof"))
        return titled(tr("Another service"), "", grid, boxed(row(self.add, None, self.later)))

    def show_services(self) -> None:
        empty(self._list)
        for service in self._desk.settings.timestamp_services:
            away = tool("trash", tr("Forget {name}", name=service.name), small=True)
            away.clicked.connect(lambda _=False, service=service: self.forget(service))
            about = " · ".join(filter(None, (service.url, service.user)))
            said = column(text(service.name, "strong", wrap=True), text(about, "caption", wrap=True), gap=Space.HAIR)
            line = row(Glyph("clock", 20), said, away, gap=Space.M)
            line.setStretch(1, 1)
            self._list.addWidget(boxed(line))
        if not self._desk.settings.timestamp_services:
            said = tr("None: signatures bear this computer's own time, and a timestamp can be added later.")
            self._list.addWidget(text(said, "soft", wrap=True))

    # ---- what a person does

    def take_in(self) -> None:
        url = self.url.text().strip()
        if not url.lower().startswith(KINDS) or len(url) < 10:
            self._address.say(error=tr("Please enter the address of the service, as https://…"))
            self.url.setFocus()
            return
        self._address.say()
        service = TimestampService(self.name.text().strip() or url, url, self.user.text().strip())
        word = self.word.text()
        self.word.clear()

        def work() -> object:
            if service.user and word:
                from avv_desktop.signing.timestamps import keep_password

                keep_password(service, word)
            return service

        self._desk.jobs.run(work, self._taken, self._desk.failed.emit, lane=STORE)

    def _taken(self, service: object) -> None:
        known = tuple(each for each in self._desk.settings.timestamp_services if each.url != service.url)
        self._desk.change_settings(timestamp_services=(*known, service))
        for each in (self.name, self.url, self.user):
            each.clear()

    def forget(self, service: TimestampService) -> None:
        left = tuple(each for each in self._desk.settings.timestamp_services if each != service)
        self._desk.change_settings(timestamp_services=left)
        if service.user:

            def work() -> object:
                from avv_desktop.signing.timestamps import forget_password

                return forget_password(service)

            self._desk.jobs.run(work, None, self._desk.failed.emit, lane=STORE)

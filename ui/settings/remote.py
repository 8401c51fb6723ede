"""Services that keep keys and sign remotely. Without one set up here the program never asks anybody."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from avv_desktop.errors import AvvError, KeychainUnavailable
from avv_desktop.system.language import tr
from avv_desktop.system.settings import RemoteService
from ui.desk import Desk
from ui.jobs import SERVICE
from ui.look.icons import Glyph
from ui.look.tokens import Space
from ui.settings.cards import titled
from ui.trust.parts import empty
from ui.widgets.controls import Field, boxed, button, column, row, text, tool
from ui.widgets.forms import TwoColumns


class Remote(QWidget):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._list = column(gap=Space.M)
        words = tr(
            "A signing service keeps your key; you allow each signature in your browser. Only hashes go there, never "
            "the agreement, and nobody is asked before you sign with it. Your service tells you address and program "
            "name."
        )
        services = titled(tr("Remote signing"), words, boxed(self._list))
        self.setLayout(column(services, self._new(), None, gap=Space.L))
        desk.settings_changed.connect(self.show_services)
        self._shown: tuple[RemoteService, ...] | None = None
        self.show_services()

    def _new(self) -> QWidget:
        self.name, self.address, self.client = QLineEdit(), QLineEdit(), QLineEdit()
        self.secret = QLineEdit(echoMode=QLineEdit.EchoMode.Password)
        self.address.setPlaceholderText("https://…/csc/v1")
        self._name = Field(tr("Name of the signing ser&vice"), self.name)
        self._address = Field(tr("Add&ress of its interface (CSC)"), self.address)
        self._client = Field(tr("&Program name there (client ID)"), self.client)
        self._secret = Field(
            tr("Program &secret, if there is one"), self.secret, hint=tr("Kept in this computer's keychain.")
        )
        grid = TwoColumns()
        for field in (self._name, self._address, self._client, self._secret):
            grid.add(field)
        self.add = button(tr("Add signing service"), glyph="plus")
        self.add.clicked.connect(self.take_in)
        return titled(tr("Another signing service"), "", grid, boxed(row(self.add, None)))

    def show_services(self) -> None:
        services = self._desk.settings.remote
        if services == self._shown:
            return
        self._shown = services
        empty(self._list)
        for service in services:
            self._list.addWidget(Line(self._desk, service))
        if not services:
            said = tr("None: the program stays offline and signs with key files and cards.")
            self._list.addWidget(text(said, "soft", wrap=True))

    # ---- what a person does

    def take_in(self) -> None:
        from avv_desktop.signing.remote_http import checked_address

        name, client = self.name.text().strip(), self.client.text().strip()
        for field in (self._name, self._address, self._client):
            field.say()
        if wrong := self._wrong_name(name):
            _refuse(self._name, wrong)
            return
        try:
            address = checked_address(self.address.text())
        except AvvError as error:
            _refuse(self._address, str(error.details["reason"]))
            return
        if not client:
            _refuse(self._client, tr("Please enter the name the service has given this program."))
            return
        secret = self.secret.text()
        self.secret.clear()
        self._keep(RemoteService(name, address, client, secret_kept=bool(secret)), secret)

    def _wrong_name(self, name: str) -> str:
        if not name:
            return tr("Please give it a name.")
        known = any(each.name.casefold() == name.casefold() for each in self._desk.settings.remote)
        return tr("There is a service named {name} already.", name=name) if known else ""

    def _keep(self, service: RemoteService, secret: str) -> None:
        def work() -> object:
            if secret:
                from avv_desktop.signing.remote import keep_secret

                keep_secret(service, secret)
            return service

        self._desk.jobs.run(work, self._kept, self._desk.failed.emit, lane=SERVICE)

    def _kept(self, service: object) -> None:
        self._desk.change_settings(remote=(*self._desk.settings.remote, service))
        for each in (self.name, self.address, self.client):
            each.clear()


class Line(QWidget):
    """One service: asked whether it is there, or let go."""

    def __init__(self, desk: Desk, service: RemoteService) -> None:
        super().__init__()
        self._desk, self._service = desk, service
        self.test = button(tr("Try the connection"), "quiet", small=True)
        self.test.setAccessibleName(tr("Try the connection to {name}", name=service.name))
        self.test.clicked.connect(self.try_it)
        away = tool("trash", tr("Forget {name}", name=service.name), small=True)
        away.clicked.connect(self.forget)
        self.said = text("", "caption", wrap=True)
        self.said.hide()
        name, about = text(service.name, "strong", wrap=True), text(service.address, "caption", wrap=True)
        line = row(Glyph("cloud", 20), column(name, about, self.said, gap=Space.HAIR), self.test, away, gap=Space.M)
        line.setStretch(1, 1)
        self.setLayout(line)

    def try_it(self) -> None:
        """Asks what the service is; nobody logs in."""
        service = self._service

        def work() -> object:
            from avv_desktop.signing.remote import greet

            return greet(service)

        self.test.setEnabled(False)
        self._say(tr("The service is being asked …"))
        self._desk.jobs.run(work, self._answered, self._failed, lane=SERVICE, newest=f"try {service.name}")

    def _answered(self, info: object) -> None:
        self.test.setEnabled(True)
        self._say(tr("It answers (version {version}). You log in when you sign.", version=info.specs[:20]))

    def _failed(self, error: Exception) -> None:
        from avv_desktop.system.sentences import explain

        self.test.setEnabled(True)
        said = explain(error)
        self._say(f"{said.happened} {said.todo}".strip(), wrong=True)

    def _say(self, words: str, *, wrong: bool = False) -> None:
        from ui.look.theme import refresh

        self.said.setText(words)
        self.said.setProperty("text_role", "error" if wrong else "caption")
        self.said.show()
        refresh(self.said)

    def forget(self) -> None:
        """Its secret leaves the keychain; undo puts both back."""
        desk, service, before = self._desk, self._service, self._desk.settings.remote

        def work() -> object:
            from avv_desktop.signing.remote import take_secret

            try:
                return take_secret(service)
            except KeychainUnavailable:  # a keychain that is gone must not hold on to the service
                return ""

        def gone(secret: object) -> None:
            desk.change_settings(remote=tuple(each for each in desk.settings.remote if each != service))
            desk.told.emit(tr("“{name}” is forgotten.", name=service.name), lambda: back(secret))

        def back(secret: object) -> None:
            def put_back() -> object:
                from avv_desktop.signing.remote import keep_secret

                return keep_secret(service, secret) if secret else None

            now = desk.settings.remote
            at = min(before.index(service), len(now))
            restored = (*now[:at], service, *now[at:])
            desk.jobs.run(put_back, lambda _: desk.change_settings(remote=restored), desk.failed.emit, lane=SERVICE)

        desk.jobs.run(work, gone, desk.failed.emit, lane=SERVICE)


def _refuse(field: Field, words: str) -> None:
    field.say(error=words)
    field.setFocus()

"""What a service wants of the person while a worker waits: a login in the browser, or a one-time code."""

from __future__ import annotations

import threading
import time
from concurrent.futures import Future
from concurrent.futures import TimeoutError as NotYet
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QLineEdit

from avv_desktop.errors import RemoteRefused
from avv_desktop.system.language import tr
from ui.look.icons import Glyph
from ui.look.tokens import Space
from ui.widgets.controls import Field, boxed, button, column, row, text

if TYPE_CHECKING:
    from avv_desktop.signing.remote_model import Credential

PATIENCE = 300.0
"""Seconds a person has for a code; a login has as long."""
GLANCE = 0.2


class _Question(NamedTuple):
    sent: bool
    answer: Future[str]


class Talk(QFrame):
    """`begin` before work that may turn to the person, `end` after it; the worker calls `show_address`, `code` and
    `stopped`. The person can give up at any time; then the worker stops waiting.
    """

    _browsing = Signal(str)
    _asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self._over = threading.Event()
        self._question: _Question | None = None
        self.given_up = False
        self._address, self._name = "", ""
        self._title, self._words = text("", "strong", wrap=True), text("", "caption", wrap=True)
        self.edit = QLineEdit()
        self.edit.setMaxLength(64)
        self._field = Field(tr("One-time &code"), self.edit)
        self.send, self.open = button(tr("Go on"), small=True), button(tr("Open the page again"), small=True)
        self.leave = button(tr("Cancel"), "quiet", small=True)
        self.leave.setAccessibleName(tr("Cancel waiting for the service"))
        self.send.clicked.connect(self._answer)
        self.edit.returnPressed.connect(self._answer)
        self.open.clicked.connect(lambda: QDesktopServices.openUrl(QUrl(self._address)))
        self.leave.clicked.connect(self.give_up)
        said = column(self._title, self._words, gap=Space.XS)
        head = row(Glyph("browser", 22, "soft"), said, gap=Space.M)
        head.setStretch(1, 1)
        actions = boxed(row(self.send, self.open, self.leave, None))
        self.setLayout(column(head, self._field, actions, gap=Space.M, margins=(Space.L,) * 4))
        self._browsing.connect(self._show_browsing)
        self._asked.connect(self._show_question)
        self.hide()

    # ---- by the page

    def begin(self, name: str) -> None:
        self._name, self.given_up = name, False
        self._over.clear()

    def end(self) -> None:
        self._over.set()
        self._question = None
        self.edit.clear()
        self.hide()

    def give_up(self) -> None:
        """Said by the person, so that nobody has to tell them afterwards."""
        self.given_up = True
        self._over.set()
        self.leave.setEnabled(False)

    # ---- by a worker

    def show_address(self, address: str) -> None:
        from avv_desktop.signing import remote_login

        remote_login.browse(address)
        self._browsing.emit(address)

    def stopped(self) -> bool:
        return self._over.is_set()

    def code(self, credential: Credential) -> str:
        """Raises RemoteRefused if none is entered."""
        question, deadline = _Question(credential.otp_sent, Future()), time.monotonic() + PATIENCE
        self._asked.emit(question)
        while not self._over.is_set() and time.monotonic() < deadline:
            try:
                return question.answer.result(GLANCE)
            except NotYet:
                continue
        raise RemoteRefused(name=self._name, reason=tr("Nobody entered the one-time code."))

    # ---- what is seen

    def _show_browsing(self, address: str) -> None:
        self._address = address
        self._title.setText(tr("Please go on in the browser"))
        words = tr(
            "{name} has opened a page there. As soon as you are done, it goes on here by itself.", name=self._name
        )
        self._show(words, code=False)

    def _show_question(self, question: _Question) -> None:
        self._question = question
        self._title.setText(tr("Please enter the one-time code"))
        name = self._name
        sent = question.sent
        words = (
            tr("{name} has just sent it to you.", name=name) if sent else tr("The app of {name} shows it.", name=name)
        )
        self._show(words, code=True)

    def _show(self, words: str, *, code: bool) -> None:
        if self._over.is_set():
            return
        self._words.setText(words)
        for part in (self._field, self.send):
            part.setVisible(code)
        self.open.setVisible(not code)
        self.leave.setEnabled(True)
        self.show()
        (self.edit if code else self.open).setFocus()

    def _answer(self) -> None:
        question, words = self._question, self.edit.text().strip()
        if question is None:
            return
        if not words:
            self._field.say(error=tr("Please enter the code."))
            return
        self._field.say()
        self.edit.clear()
        self._question = None
        self.hide()
        question.answer.set_result(words)

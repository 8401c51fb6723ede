"""The one door to PKCS#11: drivers are loaded once a process, one caller at a time, and connections are closed.

A driver is started without locks of its own and a login counts for the whole process; therefore everything here waits
for one lock, and a second login to the same card ends the first.
"""

from __future__ import annotations

import contextlib
import threading
import weakref
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pkcs11
from pkcs11 import exceptions as card
from pkcs11.types import PROTECTED_AUTH

from avv_desktop.errors import ModuleUnusable, TokenGone
from avv_desktop.signing.token_errors import said, unknown
from avv_desktop.system.language import tr

ONE_AT_A_TIME = threading.RLock()


class Place(NamedTuple):
    """Where a token is: its driver, its slot there, and what tells it from another one put in at that place."""

    module: Path
    slot: int
    mark: str


class Connection:
    """A session with a token; logged in if a PIN was given. Closed by `close`, or when nobody needs it any more."""

    def __init__(self, place: Place, session: Any, *, login: bool) -> None:
        self.place = place
        self.session = session
        self.login = login
        self._end = weakref.finalize(self, _close, place.module, session)

    @property
    def closed(self) -> bool:
        return not self._end.alive

    def close(self) -> None:
        self._end()


_logged_in: weakref.WeakValueDictionary[tuple[Path, int], Connection] = weakref.WeakValueDictionary()


@contextlib.contextmanager
def talking() -> Iterator[None]:
    """Whoever calls a driver does it inside. Raises TokenError and its kinds, in the words of `token_errors`."""
    with ONE_AT_A_TIME:
        try:
            yield
        except card.PKCS11Error as error:
            raise said(error) from None


def library(module: Path) -> Any:
    """The driver, loaded. Raises ModuleUnusable."""
    with ONE_AT_A_TIME:
        if not module.is_file():
            raise ModuleUnusable(path=str(module), reason=tr("The file does not exist."))
        try:
            return pkcs11.lib(str(module))
        except card.PKCS11Error as error:
            plain = type(error) is card.PKCS11Error and "OS exception" in str(error)
            reason = tr("It is no driver for cards, or not for this system.") if plain else _reason(error)
            raise ModuleUnusable(path=str(module), reason=reason) from None
        except Exception as error:  # a driver may fail at its start in any way
            raise ModuleUnusable(path=str(module), reason=unknown(str(error))) from None


def _reason(error: card.PKCS11Error) -> str:
    return str(said(error).details["reason"])


def tokens_in(module: Path) -> list[Any]:
    """What lies in the readers of a driver, as the driver describes it; nothing for an empty reader."""
    found = []
    driver = library(module)
    with talking():
        for slot in driver.get_slots(token_present=True):
            with contextlib.suppress(card.TokenNotPresent, card.TokenNotRecognised, card.DeviceRemoved):
                found.append(slot.get_token())
    return found


def token_at(place: Place, mark_of) -> Any:
    """The driver's token at a place. Raises TokenGone if it is not there, or another one is."""
    driver = library(place.module)
    with ONE_AT_A_TIME:
        try:
            slot = next((each for each in driver.get_slots(token_present=True) if each.slot_id == place.slot), None)
            token = slot.get_token() if slot else None
        except card.PKCS11Error:  # whatever a driver says when its token has left
            token = None
        if token is None:
            raise TokenGone(reason=tr("The chosen card is not there."))
        if mark_of(token) != place.mark:
            raise TokenGone(reason=tr("There is another card in the reader than the one chosen."))
        return token


def connect(place: Place, token: Any, pin: str | None = None, *, pad: bool = False) -> Connection:
    """A session; with `pin` or at the reader's own keys (`pad`) logged in. Raises what the driver raises."""
    with ONE_AT_A_TIME:
        at = (place.module, place.slot)
        login = pad or pin is not None
        if login and (before := _logged_in.get(at)) is not None:
            before.close()
        try:
            session = token.open(user_pin=PROTECTED_AUTH if pad else pin)
        except card.PKCS11Error:
            _start_anew(place.module)
            raise
        connection = Connection(place, session, login=login)
        if login:
            _logged_in[at] = connection
        return connection


def _start_anew(module: Path) -> None:
    """python-pkcs11 leaves a session open whose login failed; only ending the driver closes it."""
    if not any(not each.closed and each.place.module == module for each in list(_logged_in.values())):
        with contextlib.suppress(card.PKCS11Error):
            library(module).reinitialize()


def _close(module: Path, session: Any) -> None:
    with ONE_AT_A_TIME:
        try:
            session.close()
        except card.PKCS11Error:  # the card has left, and the login with it; a session must not stay
            _start_anew(module)

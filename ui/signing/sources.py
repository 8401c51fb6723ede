"""Where a key comes from (a file, a card, a service), what it is opened with, and what is said of that."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol, TypeAlias

from avv_desktop.system.language import tr
from ui.signing.cards import CardKey, notes
from ui.signing.services import RemoteKey

if TYPE_CHECKING:
    from avv_desktop.signing.keys import Key
    from avv_desktop.signing.remote_model import Credential, Given

Source: TypeAlias = "str | CardKey | RemoteKey"
"""A key file by its path, a card, or a key with a service."""


class Listener(Protocol):
    """Whoever a worker turns to while a service waits for the person."""

    def code(self, credential: Credential) -> str: ...

    def stopped(self) -> bool: ...


def asks(source: Source) -> bool:
    """Whether something has to be typed here before it opens."""
    if isinstance(source, str):
        return True
    return not source.token.pin_pad if isinstance(source, CardKey) else source.credential.pin


def label(source: Source) -> str:
    if isinstance(source, str):
        return tr("&Passphrase of the key file")
    return tr("&PIN of the card") if isinstance(source, CardKey) else tr("&PIN of the service")


def hint(source: Source) -> str:
    if isinstance(source, str):
        return tr("Only used to open the file, and kept nowhere.")
    if isinstance(source, CardKey):
        return f"{notes(source)} {tr('Only given to the card, and kept nowhere.')}".strip()
    return tr("Only given to the service, and kept nowhere.")


def missing(source: Source) -> str:
    """What is said if nothing was typed."""
    return (
        tr("Please enter the passphrase of the key file.") if isinstance(source, str) else tr("Please enter the PIN.")
    )


def kept(source: Source, key: Key) -> bool:
    """Whether an opened key may sign again without being opened anew: not where the PIN is wanted each time."""
    return isinstance(source, str) or (isinstance(source, CardKey) and not key.pin_each)


def open_source(source: Source, secret: str, listener: Listener) -> Key:
    """Raises what `open_key`, `open_token_key` and `open_remote_key` raise."""
    if isinstance(source, str):
        from ui.signing.tasks import open_key

        return open_key(source, secret)
    return _card(source, secret) if isinstance(source, CardKey) else _remote(source, secret, listener)


def _card(source: CardKey, secret: str) -> Key:
    """The PIN is only remembered, until the key is closed, where the card wants it for each signature."""
    from avv_desktop.signing.tokens import open_token_key

    if source.token.pin_pad:
        return open_token_key(source.token, source.certificate, None)
    remembered = [secret]
    again: Callable[[], str] = lambda: "".join(remembered)  # noqa: E731
    key = open_token_key(source.token, source.certificate, secret, again)
    if not key.pin_each:
        remembered.clear()
    return key


def _remote(source: RemoteKey, secret: str, listener: Listener) -> Key:
    from avv_desktop.signing.remote import open_remote_key
    from avv_desktop.signing.remote_model import Given

    def ask(credential: Credential, count: int) -> Given:
        return Given(pin=secret, otp=listener.code(credential) if credential.otp else "")

    return open_remote_key(source.session, source.credential, ask, stopped=listener.stopped)

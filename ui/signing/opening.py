"""Opening the chosen key: the same part of both stories, of one agreement and of many."""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING, Any

from avv_desktop.errors import WrongPassphrase, WrongPin
from ui.desk import Desk
from ui.jobs import SIGNING, In
from ui.signing.card_search import not_opened
from ui.signing.keys import KeyChoice
from ui.signing.secret import Secret
from ui.signing.services import RemoteKey
from ui.signing.sources import kept, open_source
from ui.signing.talk import Talk

if TYPE_CHECKING:
    from avv_desktop.signing.keys import Key


def opened(keys: KeyChoice, secret: Secret, talk: Talk) -> Generator[In, Any, Key | None]:
    """The chosen key, opened with what was typed; None if that was wrong, and it was said."""
    source, path, key = keys.source, keys.path, keys.key()
    talk.begin(source.session.line.name if isinstance(source, RemoteKey) else "")
    if key is not None:
        return key
    typed = secret.take()
    try:
        key = yield In(SIGNING, lambda: open_source(source, typed, talk))
    except (WrongPassphrase, WrongPin) as wrong:
        secret.complain(not_opened(wrong))
        return None
    keys.keep(path, key)
    secret.hide()
    return key


def remember(desk: Desk, keys: KeyChoice, path: str) -> None:
    """A key file that was just chosen: offered from now on, and chosen here."""
    files = desk.settings.key_files
    if path not in files:
        desk.change_settings(key_files=(*files, path))
    keys.show_files(desk.settings.key_files)
    keys.choose(path)


def let_go(keys: KeyChoice, path: str, key: Key) -> None:
    """After signing: of a key that wants its PIN each time nothing is remembered."""
    if not kept(keys.of(path), key):
        keys.drop(path)

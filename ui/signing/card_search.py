"""Looking for cards, off the GUI thread, and what is said of it."""

from __future__ import annotations

from collections.abc import Callable

from avv_desktop.errors import WrongPassphrase
from avv_desktop.system.language import tr
from ui.desk import Desk
from ui.jobs import SIGNING
from ui.signing.cards import find
from ui.signing.keys import KeyChoice


def look_for_cards(desk: Desk, keys: KeyChoice, then: Callable[[], object]) -> None:
    """Shows what is in; says so if nothing is. `then` follows what is chosen afterwards."""
    keys.find_cards.setEnabled(False)
    keys.complain("")

    def found(cards: object) -> None:
        keys.find_cards.setEnabled(True)
        keys.show_cards(cards)
        if not cards:
            keys.complain(tr("No card was found. Is it in the reader, and is its driver installed?"))
        then()

    def failed(error: Exception) -> None:
        keys.find_cards.setEnabled(True)
        keys.complain(said_of(error))

    desk.jobs.run(find, found, failed, lane=SIGNING, newest="cards")


def said_of(error: Exception) -> str:
    """What happened and what to do, in one line."""
    from avv_desktop.system.sentences import explain

    said = explain(error)
    return f"{said.happened} {said.todo}".strip()


def not_opened(wrong: Exception) -> str:
    """Why a secret was of no use."""
    if isinstance(wrong, WrongPassphrase):
        return tr("This passphrase does not open the file. Please try again.")
    return said_of(wrong)

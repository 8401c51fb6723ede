"""Logging in to a service: the window waits calmly, and the person can give up."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from avv_desktop.system.language import tr
from ui.desk import Desk
from ui.jobs import SERVICE
from ui.signing.card_search import said_of
from ui.signing.keys import KeyChoice
from ui.signing.services import log_in
from ui.signing.talk import Talk

if TYPE_CHECKING:
    from avv_desktop.system.settings import RemoteService


def log_in_to(desk: Desk, keys: KeyChoice, talk: Talk, service: RemoteService, then: Callable[[], object]) -> None:
    """Shows the keys it has for the person; says so if there are none. `then` follows what is chosen afterwards."""
    keys.services.setEnabled(False)
    keys.complain("")
    talk.begin(service.name)

    def found(there: object) -> None:
        talk.end()
        keys.services.setEnabled(True)
        keys.show_remote(there)
        if not any(each.fits for each in there):
            keys.complain(tr("{name} keeps no key that you can sign with.", name=service.name))
        then()

    def failed(error: Exception) -> None:
        talk.end()
        keys.services.setEnabled(True)
        if not talk.given_up:
            keys.complain(said_of(error))

    desk.jobs.run(lambda: log_in(service, talk.show_address, talk.stopped), found, failed, lane=SERVICE)

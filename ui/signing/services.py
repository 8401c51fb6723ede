"""Keys that a service keeps, as the pages of signing offer them. Knows no Qt."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from avv_desktop.system.language import tr

if TYPE_CHECKING:
    from avv_desktop.signing.remote import Session
    from avv_desktop.signing.remote_model import Credential
    from avv_desktop.system.settings import RemoteService


class RemoteKey(NamedTuple):
    """A key of the person with a service that they are logged in to; `id` tells it from files and cards."""

    id: str
    session: Session
    credential: Credential

    @property
    def name(self) -> str:
        return self.credential.certificate.name

    @property
    def fits(self) -> bool:
        """It can sign."""
        return not self.credential.reason

    @property
    def about(self) -> str:
        """ "Fernsignatur Muster · gültig bis 04.06.2028 · RSA-3072", and why it cannot sign."""
        found = self.credential.certificate
        until = tr("valid until {day}", day=found.not_after.astimezone().strftime("%d.%m.%Y"))
        return " · ".join(filter(None, (self.session.line.name, until, found.algorithm, self.credential.reason)))


def log_in(service: RemoteService, show: Callable[[str], object], stopped: Callable[[], bool]) -> tuple[RemoteKey, ...]:
    """The person's keys with a service; takes as long as they need in the browser. Raises RemoteError and its kinds."""
    from avv_desktop.signing.remote import connect, credentials

    session = connect(service, show=show, stopped=stopped)
    return tuple(RemoteKey(f"remote:{service.name}:{each.ident}", session, each) for each in credentials(session))

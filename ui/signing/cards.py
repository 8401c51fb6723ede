"""Keys on smartcards and tokens, as the pages of signing offer them. Knows no Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from avv_desktop.errors import AvvError
from avv_desktop.system.language import tr

if TYPE_CHECKING:
    from avv_desktop.signing.tokens import Token, TokenCertificate


class CardKey(NamedTuple):
    """A certificate on a card that is in; `id` tells it from files and other cards."""

    id: str
    token: Token
    certificate: TokenCertificate

    @property
    def name(self) -> str:
        return self.certificate.certificate.name

    @property
    def fits(self) -> bool:
        """It can sign."""
        return not self.certificate.reason and self.token.pin not in ("locked", "none")

    @property
    def about(self) -> str:
        """ "Karte Dia · gültig bis 04.06.2028 · RSA-3072", and why it cannot sign."""
        found = self.certificate.certificate
        until = tr("valid until {day}", day=found.not_after.astimezone().strftime("%d.%m.%Y"))
        return " · ".join(filter(None, (self.token.label, until, found.algorithm, self.certificate.reason)))


def find() -> tuple[CardKey, ...]:
    """Of all cards that are in; a driver or a card that fails is left out. Takes as long as the cards do."""
    from avv_desktop.signing.token_modules import installed
    from avv_desktop.signing.tokens import certificates, tokens

    found: list[CardKey] = []
    for module in installed():
        try:
            for token in tokens(module):
                found += [CardKey(_id(token, each), token, each) for each in certificates(token)]
        except AvvError:
            continue
    return tuple({each.id: each for each in found}.values())


def _id(token: Token, certificate: TokenCertificate) -> str:
    return f"card:{token.mark}:{certificate.certificate.fingerprint}"


def notes(card: CardKey) -> str:
    """What should be known before the PIN is typed."""
    from avv_desktop.signing.tokens import notes as told

    return " ".join(told(card.token))

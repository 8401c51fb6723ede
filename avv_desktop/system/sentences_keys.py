"""What a person reads when a card, a token or a service that signs remotely fails."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from avv_desktop import errors
from avv_desktop.system.language import tr

Words = tuple[Callable[[Mapping], str], Callable[[], str], Callable[[], str]]
"""What happened, what it means, what to do."""

NOT_THE_PIN: Callable[[], str] = lambda: tr("Nothing was signed. Your PIN is not the reason.")  # noqa: E731
UNSIGNED: Callable[[], str] = lambda: tr("Nothing was signed.")  # noqa: E731

WORDS: dict[type[errors.CannotDo], Words] = {
    errors.TokenError: (
        lambda d: str(d["reason"]) or tr("The card could not sign."),
        NOT_THE_PIN,
        lambda: tr("Please take the card out, put it in again, and try once more."),
    ),
    errors.WrongPin: (
        lambda d: str(d["reason"]) or tr("The card says that this PIN is wrong."),
        lambda: tr("Nothing was signed. After too many wrong tries a card locks its PIN."),
        lambda: tr("Please look the PIN up before you enter it once more."),
    ),
    errors.PinLocked: (
        lambda d: str(d["reason"]) or tr("The PIN of this card is locked after too many wrong tries."),
        lambda: tr("Nobody can sign with this card until its PIN is unlocked."),
        lambda: tr("Please unlock it with the PUK in the software of the card's maker."),
    ),
    errors.PinRefused: (
        lambda d: str(d["reason"]) or tr("The card does not take this PIN."),
        lambda: tr("Nothing was signed."),
        lambda: tr("Please check in the software of the card's maker which PIN the card expects."),
    ),
    errors.PinNeeded: (
        lambda d: str(d["reason"]) or tr("The card wants its PIN before it signs."),
        UNSIGNED,
        lambda: tr("Please enter the PIN of the card."),
    ),
    errors.TokenCancelled: (
        lambda d: str(d["reason"]) or tr("The entry at the card reader was cancelled."),
        NOT_THE_PIN,
        lambda: tr("Please try once more and enter the PIN at the card reader."),
    ),
    errors.TokenGone: (
        lambda d: str(d["reason"]) or tr("The chosen card is not there."),
        NOT_THE_PIN,
        lambda: tr("Please put the same card in again, and try once more."),
    ),
    errors.ModuleUnusable: (
        lambda d: tr("The card's driver {path} cannot be used. {reason}", path=d["path"], reason=d["reason"]),
        lambda: tr("Cards that need this driver cannot be read."),
        lambda: tr("Please install the software of the card's maker, or choose another driver."),
    ),
    errors.RemoteError: (
        lambda d: tr("Signing with {name} did not work. {reason}", name=d["name"], reason=d["reason"]),
        UNSIGNED,
        lambda: tr("Please try again later, or ask the service."),
    ),
    errors.RemoteUnreachable: (
        lambda d: tr("{name} cannot be reached. {reason}", name=d["name"], reason=d["reason"]),
        UNSIGNED,
        lambda: tr("Please check the connection to the internet and the address of the service."),
    ),
    errors.RemoteRefused: (
        lambda d: tr("{name} has refused. {reason}", name=d["name"], reason=d["reason"]),
        UNSIGNED,
        lambda: tr("Please log in to the service once more, and check there what you may sign with."),
    ),
    errors.RemoteUntrustworthy: (
        lambda d: tr("The answer of {name} cannot be right. {reason}", name=d["name"], reason=d["reason"]),
        lambda: tr("Nothing of it was used, and nothing was signed."),
        lambda: tr("Please do not try again before you have asked the service."),
    ),
}

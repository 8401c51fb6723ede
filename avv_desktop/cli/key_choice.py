"""Which key a command signs with: a file, or one on a card. What can be said is said before a PIN is asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from avv_desktop import flow
from avv_desktop.cli.given import ask_passphrase, ask_pin, choose_slot
from avv_desktop.cli.say import say, warn
from avv_desktop.errors import CertificateUnfit, ModuleUnusable, SigningRefused, TokenGone, UsageError
from avv_desktop.system.language import tr

if TYPE_CHECKING:
    from avv_desktop.signing.keys import Key
    from avv_desktop.signing.model import Certificate, Slot
    from avv_desktop.signing.tokens import Token, TokenCertificate


class Source(NamedTuple):
    """certificate: None if only opening the key shows it."""

    certificate: Certificate | None
    open: Callable[[], Key]


def of_file(path: Path, passphrase_file: Path | None) -> Source:
    from avv_desktop.signing.keys import open_key

    return Source(None, lambda: open_key(path, ask_passphrase(passphrase_file)))


def of_token(label: str, module: Path | None, certificate: str, person: str, pin_file: Path | None) -> Source:
    """Raises UsageError, TokenGone, ModuleUnusable, TokenError."""
    from avv_desktop.signing.tokens import certificates, notes, open_token_key

    token = _token(label, module)
    chosen = _certificate(certificates(token), certificate, person, token.label)
    if chosen.reason:
        raise CertificateUnfit(name=chosen.certificate.name, reason=chosen.reason)

    def opened() -> Key:
        for note in notes(token):
            warn(note)
        if token.pin_pad or token.pin == "locked":
            return open_token_key(token, chosen, None)
        return open_token_key(token, chosen, ask_pin(pin_file), lambda: ask_pin(pin_file))

    return Source(chosen.certificate, opened)


def tokens_of(module: Path | None) -> list[Token]:
    """The tokens of one driver, or of all that are found; each once, though several drivers may show it."""
    from avv_desktop.signing.token_modules import installed
    from avv_desktop.signing.tokens import tokens

    if module is not None:
        return list(tokens(module))
    found: dict[str, Token] = {}
    for each in installed():
        try:
            for token in tokens(each):
                found.setdefault(token.serial + token.label, token)
        except ModuleUnusable as error:
            warn(tr("The card's driver {path} cannot be used. {reason}", **error.details))
    return list(found.values())


def _token(label: str, module: Path | None) -> Token:
    there = tokens_of(module)
    wanted = label.casefold().strip()
    fitting = [each for each in there if wanted in (each.label.casefold(), each.serial.casefold().lstrip("…"))]
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        serials = ", ".join(each.serial.lstrip("…") for each in fitting)
        reason = tr(
            "Several cards are named {name}; please give one of these numbers: {serials}", name=label, serials=serials
        )
        raise UsageError(reason=reason)
    if not there:
        raise TokenGone(reason=tr("No card or token was found."))
    labels = ", ".join(each.label for each in there)
    raise UsageError(reason=tr("There is no card named {name}. Cards: {labels}", name=label, labels=labels))


def _certificate(found: Sequence[TokenCertificate], wanted: str, person: str, label: str) -> TokenCertificate:
    """The one that is named (whose, or the beginning of its fingerprint); else the person's, else the best."""
    from avv_desktop.signing.names import names_fit

    if not found:
        raise CertificateUnfit(name=label, reason=tr("There is no certificate of a person on this card."))
    if wanted:
        print_ = wanted.replace(":", "").replace(" ", "").casefold()
        fitting = [each for each in found if names_fit(wanted, each.certificate.name)] or [
            each for each in found if each.certificate.fingerprint.startswith(print_)
        ]
        if not fitting:
            names = ", ".join(each.certificate.name for each in found)
            reason = tr("There is no certificate {name} on this card. Certificates: {names}", name=wanted, names=names)
            raise UsageError(reason=reason)
        return fitting[0]
    return next((each for each in found if person and names_fit(person, each.certificate.name)), found[0])


def checked_slot(data: bytes, source: Source, person: str, field: str) -> Slot:
    """The line to be signed, before a PIN is asked for: what stops is raised, what is to be minded is said."""
    from avv_desktop.signing.precheck import precheck

    slots = flow.progress(data).slots
    name = source.certificate.name if source.certificate else ""
    slot = choose_slot(slots, person or ("" if field else name), field, fallback=not person)
    if source.certificate is not None:
        for each in precheck(data, slot, source.certificate):
            if each.severity == "stop":
                raise SigningRefused(reason=each.message)
            if each.severity == "warn":
                warn(each.message)
    return slot


def print_tokens(found: Sequence[Token]) -> None:
    from avv_desktop.signing.certificates import day
    from avv_desktop.signing.tokens import certificates, notes

    for token in found:
        say(" · ".join(filter(None, (token.label, token.maker, token.serial))))
        for note in notes(token):
            say(f"  {note}")
        for each in certificates(token):
            about = each.certificate
            until = tr("valid until {day}", day=day(about.not_after))
            state = each.reason or ", ".join((about.algorithm, until, about.fingerprint[:16]))
            say(f"  {about.name} ({about.issuer}): {state}")

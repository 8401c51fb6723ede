"""Which key a command signs with: a file, one on a card, or one that a service keeps.

What can be said is said before a PIN is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar

from avv_desktop import flow
from avv_desktop.cli.given import ask_code, ask_passphrase, ask_pin, choose_slot
from avv_desktop.cli.say import say, warn
from avv_desktop.errors import CertificateUnfit, SigningRefused, TokenError, TokenGone, UsageError
from avv_desktop.system.language import tr

if TYPE_CHECKING:
    from avv_desktop.signing.keys import Key
    from avv_desktop.signing.model import Certificate, Slot
    from avv_desktop.signing.tokens import Token


class Source(NamedTuple):
    """certificate: None if only opening the key shows it."""

    certificate: Certificate | None
    open: Callable[[], Key]


def of_file(path: Path, passphrase_file: Path | None) -> Source:
    from avv_desktop.signing.keys import open_key

    return Source(None, lambda: open_key(path, ask_passphrase(passphrase_file)))


def of_token(
    label: str, module: Path | None, certificate: str, person: str, pin_file: Path | None, *, often: bool = False
) -> Source:
    """often: for a stack; a PIN that the card wants each time is asked once, and forgotten with the key.

    Raises UsageError, TokenGone, TokenError.
    """
    from avv_desktop.signing.tokens import certificates, notes, open_token_key

    token = _token(label, module)
    chosen = _chosen(certificates(token), certificate, person, token.label)

    def opened() -> Key:
        for note in notes(token):
            warn(note)
        if token.pin_pad or token.pin == "locked":
            return open_token_key(token, chosen, None)
        pin = ask_pin(pin_file)
        return open_token_key(token, chosen, pin, lambda: pin if often else ask_pin(pin_file))

    return Source(chosen.certificate, opened)


def of_remote(name: str, certificate: str, person: str, pin_file: Path | None, otp_file: Path | None) -> Source:
    """Logs in to the service in the browser. Raises UsageError, RemoteError and its kinds."""
    from avv_desktop.cli.remote import service
    from avv_desktop.signing.remote import connect, credentials, open_remote_key
    from avv_desktop.signing.remote_model import Credential, Given

    def ask(wanted: Credential, count: int) -> Given:
        return Given(pin=ask_pin(pin_file) if wanted.pin else "", otp=ask_code(otp_file) if wanted.otp else "")

    session = connect(service(name), show=shown)
    chosen = _chosen(credentials(session), certificate, person, name)
    return Source(chosen.certificate, lambda: open_remote_key(session, chosen, ask))


def shown(address: str) -> None:
    """In the browser; and in the terminal, for whoever has it elsewhere."""
    from avv_desktop.signing import remote_login

    say(tr("Please go on in the browser: {address}", address=address))
    remote_login.browse(address)


def tokens_of(module: Path | None) -> list[Token]:
    """The tokens of one driver, or of all that are found; each once, though several drivers may show it."""
    from avv_desktop.signing.token_modules import installed
    from avv_desktop.signing.tokens import tokens
    from avv_desktop.system.sentences import explain

    if module is not None:
        return list(tokens(module))
    found: list[Token] = []
    for each in installed():
        known = {(token.label, token.serial) for token in found}
        try:
            found += [token for token in tokens(each) if (token.label, token.serial) not in known]
        except TokenError as error:
            warn(explain(error).happened)
    return found


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


class Entry(Protocol):
    """A certificate on a card or with a service, and why it cannot sign."""

    @property
    def certificate(self) -> Certificate: ...

    @property
    def reason(self) -> str: ...


E = TypeVar("E", bound=Entry)


def _chosen(found: Sequence[E], wanted: str, person: str, where: str) -> E:
    """The one that is named (whose, or the beginning of its fingerprint); else the person's, else the best.

    Raises UsageError, CertificateUnfit.
    """
    from avv_desktop.signing.names import names_fit

    if not found:
        raise CertificateUnfit(name=where, reason=tr("There is no certificate of a person."))
    best = next((each for each in found if person and names_fit(person, each.certificate.name)), found[0])
    if wanted:
        beginning = wanted.replace(":", "").replace(" ", "").casefold()
        named = [each for each in found if names_fit(wanted, each.certificate.name)]
        fitting = named or [each for each in found if each.certificate.fingerprint.startswith(beginning)]
        if not fitting:
            names = ", ".join(each.certificate.name for each in found)
            raise UsageError(
                reason=tr("There is no certificate {name}. Certificates: {names}", name=wanted, names=names)
            )
        best = fitting[0]
    if best.reason:
        raise CertificateUnfit(name=best.certificate.name, reason=best.reason)
    return best


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

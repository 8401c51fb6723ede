"""Smartcards and tokens: which are there, how their PIN stands, which certificates they hold, and opening a key.

Nothing here needs a PIN but `open_token_key`, and that says beforehand what the PIN's state is.
"""

from __future__ import annotations

import contextlib
import datetime
import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

from asn1crypto import x509
from msgspec import Struct
from pkcs11 import Attribute, ObjectClass, TokenFlag
from pkcs11 import exceptions as card

from avv_desktop.errors import CertificateUnfit, NoPrivateKey, PinLocked, PinNeeded, TokenGone, WrongPin
from avv_desktop.signing.certificates import purpose, summary, unfit_reason
from avv_desktop.signing.keys import Key
from avv_desktop.signing.model import Certificate
from avv_desktop.signing.token_library import Place, connect, talking, token_at, tokens_in
from avv_desktop.signing.token_modules import Module
from avv_desktop.signing.token_signer import TokenSigner, private_key
from avv_desktop.system.language import tr, trn

Pin = Literal["ready", "low", "final", "locked", "none"]
SHOWN = 4
"""So many letters of a serial number are enough to tell two cards apart."""


class Token(Struct, frozen=True):
    """A card or token in a reader. pin: how many tries are left, as far as a card tells.

    serial: only its last letters. mark: tells it from any other token, and says nothing.
    """

    module: str
    slot: int
    label: str
    maker: str
    serial: str
    mark: str
    pin: Pin
    pin_pad: bool
    write_protected: bool

    @property
    def place(self) -> Place:
        return Place(Path(self.module), self.slot, self.mark)


class TokenCertificate(Struct, frozen=True):
    """A certificate on a token. reason: why it cannot sign, one sentence; empty if it can."""

    certificate: Certificate
    data: bytes
    ident: bytes
    label: str
    reason: str


def tokens(module: Module | Path) -> tuple[Token, ...]:
    """The tokens that are in. Raises ModuleUnusable, TokenError."""
    path = module.path if isinstance(module, Module) else module
    found = [each for each in tokens_in(path) if each.flags & TokenFlag.TOKEN_INITIALIZED]
    return tuple(_token(path, each) for each in found)


def _token(path: Path, token: Any) -> Token:
    serial = token.serial.decode("ascii", "replace").strip("\0 ")
    return Token(
        module=str(path),
        slot=token.slot.slot_id,
        label=_printable(token.label) or _printable(token.model) or tr("Card without a name"),
        maker=_printable(token.manufacturer_id),
        serial=f"…{_printable(serial[-SHOWN:])}" if serial else "",
        mark=_mark(token),
        pin=_pin(token.flags),
        pin_pad=bool(token.flags & TokenFlag.PROTECTED_AUTHENTICATION_PATH),
        write_protected=bool(token.flags & TokenFlag.WRITE_PROTECTED),
    )


def _printable(text: str) -> str:
    return "".join(each for each in text if each.isprintable()).strip()


def _mark(token: Any) -> str:
    parts = (token.serial, token.label.encode(), token.manufacturer_id.encode(), token.model.encode())
    return hashlib.sha256(b"\0".join(parts)).hexdigest()[:32]


def _pin(flags: TokenFlag) -> Pin:
    if flags & TokenFlag.USER_PIN_LOCKED:
        return "locked"
    if flags & TokenFlag.USER_PIN_FINAL_TRY:
        return "final"
    if flags & TokenFlag.USER_PIN_COUNT_LOW:
        return "low"
    return "ready" if flags & TokenFlag.USER_PIN_INITIALIZED else "none"


def notes(token: Token) -> tuple[str, ...]:
    """What a person should know before the PIN is asked for, a sentence each."""
    said = [_about_tries(token.pin)]
    if token.pin_pad:
        said.append(tr("The PIN is entered at the card reader."))
    if token.write_protected:
        said.append(tr("The card is write-protected; signing works all the same."))
    return tuple(filter(None, said))


def _about_tries(pin: Pin) -> str:
    return {
        "ready": "",
        "low": tr("The PIN was last entered wrongly; only few tries are left."),
        "final": tr("This is the last try: another wrong PIN locks the card."),
        "locked": tr("The PIN of this card is locked after too many wrong tries."),
        "none": tr("This card has no PIN yet; it has to be activated first."),
    }[pin]


def pin_each_note(count: int) -> str:
    """Said before a stack is begun, if the key wants its PIN for every signature (`Key.pin_each`)."""
    return trn(
        "Your card wants the PIN for this document.",
        "Your card wants the PIN for each document ({count} ×).",
        count,
    )


def certificates(token: Token, now: datetime.datetime | None = None) -> tuple[TokenCertificate, ...]:
    """The certificates of persons on a token: those that can sign first, then the others with the reason.

    Raises TokenGone, TokenError.
    """
    now = now or datetime.datetime.now(datetime.UTC)
    found = (_entry(*each, now) for each in _stored(token))
    return tuple(sorted((each for each in found if each.certificate.purpose != "issuing"), key=_rank))


def _entry(data: bytes, ident: bytes, label: str, now: datetime.datetime) -> TokenCertificate:
    about = summary(x509.Certificate.load(data))
    return TokenCertificate(about, data, ident, label, unfit_reason(about, now))


def _rank(entry: TokenCertificate) -> tuple:
    meant = {"signing": 0, "any": 1, "login": 2}.get(entry.certificate.purpose, 3)
    return bool(entry.reason), meant, -entry.certificate.not_after.timestamp(), entry.certificate.name


def _stored(token: Token) -> list[tuple[bytes, bytes, str]]:
    """Value, id and label of every certificate that can be read without a PIN; what is no certificate is left out."""
    found = []
    held = token_at(token.place, _mark)
    with talking():
        connection = connect(token.place, held)
        try:
            for each in connection.session.get_objects({Attribute.CLASS: ObjectClass.CERTIFICATE}):
                data = _value(each, Attribute.VALUE) or b""
                with contextlib.suppress(ValueError, TypeError, KeyError):
                    purpose(x509.Certificate.load(data, strict=True))
                    found.append((data, _value(each, Attribute.ID) or b"", _value(each, Attribute.LABEL) or ""))
        finally:
            connection.close()
    return found


def _value(found: Any, name: Attribute) -> Any:
    try:
        return found[name]
    except card.PKCS11Error:  # not every card has every property
        return None


def open_token_key(
    token: Token, certificate: TokenCertificate, pin: str | None, again: Callable[[], str] | None = None
) -> Key:
    """Log in and find the key of a certificate. `pin` is not used where the reader has keys of its own.

    again: asked for the PIN before every further signature, if the key wants it each time (`Key.pin_each`).
    Raises CertificateUnfit and PinLocked before the PIN is used; WrongPin, PinRefused, PinNeeded, TokenCancelled,
    TokenGone, TokenError, NoPrivateKey.
    """
    if certificate.reason:
        raise CertificateUnfit(name=certificate.certificate.name, reason=certificate.reason)
    held = token_at(token.place, _mark)
    state = _token(Path(token.module), held)
    if state.pin == "locked":
        raise PinLocked(reason=_about_tries("locked"))
    if not state.pin_pad and not pin:
        raise PinNeeded(reason=tr("The card wants its PIN before it signs."))
    chain = [x509.Certificate.load(data) for data, _, _ in _stored(token) if data != certificate.data]
    connection = _logged_in(token, held, pin, pad=state.pin_pad)
    try:
        with talking():
            private = private_key(connection.session, certificate.ident, certificate.data)
            if private is None:
                raise NoPrivateKey(path=token.label)
            signer = TokenSigner(
                connection,
                private,
                x509.Certificate.load(certificate.data),
                chain,
                pin=None if state.pin_pad else pin,
                again=again,
                there=lambda: token_at(token.place, _mark) is not None,
            )
    except BaseException:
        connection.close()
        raise
    return Key(certificate.certificate, signer, pin_each=signer.pin_each, close=connection.close)


def _logged_in(token: Token, held: Any, pin: str | None, *, pad: bool):
    try:
        with talking():
            return connect(token.place, held, pin, pad=pad)
    except WrongPin as wrong:
        left = _about_tries(_pin_now(token))
        raise WrongPin(reason=" ".join(filter(None, (str(wrong.details["reason"]), left)))) from None


def _pin_now(token: Token) -> Pin:
    try:
        return _pin(token_at(token.place, _mark).flags)
    except TokenGone:
        return "ready"

"""The dry run: everything that can be known before anybody types a passphrase, and after."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from avv_desktop.document.model import Document
from avv_desktop.signing import pdf_file
from avv_desktop.signing.appearance import words
from avv_desktop.signing.certificates import GOOD_RSA, day, rsa_bits, unfit_reason
from avv_desktop.signing.model import Certificate, PreCheck, Slot
from avv_desktop.signing.names import clean, names_fit
from avv_desktop.signing.obstacles import obstacles
from avv_desktop.signing.typefaces import missing_letters
from avv_desktop.system.language import tr

SOON = datetime.timedelta(days=30)


def precheck(
    data: bytes, slot: Slot, certificate: Certificate | None, now: datetime.datetime | None = None
) -> list[PreCheck]:
    """What is in order, what to mind, what stops. Without a certificate only what needs none.

    Every message is a whole sentence. Raises PdfError, EncryptedPdf.
    """
    now = now or datetime.datetime.now(datetime.UTC)
    fields, inside = pdf_file.fields(pdf_file.reader(data)), pdf_file.inside(data)
    found = [*_file(fields, inside.document, slot, now, inside.made), *_letters(slot, certificate, now)]
    return [*found, *_certificate(slot, certificate, now)] if certificate else found


def certificate_checks(slot: Slot, certificate: Certificate, now: datetime.datetime | None = None) -> list[PreCheck]:
    """What concerns the certificate and the letters alone, for a field that is not there yet."""
    now = now or datetime.datetime.now(datetime.UTC)
    return [*_letters(slot, certificate, now), *_certificate(slot, certificate, now)]


def _file(
    fields: list[pdf_file.Field],
    document: Document | None,
    slot: Slot,
    now: datetime.datetime,
    made: datetime.datetime | None,
) -> Iterator[PreCheck]:
    if document is not None and not document.complete:
        yield PreCheck("complete", "stop", tr("The agreement is not complete yet; it cannot be signed."))
    against = list(obstacles(fields, document, slot, now, made))
    yield from (PreCheck(each.name, "stop", each.reason) for each in against)
    if not against:
        signed = sum(field.filled for field in fields)
        if signed:
            yield PreCheck("existing", "ok", tr("The signatures in this file hold, and stay valid."))
        yield PreCheck("order", "ok", tr("It is this person's turn."))


def _letters(slot: Slot, certificate: Certificate | None, now: datetime.datetime) -> Iterator[PreCheck]:
    letters = words(slot, certificate, now).letters if certificate else clean(slot.name + slot.function + slot.place)
    if lacking := missing_letters(letters):
        yield PreCheck("letters", "stop", tr("The font lacks these letters: {letters}", letters=lacking))


def _certificate(slot: Slot, certificate: Certificate, now: datetime.datetime) -> Iterator[PreCheck]:
    if reason := unfit_reason(certificate, now):
        yield PreCheck("certificate", "stop", tr("The certificate cannot be used. {reason}", reason=reason))
    elif certificate.not_after - now < SOON:
        until = day(certificate.not_after)
        yield PreCheck("certificate", "warn", tr("The certificate is only valid until {day}.", day=until))
    else:
        until = day(certificate.not_after)
        yield PreCheck("certificate", "ok", tr("The certificate is valid until {day}.", day=until))
    if 0 < rsa_bits(certificate) < GOOD_RSA:
        yield PreCheck(
            "strength",
            "warn",
            tr(
                "{algorithm} is no longer recommended; the next key should be stronger.",
                algorithm=certificate.algorithm,
            ),
        )
    if certificate.purpose == "login":
        said = tr("The certificate is meant for logging in; some programs will not take its signature for one.")
        yield PreCheck("purpose", "warn", said)
    yield _name(slot, certificate)
    if certificate.trial:
        yield PreCheck(
            "trial", "warn", tr("This is a trial key: good for trying out, not for an agreement that counts.")
        )


def _name(slot: Slot, certificate: Certificate) -> PreCheck:
    if not slot.name:
        return PreCheck("name", "ok", tr("The signature will bear the name {name}.", name=certificate.name))
    if names_fit(slot.name, certificate.name):
        return PreCheck("name", "ok", tr("The name on the certificate fits: {name}.", name=certificate.name))
    return PreCheck(
        "name",
        "warn",
        tr(
            "The certificate says {given}, but {expected} should sign here.", given=certificate.name, expected=slot.name
        ),
    )


def stops(found: list[PreCheck]) -> bool:
    return any(each.severity == "stop" for each in found)

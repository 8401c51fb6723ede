"""The signature fields of a file beside the lines of the agreement inside: who should sign, and who did."""

from __future__ import annotations

from typing import TypeAlias

from avv_desktop.document.model import Document, SignatureLine, signature_lines
from avv_desktop.signing import pdf_file
from avv_desktop.signing.beside import Beside
from avv_desktop.signing.certificates import summary
from avv_desktop.signing.changes import Found, changes
from avv_desktop.signing.integrity import Judged, integrity, is_timestamp
from avv_desktop.signing.model import Slot
from avv_desktop.signing.names import names_fit
from avv_desktop.signing.representation import Held

Findings: TypeAlias = "dict[str, tuple[Judged, Found]]"
"""By field name: is it intact, and what came after it."""


def findings(fields: list[pdf_file.Field], *, own: bool) -> Findings:
    """Of every signature that can be read; the slow part of judging a file, so it is done once."""
    names = frozenset(field.name for field in fields)
    readable = [(field.name, field.signature) for field in fields if field.signature is not None]
    beside = Beside(fields, own=own)
    return {
        name: (integrity(signature), beside.judged(signature, changes(signature, names, own=own)))
        for name, signature in readable
    }


def held(fields: list[pdf_file.Field], document: Document | None, found: Findings | None = None) -> list[Held]:
    """In the order of the agreement; of a file without one, all signature fields in the order of its form."""
    found = findings(fields, own=document is not None) if found is None else found
    by_name = {field.name: field for field in fields}
    if document is None:
        return [_held(field, None, found) for field in fields if not _timestamp(field)]
    return [_held(by_name[line.field], line, found) for line in signature_lines(document) if line.field in by_name]


def _timestamp(field: pdf_file.Field) -> bool:
    return field.signature is not None and is_timestamp(field.signature)


def _held(field: pdf_file.Field, line: SignatureLine | None, found: Findings) -> Held:
    empty = Slot(
        field=field.name,
        side=line.side if line else "",
        name=line.name if line else "",
        function=line.function if line else "",
        party=line.party if line else "",
        place=line.place if line else "",
        order=line.order if line else 0,
        signed=False,
    )
    if not field.filled:
        return Held(empty, None)
    return Held(_signed(empty, field), _holds(found.get(field.name)), key_of(field))


def key_of(field: pdf_file.Field) -> str:
    """The fingerprint of the signer's public key, whatever certificates it has; empty if it cannot be read."""
    try:
        return field.signature.signer_cert.public_key.sha256.hex() if field.signature is not None else ""
    except Exception:  # a foreign file may raise anything; then nobody is known to have signed
        return ""


def _holds(found: tuple[Judged, Found] | None) -> bool:
    return found is not None and found[0].state == "intact" and found[1].state in ("none", "signature")


def _signed(empty: Slot, field: pdf_file.Field) -> Slot:
    from msgspec.structs import replace

    signer, trial, when = "", False, None
    try:
        if field.signature is not None:
            when = field.signature.self_reported_timestamp
            certificate = summary(field.signature.signer_cert)
            signer, trial = certificate.name, certificate.trial
    except Exception:  # a foreign file may raise anything; then nobody is known to have signed
        signer = ""
    fits = names_fit(empty.name, signer) if empty.name else None
    return replace(empty, signed=True, signer=signer, signed_at=when, trial=trial, fits=fits)

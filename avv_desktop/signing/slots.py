"""The signature fields of a file beside the lines of the agreement inside: who should sign, and who did."""

from __future__ import annotations

from typing import NamedTuple

from avv_desktop.document.model import Document, SignatureLine, signature_lines
from avv_desktop.signing import pdf_file
from avv_desktop.signing.certificates import summary
from avv_desktop.signing.changes import changes
from avv_desktop.signing.integrity import integrity, is_timestamp
from avv_desktop.signing.model import Slot
from avv_desktop.signing.names import names_fit


class Held(NamedTuple):
    """A slot, and whether the signature in it still holds (None while it is empty)."""

    slot: Slot
    holds: bool | None


def held(fields: list[pdf_file.Field], document: Document | None) -> list[Held]:
    """In the order of the agreement; of a file without one, all signature fields in the order of its form."""
    names = frozenset(field.name for field in fields)
    by_name = {field.name: field for field in fields}
    if document is None:
        return [_held(field, None, names) for field in fields if not _timestamp(field)]
    return [_held(by_name[line.field], line, names) for line in signature_lines(document) if line.field in by_name]


def _timestamp(field: pdf_file.Field) -> bool:
    return field.signature is not None and is_timestamp(field.signature)


def _held(field: pdf_file.Field, line: SignatureLine | None, names: frozenset[str]) -> Held:
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
    return Held(_signed(empty, field), _holds(field, names, own=line is not None))


def _holds(field: pdf_file.Field, names: frozenset[str], *, own: bool) -> bool:
    signature = field.signature
    if signature is None or integrity(signature).state != "intact":
        return False
    return changes(signature, names, own=own).state in ("none", "signature")


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

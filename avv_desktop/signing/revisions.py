"""The versions of a file: each as it was when it was signed, byte for byte."""

from __future__ import annotations

import datetime
import re
from typing import Literal

from msgspec import Struct
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from avv_desktop.signing import pdf_file
from avv_desktop.signing.certificates import summary
from avv_desktop.signing.integrity import framed, is_timestamp

Kind = Literal["unsigned", "signature", "timestamp", "addition"]

END = re.compile(rb"startxref\s+\d+\s+%%EOF(?:\r\n|\r|\n)?")
MOST = 200
"""Versions of a file that are looked at."""


class Revision(Struct, frozen=True):
    """One version. number: from 1. data: the whole file as it was. field, signer, signed_at: of the signature that this
    version came with; its own word only, whether it is true a verdict says.

    kind: "unsigned" before the first signature, "addition" for what came without one after it.
    """

    number: int
    kind: Kind
    data: bytes
    field: str = ""
    signer: str = ""
    signed_at: datetime.datetime | None = None


def revisions(data: bytes) -> tuple[Revision, ...]:
    """The oldest first; the last one is the file as it is. Raises PdfError, EncryptedPdf."""
    opened = pdf_file.reader(data)
    signatures = {
        each.signature.signed_revision: (each.name, each.signature)
        for each in pdf_file.fields(opened)
        if each.signature is not None and _framed(each.signature)
    }
    ends = _ends(opened, data, signatures)
    found: list[Revision] = []
    for revision, end in ends:
        name, signature = signatures.get(revision, ("", None))
        begun = any(each.kind in ("signature", "timestamp") for each in found)
        found.append(_revision(len(found) + 1, data[:end], name, signature, begun=begun))
    return tuple(found)


def _framed(signature: EmbeddedPdfSignature) -> bool:
    try:
        return framed(signature) is None
    except Exception:  # a foreign file may raise anything; then it is no version that anybody signed
        return False


def _ends(opened: PdfFileReader, data: bytes, signatures: dict) -> list[tuple[int, int]]:
    """Each version of the file, and where it ends."""
    found: dict[int, int] = {}
    total = opened.xrefs.total_revisions
    for revision in range(min(total, MOST)):
        if revision in signatures:
            _, _, start, length = map(int, signatures[revision][1].byte_range)
            found[revision] = start + length
        elif revision == total - 1:
            found[revision] = len(data)
        elif end := END.search(data, opened.xrefs.get_xref_container_info(revision).end_location):
            found[revision] = end.end()
    ordered = sorted(found.items())
    last = {end: revision for revision, end in ordered}
    return [(revision, end) for end, revision in sorted(last.items())]


def _revision(number: int, data: bytes, name: str, signature: EmbeddedPdfSignature | None, *, begun: bool) -> Revision:
    if signature is None:
        return Revision(number, "addition" if begun else "unsigned", data)
    kind: Kind = "timestamp" if is_timestamp(signature) else "signature"
    signer, moment = "", None
    try:
        signer = summary(signature.signer_cert).name
        moment = signature.self_reported_timestamp
        if kind == "timestamp":
            moment = signature.signed_data["encap_content_info"]["content"].parsed["gen_time"].native
    except Exception:  # a foreign file may raise anything; then nobody is known to have signed
        return Revision(number, kind, data, name)
    return Revision(number, kind, data, name, signer, moment)

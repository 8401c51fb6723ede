"""Sign: PAdES baseline B-B or B-T (ETSI EN 319 142-1) into a field that was prepared, as an appended revision.

The result begins with the bytes it was given. Room is left in the signature, so that a timestamp still fits in later.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable, Coroutine, Sequence
from typing import Any, NamedTuple

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes
from pyhanko.sign.signers.pdf_signer import PdfSignatureMetadata, PdfSigner

from avv_desktop.errors import AvvError, CertificateUnfit, SigningRefused
from avv_desktop.pdf.model import Pdf
from avv_desktop.signing import appearance, obstacles, pdf_file, placing
from avv_desktop.signing.boxes import Box
from avv_desktop.signing.certificates import unfit_reason
from avv_desktop.signing.closing import closes, lock
from avv_desktop.signing.keys import Key
from avv_desktop.signing.model import SignedPdf, Slot
from avv_desktop.signing.pictures import Picture
from avv_desktop.signing.slots import held
from avv_desktop.signing.timestamps import Stamper
from avv_desktop.signing.waiting import finished
from avv_desktop.system.language import tr

DIGEST = "sha256"
RESERVED = 32768
"""Hexadecimal digits, so 16 KiB: a signature with its certificates needs 2 to 6 KiB, a timestamp as much again."""


def sign(
    pdf: Pdf | SignedPdf,
    key: Key,
    slot: Slot,
    *,
    now: datetime.datetime | None = None,
    stamper: Stamper | None = None,
    pictures: Sequence[Picture] = (),
    box: Box | None = None,
) -> SignedPdf:
    """Sign one prepared field. The input stays as it is; a new file is given back whole, or nothing.

    stamper: confirms the time at once, otherwise that is left for later. The last signature of an agreement closes it.
    pictures: handwriting and a logo beside the words. box: of a new field, in a file that is not ours.

    Raises SigningRefused (already signed, not one's turn, would break a signature, clock behind the last signature),
    CertificateUnfit, GlyphsMissing, TimestampFailed, PdfError, EncryptedPdf.
    """
    return finished(prepared(pdf, key, slot, now, stamper, pictures, box)())


def prepared(
    pdf: Pdf | SignedPdf | pdf_file.Opened,
    key: Key,
    slot: Slot,
    now: datetime.datetime | None = None,
    stamper: Stamper | None = None,
    pictures: Sequence[Picture] = (),
    box: Box | None = None,
) -> Callable[[], Coroutine[Any, Any, SignedPdf]]:
    """All of `sign` that needs no key; what is given back makes the signature. Raises as `sign`."""
    read = pdf if isinstance(pdf, pdf_file.Opened) else pdf_file.opened(pdf.data)
    moment = now or datetime.datetime.now(datetime.UTC).replace(microsecond=0)
    if reason := unfit_reason(key.certificate, moment):
        raise CertificateUnfit(name=key.certificate.name, reason=reason)
    said = appearance.words(slot, key.certificate, moment)
    appearance.check_letters(said, slot.field)
    if read.reader.xrefs.hybrid_xrefs_present:
        raise SigningRefused(reason=tr("This file is built in two ways at once; signatures in it would not be safe."))
    if reason := obstacles.first(read.fields, read.document, slot, moment, read.made, new=box is not None):
        raise SigningRefused(reason=reason)
    place = placing.place(read, slot.field, box)
    closing = closes(read.document, held(read.fields, read.document), slot, key.certificate.name)
    seal = appearance.Seal(said=said, place=slot.field, pictures=tuple(pictures), size=place.size, turn=place.turn)
    work = _Work(key, slot, seal, moment, stamper, closing, place.spec)

    async def signature() -> SignedPdf:
        try:
            return SignedPdf(await _signed(read.data, work))
        except AvvError:
            raise
        except Exception as error:
            raise SigningRefused(reason=tr("This file cannot be signed: {reason}", reason=str(error)[:200])) from error

    return signature


class _Work(NamedTuple):
    key: Key
    slot: Slot
    seal: appearance.Seal
    now: datetime.datetime
    stamper: Stamper | None
    closes: bool
    spec: SigFieldSpec | None


async def _signed(data: bytes, work: _Work) -> bytes:
    """The writer reads anew: pyHanko writes metadata without their content if a judge has read the file before."""
    signer = PdfSigner(
        PdfSignatureMetadata(
            field_name=work.slot.field,
            md_algorithm=DIGEST,
            subfilter=SigSeedSubFilter.PADES,
            location=work.slot.place or None,
            name=work.key.certificate.name,
        ),
        work.key.signer,
        timestamper=work.stamper,
        stamp_style=work.seal,
        new_field_spec=work.spec,
    )
    writer = IncrementalPdfFileWriter(io.BytesIO(data), strict=False)
    session = signer.init_signing_session(writer, existing_fields_only=work.spec is None)
    session.system_time = work.now
    late = work.closes and "/Lock" not in session.sig_field
    if late:
        session.sig_field["/Lock"] = lock()
    document = session.prepare_tbs_document(validation_info=None, bytes_reserved=RESERVED)
    if late:  # the signature says it; the field itself must not change any more
        del session.sig_field["/Lock"]
    output = io.BytesIO()
    prepared, _ = document.digest_tbs_document(output=output)
    await document.perform_signature(prepared.document_digest, PdfCMSSignedAttributes(signing_time=work.now))
    return output.getvalue()

"""Sign: PAdES baseline B-B (ETSI EN 319 142-1) into a field that was prepared, as an appended revision.

The result begins with the bytes it was given. Room is left in the signature, so that a timestamp still fits in later.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable, Coroutine
from typing import Any

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes
from pyhanko.sign.signers.pdf_signer import PdfSignatureMetadata, PdfSigner

from avv_desktop.errors import AvvError, CertificateUnfit, SigningRefused
from avv_desktop.pdf.model import Pdf
from avv_desktop.signing import appearance, obstacles, pdf_file
from avv_desktop.signing.certificates import unfit_reason
from avv_desktop.signing.keys import Key
from avv_desktop.signing.model import SignedPdf, Slot
from avv_desktop.signing.waiting import finished
from avv_desktop.system.language import tr

DIGEST = "sha256"
RESERVED = 32768
"""Hexadecimal digits, so 16 KiB: a signature with its certificates needs 2 to 6 KiB, a timestamp as much again."""


def sign(pdf: Pdf | SignedPdf, key: Key, slot: Slot, *, now: datetime.datetime | None = None) -> SignedPdf:
    """Sign one prepared field. The input stays as it is; a new file is given back whole, or nothing.

    Raises SigningRefused (already signed, not one's turn, would break a signature, clock behind the last signature),
    CertificateUnfit, GlyphsMissing, PdfError, EncryptedPdf.
    """
    return finished(prepared(pdf, key, slot, now)())


def prepared(
    pdf: Pdf | SignedPdf, key: Key, slot: Slot, now: datetime.datetime | None = None
) -> Callable[[], Coroutine[Any, Any, SignedPdf]]:
    """All of `sign` that needs no key; what is given back makes the signature. Raises as `sign`."""
    moment = now or datetime.datetime.now(datetime.UTC).replace(microsecond=0)
    if reason := unfit_reason(key.certificate, moment):
        raise CertificateUnfit(name=key.certificate.name, reason=reason)
    said = appearance.words(slot, key.certificate, moment)
    appearance.check_letters(said, slot.field)
    opened = pdf_file.reader(pdf.data)
    if opened.xrefs.hybrid_xrefs_present:
        raise SigningRefused(reason=tr("This file is built in two ways at once; signatures in it would not be safe."))
    document, made = pdf_file.inside(pdf.data)
    if reason := obstacles.first(pdf_file.fields(opened), document, slot, moment, made):
        raise SigningRefused(reason=reason)

    async def signature() -> SignedPdf:
        try:
            return SignedPdf(await _signed(opened, key, slot, said, moment))
        except AvvError:
            raise
        except Exception as error:
            raise SigningRefused(reason=tr("This file cannot be signed: {reason}", reason=str(error)[:200])) from error

    return signature


async def _signed(opened: PdfFileReader, key: Key, slot: Slot, said: appearance.Words, now: datetime.datetime) -> bytes:
    signer = PdfSigner(
        PdfSignatureMetadata(
            field_name=slot.field,
            md_algorithm=DIGEST,
            subfilter=SigSeedSubFilter.PADES,
            location=slot.place or None,
            name=key.certificate.name,
        ),
        key.signer,
        stamp_style=appearance.Seal(said=said, place=slot.field, size=pdf_file.size(opened, slot.field)),
    )
    session = signer.init_signing_session(IncrementalPdfFileWriter.from_reader(opened), existing_fields_only=True)
    session.system_time = now
    document = session.prepare_tbs_document(validation_info=None, bytes_reserved=RESERVED)
    output = io.BytesIO()
    prepared, _ = document.digest_tbs_document(output=output)
    await document.perform_signature(prepared.document_digest, PdfCMSSignedAttributes(signing_time=now))
    return output.getvalue()

"""Who signed a file by its own word, with the fingerprints that a person can compare."""

from __future__ import annotations

import datetime
import hashlib

from msgspec import Struct

from avv_desktop.signing import pdf_file
from avv_desktop.signing.certificates import summary
from avv_desktop.signing.integrity import is_timestamp
from avv_desktop.signing.model import Certificate


class Signer(Struct, frozen=True):
    """fingerprint: of the certificate (SHA-256, hex). token: of the signature itself, to find it again in a copy."""

    field: str
    name: str
    fingerprint: str
    token: str
    issuer: str = ""
    signed_at: datetime.datetime | None = None
    trial: bool = False


def signers(data: bytes) -> tuple[Signer, ...]:
    """In the order of the form; what cannot be read, and timestamps, are left out. Raises PdfError, EncryptedPdf."""
    found = []
    for field in pdf_file.fields(pdf_file.reader(data)):
        try:
            if field.signature is None or is_timestamp(field.signature):
                continue
            certificate = summary(field.signature.signer_cert)
            token = hashlib.sha256(field.signature.pkcs7_content).hexdigest()
            when = field.signature.self_reported_timestamp
        except Exception:  # a foreign file may raise anything; then nobody is known to have signed
            continue
        found.append(
            Signer(
                field.name,
                certificate.name,
                certificate.fingerprint,
                token,
                certificate.issuer,
                when,
                certificate.trial,
            )
        )
    return tuple(found)


def certificates(data: bytes) -> dict[str, Certificate]:
    """Of whoever signed or stamped, by field; what cannot be read is left out. Raises PdfError, EncryptedPdf."""
    found = {}
    for field in pdf_file.fields(pdf_file.reader(data)):
        try:
            if field.signature is not None:
                found[field.name] = summary(field.signature.signer_cert)
        except Exception:  # a foreign file may raise anything; then nobody is known to have signed
            continue
    return found

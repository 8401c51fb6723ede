"""A timestamp for a signature that was made without one: into the room that was left in the signature itself.

Only the last signature can have it, as long as nothing was appended to the file. The bytes outside of that room stay.
"""

from __future__ import annotations

import hashlib

from asn1crypto import cms
from pyhanko.sign.attributes import simple_cms_attribute
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from avv_desktop.signing.timestamps import Stamper

DIGEST = "sha256"
LEAST_ROOM = 6000
"""Bytes that must be left: what a timestamp with its certificates needs, and some more."""


def fits(signature: EmbeddedPdfSignature, size: int) -> bool:
    """Is it the last of a file of `size` bytes, and is there room in it?"""
    try:
        start, before, after, rest = map(int, signature.byte_range)
        room = len(signature.pkcs7_content) - len(_content(signature).dump())
        return start == 0 and after + rest == size and after - before > 2 and room >= LEAST_ROOM
    except Exception:  # a foreign file may raise anything; then it is left as it is
        return False


def stamped(data: bytes, signature: EmbeddedPdfSignature, stamper: Stamper) -> bytes:
    """`data` with the timestamp in the signature. Raises TimestampFailed; ValueError if the token is too large."""
    content = _content(signature)
    signer = content["content"]["signer_infos"][0]
    token = stamper.stamp(hashlib.new(DIGEST, signer["signature"].native).digest(), DIGEST)
    others = list(signer["unsigned_attrs"] or ())
    signer["unsigned_attrs"] = cms.CMSAttributes([*others, simple_cms_attribute("signature_time_stamp_token", token)])
    _, first, second, _ = map(int, signature.byte_range)
    digits = content.dump().hex().encode("ascii")
    room = second - first - 2
    if len(digits) > room:
        raise ValueError("the timestamp does not fit")
    return data[: first + 1] + digits.ljust(room, b"0") + data[second - 1 :]


def _content(signature: EmbeddedPdfSignature) -> cms.ContentInfo:
    return cms.ContentInfo.load(signature.pkcs7_content)

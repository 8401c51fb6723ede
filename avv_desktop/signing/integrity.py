"""Is what was signed still what is there, and does the signature belong to it? Says nothing about who."""

from __future__ import annotations

import re
from typing import NamedTuple

from asn1crypto import cms, parser, tsp
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.generic_cms import validate_sig_integrity
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from avv_desktop.signing.model import Integrity
from avv_desktop.signing.pdf_file import odd
from avv_desktop.signing.plain_ecdsa import CHECKER
from avv_desktop.system.language import tr

DIGITS = re.compile(rb"<(?:[0-9A-Fa-f]{2})+>")
WEAK_HASHES = frozenset({"md2", "md4", "md5", "sha1"})
"""Collisions can be made (BSI TR-02102-1, ETSI TS 119 312): they prove nothing any more."""


class Judged(NamedTuple):
    """sub_indication: in the words of EN 319 102-1 where it is not intact. reason: why nothing can be said."""

    state: Integrity
    sub_indication: str = ""
    reason: str = ""


INTACT = Judged("intact")


def is_timestamp(signature: EmbeddedPdfSignature) -> bool:
    """A document timestamp (ETSI EN 319 142-1, 5.4.3), told by /SubFilter."""
    return str(signature.sig_object.get("/SubFilter", "")) == "/ETSI.RFC3161"


def integrity(signature: EmbeddedPdfSignature) -> Judged:
    """Never raises: whatever a foreign signature is made of, the answer is a state."""
    try:
        if broken := framed(signature):
            return broken
        return _timestamp(signature) if is_timestamp(signature) else _signature(signature)
    except SignatureValidationError as error:
        return Judged("unverifiable", _named(error), odd())
    except Exception:  # a foreign file may raise anything, also RecursionError
        return Judged("unverifiable", "", odd())


def framed(signature: EmbeddedPdfSignature) -> Judged | None:
    """What is left out of the signed bytes must be the signature and nothing else (EN 319 142-1, 5.5): its digits, then
    zeros. Anything more could be changed by anybody."""
    numbers = [each if isinstance(each, int) else -1 for each in signature.byte_range]
    first, length, start, rest = numbers if len(numbers) == 4 else (-1,) * 4
    stream = signature.reader.stream
    end = stream.seek(0, 2)
    if not (first == 0 < length < start and 0 < rest <= end - start):
        return Judged("altered", "FORMAT_FAILURE", tr("What it covers is given wrongly."))
    stream.seek(length)
    left_out = stream.read(start - length)
    if not DIGITS.fullmatch(left_out):
        return Judged("altered", "FORMAT_FAILURE", tr("Something other than the signature is left out of it."))
    content = bytes.fromhex(left_out[1:-1].decode())
    if content[parser.peek(content) :].strip(b"\0"):
        return Judged("altered", "FORMAT_FAILURE", tr("Something is hidden behind the signature."))
    return None


def _signature(signature: EmbeddedPdfSignature) -> Judged:
    kind = str(signature.sig_object.get("/SubFilter", ""))
    if kind not in ("/ETSI.CAdES.detached", "/adbe.pkcs7.detached", "/PBAD.PAdES"):
        return Judged("unverifiable", "FORMAT_FAILURE", tr("Its kind ({kind}) is not known here.", kind=kind or "–"))
    if weak := _weak(signature.signer_info):
        return weak
    if signature.signed_data["encap_content_info"]["content_type"].native != "data":
        return Judged("unverifiable", "FORMAT_FAILURE", tr("It does not sign the file around it."))
    digest = signature.compute_digest()
    return _answer(*validate_sig_integrity(signature.signer_info, signature.signer_cert, "data", digest, CHECKER))


def _timestamp(signature: EmbeddedPdfSignature) -> Judged:
    content = signature.signed_data["encap_content_info"]["content"]
    stamp = content.parsed
    if not isinstance(stamp, tsp.TSTInfo):
        return Judged("unverifiable", "FORMAT_FAILURE", tr("It is no timestamp."))
    if weak := _weak(signature.signer_info):
        return weak
    imprint = stamp["message_imprint"]
    covered = signature.compute_digest(imprint["hash_algorithm"]["algorithm"].native)
    if covered != imprint["hashed_message"].native:
        return Judged("altered", "HASH_FAILURE")
    import hashlib

    digest = hashlib.new(signature.md_algorithm, bytes(content)).digest()
    return _answer(*validate_sig_integrity(signature.signer_info, signature.signer_cert, "tst_info", digest, CHECKER))


def _answer(same: bool, genuine: bool) -> Judged:
    if not genuine:
        return Judged("altered", "SIG_CRYPTO_FAILURE")
    return INTACT if same else Judged("altered", "HASH_FAILURE")


def _weak(signer: cms.SignerInfo) -> Judged | None:
    name = signer["digest_algorithm"]["algorithm"].native
    if name in WEAK_HASHES:
        reason = tr("It uses {algorithm}, which proves nothing any more.", algorithm=name.upper())
        return Judged("unverifiable", "CRYPTO_CONSTRAINTS_FAILURE_NO_POE", reason)
    return None


def _named(error: SignatureValidationError) -> str:
    indication = getattr(error, "ades_subindication", None)
    return indication.name if indication is not None else ""

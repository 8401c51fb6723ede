"""Answers on revocation (OCSP, RFC 6960) for certificates that name nobody who could be asked.

pyHanko looks for an answer only where a certificate says whom to ask; one that was given counts all the same.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence

from asn1crypto import ocsp, x509
from cryptography.exceptions import InvalidSignature

from avv_desktop.signing.chains import Material, issued, issuer, words
from avv_desktop.signing.plain_ecdsa import CHECKER


def revoked(
    certificate: x509.Certificate,
    known: Iterable[x509.Certificate],
    answers: Sequence[ocsp.OCSPResponse],
    moment: datetime.datetime,
) -> bool:
    """Does an answer by its issuer, or by whoever answers for it, say that it was revoked before `moment`?"""
    above = issuer(certificate, known)
    if above is None:
        return False
    for answer in answers:
        said = words(certificate, above, Material((), (), (answer,)))
        if any(word.revoked is not None and word.revoked <= moment for word in said) and _genuine(answer, above):
            return True
    return False


def _genuine(answer: ocsp.OCSPResponse, above: x509.Certificate) -> bool:
    basic = answer.basic_ocsp_response
    content, signature = basic["tbs_response_data"].dump(), basic["signature"].native
    for signer in _signers(basic, above):
        try:
            CHECKER.validate_signature(signature, content, signer.public_key, basic["signature_algorithm"])
            return True
        except (InvalidSignature, ValueError, TypeError):
            continue
    return False


def _signers(basic: ocsp.BasicOCSPResponse, above: x509.Certificate) -> Iterator[x509.Certificate]:
    yield above
    for each in basic["certs"] or ():
        purposes = each.extended_key_usage_value
        if purposes is not None and "ocsp_signing" in purposes.native and issued(above, each):
            yield each

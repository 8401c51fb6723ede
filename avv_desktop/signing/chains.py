"""Chains of certificates, and which revocation information speaks for each of them. Pure: nothing is fetched.

This only says what belongs together, so that it can be kept; whether it is to be believed, `trust` says.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from asn1crypto import crl, ocsp, x509
from cryptography import x509 as readable
from cryptography.exceptions import InvalidSignature

LONGEST = 10
"""Certificates in a chain."""


class Material(NamedTuple):
    """What lies in a security store, or will."""

    certificates: tuple[x509.Certificate, ...] = ()
    crls: tuple[crl.CertificateList, ...] = ()
    ocsps: tuple[ocsp.OCSPResponse, ...] = ()

    def __add__(self, other: Material) -> Material:  # type: ignore[override]
        """Both, each thing once."""
        return Material(*(_once((*mine, *theirs)) for mine, theirs in zip(self, other, strict=True)))


def _once(things: Iterable) -> tuple:
    return tuple({thing.dump(): thing for thing in things}.values())


# ---- chains


def chain(certificate: x509.Certificate, known: Sequence[x509.Certificate]) -> list[x509.Certificate]:
    """From `certificate` upwards as far as `known` reaches."""
    found = [certificate]
    while len(found) < LONGEST and not self_issued(found[-1]):
        above = issuer(found[-1], known)
        if above is None or above in found:
            break
        found.append(above)
    return found


def issuer(certificate: x509.Certificate, known: Iterable[x509.Certificate]) -> x509.Certificate | None:
    return next((each for each in known if each.subject == certificate.issuer and issued(each, certificate)), None)


def issued(above: x509.Certificate, certificate: x509.Certificate) -> bool:
    """Did the key of `above` sign `certificate`?"""
    return _issued(above.dump(), certificate.dump())


@lru_cache(maxsize=512)
def _issued(above: bytes, certificate: bytes) -> bool:
    try:
        issuing, issued = map(readable.load_der_x509_certificate, (above, certificate))
        issued.verify_directly_issued_by(issuing)
    except (ValueError, TypeError, InvalidSignature, readable.UnsupportedGeneralNameType):
        return False
    return True


def self_issued(certificate: x509.Certificate) -> bool:
    return certificate.issuer == certificate.subject


def complete(found: Sequence[x509.Certificate], anchors: Sequence[x509.Certificate]) -> bool:
    """Does a chain end at a root, or at a certificate that somebody believes?"""
    believed = {each.sha256 for each in anchors}
    return self_issued(found[-1]) or any(each.sha256 in believed for each in found)


def asked_about(found: Sequence[x509.Certificate]) -> Iterator[tuple[x509.Certificate, x509.Certificate]]:
    """Each certificate that can be revoked, with its issuer: neither a root, nor one whose issuer waives the question,
    nor one whose issuer publishes nothing."""
    for certificate, above in pairwise(found):
        if certificate.ocsp_no_check_value is None and publishes(certificate):
            yield certificate, above


def publishes(certificate: x509.Certificate) -> bool:
    """Does it name a place where one hears of its revocation?"""
    return bool(certificate.ocsp_urls or certificate.crl_distribution_points)


# ---- revocation information


class Word(NamedTuple):
    """What a list or an answer says of one certificate. until: when the next one is due."""

    since: datetime.datetime
    until: datetime.datetime | None
    revoked: datetime.datetime | None = None

    def speaks_at(self, moment: datetime.datetime) -> bool:
        """Was it the last word at `moment`, or was it given later?"""
        return self.since >= moment or (self.until is not None and moment <= self.until)


def words(certificate: x509.Certificate, above: x509.Certificate, material: Material) -> list[Word]:
    """Everything that is said of a certificate."""
    return [
        *(word for each in material.crls if (word := _listed(certificate, above, each))),
        *(word for each in material.ocsps for word in _answered(certificate, above, each)),
    ]


def covered(
    certificate: x509.Certificate, above: x509.Certificate, material: Material, moment: datetime.datetime
) -> bool:
    return any(word.speaks_at(moment) for word in words(certificate, above, material))


def _listed(certificate: x509.Certificate, above: x509.Certificate, each: crl.CertificateList) -> Word | None:
    try:
        if each.issuer != above.subject:
            return None
        entry = next((e for e in _entries(each) if e["user_certificate"].native == certificate.serial_number), None)
        content = each["tbs_cert_list"]
        revoked = entry["revocation_date"].native if entry is not None else None
        return Word(content["this_update"].native, content["next_update"].native, revoked)
    except (ValueError, TypeError, KeyError):
        return None


def _entries(each: crl.CertificateList) -> Iterable:
    found = each["tbs_cert_list"]["revoked_certificates"]
    return found if found.native else ()


def _answered(certificate: x509.Certificate, above: x509.Certificate, each: ocsp.OCSPResponse) -> Iterator[Word]:
    try:
        for answer in each.response_data["responses"] if each["response_status"].native == "successful" else ():
            if answer["cert_id"]["serial_number"].native != certificate.serial_number:
                continue
            if answer["cert_id"]["issuer_key_hash"].native != _hash(answer, above):
                continue
            status = answer["cert_status"]
            if status.name == "unknown":
                continue
            revoked = status.native["revocation_time"] if status.name == "revoked" else None
            yield Word(answer["this_update"].native, answer["next_update"].native, revoked)
    except (ValueError, TypeError, KeyError):
        return


def _hash(answer: ocsp.SingleResponse, above: x509.Certificate) -> bytes:
    return getattr(above.public_key, answer["cert_id"]["hash_algorithm"]["algorithm"].native, b"")

"""What a certificate says of itself, in the few words a person needs."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Literal

from avv_desktop.signing.model import Certificate, Purpose
from avv_desktop.signing.names import clean, without_trial_mark
from avv_desktop.system.language import tr

if TYPE_CHECKING:
    from asn1crypto import x509

TRIAL_UNIT = "Probezertifikat"
"""Organizational unit of every trial key."""
TRIAL_OID = "2.25.276834117340981452067413871225094837152"
"""An extension that only trial keys of this program have (an arc of a random number, ITU-T X.667)."""
SMALLEST_RSA, GOOD_RSA = 2048, 3000
"""Bits. Below the first nothing is signed; below the second BSI TR-02102-1 has recommended nothing since 2026."""

LOGIN = {"client_auth", "server_auth", "microsoft_smart_card_logon", "ssh_client", "ike_intermediate"}
ENCRYPTING = {"key_encipherment", "data_encipherment", "key_agreement"}
"""Names of asn1crypto."""

Validity = Literal["valid", "expired", "not yet valid"]


def summary(certificate: x509.Certificate) -> Certificate:
    """Never fails on odd names: what cannot be read is empty."""
    trial = is_trial(certificate)
    name = subject_name(certificate)
    return Certificate(
        name=without_trial_mark(name) if trial else name,
        issuer=issuer_name(certificate.issuer) or name,
        not_before=certificate.not_valid_before,
        not_after=certificate.not_valid_after,
        algorithm=algorithm(certificate),
        trial=trial,
        fingerprint=certificate.sha256.hex(),
        purpose=purpose(certificate),
    )


def purpose(certificate: x509.Certificate) -> Purpose:
    """By its key usage (RFC 5280, 4.2.1.3) and extended key usage; what cannot be read is not for signing."""
    try:
        usage = certificate.key_usage_value.native if certificate.key_usage_value else None
        extended = set(certificate.extended_key_usage_value.native if certificate.extended_key_usage_value else ())
        issues = certificate.ca
    except ValueError:
        return "other"
    if usage is None:
        return "login" if extended and not extended - LOGIN else "any"
    if issues and "key_cert_sign" in usage:
        return "issuing"
    if "non_repudiation" in usage:
        return "signing"
    if "digital_signature" in usage:
        return "login" if extended and not extended - LOGIN else "signing"
    return "encryption" if usage & ENCRYPTING else "other"


def subject_name(certificate: x509.Certificate) -> str:
    """The full name if it did not fit the common name (64 characters), else the common name."""
    return clean(_text(certificate.subject, "name", "common_name", "organization_name"))


def issuer_name(issuer: x509.Name) -> str:
    return clean(_text(issuer, "organization_name", "common_name"))


def is_trial(certificate: x509.Certificate) -> bool:
    """Made by this program to try it: issued by itself, with our extension or our unit in its name."""
    if certificate.issuer.dump() != certificate.subject.dump():
        return False
    marked = any(e["extn_id"].dotted == TRIAL_OID for e in certificate["tbs_certificate"]["extensions"] or ())
    units = certificate.subject.native.get("organizational_unit_name", "")
    return marked or TRIAL_UNIT in ([units] if isinstance(units, str) else units)


def algorithm(certificate: x509.Certificate) -> str:
    """ "RSA-3072", "P-256", or what it calls itself."""
    key = certificate.public_key
    if key.algorithm == "ec":
        curves = {"secp256r1": "P-256", "secp384r1": "P-384", "secp521r1": "P-521"}
        return curves.get(str(key.curve[1]), str(key.curve[1]))
    return f"RSA-{key.bit_size}" if key.algorithm.startswith("rsa") else str(key.algorithm)


def rsa_bits(certificate: Certificate) -> int:
    """Bits of an RSA key, 0 for others."""
    kind, _, bits = certificate.algorithm.partition("-")
    return int(bits) if kind == "RSA" else 0


def validity(certificate: Certificate, now: datetime.datetime) -> Validity:
    if now < certificate.not_before:
        return "not yet valid"
    return "expired" if now > certificate.not_after else "valid"


def unfit_reason(certificate: Certificate, now: datetime.datetime) -> str:
    """Why nothing can be signed with it now, one sentence; empty if it can."""
    bits = rsa_bits(certificate)
    if 0 < bits < SMALLEST_RSA:
        return tr("Its RSA key has {bits} bits; at least {least} are needed.", bits=bits, least=SMALLEST_RSA)
    if reason := _not_for_signing(certificate.purpose):
        return reason
    state = validity(certificate, now)
    if state == "expired":
        return tr("It expired on {day}.", day=day(certificate.not_after))
    if state == "not yet valid":
        return tr("It is only valid from {day} on.", day=day(certificate.not_before))
    return ""


def _not_for_signing(purpose: Purpose) -> str:
    if purpose == "encryption":
        return tr("It is meant for encrypting, not for signing.")
    if purpose == "issuing":
        return tr("It is meant for issuing certificates, not for signing agreements.")
    return tr("It is not meant for signing.") if purpose == "other" else ""


def day(moment: datetime.datetime) -> str:
    """The day by this computer's clock, as one writes it in Germany."""
    return moment.astimezone().strftime("%d.%m.%Y")


def _text(name: x509.Name, *parts: str) -> str:
    native = name.native
    for part in parts:
        value = native.get(part)
        if value:
            return str(value if isinstance(value, str) else value[0])
    return ""

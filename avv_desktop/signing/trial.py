"""Trial keys: made here, issued by themselves, plainly marked. They prove no identity and say so."""

from __future__ import annotations

import datetime
import stringprep
from typing import Literal

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import NameOID

from avv_desktop.errors import GlyphsMissing, UsageError
from avv_desktop.signing.certificates import TRIAL_OID, TRIAL_UNIT
from avv_desktop.signing.locking import p12
from avv_desktop.signing.names import TRIAL_MARK, clean
from avv_desktop.system.language import tr

Kind = Literal["rsa-3072", "p-256"]

LONGEST_COMMON_NAME = 64
"""Bytes (ITU-T X.520); longer names stand in full in the attribute "name", which has no such limit."""
FULL_NAME = x509.ObjectIdentifier("2.5.4.41")
VALID = datetime.timedelta(days=365)


def trial_key(name: str, passphrase: str, *, kind: Kind = "rsa-3072", now: datetime.datetime | None = None) -> bytes:
    """A PKCS#12 file with a new key and its own certificate, valid for a year, locked with AES-256.

    Raises UsageError without a name or a passphrase, GlyphsMissing for letters that no name in a certificate may have.
    """
    name = clean(name)
    if not name:
        raise UsageError(reason=tr("A trial key needs the name of a person."))
    if not passphrase:
        raise UsageError(reason=tr("A trial key needs a passphrase."))
    if odd := "".join(sorted({letter for letter in name if stringprep.in_table_a1(letter)})):
        raise GlyphsMissing(letters=odd, place="")
    key = ec.generate_private_key(ec.SECP256R1()) if kind == "p-256" else rsa.generate_private_key(65537, 3072)
    certificate = _certificate(name, key, now or datetime.datetime.now(datetime.UTC))
    return p12(f"{name} {TRIAL_MARK}", key, certificate, None, passphrase)


def _certificate(name: str, key, now: datetime.datetime) -> x509.Certificate:
    """What ETSI EN 319 412-2 asks of a natural person's certificate, as far as nobody checked anything."""
    subject, public = _subject(name), key.public_key()
    identifier = x509.SubjectKeyIdentifier.from_public_key(public)
    usage = {"digital_signature": True, "content_commitment": True}
    others = ("key_encipherment", "data_encipherment", "key_agreement", "key_cert_sign", "crl_sign")
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(minutes=5))
        .not_valid_after(now + VALID)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(
            x509.KeyUsage(**usage, **dict.fromkeys(others, False), encipher_only=False, decipher_only=False),
            critical=True,
        )
        .add_extension(identifier, critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(identifier), critical=False)
        .add_extension(x509.UnrecognizedExtension(x509.ObjectIdentifier(TRIAL_OID), b"\x0c\x05Probe"), critical=False)
        .sign(key, hashes.SHA256())
    )


def _subject(name: str) -> x509.Name:
    """ "Aida Dia (Probe)", in the unit "Probezertifikat"."""
    common = f"{name} {TRIAL_MARK}"
    parts = [
        x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Probezertifikat ohne Identitätsprüfung"),
        x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, TRIAL_UNIT),
    ]
    if len(common.encode()) > LONGEST_COMMON_NAME:
        parts.append(x509.NameAttribute(FULL_NAME, common))
        room = LONGEST_COMMON_NAME - len(f" … {TRIAL_MARK}".encode())
        common = f"{name.encode()[:room].decode(errors='ignore')} … {TRIAL_MARK}"
    return x509.Name([*parts, x509.NameAttribute(NameOID.COMMON_NAME, common)])

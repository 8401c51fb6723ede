"""A key of one's own with a certificate of somebody else: the request for a certification authority, and the joining.

new_request ──▶ key.p8 (stays here), request.pem (goes to the authority) ──certificate comes back──▶ join ──▶ .p12
"""

from __future__ import annotations

import stringprep
from collections.abc import Sequence
from typing import Literal, NamedTuple

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from avv_desktop.errors import GlyphsMissing, KeyFileError, UsageError
from avv_desktop.signing import key_files
from avv_desktop.signing.certificates import summary
from avv_desktop.signing.locking import locked_pem, p12
from avv_desktop.signing.model import Certificate
from avv_desktop.signing.names import clean
from avv_desktop.system.language import tr

Kind = Literal["rsa-3072", "p-256"]
LONGEST_NAME, COUNTRY = 64, 2
"""Letters of a common name or an organization, and of a country (ITU-T X.520)."""


class Request(NamedTuple):
    """key: PEM, locked. request: PEM (PKCS#10), to be sent away; it holds nothing secret."""

    key: bytes
    request: bytes


class Joined(NamedTuple):
    """A PKCS#12 file, and what its certificate says."""

    data: bytes
    certificate: Certificate


def new_request(
    name: str, passphrase: str, *, kind: Kind = "rsa-3072", organization: str = "", country: str = "DE"
) -> Request:
    """A new key and the request for its certificate. Raises UsageError, GlyphsMissing."""
    subject = _subject(clean(name), clean(organization), country.strip().upper())
    if not passphrase:
        raise UsageError(reason=tr("A key needs a passphrase."))
    key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey
    key = ec.generate_private_key(ec.SECP256R1()) if kind == "p-256" else rsa.generate_private_key(65537, 3072)
    used = {"digital_signature": True, "content_commitment": True}
    unused = ("key_encipherment", "data_encipherment", "key_agreement", "key_cert_sign", "crl_sign")
    usage = x509.KeyUsage(**used, **dict.fromkeys(unused, False), encipher_only=False, decipher_only=False)
    builder = x509.CertificateSigningRequestBuilder().subject_name(subject).add_extension(usage, critical=True)
    return Request(locked_pem(key, passphrase), builder.sign(key, hashes.SHA256()).public_bytes(Encoding.PEM))


def _subject(name: str, organization: str, country: str) -> x509.Name:
    if not name:
        raise UsageError(reason=tr("A request needs the name of a person."))
    for words in (name, organization):
        if len(words) > LONGEST_NAME:
            raise UsageError(reason=tr("A name in a certificate has at most {count} letters.", count=LONGEST_NAME))
        if odd := "".join(sorted({letter for letter in words if stringprep.in_table_a1(letter)})):
            raise GlyphsMissing(letters=odd, place="")
    if country and (len(country) != COUNTRY or not (country.isascii() and country.isalpha())):
        raise UsageError(reason=tr("A country is named by two letters, as in DE."))
    parts = ((NameOID.COUNTRY_NAME, country), (NameOID.ORGANIZATION_NAME, organization), (NameOID.COMMON_NAME, name))
    return x509.Name([x509.NameAttribute(kind, value) for kind, value in parts if value])


def join(key: bytes, passphrase: str, certificates: Sequence[bytes], path: str = "") -> Joined:
    """A bare key and what the authority sent back (PEM, DER, PKCS#7) as one key file with the same passphrase.

    Raises KeyFileError, WrongPassphrase, UsageError.
    """
    if not key_files.is_bare_key(key):
        raise KeyFileError(path=path, reason=tr("It is no bare key (PEM or PKCS#8)."))
    if not passphrase:
        raise UsageError(reason=tr("A key needs a passphrase."))
    private, own, chain = key_files.loaded(key, passphrase, path, certificates)
    about = summary(own)
    certificate, *others = (x509.load_der_x509_certificate(each.dump()) for each in (own, *chain))
    return Joined(p12(about.name, private, certificate, others, passphrase), about)

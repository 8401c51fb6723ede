"""An invented certificate authority for the tour, so that its pictures also show what is in order."""

from __future__ import annotations

import datetime

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12
from cryptography.x509.oid import NameOID

YEAR = datetime.timedelta(days=365)
USAGES = (
    *("digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement"),
    *("key_cert_sign", "crl_sign", "encipher_only", "decipher_only"),
)


class Authority:
    """root, and what it says of the certificates it has issued."""

    def __init__(self) -> None:
        self._key, self._now = ec.generate_private_key(ec.SECP256R1()), datetime.datetime.now(datetime.UTC)
        self._name = _name("Muster Zertifizierung CA", "Muster Zertifizierung GmbH")
        made = self._builder(self._name, self._key, 10 * YEAR, "key_cert_sign", "crl_sign", issues=True)
        self._root = made.sign(self._key, hashes.SHA256())
        self._revoked: list[int] = []

    @property
    def root(self) -> bytes:
        return self._root.public_bytes(Encoding.PEM)

    def key(self, name: str, secret: str, *, revoked: bool = False) -> bytes:
        """A PKCS#12 file of somebody whose identity it pretends to have checked."""
        key = ec.generate_private_key(ec.SECP256R1())
        subject = _name(name, "Muster GmbH")
        made = self._builder(subject, key, YEAR, "digital_signature", "content_commitment").sign(
            self._key, hashes.SHA256()
        )
        if revoked:
            self._revoked.append(made.serial_number)
        locked = BestAvailableEncryption(secret.encode())
        return pkcs12.serialize_key_and_certificates(name.encode(), key, made, [self._root], locked)

    def revocation_list(self) -> bytes:
        """As of an hour ago: since then nobody has been revoked."""
        start = self._now - datetime.timedelta(hours=1)
        made = x509.CertificateRevocationListBuilder().issuer_name(self._name)
        made = made.last_update(start).next_update(start + YEAR)
        for serial in self._revoked:
            gone = x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(start).build()
            made = made.add_revoked_certificate(gone)
        return made.sign(self._key, hashes.SHA256()).public_bytes(Encoding.DER)

    def _builder(self, subject, key, valid, *used: str, issues: bool = False) -> x509.CertificateBuilder:
        own = x509.SubjectKeyIdentifier.from_public_key(key.public_key())
        issuing = x509.AuthorityKeyIdentifier.from_issuer_public_key(self._key.public_key())
        start = self._now - datetime.timedelta(days=1)
        return (
            x509.CertificateBuilder(self._name, subject, key.public_key(), x509.random_serial_number())
            .not_valid_before(start)
            .not_valid_after(start + valid)
            .add_extension(x509.BasicConstraints(ca=issues, path_length=None), critical=True)
            .add_extension(x509.KeyUsage(**{each: each in used for each in USAGES}), critical=True)
            .add_extension(own, critical=False)
            .add_extension(issuing, critical=False)
        )


def _name(common: str, organization: str) -> x509.Name:
    parts = {NameOID.COUNTRY_NAME: "DE", NameOID.ORGANIZATION_NAME: organization, NameOID.COMMON_NAME: common}
    return x509.Name([x509.NameAttribute(kind, words) for kind, words in parts.items()])

"""A small certification authority of nobody, and key files of every kind that a person may bring along."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

SECRET = "vier Wörter sind genug"
DAY = datetime.timedelta(days=1)
CRL_ADDRESS = "http://crl.example.org/muster.crl"


def now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC).replace(microsecond=0)


@dataclass(frozen=True)
class Authority:
    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(Encoding.PEM)

    def revocation_list(self, *revoked: x509.Certificate) -> bytes:
        """DER."""
        builder = (
            x509.CertificateRevocationListBuilder()
            .issuer_name(self.certificate.subject)
            .last_update(now())
            .next_update(now() + 30 * DAY)
        )
        for certificate in revoked:
            entry = x509.RevokedCertificateBuilder().serial_number(certificate.serial_number)
            builder = builder.add_revoked_certificate(entry.revocation_date(now() - DAY / 2).build())
        return builder.sign(self.key, hashes.SHA256()).public_bytes(Encoding.DER)


@dataclass(frozen=True)
class Identity:
    """A person's key and certificate, and who issued it."""

    key: object
    certificate: x509.Certificate
    issuer: Authority | None = None

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(Encoding.PEM)

    @property
    def p12(self) -> bytes:
        chain = [self.issuer.certificate] if self.issuer else None
        lock = BestAvailableEncryption(SECRET.encode())
        return pkcs12.serialize_key_and_certificates(b"muster", self.key, self.certificate, chain, lock)


def authority(name: str = "Muster Zertifizierung CA") -> Authority:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = _name(name, "Muster Zertifizierung GmbH")
    builder = _builder(subject, subject, key, now() - 400 * DAY, now() + 3650 * DAY)
    builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
    builder = builder.add_extension(_usage(key_cert_sign=True, crl_sign=True), critical=True)
    return Authority(key, builder.sign(key, hashes.SHA256()))


def identity(
    name: str = "Aida Dia",
    issuer: Authority | None = None,
    *,
    key=None,
    start: datetime.datetime | None = None,
    end: datetime.datetime | None = None,
    crl: bool = False,
) -> Identity:
    """Issued by `issuer`, or by itself. crl: the certificate names where revocations are published."""
    key = key or ec.generate_private_key(ec.SECP256R1())
    subject = _name(name, "Muster Dienste GmbH")
    by = issuer.certificate.subject if issuer else subject
    builder = _builder(subject, by, key, start or now() - DAY, end or now() + 300 * DAY)
    builder = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    builder = builder.add_extension(_usage(digital_signature=True, content_commitment=True), critical=True)
    if issuer:
        identifier = x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer.key.public_key())
        builder = builder.add_extension(identifier, critical=False)
    if crl:
        point = x509.DistributionPoint([x509.UniformResourceIdentifier(CRL_ADDRESS)], None, None, None)
        builder = builder.add_extension(x509.CRLDistributionPoints([point]), critical=False)
    return Identity(key, builder.sign(issuer.key if issuer else key, hashes.SHA256()), issuer)


def timestamp_authority(issuer: Authority) -> Identity:
    key = rsa_key(2048)
    builder = _builder(_name("Muster Zeitstempel", "Muster Dienste GmbH"), issuer.certificate.subject, key, now() - DAY)
    builder = builder.add_extension(_usage(digital_signature=True), critical=True)
    builder = builder.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
    return Identity(key, builder.sign(issuer.key, hashes.SHA256()), issuer)


def rsa_key(bits: int) -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, bits)


def only_certificate(identity: Identity) -> bytes:
    """A PKCS#12 file without a key."""
    lock = BestAvailableEncryption(SECRET.encode())
    return pkcs12.serialize_key_and_certificates(None, None, None, [identity.certificate], lock)


def _name(common: str, organization: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "DE"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, organization),
            x509.NameAttribute(NameOID.COMMON_NAME, common),
        ]
    )


def _builder(subject, issuer, key, start, end=None) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(end or now() + 300 * DAY)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


def _usage(**used: bool) -> x509.KeyUsage:
    names = ("digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement")
    unused = dict.fromkeys((*names, "key_cert_sign", "crl_sign", "encipher_only", "decipher_only"), False)
    return x509.KeyUsage(**(unused | used))

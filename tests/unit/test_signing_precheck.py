"""The dry run before a passphrase or a PIN: what of a certificate, a file and the clock stands against a signature."""

from __future__ import annotations

import datetime

import pytest
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID

from avv_desktop.errors import CertificateUnfit, SigningRefused
from avv_desktop.signing.certificates import summary
from avv_desktop.signing.keys import Key, LoadedSigner
from avv_desktop.signing.model import Certificate
from avv_desktop.signing.pades import sign
from avv_desktop.signing.precheck import precheck, stops
from tests.unit import signing_pki as pki
from tests.unit.pdf_sample import CREATED
from tests.unit.signing_sample import NOW, SIGNERS, agreement, signed, slot

CA = pki.authority()
DAY = pki.DAY


def key_for(usage: tuple[str, ...] | None, extended: tuple = (), *, name: str = SIGNERS[0], ca: bool = False) -> Key:
    """A key whose certificate is for the given uses; None: it does not say."""
    private = pki.ec.generate_private_key(pki.ec.SECP256R1())
    subject = pki._name(name, "Muster Dienste GmbH")
    builder = pki._builder(subject, CA.certificate.subject, private, NOW - DAY)
    builder = builder.add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
    if usage is not None:
        builder = builder.add_extension(pki._usage(**dict.fromkeys(usage, True)), critical=True)
    if extended:
        builder = builder.add_extension(x509.ExtendedKeyUsage(extended), critical=False)
    made = builder.sign(CA.key, hashes.SHA256())
    certificate = asn1_x509.Certificate.load(made.public_bytes(Encoding.DER))
    return Key(summary(certificate), LoadedSigner(private, certificate, []))


def found(certificate: Certificate | None, now: datetime.datetime = NOW) -> dict[str, str]:
    """Severity by name."""
    checks = precheck(agreement().data, slot(agreement().data, 0), certificate, now)
    assert all(each.message.endswith((".", "!")) for each in checks)
    return {each.name: each.severity for each in checks}


LOGIN = (ExtendedKeyUsageOID.CLIENT_AUTH, ExtendedKeyUsageOID.SMARTCARD_LOGON)


@pytest.mark.parametrize(
    ("usage", "extended", "purpose"),
    [
        (("content_commitment",), (), "signing"),
        (("digital_signature",), (), "signing"),
        (("digital_signature", "key_encipherment"), (), "signing"),
        (("digital_signature",), (ExtendedKeyUsageOID.EMAIL_PROTECTION, *LOGIN), "signing"),
        (("content_commitment",), LOGIN, "signing"),
        (None, (), "any"),
        (("digital_signature",), LOGIN, "login"),
        (None, LOGIN, "login"),
    ],
)
def test_what_may_sign_signs(usage, extended, purpose):
    key = key_for(usage, extended)
    assert key.certificate.purpose == purpose
    checks = found(key.certificate)
    assert (checks.get("purpose") == "warn") == (purpose == "login")
    assert checks["certificate"] == "ok"
    assert sign(agreement(), key, slot(agreement().data, 0), now=NOW)


@pytest.mark.parametrize(
    ("usage", "ca", "purpose"),
    [
        (("key_encipherment",), False, "encryption"),
        (("data_encipherment", "key_agreement"), False, "encryption"),
        (("key_cert_sign", "crl_sign"), True, "issuing"),
        (("key_cert_sign", "digital_signature"), True, "issuing"),
        (("crl_sign",), False, "other"),
    ],
)
def test_what_is_meant_for_something_else_is_refused_before_and_when_signing(usage, ca, purpose):
    key = key_for(usage, ca=ca)
    assert key.certificate.purpose == purpose
    assert found(key.certificate)["certificate"] == "stop"
    with pytest.raises(CertificateUnfit):
        sign(agreement(), key, slot(agreement().data, 0), now=NOW)


def test_a_key_too_short_stops_and_one_that_is_short_warns():
    for bits, certificate, strength in ((1024, "stop", "warn"), (2048, "ok", "warn"), (3072, "ok", None)):
        person = pki.identity(SIGNERS[0], CA, key=pki.rsa_key(bits))
        about = summary(asn1_x509.Certificate.load(person.certificate.public_bytes(Encoding.DER)))
        checks = found(about)
        assert (checks["certificate"], checks.get("strength")) == (certificate, strength)


def test_validity_is_that_of_today():
    about = key_for(("digital_signature",)).certificate
    assert found(about)["certificate"] == "ok"
    assert found(about, about.not_after - DAY)["certificate"] == "warn"
    assert found(about, about.not_after + DAY)["certificate"] == "stop"


def test_another_persons_name_warns():
    assert found(key_for(None).certificate)["name"] == "ok"
    assert found(key_for(None, name="Erika Muster").certificate)["name"] == "warn"


@pytest.mark.parametrize(("behind", "stopped"), [(2 * DAY, True), (DAY / 2, False)])
def test_a_clock_before_the_making_of_the_agreement_is_wrong(behind, stopped):
    now = CREATED - behind
    assert (found(None, now).get("clock") == "stop") == stopped
    about = key_for(None)
    if stopped:
        with pytest.raises((SigningRefused, CertificateUnfit)):
            sign(agreement(), about, slot(agreement().data, 0), now=now)


def test_a_signature_that_would_break_another_is_stopped_before_any_secret():
    data = signed(3).data
    for number in range(3):
        assert stops(precheck(data, slot(data, number), None, NOW))

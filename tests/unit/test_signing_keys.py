"""Key files as people have them: what opens, what does not, and why."""

from __future__ import annotations

import datetime
import pickle
from types import SimpleNamespace

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_der_private_key

from avv_desktop.errors import (
    CertificateUnfit,
    GlyphsMissing,
    KeyFileError,
    NoPrivateKey,
    UnreadableFile,
    UsageError,
    WrongPassphrase,
)
from avv_desktop.signing.certificates import TRIAL_UNIT, unfit_reason
from avv_desktop.signing.keys import key_from_bytes, open_key
from avv_desktop.signing.trial import trial_key
from tests.unit import signing_pki as pki


def test_a_key_file_opens_and_says_whose_it_is(tmp_path):
    issuer = pki.authority()
    path = tmp_path / "aida.p12"
    path.write_bytes(pki.identity("Aida Dia", issuer).p12)
    about = open_key(path, pki.SECRET).certificate
    assert (about.name, about.issuer, about.algorithm) == ("Aida Dia", "Muster Zertifizierung GmbH", "P-256")
    assert not about.trial
    assert len(about.fingerprint) == 64


@pytest.mark.parametrize("secret", ["falsch", "", pki.SECRET + " ", pki.SECRET.upper()])
def test_a_wrong_passphrase_is_told_apart(secret):
    with pytest.raises(WrongPassphrase):
        key_from_bytes(pki.identity().p12, secret)


def test_a_certificate_without_a_key_is_told_apart():
    someone = pki.identity()
    for data in (pki.only_certificate(someone), someone.pem, someone.certificate.public_bytes(Encoding.DER)):
        with pytest.raises(NoPrivateKey):
            key_from_bytes(data, pki.SECRET)


def test_what_is_no_key_file_is_told_apart():
    bare = pki.identity().key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    whole = pki.identity().p12
    for data in (b"", b"this is no key", whole[:400], whole[:-1], b"%PDF-1.7\n", bare, b"0" * 5_000_000):
        with pytest.raises(KeyFileError) as caught:
            key_from_bytes(data, pki.SECRET)
        assert not isinstance(caught.value, NoPrivateKey)
        assert caught.value.details["reason"]


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(UnreadableFile):
        open_key(tmp_path / "nobody.p12", pki.SECRET)


def test_rsa_below_2048_bits_is_refused_and_2048_opens():
    with pytest.raises(CertificateUnfit) as caught:
        key_from_bytes(pki.identity("Aida Dia", key=pki.rsa_key(1024)).p12, pki.SECRET)
    assert caught.value.details["name"] == "Aida Dia"
    assert "1024" in caught.value.details["reason"]
    assert key_from_bytes(pki.identity(key=pki.rsa_key(2048)).p12, pki.SECRET).certificate.algorithm == "RSA-2048"


def test_kinds_of_keys_that_cannot_sign_here_are_refused():
    from cryptography.hazmat.primitives.asymmetric import ed25519

    key = ed25519.Ed25519PrivateKey.generate()
    issuer = pki.authority()
    with pytest.raises(CertificateUnfit):
        key_from_bytes(pki.identity(issuer=issuer, key=key).p12, pki.SECRET)


def test_a_key_that_does_not_belong_to_its_certificate_is_refused(monkeypatch):
    from cryptography.hazmat.primitives.serialization import pkcs12

    someone = pki.identity()
    bundle = pkcs12.load_pkcs12(someone.p12, pki.SECRET.encode())
    torn = SimpleNamespace(key=pki.identity().key, cert=bundle.cert, additional_certs=[])
    monkeypatch.setattr(pkcs12, "load_pkcs12", lambda *_: torn)
    with pytest.raises(KeyFileError):
        key_from_bytes(someone.p12, pki.SECRET)


def test_an_expired_certificate_opens_and_is_unfit():
    old = pki.identity(start=pki.now() - 30 * pki.DAY, end=pki.now() - pki.DAY)
    about = key_from_bytes(old.p12, pki.SECRET).certificate
    assert about.not_after.strftime("%Y") in unfit_reason(about, pki.now())
    assert not unfit_reason(about, pki.now() - 10 * pki.DAY)
    assert unfit_reason(about, pki.now() - 40 * pki.DAY), "not yet valid"


def test_a_key_shows_and_writes_nothing_private():
    key = key_from_bytes(pki.identity().p12, pki.SECRET)
    assert repr(key) == "Key('Aida Dia', P-256)"
    assert pki.SECRET not in repr(key) + repr(key.signer)
    with pytest.raises(TypeError):
        pickle.dumps(key)


def test_errors_never_name_the_passphrase():
    with pytest.raises(WrongPassphrase) as caught:
        key_from_bytes(pki.identity().p12, "mein-geheimnis", "aida.p12")
    assert "mein-geheimnis" not in repr(caught.value) + str(caught.value.__cause__)


def test_the_private_key_is_loaded_once(monkeypatch):
    from pyhanko.sign.signers import pdf_cms

    from avv_desktop.signing.pades import sign
    from tests.unit.signing_sample import agreement, slot

    key = key_from_bytes(pki.identity().p12, pki.SECRET)

    def again(*_, **__):
        raise AssertionError("loaded again")

    monkeypatch.setattr(pdf_cms.serialization, "load_der_private_key", again)
    monkeypatch.setattr("cryptography.hazmat.primitives.serialization.pkcs12.load_pkcs12", again)
    for _ in range(2):
        assert sign(agreement(), key, slot(agreement().data, 0)).data
    assert load_der_private_key


# ---- trial keys


def test_letters_that_no_certificate_may_name_are_told():
    with pytest.raises(GlyphsMissing) as caught:
        trial_key("Aida \U0001f600 Dia", "x", kind="p-256")
    assert caught.value.details["letters"] == "\U0001f600"


@pytest.mark.parametrize(("kind", "algorithm"), [("rsa-3072", "RSA-3072"), ("p-256", "P-256")])
def test_a_trial_key_says_that_it_is_one(kind, algorithm):
    key = key_from_bytes(trial_key("Aida Dia", "geheim", kind=kind), "geheim")
    about = key.certificate
    assert (about.name, about.trial, about.algorithm) == ("Aida Dia", True, algorithm)
    assert about.not_after - about.not_before < datetime.timedelta(days=366)
    subject = key.signer.signing_cert.subject.native
    assert "(Probe)" in subject["common_name"]
    assert subject["organizational_unit_name"] == TRIAL_UNIT


def test_a_trial_key_may_be_used_for_signatures_only():
    key = key_from_bytes(trial_key("Aida Dia", "geheim", kind="p-256"), "geheim")
    certificate = x509.load_der_x509_certificate(key.signer.signing_cert.dump())
    usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    assert usage.digital_signature and usage.content_commitment and not usage.key_cert_sign
    assert not certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.ca


def test_two_trial_keys_never_share_a_serial_number():
    serials = {
        key_from_bytes(trial_key("Aida Dia", "x", kind="p-256"), "x").signer.signing_cert.serial_number
        for _ in range(3)
    }
    assert len(serials) == 3


@pytest.mark.parametrize("name", ["Ödön " * 40, "Müller-" * 28 + "Lüdenscheidt", "名前" * 40])
def test_a_very_long_name_is_kept_whole(name):
    key = key_from_bytes(trial_key(name, "x", kind="p-256"), "x")
    assert key.certificate.name == name.strip()
    assert len(key.signer.signing_cert.subject.native["common_name"].encode()) <= 64


def test_a_foreign_certificate_is_no_trial_even_if_it_calls_itself_one():
    about = key_from_bytes(pki.identity("Aida Dia (Probe)").p12, pki.SECRET).certificate
    assert not about.trial
    assert about.name == "Aida Dia (Probe)"


@pytest.mark.parametrize(("name", "secret"), [("", "x"), (" \n\t", "x"), ("Aida Dia", "")])
def test_a_trial_key_needs_a_name_and_a_passphrase(name, secret):
    with pytest.raises(UsageError):
        trial_key(name, secret)

"""Keys as PEM, and the way of a key to its certificate: request, answer of the authority, one key file."""

from __future__ import annotations

import shutil
import stat
import subprocess

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
    pkcs7,
)

from avv_desktop.errors import (
    CannotWrite,
    CertificateUnfit,
    GlyphsMissing,
    KeyFileError,
    NoPrivateKey,
    UsageError,
    WrongPassphrase,
)
from avv_desktop.signing.keys import key_from_bytes, open_key
from avv_desktop.signing.pades import sign
from avv_desktop.signing.requests import join, new_request
from avv_desktop.signing.verify import verify
from avv_desktop.system.files import write_secret
from tests.unit import signing_pki as pki
from tests.unit.signing_sample import agreement, slot

CA = pki.authority()
SECRET = pki.SECRET


def pem_of(person: pki.Identity, secret: str = SECRET, form: PrivateFormat = PrivateFormat.PKCS8) -> bytes:
    lock = BestAvailableEncryption(secret.encode()) if secret else NoEncryption()
    return person.key.private_bytes(Encoding.PEM, form, lock)


def issued(request: bytes, authority: pki.Authority = CA) -> x509.Certificate:
    """What an authority makes of a request: it takes over name, key and usage."""
    asked = x509.load_pem_x509_csr(request)
    assert asked.is_signature_valid
    builder = (
        x509.CertificateBuilder()
        .subject_name(asked.subject)
        .issuer_name(authority.certificate.subject)
        .public_key(asked.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(pki.now() - pki.DAY)
        .not_valid_after(pki.now() + 300 * pki.DAY)
    )
    for extension in asked.extensions:
        builder = builder.add_extension(extension.value, extension.critical)
    return builder.sign(authority.key, hashes.SHA256())


# ---- PEM


@pytest.mark.parametrize("form", [PrivateFormat.PKCS8, PrivateFormat.TraditionalOpenSSL])
@pytest.mark.parametrize("secret", [SECRET, ""])
@pytest.mark.parametrize("kind", ["ec", "rsa"])
def test_a_key_with_its_certificates_in_one_file_signs(form, secret, kind):
    person = pki.identity("Aida Dia", CA, key=pki.rsa_key(3072) if kind == "rsa" else None)
    key = key_from_bytes(CA.pem + person.pem + pem_of(person, secret, form), SECRET)
    assert key.certificate.name == "Aida Dia"
    signed = sign(agreement(), key, slot(agreement().data, 0))
    (signature,) = verify(signed.data, trust=[CA.pem]).signatures
    assert (signature.integrity, signature.trust) == ("intact", "trusted")


@pytest.mark.parametrize("ending", [".pem", ".crt", ".cer", ".der", ".p7b", ".chain.pem"])
def test_the_certificate_may_lie_beside_the_key(tmp_path, ending):
    person = pki.identity("Aida Dia", CA)
    path = tmp_path / "aida.p8"
    path.write_bytes(pem_of(person))
    chain = [person.certificate, CA.certificate]
    answer = {
        ".der": person.certificate.public_bytes(Encoding.DER),
        ".p7b": pkcs7.serialize_certificates(chain, Encoding.DER),
    }.get(ending, person.pem + CA.pem)
    path.with_suffix(ending).write_bytes(answer)
    assert open_key(path, SECRET).certificate.name == "Aida Dia"


def test_a_key_in_der_opens_too(tmp_path):
    person = pki.identity("Aida Dia", CA)
    path = tmp_path / "aida.p8"
    path.write_bytes(person.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, BestAvailableEncryption(b"x")))
    path.with_suffix(".crt").write_bytes(person.pem)
    assert open_key(path, "x").certificate.name == "Aida Dia"
    with pytest.raises(WrongPassphrase):
        open_key(path, "y")


@pytest.mark.parametrize("form", [PrivateFormat.PKCS8, PrivateFormat.TraditionalOpenSSL])
@pytest.mark.parametrize("secret", ["", "falsch", SECRET + " "])
def test_a_wrong_passphrase_is_told_apart(form, secret):
    person = pki.identity("Aida Dia", CA, key=pki.rsa_key(2048))
    with pytest.raises(WrongPassphrase):
        key_from_bytes(person.pem + pem_of(person, SECRET, form), secret)


def test_a_key_without_its_certificate_or_with_another_is_refused(tmp_path):
    person, other = pki.identity("Aida Dia", CA), pki.identity("Aida Dia", CA)
    for data in (pem_of(person), pem_of(person) + other.pem):
        with pytest.raises(KeyFileError) as caught:
            key_from_bytes(data, SECRET)
        assert not isinstance(caught.value, NoPrivateKey)
    (tmp_path / "aida.p8").write_bytes(pem_of(person))
    (tmp_path / "aida.crt").write_bytes(b"no certificate")
    with pytest.raises(KeyFileError):
        open_key(tmp_path / "aida.p8", SECRET)


def test_a_damaged_or_weak_key_is_told_apart():
    person, weak = pki.identity("Aida Dia", CA), pki.identity("Aida Dia", CA, key=pki.rsa_key(1024))
    plain = pem_of(person, "")
    with pytest.raises(KeyFileError):
        key_from_bytes(person.pem + plain.replace(plain[60:70], b"AAAAAAAAAA"), "")
    with pytest.raises(CertificateUnfit):
        key_from_bytes(weak.pem + pem_of(weak), SECRET)


# ---- requests


@pytest.mark.parametrize("kind", ["rsa-3072", "p-256"])
def test_from_the_request_to_a_signature(kind):
    made = new_request("Aida Dia", SECRET, kind=kind, organization="Muster Dienste GmbH")
    certificate = issued(made.request)
    joined = join(made.key, SECRET, [certificate.public_bytes(Encoding.PEM), CA.pem])
    assert joined.certificate.name == "Aida Dia" and joined.certificate.purpose == "signing"
    key = key_from_bytes(joined.data, SECRET)
    signed = sign(agreement(), key, slot(agreement().data, 0))
    assert verify(signed.data, trust=[CA.pem]).signatures[0].trust == "trusted"


def test_the_request_asks_for_signing_only_and_holds_nothing_secret():
    made = new_request("Aida Dia", SECRET, kind="p-256", organization="Muster GmbH", country="at")
    asked = x509.load_pem_x509_csr(made.request)
    assert asked.subject.rfc4514_string() == "CN=Aida Dia,O=Muster GmbH,C=AT"
    usage = asked.extensions.get_extension_for_class(x509.KeyUsage).value
    assert usage.digital_signature and usage.content_commitment and not usage.key_encipherment
    assert b"PRIVATE" not in made.request


def test_the_key_is_locked_and_others_can_open_it(tmp_path):
    made = new_request("Aida Dia", SECRET, kind="p-256")
    assert b"ENCRYPTED PRIVATE KEY" in made.key
    assert load_pem_private_key(made.key, SECRET.encode())
    with pytest.raises(ValueError, match="password"):
        load_pem_private_key(made.key, b"falsch")
    if shutil.which("openssl"):
        (tmp_path / "key.p8").write_bytes(made.key)
        words = ["openssl", "pkey", "-in", str(tmp_path / "key.p8"), "-passin", "stdin", "-noout", "-check"]
        assert subprocess.run(words, input=SECRET.encode(), capture_output=True).returncode == 0


@pytest.mark.parametrize("encoding", [Encoding.PEM, Encoding.DER])
def test_the_answer_may_come_in_any_form(encoding):
    made = new_request("Aida Dia", SECRET, kind="p-256")
    certificate = issued(made.request)
    for answer in (
        certificate.public_bytes(encoding),
        pkcs7.serialize_certificates([CA.certificate, certificate], encoding),
    ):
        assert join(made.key, SECRET, [answer]).certificate.name == "Aida Dia"


def test_a_certificate_for_another_key_is_not_joined():
    made, other = (new_request("Aida Dia", SECRET, kind="p-256") for _ in range(2))
    answer = issued(other.request).public_bytes(Encoding.PEM)
    with pytest.raises(KeyFileError):
        join(made.key, SECRET, [answer])
    with pytest.raises(WrongPassphrase):
        join(other.key, "falsch", [answer])
    with pytest.raises(KeyFileError):
        join(answer, SECRET, [answer])
    with pytest.raises(UsageError):
        join(other.key, "", [answer])


@pytest.mark.parametrize(
    ("name", "secret", "more"),
    [
        ("", "x", {}),
        (" \n", "x", {}),
        ("Aida Dia", "", {}),
        ("A" * 65, "x", {}),
        ("Aida Dia", "x", {"organization": "M" * 65}),
        ("Aida Dia", "x", {"country": "Deutschland"}),
        ("Aida Dia", "x", {"country": "ÄÖ"}),
    ],
)
def test_what_no_authority_would_take_is_refused(name, secret, more):
    with pytest.raises(UsageError):
        new_request(name, secret, kind="p-256", **more)


def test_letters_that_no_certificate_may_name_are_told():
    with pytest.raises(GlyphsMissing):
        new_request("Aida \U0001f600", "x", kind="p-256")


# ---- secrets on the disk


def test_a_secret_is_for_its_owner_only_and_never_written_over(tmp_path):
    path = tmp_path / "key.p8"
    write_secret(path, b"one")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with pytest.raises(CannotWrite):
        write_secret(path, b"two")
    assert path.read_bytes() == b"one"
    with pytest.raises(CannotWrite):
        write_secret(tmp_path / "no folder" / "key.p8", b"x")


def test_where_a_file_has_only_one_name_it_is_not_written_over_either(tmp_path, monkeypatch):
    def unknown(*_):
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr("os.link", unknown)
    write_secret(tmp_path / "key.p8", b"one")
    with pytest.raises(CannotWrite):
        write_secret(tmp_path / "key.p8", b"two")
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"one"]


def test_what_could_not_be_written_to_the_end_is_not_left(tmp_path, monkeypatch):
    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(CannotWrite):
        write_secret(tmp_path / "key.p8", b"x")
    assert not list(tmp_path.iterdir())


def test_a_wrong_passphrase_that_happens_to_unlock_is_still_a_wrong_one():
    """One in 256 ends in a padding that looks right; a thousand of them are one of each."""
    person = pki.identity("Aida Dia", CA, key=pki.rsa_key(2048))
    data = person.pem + pem_of(person, SECRET, PrivateFormat.TraditionalOpenSSL)
    for number in range(1000):
        with pytest.raises(WrongPassphrase):
            key_from_bytes(data, f"falsch {number}")

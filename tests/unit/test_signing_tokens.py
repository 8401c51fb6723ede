"""Smartcards: real ones of software (SoftHSM2), and what a driver may say when something fails."""

from __future__ import annotations

import datetime
import gc
import pickle
from types import SimpleNamespace

import pkcs11
import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from pkcs11 import Mechanism
from pkcs11 import exceptions as card_says

from avv_desktop.errors import (
    CertificateUnfit,
    ModuleUnusable,
    NoPrivateKey,
    PinLocked,
    PinNeeded,
    PinRefused,
    TokenCancelled,
    TokenError,
    TokenGone,
    WrongPin,
)
from avv_desktop.signing import token_library, token_modules, token_signer, tokens
from avv_desktop.signing.pades import sign
from avv_desktop.signing.token_errors import TABLE, said
from avv_desktop.signing.verify import verify
from avv_desktop.system.language import set_language
from avv_desktop.system.sentences import explain
from tests.unit import signing_pki as pki
from tests.unit.signing_sample import agreement, slot
from tests.unit.token_sample import COUNT_LOW, FINAL_TRY, LOCKED, PIN, Card, driver

CA = pki.authority()
CODES = sorted(TABLE, key=lambda kind: kind.__name__)


@pytest.fixture(scope="module")
def people() -> dict[str, pki.Identity]:
    return {
        "rsa": pki.identity("Aida Dia", CA, key=pki.rsa_key(3072)),
        "p256": pki.identity("Aida Dia", CA),
        "p384": pki.identity("Aida Dia", CA, key=ec.generate_private_key(ec.SECP384R1())),
    }


@pytest.fixture
def card(tmp_path, monkeypatch):
    driver()
    monkeypatch.setenv("SOFTHSM2_CONF", "")
    made = Card(tmp_path)
    yield made
    gc.collect()  # keys that a failed test still holds are closed before the next token comes


def only(card: Card) -> tokens.Token:
    (token,) = tokens.tokens(card.module)
    return token


def first(card: Card) -> tokens.TokenCertificate:
    return tokens.certificates(only(card))[0]


# ---- signing


@pytest.mark.parametrize("kind", ["rsa", "p256", "p384"])
def test_an_agreement_signed_with_a_card_verifies(card, people, kind):
    card.add(people[kind])
    with tokens.open_token_key(only(card), first(card), PIN) as key:
        assert key.certificate.name == "Aida Dia" and not key.pin_each
        signed = sign(agreement(), key, slot(agreement().data, 0))
    (signature,) = verify(signed.data, trust=[CA.pem]).signatures
    assert (signature.integrity, signature.changes, signature.trust) == ("intact", "none", "trusted")


@pytest.mark.parametrize(
    ("kind", "offered"),
    [
        ("rsa", {Mechanism.RSA_PKCS}),
        ("rsa", {Mechanism.SHA256_RSA_PKCS}),
        ("rsa", set()),
        ("p256", {Mechanism.ECDSA}),
        ("p256", set()),
    ],
)
def test_it_signs_by_whatever_way_the_card_offers(card, people, kind, offered):
    card.add(people[kind])
    with tokens.open_token_key(only(card), first(card), PIN) as key:
        key.signer._offered = offered
        signed = sign(agreement(), key, slot(agreement().data, 0))
    assert verify(signed.data).signatures[0].integrity == "intact"


def test_a_way_that_the_card_only_claims_to_know_is_left_for_the_next(card, people):
    card.add(people["rsa"])
    with tokens.open_token_key(only(card), first(card), PIN) as key:
        real, tried = key.signer._private, []

        def signs(data, mechanism, pin):
            tried.append(mechanism)
            if mechanism == Mechanism.SHA256_RSA_PKCS:
                raise card_says.MechanismInvalid
            return real.sign(data, mechanism=mechanism, pin=pin)

        key.signer._private = SimpleNamespace(sign=signs)
        assert sign(agreement(), key, slot(agreement().data, 0))
    assert tried == [Mechanism.SHA256_RSA_PKCS, Mechanism.RSA_PKCS]


def test_a_signature_that_does_not_fit_its_certificate_is_not_used(card, people):
    card.add(people["p256"])
    with tokens.open_token_key(only(card), first(card), PIN) as key:
        key.signer._private = SimpleNamespace(sign=lambda *_, **__: b"\x01" * 64)
        with pytest.raises(TokenError):
            sign(agreement(), key, slot(agreement().data, 0))


def test_a_card_with_several_keys_uses_the_one_of_the_certificate(card, people):
    card.add(people["p256"], 1)
    card.add(pki.identity("Jörn Fischer", CA), 2)
    for entry in tokens.certificates(only(card)):
        with tokens.open_token_key(only(card), entry, PIN) as key:
            assert sign(agreement(), key, slot(agreement().data, 0))


# ---- what is told before the PIN


def test_a_token_says_what_it_is_but_not_its_serial_number(card):
    token = only(card)
    whole = card.library().get_token(token_label=card.label).serial.decode()
    assert (token.label, token.maker, token.pin, token.pin_pad) == ("Karte Dia", "SoftHSM project", "ready", False)
    assert token.serial == f"…{whole[-4:]}" and whole not in repr(token)
    assert not tokens.notes(token)


def test_certificates_that_can_sign_come_first_and_the_others_say_why_not(card, people):
    later = pki.now() + 30 * pki.DAY
    card.add(pki.identity("Alt", CA, end=pki.now() - pki.DAY / 2), 1)
    card.add(encrypting("Chiffre"), 2)
    card.add(people["p256"], 3)
    card.add(pki.identity("Bald", CA, start=later), 4)
    found = tokens.certificates(only(card))
    assert found[0].certificate.name == "Aida Dia"
    assert {each.certificate.name for each in found} == {"Alt", "Chiffre", "Aida Dia", "Bald"}, "no issuer among them"
    reasons = {each.certificate.name: each.reason for each in found}
    assert not reasons["Aida Dia"]
    assert "abgelaufen" in reasons["Alt"] and "Verschlüsseln" in reasons["Chiffre"] and "erst ab" in reasons["Bald"]
    for entry in found[1:]:
        with pytest.raises(CertificateUnfit):
            tokens.open_token_key(only(card), entry, PIN)


@pytest.mark.parametrize(
    ("flag", "state", "word"), [(COUNT_LOW, "low", "Versuche"), (FINAL_TRY, "final", "letzte Versuch")]
)
def test_few_tries_are_told_before_the_pin_is_asked_for(card, flag, state, word):
    card.mark(flag)
    token = only(card)
    assert token.pin == state
    assert word in " ".join(tokens.notes(token))


def test_a_locked_pin_is_not_even_sent(card, people, monkeypatch):
    card.add(people["p256"])
    chosen = first(card)
    card.mark(LOCKED)
    monkeypatch.setattr(tokens, "_logged_in", lambda *_, **__: pytest.fail("the PIN was sent"))
    with pytest.raises(PinLocked) as caught:
        tokens.open_token_key(only(card), chosen, PIN)
    assert "gesperrt" in explain(caught.value).happened and "PUK" in explain(caught.value).todo


def test_a_wrong_pin_says_so_and_how_the_tries_stand(card, people):
    card.add(people["p256"])
    with pytest.raises(WrongPin) as caught:
        tokens.open_token_key(only(card), first(card), "000000")
    happened = explain(caught.value).happened
    assert "PIN" in happened and "Versuche" in happened
    assert "000000" not in str(caught.value) + repr(caught.value.__context__)
    assert only(card).pin == "low"
    with tokens.open_token_key(only(card), first(card), PIN) as key:
        assert sign(agreement(), key, slot(agreement().data, 0))
    assert only(card).pin == "ready"


def test_a_login_that_is_open_does_not_let_a_wrong_pin_in(card, people):
    card.add(people["p256"])
    key = tokens.open_token_key(only(card), first(card), PIN)
    with pytest.raises(WrongPin):
        tokens.open_token_key(only(card), first(card), "000000")
    with pytest.raises(PinNeeded):
        sign(agreement(), key, slot(agreement().data, 0))


def test_without_a_pin_it_is_asked_for(card, people):
    card.add(people["p256"])
    for nothing in (None, ""):
        with pytest.raises(PinNeeded):
            tokens.open_token_key(only(card), first(card), nothing)


# ---- the PIN for every signature


def test_a_key_that_wants_its_pin_each_time_is_given_it_each_time(card, people):
    card.add(people["rsa"], each=True)
    asked = []

    def again() -> str:
        asked.append(1)
        return PIN

    with tokens.open_token_key(only(card), first(card), PIN, again) as key:
        assert key.pin_each
        for _ in range(3):
            assert sign(agreement(), key, slot(agreement().data, 0))
    assert len(asked) == 2, "the first signature takes the PIN that opened the card"
    assert "je Dokument (30 ×)" in tokens.pin_each_note(30)


def test_nobody_there_to_be_asked_again_is_no_wrong_pin(card, people):
    card.add(people["p256"], each=True)
    with tokens.open_token_key(only(card), first(card), PIN) as key:
        sign(agreement(), key, slot(agreement().data, 0))
        with pytest.raises(PinNeeded):
            sign(agreement(), key, slot(agreement().data, 0))


def test_a_wrong_pin_for_one_signature_closes_the_key(card, people):
    card.add(people["p256"], each=True)
    with tokens.open_token_key(only(card), first(card), PIN, lambda: "000000") as key:
        sign(agreement(), key, slot(agreement().data, 0))
        with pytest.raises(WrongPin):
            sign(agreement(), key, slot(agreement().data, 0))
        with pytest.raises(PinNeeded):
            sign(agreement(), key, slot(agreement().data, 0))
    with tokens.open_token_key(only(card), first(card), PIN) as key:
        assert sign(agreement(), key, slot(agreement().data, 0))


# ---- a reader with keys of its own


class PadToken:
    """As the driver of a reader with a PIN pad describes a token: nothing is ever typed at the computer."""

    def __init__(self, real, fails=None):
        self.__dict__.update(
            slot=real.slot,
            label=real.label,
            serial=real.serial,
            model=real.model,
            manufacturer_id=real.manufacturer_id,
            flags=real.flags | pkcs11.TokenFlag.PROTECTED_AUTHENTICATION_PATH,
        )
        self._real, self._fails, self.given = real, fails, []

    def open(self, user_pin=None, **_):
        if user_pin is None:
            return self._real.open()
        self.given.append(user_pin)
        if self._fails:
            raise self._fails
        return self._real.open(user_pin=PIN)


@pytest.fixture
def pad(card, people, monkeypatch):
    """`pad(fails)`: the card lies in such a reader."""
    card.add(people["p256"])

    def put(fails=None) -> PadToken:
        made = PadToken(card.library().get_token(token_label=card.label), fails)
        monkeypatch.setattr(tokens, "tokens_in", lambda *_: [made])
        monkeypatch.setattr(tokens, "token_at", lambda *_: made)
        return made

    return put


def test_at_a_pin_pad_no_pin_is_given(card, pad):
    made = pad()
    token = only(card)
    assert token.pin_pad and any("Kartenleser" in each for each in tokens.notes(token))
    with tokens.open_token_key(token, first(card), None) as key:
        assert sign(agreement(), key, slot(agreement().data, 0))
    assert made.given == [token_library.PROTECTED_AUTH]


def test_an_entry_cancelled_at_the_reader_is_no_wrong_pin(card, pad):
    pad(card_says.FunctionCancelled())
    with pytest.raises(TokenCancelled) as caught:
        tokens.open_token_key(only(card), first(card), None)
    assert "abgebrochen" in explain(caught.value).happened


# ---- the card leaves


@pytest.mark.parametrize("kind", ["rsa", "p256"])
def test_a_card_taken_out_before_the_signature_says_so(card, people, kind):
    card.add(people[kind])
    with tokens.open_token_key(only(card), first(card), PIN) as key:
        card.remove()
        with pytest.raises(TokenGone) as caught:
            sign(agreement(), key, slot(agreement().data, 0))
    assert "PIN ist nicht der Grund" in explain(caught.value).means


def test_a_card_taken_out_before_the_pin_says_so(card, people):
    card.add(people["p256"])
    token, chosen = only(card), first(card)
    card.remove()
    card.plug()
    with pytest.raises(TokenGone):
        tokens.open_token_key(token, chosen, PIN)
    with pytest.raises(TokenGone):
        tokens.certificates(token)
    assert not tokens.tokens(card.module)
    card.put_back()
    card.plug()
    with tokens.open_token_key(token, chosen, PIN) as key:
        assert sign(agreement(), key, slot(agreement().data, 0))


def test_another_card_at_the_same_place_gets_no_pin(card, people):
    from msgspec.structs import replace

    card.add(people["p256"])
    chosen = first(card)
    with pytest.raises(TokenGone) as caught:
        tokens.open_token_key(replace(only(card), mark="another"), chosen, PIN)
    assert "andere Karte" in explain(caught.value).happened


def test_a_key_that_is_done_with_is_logged_out_even_if_nobody_closes_it(card, people):
    card.add(people["p256"])
    key = tokens.open_token_key(only(card), first(card), PIN)
    connection = key.signer._connection
    key.close()
    assert connection.closed
    with pytest.raises(PinNeeded):
        sign(agreement(), key, slot(agreement().data, 0))
    forgotten = tokens.open_token_key(only(card), first(card), PIN)
    at = list(token_library._logged_in)
    assert at
    del forgotten
    gc.collect()
    assert not list(token_library._logged_in)


def test_a_certificate_without_its_key_is_told(card, people):
    card.add(people["p256"])
    with card.library().get_token(token_label=card.label).open(rw=True, user_pin=PIN) as session:
        session.get_key(object_class=pkcs11.ObjectClass.PRIVATE_KEY).destroy()
    with pytest.raises(NoPrivateKey):
        tokens.open_token_key(only(card), first(card), PIN)


def test_a_key_without_an_id_is_found_by_its_numbers(people):
    number = people["rsa"].key.public_key().public_numbers().n
    size = (number.bit_length() + 7) // 8
    keys = [{}, {pkcs11.Attribute.MODULUS: number.to_bytes(size, "big")}]
    session = SimpleNamespace(get_objects=lambda _: [Described(each) for each in keys])
    found = token_signer.private_key(session, b"", people["rsa"].certificate.public_bytes(pki.Encoding.DER))
    assert found is not None and found.values == keys[1]


class Described:
    def __init__(self, values):
        self.values = values

    def __getitem__(self, name):
        if name not in self.values:
            raise card_says.AttributeTypeInvalid
        return self.values[name]


def test_a_key_on_a_card_is_never_written_anywhere(card, people):
    card.add(people["p256"])
    with tokens.open_token_key(only(card), first(card), PIN) as key:
        assert PIN not in repr(key) + repr(key.signer)
        with pytest.raises(TypeError):
            pickle.dumps(key)


# ---- drivers


def test_drivers_are_found_once_each_or_where_somebody_points(monkeypatch, tmp_path):
    found = token_modules.installed()
    assert len({each.path.resolve() for each in found}) == len(found)
    assert driver().resolve() in {each.path.resolve() for each in found}
    one, no_file = tmp_path / "opensc-pkcs11.so", tmp_path / "nothing.so"
    one.touch()
    monkeypatch.setenv(token_modules.VARIABLE, f"{one}:{no_file}")
    assert token_modules.installed() == (token_modules.Module(one, "OpenSC"),)


def test_drivers_that_entered_themselves_are_found_and_what_is_no_card_is_not(monkeypatch, tmp_path):
    for name in ("libpkcs11tcos_SigG_PCSC.so", "p11-kit-trust.so"):
        (tmp_path / name).touch()
        (tmp_path / f"{name}.module").write_text(f"# one of them\nmodule: {tmp_path / name}\npriority: 1\n", "utf-8")
    (tmp_path / "empty.module").write_text("critical: yes\n", "utf-8")
    monkeypatch.setattr(token_modules, "REGISTERED", (str(tmp_path),))
    monkeypatch.setattr(token_modules, "folders", lambda: [])
    assert [each.name for each in token_modules.installed()] == ["TeleSec"]


@pytest.mark.parametrize("platform", ["linux", "darwin", "win32"])
def test_the_usual_places_of_every_system_can_be_looked_at(monkeypatch, platform):
    monkeypatch.setenv("ProgramFiles", "/nowhere")
    assert all(each.is_dir() for each in token_modules.folders(platform))


def test_a_file_that_is_no_driver_is_told_apart(tmp_path):
    text = tmp_path / "driver.so"
    text.write_text("no driver", "utf-8")
    with pytest.raises(ModuleUnusable) as caught:
        tokens.tokens(text)
    assert "kein Treiber" in explain(caught.value).happened
    with pytest.raises(ModuleUnusable):
        tokens.tokens(tmp_path / "nothing.so")


def test_a_driver_is_loaded_once(card):
    assert token_library.library(card.module) is token_library.library(card.module)


# ---- what a driver says


def test_every_code_of_a_driver_has_a_sentence():
    every = {kind for kind in vars(card_says).values() if isinstance(kind, type)} - {card_says.PKCS11Error}
    assert every == set(TABLE)


@pytest.mark.parametrize("code", ["de", "en"])
def test_no_two_codes_share_a_sentence(code):
    set_language(code)
    sentences = [said(kind()).details["reason"] for kind in CODES]
    assert len(set(sentences)) == len(sentences)
    assert all(each[0].isupper() and each.endswith(".") and "CKR" not in each for each in sentences)


@pytest.mark.parametrize("kind", CODES, ids=lambda kind: kind.__name__)
def test_a_failure_of_the_card_never_reads_as_a_wrong_pin(kind):
    error = said(kind("whatever a driver says"))
    words = explain(error)
    assert "whatever" not in " ".join(words)
    if isinstance(error, WrongPin | PinLocked | PinRefused | PinNeeded):
        assert "Pin" in kind.__name__ or kind is card_says.UserNotLoggedIn
    else:
        assert "PIN" not in words.happened and "nicht der Grund" in words.means
    assert isinstance(error, WrongPin) == (kind is card_says.PinIncorrect)
    assert isinstance(error, PinLocked) == (kind is card_says.PinLocked)


def test_a_code_that_nobody_knows_is_named_and_nothing_else_of_the_driver():
    assert "0x80000001" in said(card_says.PKCS11Error("Unmapped error code 0x80000001")).details["reason"]
    assert "geheim" not in said(card_says.PKCS11Error("geheim")).details["reason"]


@pytest.mark.parametrize("kind", CODES, ids=lambda kind: kind.__name__)
def test_whatever_fails_while_signing_is_an_error_of_ours_and_closes_the_key(card, people, kind):
    card.add(people["p256"])
    with tokens.open_token_key(only(card), first(card), PIN) as key:

        def fails(*_, **__):
            raise kind

        key.signer._private = SimpleNamespace(sign=fails)
        with pytest.raises(TokenError):
            sign(agreement(), key, slot(agreement().data, 0))
        assert key.signer._connection.closed


def encrypting(name: str) -> pki.Identity:
    """Somebody's certificate for encrypting."""
    key = pki.rsa_key(2048)
    subject = pki._name(name, "Muster Dienste GmbH")
    builder = pki._builder(subject, CA.certificate.subject, key, pki.now() - pki.DAY)
    builder = builder.add_extension(pki._usage(key_encipherment=True), critical=True)
    return pki.Identity(key, builder.sign(CA.key, pki.hashes.SHA256()), CA)


def test_what_a_certificate_is_for_is_read_from_its_usage():
    from avv_desktop.signing.certificates import summary, unfit_reason

    about = summary(asn1(encrypting("Chiffre")))
    assert about.purpose == "encryption" and unfit_reason(about, datetime.datetime.now(datetime.UTC))
    assert summary(asn1(pki.identity())).purpose == "signing"
    issuing = x509.load_pem_x509_certificate(CA.pem)
    assert summary(asn1(SimpleNamespace(certificate=issuing))).purpose == "issuing"


def asn1(person):
    from asn1crypto import x509 as asn1_x509

    return asn1_x509.Certificate.load(person.certificate.public_bytes(pki.Encoding.DER))

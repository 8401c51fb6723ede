"""Signing with a card, from the command line; and a key of one's own becoming one with an authority's certificate."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from avv_desktop.signing import token_modules
from tests.journeys.paperwork import lying
from tests.unit import signing_pki as pki
from tests.unit.test_signing_requests import issued
from tests.unit.token_sample import LOCKED, PIN, Card, driver

CA = pki.authority()


@pytest.fixture
def card(avv, papers, tmp_path, monkeypatch):
    """Aida Dia's card is in the reader; her PIN stands in a file."""
    driver()
    monkeypatch.setenv("SOFTHSM2_CONF", "")
    made = Card(tmp_path / "card", "Signaturkarte")
    made.add(pki.identity("Aida Dia", CA, key=pki.rsa_key(3072)))
    monkeypatch.setenv(token_modules.VARIABLE, str(made.module))
    Path("pin.txt").write_text(f"{PIN}\n", "utf-8")
    Path("ca.pem").write_bytes(CA.pem)
    return made


def sign(avv, code: int, *more: str, output: str = "signed.pdf") -> str:
    said = avv(code, "sign", "agreement.pdf", "--token", "Signaturkarte", *more, "-o", output)
    assert (code == 0) == Path(output).is_file()
    return said


def test_the_card_is_listed_and_signs_and_everybody_finds_it_good(avv, card):
    said = avv(0, "key", "list")
    assert "Signaturkarte" in said and "Aida Dia" in said and "RSA-3072" in said
    (listed,) = json.loads(avv(0, "key", "list", "--module", card.module, "--json"))
    assert listed["label"] == "Signaturkarte" and listed["pin"] == "ready"
    assert not listed["certificates"][0]["reason"]

    assert "Unterschrieben von Aida Dia" in sign(avv, 0, "--pin-file", "pin.txt")

    verdict = json.loads(avv(0, "verify", "signed.pdf", "--trust", "ca.pem", "--json"))
    (signature,) = verdict["signatures"]
    assert (signature["integrity"], signature["trust"]) == ("intact", "trusted")
    if shutil.which("pdfsig"):
        judged = subprocess.run(["pdfsig", "-nocert", "signed.pdf"], capture_output=True, text=True)
        assert "Signature is Valid" in judged.stdout


def test_with_a_wrong_pin_nothing_is_written_and_the_next_try_is_warned(avv, card):
    Path("wrong.txt").write_text("999999\n", "utf-8")
    before = lying()
    said = sign(avv, 4, "--pin-file", "wrong.txt")
    assert "PIN falsch" in said and "999999" not in said
    assert lying() == before
    assert "wenige Versuche" in sign(avv, 0, "--pin-file", "pin.txt")


def test_a_locked_card_is_not_tried(avv, card):
    card.mark(LOCKED)
    said = sign(avv, 4, "--pin-file", "pin.txt")
    assert "gesperrt" in said and "PUK" in said


def test_whose_card_is_missing_hears_which_are_there(avv, card):
    assert "Signaturkarte" in avv(2, "sign", "agreement.pdf", "--token", "Andere", "-o", "signed.pdf")
    assert "Aida Dia" in sign(avv, 2, "--certificate", "Jörn Fischer", "--pin-file", "pin.txt")
    card.remove()
    card.plug()
    assert "keine Karte" in sign(avv, 4, "--pin-file", "pin.txt")
    assert "keine Karte" in avv(1, "key", "list")


def test_what_stands_against_it_is_said_before_the_pin(avv, card):
    sign(avv, 0, "--pin-file", "pin.txt")
    said = avv(4, "sign", "signed.pdf", "--token", "Signaturkarte", "--as", "Aida Dia", "-o", "twice.pdf")
    assert "schon unterschrieben" in said, "no terminal was needed: nobody asked for a PIN"
    assert "keine --pin-file" not in said and not Path("twice.pdf").exists()


def test_without_a_terminal_the_pin_has_to_be_in_a_file(avv, card):
    assert "--pin-file" in sign(avv, 2)


def test_one_key_has_to_be_named(avv, card):
    for more in ((), ("--token", "Signaturkarte", "--p12", "aida.p12")):
        assert "einen Schlüssel" in avv(2, "sign", "agreement.pdf", *more, "-o", "signed.pdf")


def test_a_driver_that_is_none_is_told(avv, card):
    Path("driver.so").write_text("no driver", "utf-8")
    said = sign(avv, 4, "--module", "driver.so", "--pin-file", "pin.txt")
    assert "driver.so" in said and "Treiber" in said


def test_a_driver_that_fails_does_not_hide_the_cards_of_another(avv, card, monkeypatch):
    Path("driver.so").write_text("no driver", "utf-8")
    monkeypatch.setenv(token_modules.VARIABLE, os.pathsep.join(("driver.so", str(card.module), str(card.module))))
    said = avv(0, "key", "list")
    assert "driver.so" in said and said.count("Signaturkarte") == 1


def test_two_cards_of_one_name_are_told_apart_by_their_numbers(avv, card):
    card.initialize("Signaturkarte")
    said = sign(avv, 2, "--pin-file", "pin.txt")
    numbers = re.findall(r"[0-9a-f]{4}(?=[,.\n])", said)
    assert len(numbers) == 2
    outcomes = []
    for number in numbers:
        signed = avv((0, 4), "sign", "agreement.pdf", "--token", number, "--pin-file", "pin.txt", "-o", f"{number}.pdf")
        outcomes.append("Unterschrieben von Aida Dia" in signed)
    assert sorted(outcomes) == [False, True], "the other card holds no certificate"


def test_from_the_request_to_the_signed_agreement(avv, papers):
    secret = ("--passphrase-file", "passphrase.txt")
    made = avv(0, "key", "request", "--name", "Aida Dia", "-o", "key.p8", "--csr", "request.pem", *secret)
    assert "Zertifizierungsstelle" in made
    before = lying()
    for both in (("key.p8", "new.pem"), ("new.p8", "request.pem")):
        assert "nie überschrieben" in avv(
            2, "key", "request", "--name", "Aida Dia", "-o", both[0], "--csr", both[1], *secret
        )
    avv(2, "key", "request", "--name", "Aida Dia", "-o", "one.pem", "--csr", "one.pem", *secret)
    assert lying() == before

    Path("answer.pem").write_bytes(issued(Path("request.pem").read_bytes(), CA).public_bytes(Encoding.PEM))
    Path("ca.pem").write_bytes(CA.pem)
    avv(0, "key", "join", "key.p8", "answer.pem", "ca.pem", "-o", "dia.p12", *secret)
    assert "nie überschrieben" in avv(2, "key", "join", "key.p8", "answer.pem", "-o", "dia.p12", *secret)
    avv(3, "key", "join", "key.p8", "ca.pem", "-o", "other.p12", *secret)
    avv(0, "sign", "agreement.pdf", "--p12", "dia.p12", *secret, "-o", "signed.pdf")
    avv(0, "verify", "signed.pdf", "--trust", "ca.pem")


def test_a_bare_key_with_its_certificate_beside_it_signs(avv, papers):
    secret = ("--passphrase-file", "passphrase.txt")
    avv(0, "key", "request", "--name", "Aida Dia", "--kind", "p-256", "-o", "dia.p8", "--csr", "dia.csr", *secret)
    avv(3, "sign", "agreement.pdf", "--key", "dia.p8", *secret, "-o", "signed.pdf")
    Path("dia.crt").write_bytes(issued(Path("dia.csr").read_bytes(), CA).public_bytes(Encoding.PEM))
    avv(0, "sign", "agreement.pdf", "--key", "dia.p8", *secret, "-o", "signed.pdf")

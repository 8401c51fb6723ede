"""Signing with a service from the command line; without one configured nobody is ever asked."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
from pathlib import Path

import pytest

from avv_desktop.signing import remote_login
from tests.journeys.paperwork import lying
from tests.unit import signing_pki as pki
from tests.unit.remote_sample import CLIENT, OTP, PIN, Service

CA = pki.authority()


@pytest.fixture
def service(avv, papers, monkeypatch):
    """A service keeps Aida Dia's key; she logs in whenever the browser opens. PIN and code stand in files."""
    made = Service(pki.identity("Aida Dia", CA), version=2)
    monkeypatch.setattr(remote_login, "browse", made.browser)
    Path("pin.txt").write_text(f"{PIN}\n", "utf-8")
    Path("code.txt").write_text(f"{OTP}\n", "utf-8")
    Path("ca.pem").write_bytes(CA.pem)
    yield made
    made.close()


def add(avv, service: Service) -> None:
    avv(0, "remote", "add", "Muster", "--address", service.settings.address, "--client-id", CLIENT)


def sign(avv, code: int, *more: str) -> str:
    said = avv(code, "sign", "agreement.pdf", "--remote", "Muster", *more, "-o", "signed.pdf")
    assert (code == 0) == Path("signed.pdf").is_file()
    return said


def test_a_service_is_added_and_signs_and_everybody_finds_it_good(avv, service):
    service.otp = True
    add(avv, service)
    assert "Muster" in avv(0, "remote", "list")
    assert not service.asked, "nobody was asked yet"
    assert "Aida Dia" in avv(0, "remote", "keys", "Muster")

    said = sign(avv, 0, "--pin-file", "pin.txt", "--otp-file", "code.txt")
    assert "im Browser" in said and "Unterschrieben von Aida Dia" in said
    assert PIN not in said and OTP not in said

    (signature,) = json.loads(avv(0, "verify", "signed.pdf", "--trust", "ca.pem", "--json"))["signatures"]
    assert (signature["integrity"], signature["trust"]) == ("intact", "trusted")
    if shutil.which("pdfsig"):
        judged = subprocess.run(["pdfsig", "-nocert", "signed.pdf"], capture_output=True, text=True)
        assert "Signature is Valid" in judged.stdout


def test_unless_a_service_is_configured_nobody_is_asked(avv, papers, monkeypatch):
    def offline(*_, **__):
        raise AssertionError("somebody was asked")

    monkeypatch.setattr(socket, "create_connection", offline)
    monkeypatch.setattr(remote_login, "browse", offline)
    assert "offline" in avv(1, "remote", "list")
    assert "keine" in sign(avv, 2)
    avv(0, "sign", "agreement.pdf", "--p12", "aida.p12", "--passphrase-file", "passphrase.txt", "-o", "signed.pdf")
    avv(1, "verify", "signed.pdf")


def test_what_fails_leaves_nothing_and_says_why(avv, service):
    add(avv, service)
    Path("wrong.txt").write_text("0000\n", "utf-8")
    before = lying()
    assert "PIN des Dienstes ist falsch" in sign(avv, 4, "--pin-file", "wrong.txt")
    assert "--pin-file" in sign(avv, 2)
    service.told["signatures/signHash"] = lambda _: {"signatures": ["AAAA"]}
    assert "passt nicht" in sign(avv, 4, "--pin-file", "pin.txt")
    service.failing["info"] = 503
    assert "gestört" in sign(avv, 4, "--pin-file", "pin.txt")
    service.close()
    assert "nicht erreichbar" in sign(avv, 4, "--pin-file", "pin.txt")
    assert lying() == before


def test_a_service_is_named_once_and_can_be_let_go(avv, service, keychain):
    Path("secret.txt").write_text("nur für Programme\n", "utf-8")
    words = ("--address", service.settings.address, "--client-id", CLIENT, "--secret-file", "secret.txt")
    avv(0, "remote", "add", "Muster", *words)
    assert list(keychain.kept.values()) == ["nur für Programme"]
    assert "schon" in avv(2, "remote", "add", "muster", *words)
    assert "https://" in avv(2, "remote", "add", "Unsicher", "--address", "http://x.example", "--client-id", CLIENT)
    assert "Muster" in avv(2, "remote", "keys", "Andere")
    assert json.loads(avv(0, "remote", "list", "--json"))[0]["name"] == "Muster"
    avv(0, "remote", "remove", "Muster")
    assert not keychain.kept
    avv(1, "remote", "list")


def test_a_stack_is_allowed_once_and_a_service_that_fails_ends_it(avv, service):
    add(avv, service)
    Path("in").mkdir()
    for name in "abc":
        Path("in", f"{name}.pdf").write_bytes(Path("agreement.pdf").read_bytes())
    avv(0, "sign-stack", "in", "-o", "out", "--remote", "Muster", "--pin-file", "pin.txt")
    assert len(list(Path("out").iterdir())) == 3
    (asked,) = [body for what, body in service.asked if what == "signatures/signHash"]
    assert len(asked["hashes"]) == 3

    service.most = 1
    service.failing["signatures/signHash"] = 503
    said = avv(1, "sign-stack", "in", "-o", "again", "--remote", "Muster", "--pin-file", "pin.txt")
    assert "gestört" in said and "2 Dateien kamen nicht mehr an die Reihe" in said
    assert not list(Path("again").iterdir())
    assert "einen Schlüssel" in avv(2, "sign-stack", "in", "-o", "more", "--remote", "Muster", "--p12", "aida.p12")

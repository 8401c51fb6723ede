"""Time-stamping services: asked in order, looked through, and named with their reason when they fail."""

from __future__ import annotations

import datetime
import hashlib
import subprocess

import pytest

from avv_desktop.errors import KeychainUnavailable, TimestampFailed
from avv_desktop.signing import network, revocation, timestamp_tokens, timestamps
from avv_desktop.signing.timestamps import Stamper
from avv_desktop.system import settings
from avv_desktop.system.sentences import explain
from avv_desktop.system.settings import Settings, TimestampService
from tests.unit.pki_services import PASSWORD, USER

DIGEST = hashlib.sha256(b"Muster").digest()


def service(url: str, name: str = "Muster", user: str = "") -> TimestampService:
    return TimestampService(name, url, user)


def refused(*services: TimestampService, seconds: float = 5) -> str:
    with pytest.raises(TimestampFailed) as caught:
        Stamper(services, seconds=seconds).stamp(DIGEST)
    return caught.value.details["reason"]


def test_a_token_fits_the_question_and_names_the_time(loopback):
    found = Stamper([service(loopback.tsa())]).stamp(DIGEST)["content"]
    assert timestamp_tokens.info(found)["message_imprint"]["hashed_message"].native == DIGEST
    assert abs(timestamp_tokens.time_of(found) - datetime.datetime.now(datetime.UTC)) < datetime.timedelta(minutes=1)
    assert timestamp_tokens.authority(found).subject.native["common_name"] == "Muster Zeitstempel"


def test_it_is_good_for_openssl_too(loopback, tmp_path):
    (tmp_path / "data").write_bytes(b"Muster")
    (tmp_path / "token").write_bytes(Stamper([service(loopback.tsa())]).stamp(DIGEST).dump())
    for name in ("root", "interm"):
        (tmp_path / name).write_bytes(_pem(loopback.certificate(name)))
    command = ["openssl", "ts", "-verify", "-token_in", "-in", "token", "-CAfile", "root", "-untrusted", "interm"]
    done = subprocess.run([*command, "-data", "data"], cwd=tmp_path, capture_output=True, text=True)
    assert "Verification: OK" in done.stdout + done.stderr
    (tmp_path / "data").write_bytes(b"Meister")
    done = subprocess.run([*command, "-data", "data"], cwd=tmp_path, capture_output=True, text=True)
    assert "Verification: OK" not in done.stdout + done.stderr


def _pem(certificate) -> bytes:
    from asn1crypto import pem

    return pem.armor("CERTIFICATE", certificate.dump())


LIES = {
    "failing": "mit einem Fehler (500)",
    "garbage": "kein Zeitstempel",
    "empty": "kein Zeitstempel",
    "huge": "zu groß",
    "refusing": "verweigert den Zeitstempel. heute nicht",
    "wrong-nonce": "auf eine andere Anfrage",
    "wrong-hash": "etwas anderes gestempelt",
    "wrong-signature": "Signatur des Dienstes stimmt nicht",
    "bare": "kein Zertifikat mitgeschickt",
    "yesterday": "gehen zu weit auseinander",
    "elsewhere": "verweist an eine andere Stelle (302)",
    "login": "Benutzername und Kennwort nicht an (401)",
}


@pytest.mark.parametrize("mood", LIES)
def test_whatever_a_service_does_wrong_is_said(loopback, mood):
    reason = refused(service(loopback.tsa(mood)))
    assert reason.startswith("Muster: ") and LIES[mood] in reason


@pytest.mark.parametrize("mood", ["slow", "dripping"])
def test_nobody_waits_for_ever(loopback, mood):
    assert "nicht rechtzeitig" in refused(service(loopback.tsa(mood)), seconds=0.3)


def test_a_service_that_is_not_there_or_has_no_address(loopback):
    assert "nicht erreichbar" in refused(service(loopback.down()))
    assert "http" in refused(service("file:///etc/passwd"))
    assert "nicht erreichbar" in refused(service("http://[kaputt"))


def test_a_certificate_for_something_else_is_not_believed(loopback):
    asked = timestamp_tokens.question(DIGEST, "sha256")
    answer = network.ask(loopback.tsa(), asked.dump(), timestamps.QUESTION)
    now = datetime.datetime.now(datetime.UTC)
    assert timestamp_tokens.token(answer, asked, now)
    late = now + datetime.timedelta(days=4000)
    with pytest.raises(timestamp_tokens.BadToken):
        timestamp_tokens.token(answer, asked, late)
    with pytest.raises(timestamp_tokens.BadToken):
        timestamp_tokens.token(answer + b"\0", asked, now)


def test_the_next_one_is_asked_only_if_one_fails(loopback):
    good, bad = service(loopback.tsa()), service(loopback.tsa("failing"), "Erster")
    Stamper([bad, good, service(loopback.tsa("garbage"))]).stamp(DIGEST)
    assert [path.split("/")[1] for path in loopback.heard] == ["failing", "muster"]


def test_each_one_that_failed_is_named(loopback):
    said = refused(service(loopback.tsa("failing"), "Erster"), service(loopback.down(), ""))
    assert said.startswith("Erster: Der Dienst antwortet mit einem Fehler (500). http://127.0.0.1:")
    assert said in explain(TimestampFailed(reason=said)).happened


def test_without_a_service_nothing_is_asked(loopback):
    assert refused() == "Es ist kein Zeitstempeldienst eingerichtet."
    assert loopback.heard == []
    assert Settings().timestamp_services == ()


def test_a_password_comes_from_the_keychain_and_stays_there(loopback, keychain):
    known = service(loopback.tsa("login"), user=USER)
    assert "nicht an (401)" in refused(known)
    timestamps.keep_password(known, PASSWORD)
    assert Stamper([known]).stamp(DIGEST)
    settings.save(Settings(timestamp_services=(known,)))
    assert settings.load().timestamp_services == (known,)
    assert PASSWORD not in settings.settings_path().read_text("utf-8") + repr(Stamper([known]))
    timestamps.forget_password(known)
    assert "nicht an (401)" in refused(known)


def test_a_password_is_not_sent_along_to_somewhere_else(loopback):
    known = service(loopback.tsa("elsewhere"), user=USER)
    timestamps.keep_password(known, PASSWORD)
    refused(known)
    assert len(loopback.heard) == 1


def test_without_a_keychain_there_is_no_password(loopback, monkeypatch):
    monkeypatch.setattr("avv_desktop.system.keychain.available", lambda: False)
    with pytest.raises(KeychainUnavailable):
        Stamper([service(loopback.tsa(), user=USER)]).stamp(DIGEST)


def test_a_list_may_lie_elsewhere_but_only_over_http(loopback):
    there = f"{loopback.address}/muster/crls/interm/latest.crl"
    found = revocation.from_files([network.ask(f"{loopback.address}/moved?{there}")])
    assert found.crls[0].issuer == loopback.certificate("interm").subject
    with pytest.raises(network.Unreachable):
        network.ask(f"{loopback.address}/moved?file:///etc/passwd")

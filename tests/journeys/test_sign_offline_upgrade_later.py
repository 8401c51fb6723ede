"""Signed on the train, without a network; made provable for years back at the office, one by one or all at once."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from avv_desktop import flow
from avv_desktop.system import settings
from avv_desktop.system.settings import Settings, TimestampService
from tests.journeys.paperwork import lying


@pytest.fixture
def office(papers, loopback):
    """The papers, keys of both directors from a real authority, and its root."""
    for label in ("aida", "joern", "rita"):
        Path(f"{label}.p12").write_bytes(loopback.p12(label))
    Path("root.cer").write_bytes(loopback.root)
    return loopback


def sign(avv, who: str, source: str, output: str, *more: object, code: int = 0) -> str:
    secret = ("--passphrase-file", "passphrase.txt")
    return avv(code, "sign", source, "--p12", f"{who}.p12", *secret, "-o", output, *more)


def both(avv, output: str = "both.pdf") -> Path:
    sign(avv, "aida", "agreement.pdf", "one.pdf")
    sign(avv, "joern", "one.pdf", output)
    return Path(output)


def told(avv, code: int, *files: str) -> list[dict]:
    return json.loads(avv(code, "proof", *files, "--json"))


def test_signed_offline_and_upgraded_at_the_office(avv, office):
    before = both(avv)
    assert office.heard == [], "signing asks nobody"
    said = avv(1, "proof", before)
    assert "Zeitstempel ausstehend; er sollte vor dem" in said
    assert "processor_1: Aida Dia, PAdES-B-B" in said
    (found,) = told(avv, 1, "both.pdf")
    assert found["pending"] and found["level"] == "B" and found["due"]
    avv(1, "verify", before, "--trust", "root.cer")

    said = avv(0, "upgrade", before, "--timestamp", office.tsa(), "--trust", "root.cer", "-o", "sealed.pdf")
    assert "sealed.pdf: Versiegelt; das Siegel sollte vor dem" in said
    (found,) = told(avv, 0, "sealed.pdf")
    assert (found["level"], found["pending"], found["ages"]) == ("LTA", False, False)
    office.heard.clear()
    verdict = json.loads(avv(0, "verify", "sealed.pdf", "--trust", "root.cer", "--json"))
    assert office.heard == [], "verifying asks nobody"
    assert [each["level"] for each in verdict["signatures"][:2]] == ["PAdES-BASELINE-LTA"] * 2
    assert {each["trust"] for each in verdict["signatures"]} == {"trusted"}
    assert [each["proven_by"] for each in verdict["signatures"][:2]] == ["document timestamp", "signature timestamp"]
    assert flow.document_inside(Path("sealed.pdf").read_bytes()) == flow.document_inside(before.read_bytes())


def test_with_the_services_of_the_settings_all_at_once(avv, office):
    services = (TimestampService("Kaputt", office.down()), TimestampService("Muster", office.tsa()))
    settings.save(Settings(timestamp_services=services))
    both(avv)
    Path("done").mkdir()
    avv(0, "upgrade", "one.pdf", "both.pdf", "--trust", "root.cer", "--level", "LT", "-o", "done")
    found = told(avv, 1, "done/one.pdf", "done/both.pdf")
    assert [each["level"] for each in found] == ["LT", "LTA"], "the first of two is stamped over the document"


def test_one_bad_file_does_not_stop_the_others(avv, office):
    both(avv)
    sign(avv, "rita", "agreement.pdf", "revoked.pdf", "--field", "processor_1")
    Path("letter.pdf").write_bytes(b"no PDF")
    Path("done").mkdir()
    files = ("letter.pdf", "agreement.pdf", "revoked.pdf", "both.pdf")
    said = avv(4, "upgrade", *files, "--timestamp", office.tsa(), "--trust", "root.cer", "-o", "done")
    assert sorted(path.name for path in Path("done").iterdir()) == ["both.pdf"]
    assert "done/both.pdf: Versiegelt" in said
    assert "agreement.pdf: Dieses Dokument ist nicht unterschrieben." in said
    assert "revoked.pdf: Die Nachweise" in said and "gesperrt" in said
    assert "letter.pdf: Diese Datei ist nicht als PDF lesbar" in said


def test_with_a_timestamp_at_once(avv, office):
    sign(avv, "aida", "agreement.pdf", "one.pdf", "--timestamp", office.tsa())
    assert told(avv, 1, "one.pdf")[0]["level"] == "T"


@pytest.mark.parametrize("mood", ["failing", "wrong-nonce", "garbage"])
def test_a_service_that_fails_is_named_and_nothing_is_written(avv, office, mood):
    both(avv)
    before = lying()
    service = ("--timestamp", office.tsa(mood))
    said = sign(avv, "aida", "agreement.pdf", "new.pdf", *service, code=4)
    assert "Es war kein Zeitstempel zu bekommen." in said and office.tsa(mood) in said
    avv(4, "upgrade", "both.pdf", *service, "--trust", "root.cer", "-o", "new.pdf")
    assert lying() == before


def test_without_a_service_it_is_said(avv, office):
    both(avv)
    said = avv(4, "upgrade", "both.pdf", "-o", "new.pdf")
    assert "Es ist kein Zeitstempeldienst eingerichtet." in said
    assert office.heard == []


def test_without_a_network_the_authority_gives_its_files(avv, office):
    sign(avv, "aida", "agreement.pdf", "one.pdf", "--timestamp", office.tsa())
    Path("interm.crl").write_bytes(office.crl())
    Path("root.crl").write_bytes(office.crl("root"))
    Path("interm.cer").write_bytes(office.certificate("interm").dump())
    given = ("--trust", "root.cer", "--trust", "interm.cer", "--crl", "interm.crl", "--crl", "root.crl")
    office.heard.clear()
    avv(4, "upgrade", "one.pdf", "--offline", "--level", "LT", *given[:2], "-o", "new.pdf")
    avv(0, "upgrade", "one.pdf", "--offline", "--level", "LT", *given, "-o", "new.pdf")
    assert office.heard == []
    avv(0, "verify", "new.pdf", "--trust", "root.cer")


def test_nothing_that_is_read_is_overwritten(avv, office):
    both(avv)
    before = lying()
    service = ("--timestamp", office.tsa(), "--trust", "root.cer")
    avv(2, "upgrade", "both.pdf", *service, "-o", "both.pdf")
    avv(2, "upgrade", "one.pdf", "both.pdf", *service, "-o", ".")
    avv(2, "upgrade", "one.pdf", "both.pdf", *service, "-o", "nowhere")
    avv(2, "upgrade", "one.pdf", "--timestamp", "Unbekannt", "-o", "new.pdf")
    avv(2, "upgrade", "one.pdf", "--level", "B", "-o", "new.pdf")
    assert lying() == before


def test_nothing_to_add_is_said(avv, office):
    both(avv)
    avv(0, "upgrade", "both.pdf", "--timestamp", office.tsa(), "--trust", "root.cer", "-o", "sealed.pdf")
    said = avv(0, "upgrade", "sealed.pdf", "--timestamp", office.down(), "-o", "again.pdf")
    assert "Es war nichts zu ergänzen." in said
    assert Path("again.pdf").read_bytes() == Path("sealed.pdf").read_bytes()

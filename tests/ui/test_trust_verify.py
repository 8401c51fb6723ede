"""The verify page: a headline, three answers, each signature; and calm sentences for what cannot be read."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

from avv_desktop.errors import EncryptedPdf
from avv_desktop.signing.model import SignatureVerdict, Verdict
from avv_desktop.system.settings import Settings
from ui.desk import Desk
from ui.hand import Hand
from ui.verify import page as verifying
from ui.verify.look import Looked, look_at
from ui.verify.page import VerifyPage

NOW = datetime.datetime(2026, 3, 12, 9, 14, tzinfo=datetime.UTC)
SIGNED = SignatureVerdict(
    kind="signature",
    field="processor_1",
    signer="Aida Dia",
    integrity="intact",
    changes="none",
    trust="unchecked",
    signed_at=NOW,
    time_source="signer",
    trial=True,
    level="PAdES-BASELINE-B",
    indication="INDETERMINATE",
    sub_indication="NO_CERTIFICATE_CHAIN_FOUND",
    unchanged="Jedes Zeichen ist so, wie es unterschrieben wurde.",
    who="Niemand hat geprüft, wem der Schlüssel gehört.",
    when="Nach der Uhr des Unterzeichners.",
    party="MAC IT-Solutions GmbH",
    function="Geschäftsführerin",
)
OPEN = Verdict((SIGNED,), "Der Text ist unverändert.", "a", "b", "c", "open", False, None, "AVV-2026-001")
BAD = Verdict((replace(SIGNED, integrity="altered"),), "Diese Datei wurde verändert.", "a", "b", "c", "bad", False)
NONE = Verdict((), "Hier hat niemand unterschrieben.", "a", "b", "c", "none", False)


@pytest.fixture
def sheet(qapp, drain, monkeypatch):
    """`hand.shows(path, verdict or error)` has the page look at a file."""
    desk = Desk(Settings())
    page = VerifyPage(desk)
    page.resize(1300, 850)
    page.show()
    hand = Hand(page)
    hand.desk, hand.page = desk, page

    def shows(path: str, found) -> None:
        verdict = found if isinstance(found, Verdict) else None
        error = None if verdict else found
        looked = Looked(Path(path), b"pdf", NOW, verdict, None, error)
        monkeypatch.setattr(verifying, "look_at", lambda place, trust, store=None: looked)
        page.arrive(path)
        hand.settle(desk)

    hand.shows = shows
    yield hand
    page.close()
    page.deleteLater()
    desk.close()
    drain()


def test_an_empty_page_says_what_to_do(sheet):
    assert sheet.reads("Ein PDF hierher ziehen oder wählen")


def test_a_trial_is_called_one_and_never_in_order(sheet):
    sheet.shows("/x/Vertrag.pdf", OPEN)
    said = sheet.text()
    assert "Der Text ist unverändert." in said and "Nicht geprüft (Probe)" in said and "Probeschlüssel" in said
    assert sheet.all("Aida Dia · Probe")
    assert sheet.all("Vertrag daraus öffnen")
    (item,) = verdicts_in_list(sheet)
    assert "nicht ganz geprüft" in item


def test_an_altered_file_is_called_so(sheet):
    sheet.shows("/x/Vertrag.pdf", BAD)
    assert sheet.reads("Diese Datei wurde verändert.") and sheet.reads("Nein")
    assert not sheet.all("Vertrag daraus öffnen")
    assert "nicht in Ordnung" in verdicts_in_list(sheet)[0]


def test_details_fold(sheet):
    sheet.shows("/x/Vertrag.pdf", replace(OPEN, signatures=(SIGNED, replace(SIGNED, signer="Jörn Fischer"))))
    assert not sheet.reads("PAdES-BASELINE-B")
    sheet.click("Jörn Fischer · Probe")
    assert sheet.reads("PAdES-BASELINE-B")


def test_unreadable_files_get_a_calm_sentence(sheet):
    sheet.shows("/x/verschlossen.pdf", EncryptedPdf(path="/x/verschlossen.pdf"))
    assert sheet.reads("verschlossen.pdf")
    assert not sheet.reads("Unverändert?")
    assert "nicht lesbar" in verdicts_in_list(sheet)[0]


def test_the_list_keeps_what_was_looked_at_and_goes_back_to_it(sheet):
    sheet.shows("/x/eins.pdf", OPEN)
    sheet.shows("/x/zwei.pdf", NONE)
    sheet.shows("/x/eins.pdf", OPEN)
    assert len(verdicts_in_list(sheet)) == 2, "the same file once"
    sheet.find("Zuletzt geprüft").setCurrentRow(1)
    sheet.settle(sheet.desk)
    assert sheet.reads("Hier hat niemand unterschrieben.")


def test_no_file_raises(tmp_path):
    broken = tmp_path / "kaputt.pdf"
    broken.write_bytes(b"%PDF-1.7 and nothing more")
    for path in (broken, tmp_path / "fehlt.pdf", tmp_path):
        looked = look_at(str(path), Settings())
        assert looked.error is not None and looked.verdict is None


def verdicts_in_list(hand) -> list[str]:
    from ui.widgets.rows import SUBTITLE

    files = hand.find("Zuletzt geprüft")
    return [files.item(at).data(SUBTITLE) for at in range(files.count())]

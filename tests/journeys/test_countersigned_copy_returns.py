"""An agreement comes back from the customer: countersigned, signed with ink and scanned, flattened, or rewritten."""

from __future__ import annotations

import zipfile

import pytest

from avv_desktop import flow
from avv_desktop.store.notices import Notices
from tests.journeys.signed_copies import kept, signed_by, trial
from tests.unit.returned_copies import added_words, flattened, rewritten, scanned

NUMBER = "AVV-2026-001"


@pytest.fixture(scope="module")
def signing_keys():
    return {name: trial(name) for name in ("Aida Dia", "Jörn Fischer", "Dr. Vorname Muster")}


@pytest.fixture
def sent(hand, example, signing_keys):
    """What was handed out: signed by both directors."""
    draft = kept(hand.desk.store, example, signing_keys, "Muster Logistik", NUMBER)
    hand.desk.shelf_changed.emit()
    return draft


@pytest.fixture
def ours(hand, sent):
    store = hand.desk.store
    return store.file(store.files(sent.id)[-1].id)


@pytest.fixture
def drop(hand, tmp_path):
    def dropped(data: bytes, name: str = "zurück.pdf") -> None:
        (tmp_path / name).write_bytes(data)
        hand.desk.open_file(tmp_path / name)
        hand.settle(hand.desk)

    return dropped


def state(hand) -> str:
    return {each.number: each.state for each in hand.desk.store.drafts()}[NUMBER]


def test_countersigned_with_a_key_it_finds_its_agreement(hand, sent, ours, drop, signing_keys):
    drop(signed_by(ours, signing_keys, most=1))
    hand.wait_for("Gegengezeichnet von Dr. Vorname Muster.")
    assert hand.reads(f"{NUMBER} · Muster Logistik GmbH") and state(hand) == "signed"
    hand.click("Beim Vertrag ablegen")
    hand.wait_for("Beim Vertrag abgelegt; sein Stand ist angepasst.")
    assert state(hand) == "countersigned"
    assert hand.desk.store.file(hand.desk.store.files(sent.id)[-1].id).startswith(ours)


def test_signed_with_ink_and_scanned_it_is_filed_by_whoever_looked_at_it(hand, sent, ours, drop):
    drop(scanned(ours), "Scan 0815.pdf")
    hand.wait_until_there("Kam vom Kunden zurück")
    hand.click("Kam vom Kunden zurück")
    hand.wait_until_there("Welcher Vertrag?")
    hand.settle(hand.desk)
    hand.choose("Welcher Vertrag?", f"{NUMBER} · Muster Logistik GmbH")
    hand.click("Mit diesem Vertrag vergleichen")
    hand.wait_for("Diese Datei besteht aus Bildern von Seiten: ein Scan.")
    keep = hand.find("Als auf Papier gegengezeichnet ablegen")
    assert not keep.isEnabled(), "somebody has to say that they looked at it"
    hand.type("Wer geprüft hat", "Nora Verkauf")
    hand.type("Bemerkung", "Beide Linien unterschrieben")
    hand.click("Als auf Papier gegengezeichnet ablegen")
    hand.wait_for("Als auf Papier gegengezeichnet abgelegt.")
    (entry,) = [each for each in hand.desk.store.drafts() if each.number == NUMBER]
    assert (entry.state, entry.words) == ("countersigned", "auf Papier gegengezeichnet")
    (copy,) = Notices(hand.desk.store).copies(sent.id)
    assert (copy.kind, copy.checked_by, copy.note) == ("paper", "Nora Verkauf", "Beide Linien unterschrieben")
    assert hand.desk.store.files(sent.id)[-1].kind == "paper"


@pytest.mark.parametrize("make", [flattened, rewritten])
def test_flattened_or_rewritten_it_is_never_forged_and_never_signed(hand, sent, ours, drop, signing_keys, make):
    drop(make(signed_by(ours, signing_keys, most=1)))
    hand.wait_for("In dieser Kopie sind unsere Unterschriften nicht mehr enthalten.")
    assert hand.reads("Der Text stimmt mit dem Vertrag überein, Klausel für Klausel.")
    assert "Gegengezeichnet" not in hand.text()
    hand.type("Wer geprüft hat", "Nora Verkauf")
    hand.click("Neben dem Vertrag ablegen")
    hand.wait_for("Als Kopie ohne Unterschriften abgelegt")
    assert state(hand) == "signed", "a copy without signatures countersigns nothing"
    assert hand.desk.store.files(sent.id)[-1].kind == "copy"


def test_other_words_in_a_rewritten_copy_are_shown(hand, sent, ours, drop):
    drop(added_words(rewritten(ours), "binnen neunhundert Tagen"))
    hand.wait_for("Wo der Text abweicht")
    assert "neunhundert" in hand.text() and "weicht" in hand.text()


def test_the_customer_gets_all_that_is_needed(hand, sent, ours, tmp_path):
    from ui.trust.kit import ask_kit

    ask_kit(hand.desk, hand.window, "Vertrag.pdf", lambda: ours)
    hand.choose_file(str(tmp_path / "für den Kunden.zip"))
    hand.settle(hand.desk)
    with zipfile.ZipFile(tmp_path / "für den Kunden.zip") as archive:
        names = archive.namelist()
        assert names == ["Vertrag.pdf", "Kurz erklärt.pdf", "Prüfen und gegenzeichnen.pdf", "Prüfsummen.txt"]
        assert archive.read("Vertrag.pdf") == ours
    assert flow.progress(ours).next.side == "controller", "the prepared field waits"

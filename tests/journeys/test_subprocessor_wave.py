"""A sub-processor is added: whom it concerns, notices, an objection and its end, new annexes, signed and filed."""

from __future__ import annotations

import datetime
from email import message_from_bytes
from email.policy import default

import pytest

from avv_desktop import flow
from avv_desktop.document.plain import plain
from avv_desktop.notice.plan import told
from avv_desktop.store.notices import Notices
from tests.journeys.signed_copies import kept, signed_by, trial
from ui.notice import work

COMPANY = {"Unternehmen": "Frisch Support", "Rechtsform": "GmbH", "Leistung": "Support", "Daten": "Anfragen"}


@pytest.fixture(scope="module")
def signing_keys():
    return {name: trial(name) for name in ("Aida Dia", "Jörn Fischer", "Dr. Vorname Muster")}


@pytest.fixture
def three(hand, example, signing_keys):
    """The usual agreement, one that asks for consent, one with a longer period; and one that is still a draft."""
    store = hand.desk.store
    template = flow.find_template("avv-de")
    store.save(flow.begin(template, example, number="AVV-2026-009"), template)
    made = [
        kept(store, example, signing_keys, "Muster Logistik", "AVV-2026-001"),
        kept(store, example, signing_keys, "Muster Handel", "AVV-2026-002", sub_processors__regime="specific"),
        kept(store, example, signing_keys, "Langsam", "AVV-2026-003", sub_processors__notice_days=90),
    ]
    hand.desk.shelf_changed.emit()
    return made


def plan(hand) -> None:
    hand.desk.go("notice")
    hand.wait_until_there("Unternehmen hinzufügen")
    hand.click("Unternehmen hinzufügen")
    hand.settle(hand.desk)
    assert hand.window.focusWidget() is hand.find("Unternehmen")
    for label, words in COMPANY.items():
        hand.type(label, words)
    hand.click("Übernehmen")
    hand.settle(hand.desk)
    hand.click("Wen betrifft das?")
    hand.wait_for("3 Verträge sind betroffen.")


def test_a_company_is_added_and_every_customer_is_led_to_a_new_annex(hand, three, tmp_path, signing_keys):
    desk = hand.desk
    plan(hand)
    assert hand.reads("Ankündigung: 90 Tage; Widerspruch: 21 Tage.")
    assert hand.reads("Der Kunde muss zustimmen; Schweigen heißt nein.")
    assert hand.reads("Für einen Kunden gilt sie später.")
    hand.click("Änderung festhalten")
    hand.settle(desk)
    assert [row["company"] for row in desk.settings.profile["sub_processors.list"]][-1] == "Frisch Support"

    folder = tmp_path / "notices"
    folder.mkdir()
    hand.click("Mitteilungen schreiben")
    hand.choose_file(str(folder))
    hand.settle(desk)
    written = sorted(path.suffix for path in folder.iterdir())
    assert written == sorted([".docx", ".eml", ".ics", ".pdf"] * 3)
    message = message_from_bytes(next(folder.glob("AVV-2026-001*.eml")).read_bytes(), policy=default)
    assert message["To"].addresses[0].addr_spec == "datenschutz@muster-logistik.example.org"

    hand.click(f"Als versandt am {datetime.date.today():%d.%m.%Y} eintragen")
    hand.settle(desk)
    hand.click("Widerspruch eintragen: Muster Logistik GmbH")
    hand.settle(desk)
    hand.click("Eintragen: Muster Logistik GmbH")
    hand.wait_for("Bitte nennen Sie, wer widersprochen hat.")
    hand.type("Wer widersprochen hat", "Erika Muster")
    hand.click("Eintragen: Muster Logistik GmbH")
    hand.settle(desk)
    hand.click("Widerspruch abschließen: Muster Logistik GmbH")
    hand.settle(desk)
    hand.choose("Wie es ausging", "Eine Lösung ist vereinbart; die Änderung gilt")
    hand.type("Was vereinbart wurde", "Nur verschlüsselte Daten")
    hand.click("Eintragen: Muster Logistik GmbH")
    hand.settle(desk)
    hand.click("Zustimmung eintragen: Muster Handel GmbH")
    hand.settle(desk)
    hand.type("Wer zugestimmt hat", "Max Muster")
    hand.click("Eintragen: Muster Handel GmbH")
    hand.settle(desk)

    annexes = tmp_path / "annexes"
    annexes.mkdir()
    hand.click("2 neue Anlagen ausstellen")
    hand.choose_file(str(annexes))
    hand.settle(desk)
    assert "neue Anlage ausgestellt" in hand.text()
    logistics, trade = (sorted(annexes.glob(f"*{number}*.pdf"))[0] for number in ("AVV-2026-001", "AVV-2026-002"))
    said = plain(flow.document_inside(logistics.read_bytes()))
    assert "Frisch Support GmbH" in said and "Nur verschlüsselte Daten" in said
    assert [each.kind for each in desk.store.files(three[0].id)] == ["signed", "amendment"]

    signed = tmp_path / "Nachtrag unterschrieben.pdf"
    signed.write_bytes(signed_by(logistics.read_bytes(), signing_keys))
    desk.open_file(signed)
    hand.wait_until_there("Beim Vertrag ablegen")
    hand.click("Beim Vertrag ablegen")
    hand.wait_for("Beim Vertrag abgelegt: die unterschriebene Anlage.")
    assert [each.state for each in desk.store.files(three[0].id)][-1] == "signed"
    assert {each.number: each.state for each in desk.store.drafts()}["AVV-2026-001"] == "signed"
    assert trade.exists()


def test_who_is_silent_gets_the_annex_when_the_time_is_over(hand, three):
    desk, store = hand.desk, hand.desk.store
    plan(hand)
    hand.click("Änderung festhalten")
    hand.settle(desk)
    (change,) = work.known(store, desk.settings.profile).changes
    past = datetime.date.today() - datetime.timedelta(days=40)
    Notices(store).update(*(told(each, past, change.start) for each in Notices(store).of_change(change.id)))
    desk.go("notice", change.id)
    hand.settle(desk)
    assert hand.all("2 neue Anlagen ausstellen"), "the third has to agree first"

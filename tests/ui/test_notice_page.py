"""Unterauftragnehmer ändern: the list is changed, whoever it concerns is shown, and a plan can be taken back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.unit.notice_sample import draft, template
from ui.hand import Hand


@pytest.fixture
def hand(window):
    """One agreement holds; the page is open."""
    made = Hand(window)
    store, kept = window.desk.store, draft()
    store.save(kept, template())
    store.set_state(kept.id, "countersigned", "", "")
    window.desk.go("notice")
    made.settle(window.desk)
    return made


def page(hand):
    return hand.window.current()


def test_nothing_is_planned_while_nothing_is_changed(hand):
    hand.click("Wen betrifft das?")
    hand.settle(hand.window.desk)
    assert hand.reads("An der Liste ist noch nichts geändert.")


def test_a_company_is_removed_and_kept_after_all(hand):
    hand.click("Entfernen: Muster Cloud Limited")
    hand.settle(hand.window.desk)
    assert [each.kind for each in page(hand).listing.changes] == ["removed"] and hand.reads("entfällt")
    hand.click("Doch behalten: Muster Cloud Limited")
    hand.settle(hand.window.desk)
    assert page(hand).listing.changes == ()


def test_another_company_takes_the_place_of_one_by_keyboard_alone(hand):
    hand.find("Ändern oder ersetzen: Muster Hosting GmbH").setFocus()
    QTest.keyClick(hand.window.focusWidget(), Qt.Key.Key_Space)
    hand.settle(hand.window.desk)
    assert hand.window.focusWidget() is hand.find("Unternehmen")
    hand.type("Unternehmen", "Neue Wolke")
    hand.find("Übernehmen").setFocus()
    QTest.keyClick(hand.window.focusWidget(), Qt.Key.Key_Space)
    hand.settle(hand.window.desk)
    (change,) = page(hand).listing.changes
    assert (change.kind, change.former, change.company) == ("replaced", "Muster Hosting GmbH", "Neue Wolke GmbH")


def test_a_company_without_a_name_is_none(hand):
    hand.click("Unternehmen hinzufügen")
    hand.settle(hand.window.desk)
    hand.click("Übernehmen")
    assert hand.reads("Bitte nennen Sie das Unternehmen.") and page(hand).listing.changes == ()


def test_a_plan_of_which_nobody_was_told_can_be_taken_back(hand):
    desk = hand.window.desk
    hand.click("Entfernen: Muster Cloud Limited")
    hand.settle(desk)
    hand.click("Wen betrifft das?")
    hand.wait_for("Ein Vertrag ist betroffen.")
    assert hand.reads("Nur zur Kenntnis; niemand muss antworten.")
    hand.click("Änderung festhalten")
    hand.settle(desk)
    assert [row["id"] for row in desk.settings.profile["sub_processors.list"]] == ["muster_hosting", "muster_support"]
    hand.click("Änderung verwerfen")
    hand.settle(desk)
    companies = {row["id"] for row in desk.settings.profile["sub_processors.list"]}
    assert companies == {"muster_hosting", "muster_support", "muster_cloud"}
    assert hand.all("Unternehmen hinzufügen") and not hand.reads("Ein Vertrag ist betroffen.")


def test_a_sub_processors_agreement_stands_beside_ours(hand, tmp_path):
    file = tmp_path / "Vertrag.docx"
    from avv_desktop import flow

    file.write_bytes(flow.export_word(template(), draft("Anders", breach__notice_hours=48)))
    page(hand).check_agreement(file)
    hand.settle(hand.window.desk)
    assert hand.reads("Er verspricht weniger, als wir den Kunden versprechen.")
    assert hand.reads("innerhalb von 48 Stunden") and hand.reads("innerhalb von 24 Stunden")

"""A salesperson fills in one customer's copy, edits both annexes, is told what is missing, and a director signs."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from avv_desktop import flow
from ui import tour as steps


class Walk:
    """The steps of the tour, without its camera."""

    def __init__(self, hand) -> None:
        self.hand, self.desk, self.window = hand, hand.desk, hand.window
        self.said: list[str] = []

    def settle(self) -> None:
        self.hand.settle(self.desk)

    def say(self, words: str) -> None:
        self.said.append(words)

    def shoot(self, name: str) -> None: ...


@pytest.fixture
def walk(hand):
    return Walk(hand)


def test_fill_and_sign(walk, exports):
    hand, desk = walk.hand, walk.desk
    steps.begin(walk)
    steps.fill_in(walk)
    assert desk.customer == "Muster Logistik"

    desk.go("signing")
    walk.settle()
    assert not hand.all("Jetzt unterschreiben"), "an incomplete agreement cannot be signed"
    assert hand.all("Zeigen, was fehlt")

    steps.answer_the_rest(walk)
    steps.edit_annexes(walk)
    hand.click("Prüfen")
    walk.settle()
    if hand.all("Alle bestätigen"):
        hand.click("Alle bestätigen")
        walk.settle()
    hand.wait_for("Alles da.")
    hand.click("Weiter zum Unterschreiben")
    steps.sign(walk, "Aida Dia")

    assert desk.state == "half"
    (file,) = exports()
    assert "Muster Logistik" in file.name and "1 von 2 unterschrieben" in file.name
    carried = flow.document_inside(file.read_bytes())
    assert carried == desk.document(), "what was seen is what was signed"
    assert "Rechenzentrum und Sicherungen" in flow.export_text(desk.template, desk.draft)
    (signature,) = flow.verify(file.read_bytes()).signatures
    assert signature.integrity == "intact" and signature.level == "PAdES-BASELINE-B" and signature.trial


def test_each_missing_thing_is_one_key_from_its_field(walk):
    steps.begin(walk)
    hand, desk, went = walk.hand, walk.desk, []
    hand.click("Prüfen")
    walk.settle()
    desk.went.connect(lambda page, place: went.append((page, place)))
    finding = next(each for each in desk.findings if each.severity == "E")
    line = next(each for name in hand.names() if finding.message in name for each in hand.all(name))
    line.setFocus()
    hand.key(line, Qt.Key.Key_Return)
    walk.settle()
    assert went[0] == ("editor", finding.place)
    assert walk.window.page == "editor"
    assert QApplication.focusWidget() is not None or walk.window.focusWidget() is not None


def test_the_review_follows_the_draft(walk):
    steps.begin(walk)
    walk.hand.click("Prüfen")
    walk.settle()
    before = walk.hand.text()
    steps.answer_the_rest(walk)
    walk.settle()
    assert walk.hand.text() != before
    assert "Fehlt noch" not in walk.hand.text()


def test_proposals_are_asked_once_before_signing(walk):
    """Answered, but not confirmed: the sign page asks, and signing waits for it."""
    steps.begin(walk)
    steps.answer_the_rest(walk)
    desk, hand = walk.desk, walk.hand
    desk.edit(desk.draft.answer("breach.notice_hours", None))
    desk.go("signing")
    walk.settle()
    assert "breach.notice_hours" in {each.place for each in desk.findings if each.rule == "confirm"}
    hand.wait_until_there("Das stimmt alles")
    hand.click("Ich habe diese Seite gelesen")
    hand.click("Jetzt unterschreiben")
    hand.wait_for("Bitte bestätigen Sie erst die Vorschläge")
    hand.click("Das stimmt alles")
    walk.settle()
    assert not hand.all("Das stimmt alles")
    assert "breach.notice_hours" in desk.draft.confirmed

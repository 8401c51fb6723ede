"""A wrong passphrase empties its field, keeps everything else, and the second try is enough."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QCheckBox


def test_wrong_passphrase(hand, complete, sign_as, exports):
    desk = hand.desk

    sign_as("Aida Dia", secret="falsch-geraten")

    hand.wait_for("Diese Passphrase öffnet die Datei nicht.")
    field = hand.find("Passphrase der Schlüsseldatei")
    assert field.text() == ""
    assert QApplication.focusWidget() is field or hand.window.focusWidget() is field
    assert hand.find("Ich habe diese Seite gelesen", kind=QCheckBox).isChecked()
    assert desk.state == "draft" and not exports()

    hand.keys(field, "probe-geheim-1")
    hand.click("Jetzt unterschreiben")
    hand.settle(desk)
    if hand.all("Trotzdem unterschreiben"):
        hand.click("Trotzdem unterschreiben")
    hand.wait_for("Unterschrieben. Jetzt ist Jörn Fischer dran.")
    assert len(exports()) == 1


def test_the_passphrase_is_asked_once_and_forgotten_when_the_page_is_left(hand, complete, sign_as):
    sign_as("Aida Dia")
    hand.wait_for("Unterschrieben. Jetzt ist Jörn Fischer dran.")
    hand.click("Weiter mit Jörn Fischer")
    hand.settle(hand.desk)
    assert not hand.all("Passphrase der Schlüsseldatei"), "this key is open already"

    hand.desk.go("review")
    hand.desk.go("signing")
    hand.settle(hand.desk)
    assert hand.all("Passphrase der Schlüsseldatei")

"""An agreement goes to the customer in Word and comes back changed; each change is decided, and the answer goes out."""

from __future__ import annotations

import pytest

from avv_desktop import flow
from avv_desktop.intake.read import read
from tests.unit.reply_samples import CUSTOMER, Answer
from tests.unit.word_office import SOFFICE, settled


@pytest.fixture
def press(hand):
    """`press(start)`: click the one control whose name begins so."""

    def click(start: str) -> None:
        (name,) = (each for each in hand.names() if each.startswith(start))
        hand.click(name)
        hand.settle(hand.desk)

    return click


@pytest.fixture
def sent(hand, complete, tmp_path):
    """The file as it was saved for the customer, by the menu of the pages."""
    desk = hand.desk
    desk.go("editor")
    hand.settle(desk)
    path = tmp_path / "An den Kunden.docx"
    _save(hand, "Als Word speichern …", path)
    assert path.exists()
    return path


def _save(hand, words: str, path) -> None:
    from PySide6.QtWidgets import QMenu

    button = hand.find("Als PDF oder Word speichern")
    hand.press(button)
    action = next(each for menu in button.findChildren(QMenu) for each in menu.actions() if each.text() == words)
    action.trigger()
    action.parent().close()
    hand.settle(hand.desk)
    hand.choose_file(str(path))
    hand.settle(hand.desk)


def returned(sent, draft) -> bytes:
    """A tracked change with a comment, a value, and two changes nobody tracked."""
    answer = Answer(draft, data=sent.read_bytes())
    answer.replace("Ohne konkreten Anlass", "Inspektionen", "Kontrollbesuche")
    answer.comment("Ohne konkreten Anlass", "So heißt es bei uns.")
    answer.replace("teilt er das innerhalb von", "14 Tagen", "21 Tagen")
    answer.tracked = False
    answer.replace("eine Kontrolle nach", "verhindert", "vereitelt")
    return answer.replace("eine rechtmäßige Weisung", "rechtmäßige", "zulässige").data()


def test_negotiate_in_word(hand, press, sent, tmp_path):
    desk, window, before = hand.desk, hand.window, hand.desk.draft
    path = tmp_path / "Antwort des Kunden.docx"
    path.write_bytes(returned(sent, desk.draft))
    desk.go("reply", str(path))
    hand.settle(desk)
    assert hand.reads("4 Änderungen, davon 2 ohne Nachverfolgung")
    assert hand.reads(f"Kommentar von {CUSTOMER}: So heißt es bei uns.")

    press("Ablehnen: 1.")
    press("Bearbeiten …: 2.")
    hand.type(next(each for each in hand.names() if each.startswith("Ihre Worte: 2.")), "eine Prüfung vereitelt.")
    press("So übernehmen")
    press("Übernehmen: 3.")
    desk.go("editor")
    hand.settle(desk)
    desk.go("reply")
    hand.settle(desk)
    assert hand.reads("Eine ist noch zu entscheiden."), "what was decided is still decided"
    press("Übernehmen: 4.")
    hand.wait_for("Alles entschieden.")

    said = flow.export_text(desk.template, desk.draft)
    assert "rechtmäßige Weisung" in said and "zulässige" not in said
    assert "eine Prüfung vereitelt" in said and "21 Tagen" in said and "Kontrollbesuche" in said
    assert all(not edit.allowed for edit in desk.draft.edits), "a director approves what was taken over"

    window.undo()
    hand.settle(desk)
    assert hand.reads("Eine ist noch zu entscheiden.")
    window.redo()
    hand.settle(desk)

    redline = tmp_path / "Unsere Antwort.docx"
    hand.click("Als Word mit markierten Änderungen …")
    hand.choose_file(str(redline))
    hand.settle(desk)
    check(redline.read_bytes(), desk, before, tmp_path)

    hand.click("Weiter zum Prüfen")
    hand.settle(desk)
    assert window.page == "review"


def check(redline: bytes, desk, before, folder) -> None:
    """Accepting all gives our draft, rejecting all what was before, here and in another program."""
    new = flow.export_word(desk.template, desk.draft)
    old = flow.export_word(desk.template, before)
    made = read(redline, "a.docx")
    assert lines(made.lines) == lines(read(new, "a.docx").lines)
    assert lines(made.lines_before) == lines(read(old, "a.docx").lines)
    if SOFFICE is not None:
        for what, wanted in (("accept", new), ("reject", old)):
            assert settled(redline, what, folder)[1].split() == settled(wanted, "open", folder)[1].split()


def lines(found) -> list[str]:
    return [line.text for line in found]


def test_the_preview_offers_the_marked_file(hand, press, sent, tmp_path):
    desk = hand.desk
    desk.open_file(_changed(sent, desk.draft, tmp_path))
    hand.wait_until_there("Alle übernehmen")
    hand.settle(desk)
    assert hand.window.page == "reply"
    press("Übernehmen: 1.")
    desk.go("editor")
    hand.settle(desk)
    path = tmp_path / "Mit Änderungen.docx"
    _save(hand, "Als Word mit markierten Änderungen speichern …", path)
    assert "Kontrollbesuche" in {each.text for each in read(path.read_bytes(), "a.docx").tracked}


def _changed(sent, draft, folder):
    path = folder / "Zurück.docx"
    answer = Answer(draft, data=sent.read_bytes())
    path.write_bytes(answer.replace("Ohne konkreten Anlass", "Inspektionen", "Kontrollbesuche").data())
    return path

"""An agreement goes out as a Word file, comes back changed, and goes out again with every change marked."""

from __future__ import annotations

import pytest

from avv_desktop import flow
from avv_desktop.draft.values import Values
from avv_desktop.intake.read import read as lines_of
from avv_desktop.review.deviations import proposed
from tests.unit.reply_samples import Answer
from tests.unit.word_office import needs_office, settled
from ui import saving

TAKEN, EDITED = "Kontrollbesuche", "Besichtigungen"


def words(data: bytes, name: str) -> str:
    return " ".join(" ".join(line.text.split()) for line in lines_of(data, name).lines)


@pytest.fixture
def answered(hand, complete, tmp_path):
    """Saved as Word through the window, changed by the customer: tracked, silently, a value, a remark."""
    desk, sent = hand.desk, tmp_path / "entwurf.docx"
    desk.change_settings(author="Aida Dia", role="director")
    saving.ask(desk, hand.window, ".docx")
    hand.choose_file(str(sent))
    hand.settle(desk)
    answer = Answer(desk.draft, data=sent.read_bytes())
    answer.replace("Ohne konkreten Anlass", "Inspektionen", TAKEN).comment("Ohne konkreten Anlass", "Unser Wort.")
    answer.replace("teilt er das innerhalb von", "14 Tagen", "21 Tagen")
    answer.tracked = False
    answer.replace("Besteht ein konkreter Anlass", "Geschäftszeiten", "Arbeitszeiten")
    back = tmp_path / "antwort.docx"
    back.write_bytes(answer.data())
    return back


def test_negotiate_in_word(hand, answered, tmp_path):
    desk, before = hand.desk, hand.desk.draft
    desk.open_file(answered)
    hand.wait_until_there("Alle übernehmen")
    hand.settle(desk)
    assert hand.window.page == "reply"
    assert hand.reads("3 Änderungen zu entscheiden") and hand.reads("Ohne Nachverfolgung geändert"), hand.text()
    assert hand.reads("Unser Wort.")

    places = {card.change.kind: card._name for card in hand.window.current().cards.values() if card.change.tracked}
    silent = next(card._name for card in hand.window.current().cards.values() if not card.change.tracked)
    hand.click(f"Übernehmen: {places['field']}")
    hand.click(f"Ablehnen: {silent}")
    hand.click(f"Anders formulieren …: {places['changed']}")
    page = hand.window.current()
    card = next(each for each in page.cards.values() if each._name == places["changed"] and each.change.tracked)
    card.words.setPlainText(card.words.toPlainText().replace(TAKEN, EDITED))
    hand.click("So übernehmen", within=card)
    hand.settle(desk)
    assert hand.reads("Alles ist entschieden."), hand.text()

    said = flow.export_text(desk.template, desk.draft)
    assert EDITED in said and TAKEN not in said and "Arbeitszeiten" not in said
    assert Values(desk.template, desk.draft).value("duties.change_notice_days") == 21
    assert any(each.rule == "request" for each in desk.findings), "the customer's words wait for a director"

    target = tmp_path / "zurueck.docx"
    saving.ask_redline(desk, hand.window, before)
    hand.choose_file(str(target))
    hand.settle(desk)
    source = lines_of(target.read_bytes(), target.name)
    assert {each.author for each in source.tracked} == {"Aida Dia"}
    accepted = " ".join(" ".join(line.text.split()) for line in source.lines)
    rejected = " ".join(" ".join(line.text.split()) for line in source.lines_before)
    assert EDITED in accepted and EDITED not in rejected
    assert rejected == words(flow.export_word(desk.template, before), "vorher.docx")
    assert accepted == words(flow.export_word(desk.template, desk.draft), "nachher.docx")


@needs_office
def test_another_program_accepts_and_rejects_what_goes_out_again(hand, answered, tmp_path):
    desk = hand.desk
    desk.open_file(answered)
    hand.wait_until_there("Alle übernehmen")
    hand.settle(desk)
    hand.click("Alle übernehmen")
    hand.settle(desk)
    target = tmp_path / "gegen-standard.docx"
    saving.ask_redline(desk, hand.window)
    hand.choose_file(str(target))
    hand.settle(desk)
    folder = tmp_path / "office"
    folder.mkdir()
    _, accepted = settled(target.read_bytes(), "accept", folder)
    _, rejected = settled(target.read_bytes(), "reject", folder)
    assert TAKEN in accepted and "Arbeitszeiten" in accepted and "21 Tagen" in accepted.replace("\u00a0", " ")
    assert TAKEN not in rejected and "Arbeitszeiten" not in rejected
    standard = flow.export_text(desk.template, proposed(desk.template, desk.draft))
    assert TAKEN not in standard

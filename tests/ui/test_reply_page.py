"""The customer's answer: every change is listed, taken over, declined or edited, and every decision can be undone."""

from __future__ import annotations

import io

import docx
import pytest
from msgspec.structs import replace

from avv_desktop import flow
from avv_desktop.draft.model import ClauseEdit
from avv_desktop.draft.values import Values
from avv_desktop.intake.read import read
from avv_desktop.reply.sheet import sent
from avv_desktop.review.deviations import proposed
from avv_desktop.system.settings import Settings
from tests.golden.drafts import complete, template
from tests.unit.reply_samples import CUSTOMER, Answer
from ui import messages, saving
from ui.desk import Desk
from ui.hand import Hand
from ui.reply.page import ReplyPage
from ui.widgets.marked import MarkedText

FREQUENCY = "audit_rights.frequency"


@pytest.fixture
def sheet(qapp, drain):
    """The page, with a complete agreement on the desk; `hand.failures`: what was said to have failed."""
    desk = Desk(Settings())
    desk.lay_down(replace(complete(), id="one"), template())
    page = ReplyPage(desk)
    page.resize(1300, 850)
    page.show()
    hand = Hand(page)
    hand.desk, hand.page, hand.went, hand.failures, hand.told = desk, page, [], [], []
    desk.went.connect(lambda name, place: hand.went.append((name, place)))
    desk.failed.connect(hand.failures.append)
    desk.told.connect(lambda words, undo: hand.told.append(words))
    page.arrive("")
    hand.settle(desk)
    yield hand
    page.close()
    page.deleteLater()
    desk.close()
    drain()


@pytest.fixture
def come(sheet, tmp_path):
    """`come(answer)`: the file comes back and is read."""

    def arrive(answer: Answer | bytes, name: str = "antwort.docx") -> None:
        path = tmp_path / name
        path.write_bytes(answer if isinstance(answer, bytes) else answer.data())
        sheet.page.arrive(str(path))
        sheet.settle(sheet.desk)

    return arrive


def press(hand: Hand, start: str) -> None:
    """The one control whose name begins so."""
    (name,) = (each for each in hand.names() if each.startswith(start))
    hand.click(name)
    hand.settle(hand.desk)


def undo(hand: Hand) -> None:
    hand.desk.undo()
    hand.settle(hand.desk)


def marked(hand: Hand) -> str:
    found = hand.page.findChildren(MarkedText)
    return "\n".join(each.accessibleDescription() for each in found if each.isVisible())


def lines(draft) -> dict[str, str]:
    return {line.key: line.text for line in sent(flow.compose(template(), draft))}


def three(draft=None) -> Answer:
    """A tracked change with a comment, a silent one, a field."""
    answer = Answer(draft).replace("Ohne konkreten Anlass", "Inspektionen", "Kontrollbesuche")
    answer.comment("Ohne konkreten Anlass", "So heißt es bei uns.")
    answer.replace("teilt er das innerhalb von", "14 Tagen", "21 Tagen")
    answer.tracked = False
    return answer.replace("eine Kontrolle nach", "verhindert", "vereitelt")


# ---- listing


def test_every_change_is_listed_with_its_words_its_author_and_its_comments(sheet, come):
    come(three())
    said = sheet.text()
    for words in (
        "antwort.docx",
        "gehört sicher zu diesem Vertrag",
        "3 Änderungen, davon eine ohne Nachverfolgung",
        "3 sind noch zu entscheiden.",
        f"{CUSTOMER} · 10.11.2026 · in Word nachverfolgt",
        f"Kommentar von {CUSTOMER}: So heißt es bei uns.",
        "Kontrollrechte des Auftraggebers",
    ):
        assert words in said, words
    assert "gelöscht: Inspektionen eingefügt: Kontrollbesuche" in marked(sheet)


def test_a_silent_change_stands_out(sheet, come):
    come(three())
    assert sheet.reads("Eine Änderung wurde nicht nachverfolgt.")
    assert sheet.text().count("ohne Änderungsverfolgung geändert") == 1
    entry = next(each for each in sheet.page.list.entries.values() if not each.change.tracked)
    assert sheet.reads("ohne Änderungsverfolgung geändert", within=entry)


def test_of_a_change_that_is_partly_tracked_the_silent_words_are_shown(sheet, come):
    answer = Answer().replace("Ohne konkreten Anlass", "Inspektionen", "Kontrollbesuche")
    answer.tracked = False
    come(answer.replace("Ohne konkreten Anlass", "konkreten", "besonderen"))
    assert sheet.reads("Davon ohne Änderungsverfolgung geändert:")
    assert "eingefügt: besonderen  Anlass finden Inspektionen" in marked(sheet)


def test_a_field_shows_its_old_and_its_new_value(sheet, come):
    come(Answer().replace("teilt er das innerhalb von", "14 Tagen", "21 Tagen"))
    assert "Mitteilung geänderter Angaben:  gelöscht: 14 Tagen  →  eingefügt: 21 Tagen" in marked(sheet)
    press(sheet, "Übernehmen: 1.")
    assert sheet.desk.draft.answers["duties.change_notice_days"] == 21


def test_nothing_changed(sheet, come):
    come(Answer())
    assert sheet.reads("Es wurde nichts verändert.")
    assert not sheet.page.list.isVisible()


def test_remarks_at_places_that_did_not_change(sheet, come):
    come(Answer().comment("Die Vereinbarung gilt, solange", "Gut so."))
    assert sheet.reads("Kommentare an anderen Stellen") and sheet.reads(f"Kommentar von {CUSTOMER}: Gut so.")


def test_very_many_changes_come_in_parts(sheet, come):
    answer = Answer()
    for number in range(35):
        answer.add("Die Vereinbarung gilt, solange", f"Absatz Nummer {number} ist neu.")
    come(answer)
    assert len(sheet.page.list.entries) == 30
    press(sheet, "Weitere zeigen")
    assert len(sheet.page.list.entries) == 35 and not sheet.all("Weitere zeigen")


# ---- deciding


def test_taking_over_is_a_step_that_can_be_undone(sheet, come):
    come(three())
    before = sheet.desk.draft
    press(sheet, "Übernehmen: 3.")
    assert "Kontrollbesuche" in lines(sheet.desk.draft)[FREQUENCY]
    made = sheet.desk.draft.edit_of(FREQUENCY)
    assert made.author == CUSTOMER and not made.allowed, "a director approves it"
    assert sheet.reads("übernommen · „Inspektionen“ → „Kontrollbesuche“")
    assert sheet.reads("2 sind noch zu entscheiden.")
    undo(sheet)
    assert sheet.desk.draft is before and sheet.reads("3 sind noch zu entscheiden.")
    sheet.desk.redo()
    sheet.settle(sheet.desk)
    assert sheet.reads("2 sind noch zu entscheiden.")


def test_declining_is_a_step_as_well(sheet, come):
    come(three())
    before = lines(sheet.desk.draft)
    press(sheet, "Ablehnen: 1.")
    assert lines(sheet.desk.draft) == before
    assert sheet.reads("abgelehnt, unsere Worte bleiben")
    undo(sheet)
    assert sheet.reads("3 sind noch zu entscheiden.")


def test_the_words_can_be_edited(sheet, come):
    come(three())
    press(sheet, "Bearbeiten …: 3.")
    name = next(each for each in sheet.names() if each.startswith("Ihre Worte: 3."))
    sheet.type(name, "Ohne Anlass finden keine Inspektionen statt.")
    press(sheet, "So übernehmen")
    assert lines(sheet.desk.draft)[FREQUENCY] == "Ohne Anlass finden keine Inspektionen statt."
    assert sheet.reads("mit anderen Worten übernommen")


def test_words_that_are_no_value_of_the_field_stay_to_be_mended(sheet, come):
    come(Answer().replace("teilt er das innerhalb von", "14 Tagen", "21 Tagen"))
    press(sheet, "Bearbeiten …: 1.")
    name = next(each for each in sheet.names() if each.startswith("Ihre Worte: 1."))
    sheet.type(name, "bald")
    before = sheet.desk.draft
    press(sheet, "So übernehmen")
    assert sheet.desk.draft is before
    assert sheet.reads("Das ist kein Wert, den das Feld annehmen kann.")
    assert sheet.find(name).toPlainText() == "bald"
    sheet.type(name, "10 Tagen")
    press(sheet, "So übernehmen")
    assert sheet.desk.draft.answers["duties.change_notice_days"] == 10


def test_words_as_they_came_are_taken_over_and_our_own_are_a_refusal(sheet, come):
    come(three())
    press(sheet, "Bearbeiten …: 3.")
    press(sheet, "So übernehmen")
    press(sheet, "Bearbeiten …: 2.")
    name = next(each for each in sheet.names() if each.startswith("Ihre Worte: 2."))
    sheet.type(name, "14 Tagen")
    press(sheet, "So übernehmen")
    assert [each.deed for each in sheet.page.session.decisions.values()] == ["taken", "declined"]
    assert sheet.desk.draft.edit_of(FREQUENCY) and "duties.change_notice_days" not in sheet.desk.draft.answers


def test_an_earlier_decision_is_taken_back_and_the_later_ones_stay(sheet, come):
    come(three())
    press(sheet, "Übernehmen: 2.")
    press(sheet, "Übernehmen: 3.")
    sheet.desk.edit(sheet.desk.draft.answer("main_contract.date", "2026-03-05"))
    press(sheet, "Ablehnen: 1.")
    press(sheet, "Zurücknehmen: 2.")
    draft = sheet.desk.draft
    assert "duties.change_notice_days" not in draft.answers or draft.answers["duties.change_notice_days"] == 14
    assert "Kontrollbesuche" in lines(draft)[FREQUENCY]
    assert draft.answers["main_contract.date"] == "2026-03-05"
    assert sheet.reads("Eine ist noch zu entscheiden.")
    undo(sheet)
    assert sheet.desk.draft.answers["duties.change_notice_days"] == 21 and sheet.reads("Alles entschieden.")


def test_what_was_written_on_top_of_it_keeps_a_decision_from_being_taken_back(sheet, come):
    come(three())
    press(sheet, "Übernehmen: 2.")
    sheet.desk.edit(sheet.desk.draft.answer("duties.change_notice_days", 30))
    press(sheet, "Zurücknehmen: 2.")
    assert sheet.desk.draft.answers["duties.change_notice_days"] == 30
    assert "Dieselbe Stelle wurde später noch einmal geändert" in sheet.told[-1]


def test_an_approval_goes_with_what_it_approved(sheet, come):
    come(three())
    press(sheet, "Übernehmen: 3.")
    sheet.desk.edit(sheet.desk.draft.allow(FREQUENCY, "Aida Dia"))
    press(sheet, "Zurücknehmen: 3.")
    assert sheet.desk.draft.edit_of(FREQUENCY) is None


def test_all_at_once_is_one_step(sheet, come):
    come(three().replace("Telefon", "Telefon", "Rufnummer"))
    before = sheet.desk.draft
    sheet.click("Alle übernehmen")
    sheet.settle(sheet.desk)
    assert sheet.told[-1] == "3 Änderungen entschieden."
    assert sheet.reads("Eine ist noch zu entscheiden."), "what has to be done by hand is left"
    assert "vereitelt" in "\n".join(lines(sheet.desk.draft).values())
    sheet.click("Alle ablehnen")
    sheet.settle(sheet.desk)
    assert sheet.reads("Alles entschieden.") and sheet.reads("3 übernommen, 1 abgelehnt")
    undo(sheet)
    undo(sheet)
    assert sheet.desk.draft is before and sheet.reads("4 sind noch zu entscheiden.")


def test_the_end_leads_to_the_approvals(sheet, come):
    come(three())
    sheet.click("Alle übernehmen")
    sheet.settle(sheet.desk)
    sheet.click("Zu den Genehmigungen")
    assert sheet.went == [("clauses", "")]


def test_what_can_only_be_done_by_hand_says_why_and_leads_there(sheet, come):
    come(Answer().replace("teilt er das innerhalb von", "14 Tagen", "nächster Zeit"))
    assert sheet.reads("Bitte tragen Sie es von Hand in das Feld „Mitteilung geänderter Angaben“ ein.")
    assert not [each for each in sheet.names() if each.startswith("Übernehmen:")]
    press(sheet, "Zur Stelle: 1.")
    assert sheet.went == [("editor", "duties.change_notice_days")]
    press(sheet, "Von Hand erledigt: 1.")
    assert sheet.reads("Alles entschieden.")


def test_a_title_that_is_gone_leads_to_its_clause(sheet, come):
    come(Answer().remove("Kontrollrechte des Auftraggebers"))
    press(sheet, "Zur Stelle: 1.")
    assert sheet.went == [("clauses", "audit_rights")]


def test_the_keyboard_goes_on_to_the_next_change(sheet, come):
    come(three())
    sheet.find(next(each for each in sheet.names() if each.startswith("Ablehnen: 1."))).setFocus()
    press(sheet, "Ablehnen: 1.")
    assert sheet.page.window().focusWidget().accessibleName().startswith("Übernehmen: 2.")


def test_what_is_printed_by_the_program_leads_to_the_form(sheet, come):
    come(Answer().replace("Telefon", "Telefon", "Rufnummer").replace("zwischen", "zwischen", "Zwischen der"))
    for number in (1, 2):
        press(sheet, f"Zur Stelle: {number}.")
    known = tuple(field.name for field in template().fields)
    assert len(sheet.went) == 2
    assert all(page == "editor" and place.startswith(known) for page, place in sheet.went), sheet.went


def test_what_clashes_with_later_words_is_said_and_can_be_done_by_hand(sheet, come):
    come(three())
    own = ClauseEdit(FREQUENCY, "changed", ("Der Auftraggeber kommt nie.",))
    sheet.desk.edit(sheet.desk.draft.with_edit(own))
    press(sheet, "Übernehmen: 3.")
    assert sheet.desk.draft.edit_of(FREQUENCY) == own
    assert sheet.reads("An denselben Worten wurde schon eine andere Änderung übernommen.")
    press(sheet, "Zur Stelle: 3.")
    assert sheet.went == [("clauses", FREQUENCY)]
    press(sheet, "Von Hand erledigt: 3.")
    assert sheet.reads("2 sind noch zu entscheiden.")


def test_what_is_being_typed_stays_while_others_are_decided(sheet, come):
    come(three())
    press(sheet, "Bearbeiten …: 3.")
    name = next(each for each in sheet.names() if each.startswith("Ihre Worte: 3."))
    sheet.type(name, "Noch nicht fertig")
    press(sheet, "Ablehnen: 1.")
    undo(sheet)
    sheet.page.hide()
    sheet.page.show()
    sheet.page.arrive("")
    sheet.settle(sheet.desk)
    assert sheet.find(name).toPlainText() == "Noch nicht fertig"
    press(sheet, "Abbrechen")
    assert [each for each in sheet.names() if each.startswith("Übernehmen: 3.")]


# ---- whose, and how long


def test_decisions_stay_while_the_agreement_does(sheet, come):
    come(three())
    press(sheet, "Ablehnen: 1.")
    sheet.page.hide()
    sheet.page.show()
    sheet.page.arrive("")
    sheet.settle(sheet.desk)
    assert sheet.reads("2 sind noch zu entscheiden.")
    come(three().comment("Die Vereinbarung gilt, solange", "Gut so."))
    assert sheet.reads("3 sind noch zu entscheiden."), "another file, another answer"
    press(sheet, "Ablehnen: 1.")
    sheet.desk.lay_down(sheet.desk.draft, template())
    sheet.settle(sheet.desk)
    assert sheet.reads("2 sind noch zu entscheiden."), "the same agreement opened again"
    sheet.desk.lay_down(replace(complete(), id="two"), template())
    sheet.settle(sheet.desk)
    assert sheet.reads("Was hat der Kunde geändert?") and not sheet.page.head.isVisible()


def test_the_same_file_again_keeps_what_was_decided(sheet, come):
    data = three().data()
    come(data)
    press(sheet, "Ablehnen: 1.")
    come(data)
    assert sheet.reads("2 sind noch zu entscheiden.")


def test_a_draft_that_went_on_is_told(sheet, come):
    answer = three(sheet.desk.draft)
    sheet.desk.edit(sheet.desk.draft.answer("audit.per_year", 2))
    come(answer)
    assert sheet.reads("Der Entwurf wurde nach dem Versand geändert")


def test_a_file_of_something_else_is_shown_only_if_one_insists(sheet, come):
    file, made = docx.Document(), io.BytesIO()
    for words in ("Mietvertrag", "Der Vermieter vermietet dem Mieter eine Wohnung.", "Die Miete beträgt 900 Euro."):
        file.add_paragraph(words)
    file.save(made)
    come(made.getvalue(), "miete.docx")
    assert sheet.reads("Diese Datei sieht nicht nach einer Antwort auf diesen Entwurf aus.")
    assert not sheet.page.list.isVisible() and not sheet.all("Alle übernehmen")
    sheet.click("Trotzdem anzeigen")
    sheet.settle(sheet.desk)
    assert sheet.page.list.isVisible() and sheet.page.list.entries


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 kaputt", b"%PDF-1.7", b"\x00\x01\x02\x03"])
def test_a_file_that_cannot_be_read_is_said_so_and_what_was_there_stays(sheet, come, data):
    come(three())
    come(data, "kaputt.docx")
    assert len(sheet.failures) == 1
    assert sheet.reads("3 sind noch zu entscheiden.") and not sheet.reads("wird gelesen")


def test_a_file_that_is_not_there(sheet, tmp_path):
    sheet.page.arrive(str(tmp_path / "fort.docx"))
    sheet.settle(sheet.desk)
    assert len(sheet.failures) == 1 and sheet.reads("Was hat der Kunde geändert?")


def test_a_signed_agreement_is_only_shown(sheet, come):
    sheet.desk.state = "signed"
    come(three())
    assert sheet.reads("Unterschrieben: Änderungen nur in einer neuen Fassung.")
    assert not [each for each in sheet.names() if each.startswith(("Übernehmen", "Ablehnen", "Alle "))]
    assert "eingefügt: Kontrollbesuche" in marked(sheet)


# ---- PDF


def test_a_returned_pdf_that_says_the_same(sheet, come):
    come(flow.render(template(), sheet.desk.draft).data, "zurück.pdf")
    assert sheet.reads("Dasselbe in jedem Wort.")


def test_a_returned_pdf_that_says_something_else(sheet, come):
    come(flow.render(template(), sheet.desk.draft.answer("audit.per_year", 2)).data, "zurück.pdf")
    assert sheet.reads("Was weicht von Ihrem Entwurf ab?") and not sheet.reads("Dasselbe in jedem Wort.")
    assert "gelöscht: einmal eingefügt: zweimal" in marked(sheet)


# ---- out again


def test_the_redline_goes_from_what_was_sent_to_the_draft(sheet, come, tmp_path):
    sent = sheet.desk.draft
    come(three())
    sheet.click("Alle übernehmen")
    sheet.settle(sheet.desk)
    sheet.click("Als Word mit markierten Änderungen …")
    path = tmp_path / "Antwort an den Kunden.docx"
    sheet.choose_file(str(path))
    sheet.settle(sheet.desk)
    draft = sheet.desk.draft
    plain = read(flow.export_word(template(), draft), "a.docx")
    before = read(flow.export_word(template(), sent), "a.docx")
    made = read(path.read_bytes(), "a.docx")
    assert [line.text for line in made.lines] == [line.text for line in plain.lines]
    assert [line.text for line in made.lines_before] == [line.text for line in before.lines]
    company = Values(template(), draft).party("processor.company")["name"]
    assert {each.author for each in made.tracked} == {company}


def test_whose_changes_they_are(sheet):
    sheet.desk.settings = replace(sheet.desk.settings, author=" Nora Verkauf ")
    assert saving.author_of(sheet.desk) == "Nora Verkauf"


def test_where_nothing_differs_from_the_standard_there_is_no_file(sheet, monkeypatch):
    said = []
    monkeypatch.setattr(messages, "say", lambda title, *_: said.append(title))
    sheet.desk.lay_down(proposed(template(), sheet.desk.draft), template())
    saving.ask_redline(sheet.desk, sheet.page)
    sheet.settle(sheet.desk)
    assert said == ["Kein Unterschied: Es gibt nichts zu markieren."]

"""Antwort des Kunden: every change, tracked or not, is decided one by one, and each decision can be taken back."""

import pytest

from avv_desktop import flow
from avv_desktop.draft.values import Values
from tests.golden.drafts import complete, template
from tests.unit.reply_samples import Answer
from ui import saving

FREQUENCY = "audit_rights.frequency"


@pytest.fixture
def desk(window, drain):
    window.activateWindow()
    window.desk.change_settings(author="Aida Dia", role="director")
    window.desk.lay_down(complete(), template())
    drain(window.desk)
    return window.desk


@pytest.fixture
def read(desk, window, drain, tmp_path):
    """`read(answer)`: dropped on the window."""

    def it(answer: Answer):
        file = tmp_path / "antwort.docx"
        file.write_bytes(answer.data())
        desk.open_file(file)
        drain(desk)
        assert window.page == "reply"
        return window.current()

    return it


def answer(draft) -> Answer:
    """A tracked change with a comment, a changed value, and one change without tracking."""
    made = Answer(draft).replace("Ohne konkreten Anlass", "Inspektionen", "Kontrollbesuche")
    made.comment("Ohne konkreten Anlass", "Unser Wort.")
    made.replace("teilt er das innerhalb von", "14 Tagen", "21 Tagen")
    made.tracked = False
    return made.replace("Besteht ein konkreter Anlass", "Geschäftszeiten", "Arbeitszeiten")


def said(desk):
    return flow.export_text(desk.template, desk.draft).replace("\u00a0", " ")


def test_a_dropped_answer_is_listed_change_by_change(desk, read, words_of):
    page = read(answer(desk.draft))
    words = words_of(page)
    assert len(page.cards) == 3
    assert "3 Änderungen zu entscheiden" in words and "Eine wurde ohne Nachverfolgung gemacht." in words
    assert "Ohne Nachverfolgung geändert" in words and "Unser Wort." in words
    assert "„14 Tagen“ wird zu „21 Tagen“" in words


def of_kind(page, kind, silent=False):
    return next(card for card in page.cards.values() if card.change.kind == kind and card.change.tracked != silent)


def test_taken_declined_edited_and_all_decided(desk, read, drain, words_of):
    page = read(answer(desk.draft))
    of_kind(page, "field").taken.emit()
    assert Values(template(), desk.draft).value("duties.change_notice_days") == 21
    of_kind(page, "changed", silent=True).declined.emit()
    card = of_kind(page, "changed")
    card._ask()
    assert "Kontrollbesuche" in card.words.toPlainText()
    card.edited.emit(card.words.toPlainText().replace("Kontrollbesuche", "Besichtigungen"))
    drain(desk)
    text = said(desk)
    assert "Besichtigungen" in text and "Kontrollbesuche" not in text and "Arbeitszeiten" not in text
    assert "Alles ist entschieden." in words_of(page)
    edit = desk.draft.edit_of(FREQUENCY)
    assert edit.allowed == "" and "Unser Wort." in edit.reason, "the customer's words wait for a director"


def test_undo_brings_back_what_was_not_decided(desk, read, window, drain):
    page = read(answer(desk.draft))
    before = said(desk)
    card = of_kind(page, "changed")
    card.taken.emit()
    assert said(desk) != before and card.change.key in page.book.decisions
    window.undo()
    drain(desk)
    assert said(desk) == before and card.change.key not in page.book.decisions
    assert card._open.isVisible()
    window.redo()
    assert card.change.key in page.book.decisions and not card._open.isVisible()


def test_one_decision_is_taken_back_and_the_others_stay(desk, read, drain):
    page = read(answer(desk.draft))
    page.book.take_all()
    assert not page.book.left
    of_kind(page, "changed").back.emit()
    drain(desk)
    assert "Kontrollbesuche" not in said(desk) and "Arbeitszeiten" in said(desk)
    assert Values(template(), desk.draft).value("duties.change_notice_days") == 21
    assert len(page.book.left) == 1


def test_decisions_outlive_the_page(desk, read, window, drain):
    page = read(answer(desk.draft))
    of_kind(page, "field").taken.emit()
    desk.go("editor")
    drain(desk)
    desk.go("reply")
    assert window.current() is page and len(page.book.left) == 2


def test_what_is_for_a_person_says_why_and_leads_there(desk, read, window, drain):
    made = Answer(desk.draft, tracked=False).replace("Verantwortlicher", "Verantwortlicher", "Herr der Daten")
    page = read(made)
    by_hand = [card for card in page.cards.values() if card.change.by_hand]
    assert by_hand and by_hand[0].take.isHidden()
    assert by_hand[0].change.by_hand


def test_an_answer_without_changes_says_so(desk, read, words_of):
    assert "Es wurde nichts verändert." in words_of(read(Answer(desk.draft)))


def test_a_foreign_contract_is_no_answer(desk, window, tmp_path, drain, words_of):
    from docx import Document

    word = Document()
    for line in ("Kaufvertrag", "zwischen Muster und Beispiel", "§ 1 Die Ware", "(1) Ein Fahrrad.", "§ 2 Der Preis"):
        word.add_paragraph(line)
    file = tmp_path / "kauf.docx"
    word.save(file)
    desk.go("reply", str(file))
    drain(desk)
    page = window.current()
    assert "sieht nicht nach einer Antwort" in words_of(page) and not page.cards
    page._show_all()
    assert page.cards


def test_a_damaged_file_is_told_and_what_was_open_stays(desk, read, window, tmp_path, drain):
    page = read(answer(desk.draft))
    file = tmp_path / "kaputt.docx"
    file.write_bytes(b"PK\x03\x04 kaputt")
    page.arrive(str(file))
    drain(desk)
    assert "kaputt.docx" in window.messages.words and len(page.cards) == 3


def test_a_returned_pdf_is_the_same_agreement_or_not(desk, window, tmp_path, drain, words_of):
    same = tmp_path / "zurueck.pdf"
    same.write_bytes(flow.render(desk.template, desk.draft).data)
    desk.go("reply", str(same))
    drain(desk)
    page = window.current()
    assert "Es ist derselbe Vertrag." in words_of(page)
    desk.edit(desk.draft.answer("duties.change_notice_days", 28), "")
    desk.go("reply", str(same))
    drain(desk)
    assert "Es ist nicht derselbe Vertrag." in words_of(page)


def test_a_word_file_with_marked_changes(desk, read, drain, tmp_path):
    page = read(answer(desk.draft))
    page.book.take_all()
    target = tmp_path / "zurueck.docx"
    saving.save_redline(desk, target, page.book.base)
    drain(desk)
    from avv_desktop.reply.changes import read_reply

    found = read_reply(target.read_bytes(), "zurueck.docx", page.book.base, template())
    assert "Kontrollbesuche" in "".join(each.new for each in found.changes)
    assert {each.author for each in found.changes if each.tracked} == {"Aida Dia"}
    assert not [each for each in found.changes if not each.tracked]


def test_where_nothing_differs_no_file_is_written(desk, drain, tmp_path):
    target = tmp_path / "nichts.docx"
    saving.save_redline(desk, target, desk.draft)
    drain(desk)
    assert not target.exists()


def test_another_agreement_has_an_answer_of_its_own(desk, read, drain):
    page = read(answer(desk.draft))
    desk.new()
    drain(desk)
    assert page.book.reply is None and not page.cards

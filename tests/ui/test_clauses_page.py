"""Klauseln: words changed for one customer, with who and why; sales asks, a director approves; nothing is lost."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QRadioButton

from avv_desktop import flow
from avv_desktop.draft.answers import read_answers
from avv_desktop.system.paths import resources

COST = "audit_rights.cost"


@pytest.fixture
def desk(window, drain):
    template = flow.find_template("avv-de")
    answers = read_answers(resources() / "templates" / "avv-de" / "answers.toml", template)
    window.activateWindow()
    window.desk.change_settings(author="Aida Dia", role="director")
    window.desk.new(answers=answers)
    drain(window.desk)
    return window.desk


@pytest.fixture
def page(desk, window, drain):
    desk.go("clauses", COST)
    drain(desk)
    return window.current()


def said(desk):
    return flow.export_text(desk.template, desk.draft).replace("\u00a0", " ")


def type_at_end(card, words):
    card.text.setFocus()
    card.text.moveCursor(card.text.textCursor().MoveOperation.End)
    QTest.keyClicks(card.text, words)


def test_a_place_has_the_keyboard_and_everything_is_standard(page, window):
    assert window.focusWidget() is page.view.cards[COST].text
    assert page.view.clause.id == "audit_rights"
    assert {each.state for each in page._shown} <= {"standard", "variant"}


def test_typing_changes_the_words_as_one_step_and_undo_takes_it_back(page, desk, window, drain):
    before, view = said(desk), page.view
    type_at_end(page.view.cards[COST], " Neu.")
    drain(desk)
    assert page.view is view, "typing makes nothing anew"
    edit = desk.draft.edit_of(COST)
    assert (edit.kind, edit.author, edit.allowed) == ("changed", "Aida Dia", "Aida Dia") and edit.at is not None
    assert " Neu." in said(desk) and page.view.cards[COST].badge.text() == "geändert"
    window.undo()
    drain(desk)
    assert said(desk) == before and desk.draft.edit_of(COST) is None
    assert page.view.cards[COST].badge.text() == "Standard"
    assert "Neu" not in page.view.cards[COST].text.toPlainText()


def test_typing_the_standard_again_is_no_change(page, desk, drain):
    type_at_end(page.view.cards[COST], "x")
    QTest.keyClick(page.view.cards[COST].text, Qt.Key.Key_Backspace)
    drain(desk)
    assert desk.draft.edit_of(COST) is None


def test_the_reason_is_kept_and_shown(page, desk, drain):
    type_at_end(page.view.cards[COST], " Neu.")
    page.view.cards[COST].reason.setFocus()
    QTest.keyClicks(page.view.cards[COST].reason, "Wunsch des Kunden")
    drain(desk)
    edit = desk.draft.edit_of(COST)
    assert edit.reason == "Wunsch des Kunden" and edit.kind == "changed" and edit.allowed == "Aida Dia"


def test_a_paragraph_is_struck_shown_struck_and_put_back(page, desk, drain, words_of):
    before = said(desk)
    page.view.cards[COST].struck.emit()
    drain(desk)
    assert desk.draft.edit_of(COST).kind == "struck" and said(desk) != before
    card = page.view.cards[COST]
    assert card.badge.text() == "gestrichen" and not card.text.isVisible()
    card._back.click()
    drain(desk)
    assert said(desk) == before and not desk.draft.edits


def test_a_paragraph_is_inserted_behind_and_written(page, desk, drain, window):
    page.view.cards[COST].added.emit()
    drain(desk)
    (edit,) = desk.draft.edits
    assert edit.kind == "inserted" and edit.after == COST
    card = page.view.cards[edit.target]
    assert window.focusWidget() is card.text
    card.text.selectAll()
    QTest.keyClicks(card.text, "Jede Seite zahlt selbst.")
    drain(desk)
    assert "Jede Seite zahlt selbst." in said(desk) and desk.draft.edit_of(edit.target).after == COST
    page.view.cards[edit.target].struck.emit()
    drain(desk)
    assert not desk.draft.edits


def test_a_clause_is_inserted_named_and_struck(page, desk, drain):
    page.view._after.click()
    drain(desk)
    assert len(desk.draft.edits) == 1 and page.view.clause.state == "inserted"
    page.view.title.setFocus()
    page.view.title.selectAll()
    QTest.keyClicks(page.view.title, "Vergiftete Fische")
    drain(desk)
    assert "§ 8 Vergiftete Fische" in said(desk)
    page.view._strike.click()
    drain(desk)
    assert not desk.draft.edits and page.view is not None


def test_a_whole_clause_is_struck_and_stays_in_sight(page, desk, drain):
    page.show_clause("instruction_rights")
    page.view._strike.click()
    drain(desk)
    assert next(each for each in page._shown if each.id == "instruction_rights").state == "struck"
    page.show_clause("instruction_rights")
    page.view._back.click()
    drain(desk)
    assert not desk.draft.edits


def test_an_approved_wording_is_an_answer(page, desk, drain):
    clause = next(each for each in page._shown if any(len(part.variants) > 1 for part in each.parts))
    part = next(part for part in clause.parts if len(part.variants) > 1)
    page.show_clause(clause.id)
    radios = page.view.cards[part.id].findChildren(QRadioButton)
    other = next(radio for radio in radios if not radio.isChecked())
    wanted = part.variants[radios.index(other)]
    other.click()
    drain(desk)
    assert desk.draft.answers[part.choice] == wanted.id and not desk.draft.edits
    now = next(p for c in page._shown for p in c.parts if p.id == part.id)
    assert now.variant == wanted.id and now.state == "variant"
    assert sum(radio.isChecked() for radio in page.view.cards[part.id].findChildren(QRadioButton)) == 1


# ---- sales asks, a director decides


def test_sales_makes_a_request_that_stops_the_signature(page, desk, drain, words_of):
    desk.change_settings(author="Nora Verkauf", role="sales")
    type_at_end(page.view.cards[COST], " Neu.")
    drain(desk)
    assert desk.draft.edit_of(COST).allowed == ""
    assert ("E", "request") in {(each.severity, each.rule) for each in desk.findings}
    said = words_of(page)
    assert "Eine Anfrage wartet auf Freigabe" in said and "noch nicht freigegeben" in said
    assert "Freigeben" not in said.splitlines()


def test_a_director_approves_and_a_change_by_sales_asks_again(page, desk, drain, named):
    desk.change_settings(author="Nora Verkauf", role="sales")
    type_at_end(page.view.cards[COST], " Neu.")
    desk.change_settings(author="Aida Dia", role="director")
    drain(desk)
    named(page, f"Freigeben: {page._where(COST)}").click()
    drain(desk)
    edit = desk.draft.edit_of(COST)
    assert (edit.author, edit.allowed) == ("Nora Verkauf", "Aida Dia")
    assert "request" not in {each.rule for each in desk.findings} and not page.requests.isVisible()
    desk.change_settings(author="Nora Verkauf", role="sales")
    type_at_end(page.view.cards[COST], " Mehr.")
    drain(desk)
    assert desk.draft.edit_of(COST).allowed == ""


def test_a_declined_request_leaves_the_standard_and_can_be_undone(page, desk, window, drain):
    before = said(desk)
    desk.change_settings(author="Nora Verkauf", role="sales")
    type_at_end(page.view.cards[COST], " Neu.")
    desk.change_settings(author="Aida Dia", role="director")
    drain(desk)
    page.requests.declined.emit(COST)
    drain(desk)
    assert said(desk) == before
    window.undo()
    assert desk.draft.edit_of(COST) is not None


def test_a_director_without_a_name_is_asked_for_it(page, desk, drain):
    desk.change_settings(author="", role="director")
    assert page.name.isVisible()
    type_at_end(page.view.cards[COST], " Neu.")
    assert desk.draft.edit_of(COST).allowed == ""
    page.name.setFocus()
    QTest.keyClicks(page.name, "Aida Dia")
    page._named()
    drain(desk)
    assert desk.settings.author == "Aida Dia" and not page.name.isVisible()


# ---- from elsewhere


def test_the_form_and_the_review_lead_here_and_back(page, desk, window, drain):
    page.outline.form.emit()
    assert window.page == "editor"
    window.current().outline.clauses.emit()
    assert window.page == "clauses"
    desk.change_settings(author="Nora Verkauf", role="sales")
    type_at_end(page.view.cards[COST], " Neu.")
    desk.go("review")
    drain(desk)
    window.current()._show(COST)
    assert window.page == "clauses"
    window.current()
    desk.go("review")
    window.pages.currentWidget()._show("controller.company")
    assert window.page == "editor"


def test_a_signed_agreement_is_read_only(page, desk, window, drain):
    desk.lay(desk.draft, desk.template, "signed")
    drain(desk)
    page.arrive(COST)
    card = page.view.cards[COST]
    assert card.text.isReadOnly() and not card._strike.isVisible() and not page.view._after.isVisible()


def test_name_and_role_are_kept_in_the_settings(window, drain):
    from avv_desktop.system import settings

    window.desk.go("settings", "person")
    person = window.current().section("person")
    person.name.setFocus()
    QTest.keyClicks(person.name, "Nora Verkauf")
    person.role._group.button(0).click()
    person.keep()
    drain(window.desk)
    kept = settings.load()
    assert (kept.author, kept.role) == ("Nora Verkauf", "sales")

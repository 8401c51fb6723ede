"""Filling in, with nothing but the keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from avv_desktop import flow
from tests.ui.editor_window import Opened, example_answers
from tests.ui.tabbing import one, reachable, skipped, tabbed, told
from ui.editor.manners import PAUSE
from ui.questions.place import joined, row_of, split

HOSTILE = 'Muster <b>&amp; "Söhne"</b> #set text(red) =1+1 \\{x}'
KEYS, CONTROL, ALT = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def editor(qapp):
    opened = Opened({})
    yield opened
    opened.close()
    assert not opened.errors


def test_what_is_typed_is_answered_letter_by_letter(editor):
    editor.at("controller.company.name")
    editor.type("Muster Logistik")
    editor.key(KEYS.Key_Tab)
    editor.key(KEYS.Key_Tab)
    editor.type("Am Hafen 1")
    assert editor.answers["controller.company"]["name"] == "Muster Logistik"
    assert editor.answers["controller.company"]["street"] == "Am Hafen 1"


def test_the_keyboard_alone_reaches_every_part_of_a_person(editor):
    editor.at("controller.representatives[0].salutation")
    QTest.keyClick(QApplication.focusWidget(), KEYS.Key_Down)
    for words in ("", "Dr.", "Erika", "Muster", "Prokuristin", "erika@example.org", "040 1"):
        if words:
            editor.type(words)
        editor.key(KEYS.Key_Tab)
    (person,) = editor.answers["controller.representatives"]
    assert person["salutation"] == "Frau" and person["title"] == "Dr." and person["phone"] == "040 1"
    assert person["function"] == "procurist", "words of the template become its key"


def test_text_stays_text_whatever_it_looks_like(editor):
    editor.at("controller.company.name")
    editor.type(HOSTILE)
    assert editor.answers["controller.company"]["name"] == HOSTILE
    assert editor.page.header.name.textFormat() == Qt.TextFormat.PlainText
    labels = [each for each in editor.page.findChildren(QLabel) if HOSTILE[:8] in each.text()]
    assert labels and all(each.textFormat() == Qt.TextFormat.PlainText for each in labels)


def test_a_long_text_is_kept_whole_and_the_form_keeps_its_width(editor):
    words = "Grund " * 800
    field = editor.at("processing.subject")
    width = editor.page.forms.current.width()
    field.setPlainText(words)
    editor.settle()
    assert editor.answers["processing.subject"] == words.strip()
    assert editor.page.forms.current.width() == width
    assert field.height() < 500, "it scrolls inside"


# ---- what applies


def test_a_conditional_field_is_there_only_when_it_applies(editor):
    form = editor.entry("term.kind")
    end = editor.page.forms.current.entries["term.end_date"]
    assert not end.isVisible()
    form.input.setFocus()
    editor.desk.edit(editor.desk.draft.answer("term.kind", "fixed"), "term.kind")
    editor.settle()
    assert end.isVisible()
    editor.desk.edit(editor.desk.draft.answer("term.kind", "open_ended"), "term.kind")
    editor.settle()
    assert not end.isVisible()
    assert editor.page.forms.current.entries["term.notice_months"].isVisible()


def test_the_general_partner_is_asked_of_a_limited_partnership_only(editor):
    party = editor.entry("controller.company").input
    assert not party._fields["general_partner"].isVisible()
    legal_form = editor.at("controller.company.legal_form")
    legal_form.setCurrentText("GmbH & Co. KG")
    legal_form.edited.emit()
    editor.settle()
    assert party._fields["general_partner"].isVisible()
    legal_form.setCurrentText("GbR")
    legal_form.edited.emit()
    editor.settle()
    assert not party._fields["register_number"].isVisible()


def test_rare_fields_are_folded_and_open_when_one_goes_there(editor):
    editor.page.forms.show_group("deadlines")
    form = editor.page.forms.current
    rare = form.group.advanced[0]
    assert not form.entries[rare].isVisible()
    editor.at(rare)
    assert form.entries[rare].isVisible()


# ---- manners


def test_nothing_is_red_while_one_types_for_the_first_time(editor):
    editor.at("controller.privacy_contact[0].email")
    editor.type("post@muster")
    entry = editor.page.forms.current.entries["controller.privacy_contact"]
    assert entry.said == {}
    editor.key(KEYS.Key_Tab)
    assert "Endung" in entry.said["[0].email"]
    field = editor.at("controller.privacy_contact[0].email")
    field.setCursorPosition(99)
    editor.type(".de")
    assert entry.said == {}, "once it is right, it is said no more"


def test_a_pause_is_enough_to_be_told(editor, until):
    editor.at("controller.company.postal_code")
    editor.type("247")
    entry = editor.page.forms.current.entries["controller.company"]
    assert entry.said == {}
    until(lambda: entry.said, seconds=PAUSE / 1000 + 5)
    assert "postal_code" in entry.said


def test_an_error_is_said_aloud_with_its_field(editor):
    field = editor.at("controller.company.postal_code")
    editor.type("247")
    editor.key(KEYS.Key_Tab)
    said = QAccessible.queryAccessibleInterface(field).text(QAccessible.Text.Description)
    assert said and said == editor.page.forms.current.entries["controller.company"].said["postal_code"]


def test_who_comes_from_the_review_is_told_what_is_missing(editor):
    editor.page.arrive("controller.company.street")
    editor.settle()
    assert "street" in editor.page.forms.current.entries["controller.company"].said


# ---- proposals and offers


def test_a_proposal_is_confirmed_once(editor):
    entry = editor.entry("processor.representatives")
    assert entry._proposal.isVisible()
    QTest.mouseClick(entry._proposal._yes, Qt.MouseButton.LeftButton)
    editor.settle()
    assert "processor.representatives" in editor.desk.draft.confirmed
    assert not entry._proposal.isVisible()


def test_all_proposals_of_a_section_can_be_confirmed_and_taken_back(editor):
    editor.page.forms.show_group("measures")
    form = editor.page.forms.current
    form._all_true.click()
    editor.settle()
    assert len(editor.desk.draft.confirmed) > 10 and not form._all_true.isVisible()
    editor.key(KEYS.Key_Z, CONTROL)
    assert not editor.desk.draft.confirmed and form._all_true.isVisible()


def test_the_privacy_contact_can_serve_for_breaches_too(editor):
    contact = [{"last_name": "Postfach", "email": "privat@example.org"}]
    editor.desk.edit(editor.desk.draft.answer("controller.privacy_contact", contact))
    entry = editor.entry("controller.breach_contact")
    (offer,) = entry._offers.findChildren(QAbstractButton)
    offer.click()
    editor.settle()
    assert editor.answers["controller.breach_contact"] == contact
    assert entry.input.value() == contact and not entry._offers.isVisible()


# ---- undo, and changes from outside


def test_undo_goes_where_it_changed_something(editor):
    editor.at("controller.company.name")
    editor.type("Muster")
    editor.page.forms.show_group("deadlines")
    editor.settle()
    editor.desk.undo()
    editor.settle()
    assert editor.page.forms.group == "customer"
    assert "controller.company" not in editor.answers
    editor.desk.redo()
    editor.settle()
    assert editor.entry("controller.company").input.value()["name"] == "Muster"


def test_a_change_from_outside_keeps_focus_and_cursor(editor):
    field = editor.at("controller.company.city")
    editor.type("Kiel")
    field.setCursorPosition(2)
    company = {**editor.answers["controller.company"], "name": "Muster AG"}
    editor.desk.edit(editor.desk.draft.answer("controller.company", company), "")
    editor.settle()
    assert QApplication.focusWidget() is field and field.cursorPosition() == 2
    assert editor.page.forms.current.entries["controller.company"].control("name").text() == "Muster AG"


def test_another_group_keeps_its_scroll_position(editor):
    editor.page.forms.show_group("measures")
    editor.settle()
    bar = editor.page.forms.currentWidget().verticalScrollBar()
    bar.setValue(300)
    editor.page.forms.show_group("customer")
    editor.page.forms.show_group("measures")
    editor.settle()
    assert bar.value() == 300


def test_a_signed_agreement_stays_as_it_is(editor):
    editor.at("controller.company.name")
    editor.type("Muster")
    editor.desk.state = "signed"
    editor.page.arrive("")
    before = editor.desk.draft
    editor.page.forms.current._answered("agreement.title", "Anders")
    assert editor.desk.draft is before and not editor.page.forms.isEnabled()


# ---- outline, names, speed


def test_the_outline_counts_what_is_there(qapp):
    complete = Opened(example_answers())
    try:
        sections = complete.page.outline.model.sections
        assert all(each.answered == each.needed and not each.wrong for each in sections)
        company = {**complete.answers["controller.company"], "postal_code": "247"}
        complete.desk.edit(complete.desk.draft.answer("controller.company", company))
        complete.settle()
        first = complete.page.outline.model.sections[0]
        assert first.wrong and first.answered == first.needed - 1
    finally:
        complete.close()


def test_every_control_of_every_group_has_a_name(editor):
    silent = []

    def walk(node):
        if node is None:
            return
        if node.state().focusable and not node.state().invisible and not node.text(QAccessible.Text.Name):
            silent.append(f"{node.role().name} {type(node.object()).__name__}")
        for index in range(node.childCount()):
            walk(node.child(index))

    for group in editor.template.groups:
        editor.page.forms.show_group(group.id)
        if editor.page.forms.current.fold is not None:
            editor.page.forms.current.fold.setChecked(True)
        editor.settle()
        walk(QAccessible.queryAccessibleInterface(editor.page))
    assert not silent


@pytest.mark.parametrize("group", [group.id for group in flow.find_template("avv-de").groups])
def test_tab_reaches_everything_in_the_order_in_which_it_lies(editor, group):
    editor.page.forms.show_group(group)
    editor.settle()
    form = editor.page.forms.current
    assert form.group.id == group
    start = next(each for each in reachable(form) if one(each) not in skipped(form))
    tabbed(editor.window, start)  # the first visit of a table chooses its first row
    way = tabbed(editor.window, start)
    passed = {one(each) for each in way} | skipped(form)
    assert [told(each) for each in reachable(form) if one(each) not in passed] == []


def test_tab_goes_from_one_person_to_the_next_and_then_to_a_new_one(editor):
    people = [{"last_name": "Muster"}, {"last_name": "Beispiel"}]
    editor.desk.edit(editor.desk.draft.answer("controller.representatives", people), "")
    first = editor.at("controller.representatives[0].phone")
    second = editor.page.forms.current.entries["controller.representatives"].input.control("[1].salutation")
    way = tabbed(editor.window, first)
    more = next(each for each in way if told(each).startswith("QPushButton “Person hinzufügen"))
    assert way.index(first) < way.index(second) < way.index(more) < way.index(second) + 12


def test_no_two_controls_of_a_person_list_have_the_same_place(editor):
    editor.entry("processor.representatives")
    parts = [
        str(w.property("part"))
        for w in editor.entry("processor.representatives").findChildren(object)
        if w.property("part")
    ]
    assert len(parts) == len(set(parts)) == 14


def test_places_are_taken_apart_and_put_together():
    names = ["a.b", "a.b.c", "a.list"]
    for place in ("a.b", "a.b.c", "a.b.x", "a.list[12].x", "a.list[3]"):
        assert joined(*split(place, names)) == place
    assert split("a.b.c", names) == ("a.b.c", "") and split("z", names) == ("", "")
    assert row_of("[12].x") == (12, "x") and row_of("city") == (-1, "")

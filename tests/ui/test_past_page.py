"""Earlier states: looked at beside what is now, named, and brought back; that can be undone."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.unit.store_sample import agreement, at, template

SUBJECT = "processing.subject"


@pytest.fixture
def grown(window):
    """An agreement that was changed three times; its newest draft."""
    store, draft = window.desk.store, agreement("Muster", "AVV-2026-001")
    for number, words in enumerate(("Wartung", "Wartung und Hosting", "Hosting")):
        draft = at(number * 10, draft, **{SUBJECT: words})
        store.save(draft, template())
    return draft


@pytest.fixture
def page(window, drain, grown):
    def show(place: str = ""):
        window.desk.open(grown.id, "past", place)
        drain(window.desk)
        drain(window.desk)
        return window.current()

    return show


def test_the_states_before_now_are_listed_and_what_changed_is_shown(page, words_of):
    opened = page()
    assert opened.states.list.count() == 2
    assert opened.seen.draft.answers[SUBJECT] == "Wartung und Hosting"
    assert "Was seither anders ist" in words_of(opened)
    opened.states.list.setCurrentRow(1)


def test_what_a_state_said_can_be_read_whole(page, window, drain):
    opened = page()
    opened.shown.how._group.button(1).click()
    drain(window.desk)
    from ui.widgets.marked import MarkedText

    (shown,) = opened.shown.findChildren(MarkedText)
    assert "Wartung und Hosting" in shown.toPlainText()


def test_a_state_comes_back_and_that_is_undone(page, window, drain, grown):
    opened = page()
    opened.states.list.setCurrentRow(1)
    drain(window.desk)
    assert opened.seen.draft.answers[SUBJECT] == "Wartung"
    opened.restore.click()
    drain(window.desk)
    assert window.page == "editor" and window.desk.draft.answers[SUBJECT] == "Wartung"
    assert window.messages.toast_words.startswith("Zurückgeholt: ")
    assert window.desk.store.draft(grown.id)[0].answers[SUBJECT] == "Wartung"
    window.messages.undo()
    drain(window.desk)
    assert window.desk.store.draft(grown.id)[0].answers[SUBJECT] == "Hosting"


def test_a_state_is_named_by_keyboard_and_the_name_goes_again(page, window, drain, words_of):
    opened = page()
    opened.shown.name.click()
    drain()
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    assert "Bitte geben Sie einen Namen ein." in words_of(opened)
    QTest.keyClicks(window.focusWidget(), "Vor dem  Termin")
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    drain(window.desk)
    drain(window.desk)
    names = [each.name for each in window.desk.store.earlier(window.desk.draft.id)]
    assert names == ["", "Vor dem Termin", ""] and opened.seen.saved.name == "Vor dem Termin"
    opened.shown.name.click()
    drain()
    opened.naming.away.click()
    drain(window.desk)
    assert not any(each.name for each in window.desk.store.earlier(window.desk.draft.id))


def test_the_present_state_is_named_and_escape_leaves(page, window, drain):
    opened = page()
    opened.keep.click()
    drain()
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    drain()
    assert not opened.naming.isVisible() and window.focusWidget() is opened.states.list
    opened.keep.click()
    drain()
    QTest.keyClicks(window.focusWidget(), "Versandt")
    opened.naming.keep.click()
    drain(window.desk)
    drain(window.desk)
    assert opened.states.list.count() == 3 and opened.seen.saved.name == "Versandt"
    assert not opened.restore.isEnabled(), "it is as it is now"


def test_what_is_signed_can_only_be_looked_at(page, window, drain, grown, words_of):
    window.desk.store.set_state(grown.id, "signed", "", "")
    opened = page()
    assert not opened.restore.isVisible() and not opened.keep.isVisible()
    assert "Diese Vereinbarung ist unterschrieben." in words_of(opened)


def test_a_state_of_another_version_of_the_template_comes_back_with_it(page, window, drain, grown):
    store = window.desk.store
    newer = replace(template(), version=2, hash="b" * 64)
    draft = at(40, grown, **{SUBJECT: "Neu"})
    store.save(replace(draft, template=replace(draft.template, version=2, hash=newer.hash)), newer)
    opened = page()
    assert opened.seen.older
    opened.restore.click()
    drain(window.desk)
    kept, its = store.draft(grown.id)
    assert kept.answers[SUBJECT] == "Hosting" and its.version == 1 and kept.template.version == 1


def test_without_an_earlier_state_it_says_how_one_comes(window, drain, words_of):
    draft = agreement("Muster")
    window.desk.store.save(draft, template())
    window.desk.open(draft.id, "past")
    drain(window.desk)
    assert "Es gibt noch keinen früheren Stand." in words_of(window.current())
    page = window.current()
    page.keep.click()
    drain()
    assert page.naming.isVisible()
    page.naming.cancel.click()
    drain()
    assert window.focusWidget() is page.keep and "Es gibt noch keinen früheren Stand." in words_of(page)
    page.keep.click()
    drain()
    QTest.keyClicks(window.focusWidget(), "Erster")
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    drain(window.desk)
    drain(window.desk)
    assert page.seen.saved.name == "Erster" and page.states.list.count() == 1


def test_the_form_leads_there_and_a_state_is_compared(page, window, drain, grown, named):
    window.desk.open(grown.id, "editor")
    drain(window.desk)
    named(window, "Frühere Stände").click()
    drain(window.desk)
    assert window.page == "past"
    window.current().compare.click()
    drain(window.desk)
    assert window.page == "compare"

"""The bin: what was deleted comes back, or is erased after a question; after a period it goes by itself."""

from __future__ import annotations

import datetime

import pytest
import sqlalchemy as sa
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from avv_desktop.store.tables import drafts
from tests.unit.store_sample import agreement, template


@pytest.fixture
def deleted(window):
    """`deleted(customer, state, days)`: an agreement that was deleted so many days ago; its id."""

    def make(customer: str, state: str = "", days: int = 0) -> str:
        store, draft = window.desk.store, agreement(customer, f"AVV-{customer}")
        store.save(draft, template())
        if state:
            store.keep_file(draft.id, "signed", "a.pdf", b"%PDF", state)
            store.set_state(draft.id, state, "", "")
        store.delete(draft.id)
        before = datetime.datetime.now(datetime.UTC).replace(tzinfo=None) - datetime.timedelta(days=days)
        with store._work() as work:
            work.execute(sa.update(drafts).where(drafts.c.id == draft.id).values(deleted=before))
        return draft.id

    return make


@pytest.fixture
def page(window, drain):
    def show():
        window.desk.go("bin")
        drain(window.desk)
        return window.current()

    return show


def press(root, words: str) -> None:
    (found,) = (each for each in root.findChildren(QPushButton) if each.text() == words and each.isVisible())
    found.click()


def test_an_empty_bin_says_so(page, words_of):
    opened = page()
    assert "Der Papierkorb ist leer." in words_of(opened) and not opened.all.isVisible()


def test_the_shelf_leads_to_it_also_when_nothing_is_left_there(window, drain, named):
    for draft in (None, agreement("Muster")):
        if draft:
            window.desk.store.save(draft, template())
        window.desk.go("shelf")
        drain(window.desk)
        named(window, "Papierkorb").click()
        drain(window.desk)
        assert window.page == "bin"


def test_one_comes_back_and_that_can_be_undone(window, page, deleted, drain, words_of):
    id, other = deleted("Muster"), deleted("Andere")
    opened = page()
    assert "Muster GmbH" in words_of(opened) and "Gelöscht: heute" in words_of(opened)
    opened.lines[id].back.click()
    drain(window.desk)
    assert list(opened.lines) == [other] and [each.id for each in window.desk.store.drafts()] == [id]
    assert window.messages.toast_words == "„Muster GmbH“ liegt wieder in der Ablage"
    window.messages.undo()
    drain(window.desk)
    assert window.desk.store.drafts() == [] and set(opened.lines) == {id, other}


def test_nothing_is_erased_before_it_was_asked(window, page, deleted, drain, words_of):
    id = deleted("Muster", "signed")
    opened = page()
    opened.lines[id].gone.click()
    drain()
    assert "„Muster GmbH“ endgültig löschen?" in words_of(opened) and "aufbewahren müssen" in words_of(opened)
    assert window.focusWidget().text() == "Abbrechen"
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Space)
    drain(window.desk)
    assert "endgültig löschen?" not in words_of(opened) and len(window.desk.store.bin()) == 1
    opened.lines[id].gone.click()
    drain()
    press(opened, "Endgültig löschen")
    drain(window.desk)
    assert window.desk.store.bin() == [] and window.desk.store.files(id) == []
    assert "Der Papierkorb ist leer." in words_of(opened)
    assert window.messages.toast_words == "Endgültig gelöscht: ein Vertrag."


def test_the_bin_is_emptied_after_a_question_that_counts(window, page, deleted, drain, words_of):
    deleted("Eins"), deleted("Zwei", "half"), deleted("Drei")
    opened = page()
    opened.all.click()
    drain()
    assert "3 Verträge endgültig löschen?" in words_of(opened) and "unterschrieben" in words_of(opened)
    press(opened, "Endgültig löschen")
    drain(window.desk)
    assert window.desk.store.bin() == []


def test_a_period_names_the_day_and_what_would_go_at_once(window, page, deleted, drain, words_of):
    old, new = deleted("Alt", days=40), deleted("Neu")
    opened = page()
    opened.period._group.button(2).click()
    drain(window.desk)
    assert window.desk.settings.periods["bin"] == 90 and set(opened.lines) == {old, new}
    assert "verschwindet am" in words_of(opened)
    opened.period._group.button(1).click()
    drain()
    assert "Ein Vertrag liegt länger hier und wäre sofort gelöscht." in words_of(opened)
    assert opened.period.at() == 2 and window.desk.settings.periods["bin"] == 90
    press(opened, "Frist so festlegen")
    drain(window.desk)
    assert set(opened.lines) == {new} and window.desk.settings.periods["bin"] == 30 and opened.period.at() == 1


def test_many_are_shown_in_parts(window, page, deleted, monkeypatch, words_of):
    monkeypatch.setattr("ui.bin.page.SHOWN", 2)
    for number in range(4):
        deleted(f"Muster {number}")
    opened = page()
    assert len(opened.lines) == 2
    press(opened, "2 weitere zeigen")
    assert len(opened.lines) == 4

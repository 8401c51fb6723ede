"""A newer version of a template is offered in the agreements that use the old one, and taken with a look at it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from avv_desktop import flow
from avv_desktop.template import edit, versions


@pytest.fixture
def first():
    given = flow.find_template("avv-de")
    return versions.save(versions.own_copy(given, "Meine AVV"), given)


@pytest.fixture
def draft(window, first, drain):
    """An agreement of version 1, on the desk."""
    window.activateWindow()
    window.desk.new(first.id)
    drain(window.desk)
    window.desk.edit(window.desk.draft.answer("main_contract.title", "Rahmenvertrag").answer("audit.per_year", 2))
    drain(window.desk)
    return window.desk.draft


@pytest.fixture
def second(first, draft):
    return versions.save(edit.delete(edit.retitle(first, "duties", "Pflichten"), "audit_rights"), first)


def test_nothing_is_offered_while_there_is_nothing_newer(window, draft, drain):
    assert not window.current().newer.isVisible()


def test_a_newer_version_is_looked_at_and_taken_and_given_back(window, draft, second, drain, words_of):
    window.desk.go("editor")
    drain(window.desk)
    assert window.current().newer.isVisible()
    assert window.desk.template.version == 1
    window.current().newer.look.setFocus()
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Space)
    drain(window.desk)
    view = window.current().newer
    words = words_of(view)
    assert "Fassung 1; die neueste ist Fassung 2" in words
    assert "Inspektionen ohne Anlass je Jahr" in words, "the answer that falls away is named"
    assert "entfallen" in words
    assert window.focusWidget() is view.take
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Space)
    drain(window.desk)
    assert window.page == "editor" and window.desk.template == second
    assert window.desk.draft.id == draft.id
    assert window.desk.draft.answers["main_contract.title"] == "Rahmenvertrag"
    assert not window.current().newer.isVisible()
    window.messages.undo()
    drain(window.desk)
    assert window.desk.template.version == 1 and window.desk.draft.answers == draft.answers


def test_what_is_taken_is_kept(window, draft, second, drain):
    window.desk.go("templates", "newer:")
    drain(window.desk)
    window.current().newer.take.click()
    drain(window.desk)
    kept, template = window.desk.store.draft(draft.id)
    assert template == second and kept.template.version == 2


def test_who_does_not_want_it_is_not_asked_again(window, draft, second, drain):
    window.desk.go("editor")
    drain(window.desk)
    window.current().newer.later.click()
    drain(window.desk)
    window.desk.go("shelf")
    window.desk.go("editor")
    drain(window.desk)
    assert not window.current().newer.isVisible()
    assert window.desk.template.version == 1


def test_a_signed_agreement_is_left_alone(window, draft, second, drain):
    window.desk.state = "signed"
    window.desk.go("editor")
    drain(window.desk)
    assert not window.current().newer.isVisible() and window.current().frozen.isVisible()
    window.desk.go("templates", "newer:")
    drain(window.desk)
    assert not window.current().newer.take.isVisible()

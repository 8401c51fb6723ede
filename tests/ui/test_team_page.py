"""The team's page over a real server: found, let somebody in, exchange, choose, leave."""

from __future__ import annotations

import contextlib

import pytest

from avv_desktop.store.open import open_store
from avv_desktop.team import members, sync
from tests.unit.team_server import PASSWORD
from ui.team.choices import Choices
from ui.team.people import Asking


@pytest.fixture
def page(window, drain):
    window.desk.go("team")
    drain(window.desk)
    return window.current()


@pytest.fixture
def other(place, tmp_path):
    """Somebody else with a computer of their own."""
    store = open_store(tmp_path / "other", passphrase="probe-geheim-1")
    login = place.login("sales")
    server = place.connect(login)
    with contextlib.closing(store), contextlib.closing(server):
        yield store, server, login


def found(page, place, drain) -> None:
    page.joining.way.choose(1)
    page.joining.way.chosen.emit(1)
    for field, words in (("server", place.address), ("login", place.login("director")), ("password", PASSWORD)):
        getattr(page.joining, field).setText(words)
    page.joining.name.setText("Aida Dia")
    page.joining.go.click()
    drain(page._desk)


def test_what_is_missing_is_said_and_nobody_is_asked(page, drain, words_of):
    page.joining.go.click()
    drain(page._desk)
    assert "postgresql://" in words_of(page) and "40 Ziffern" in words_of(page)
    assert page.joining.isVisible() and not page.exchange.isVisible()


def test_a_server_that_is_not_there_is_an_error_and_nothing_is_lost(window, page, drain, words_of):
    page.joining.server.setText("postgresql://127.0.0.1:1/avv")
    page.joining.login.setText("x")
    page.joining.founder.setText("1" * 40)
    page.joining.go.click()
    drain(page._desk)
    assert "nicht erreichbar" in words_of(window) and page.joining.isVisible()
    assert page.joining.go.isEnabled()


def test_a_team_by_the_window(window, page, place, other, drain, words_of, qapp):
    desk = window.desk
    assert not window.rail.team.isVisible()
    found(page, place, drain)
    assert page.exchange.isVisible() and not page.joining.isVisible() and window.rail.team.isVisible()

    store, server, login = other
    root = page._own.text().partition(": ")[2]
    own = members.join(store, server, place.address, login, PASSWORD, root)
    page.ask.click()
    drain(desk)
    (asking,) = window.findChildren(Asking)
    assert own in words_of(asking) and not asking.let_in.isEnabled()
    asking.name.setText("Vera Vertrieb")
    assert not asking.let_in.isEnabled(), "only after the fingerprint was compared"
    asking.same.setChecked(True)
    asking.let_in.click()
    drain(desk)
    assert "Vera Vertrieb" in words_of(page)

    desk.new()
    drain(desk)
    draft = desk.draft
    desk.edit(draft.answer("processing.subject", "Wartung"), "processing.subject")
    desk.go("team")
    drain(desk)
    page.exchange.click()
    drain(desk)
    assert "Einer geteilt" in words_of(page)

    team = members.team_of(store, server)
    assert [each.happened for each in sync.fetch(store, server, team)] == ["new"]
    theirs, template = store.draft(draft.id)
    store.save(theirs.answer("processing.subject", "Betrieb"), template)
    sync.share(store, server, team, draft.id)
    desk.edit(desk.draft.answer("processing.subject", "Schulung"), "processing.subject")
    drain(desk)
    page.exchange.click()
    drain(desk)
    said = words_of(page)
    assert "bei einem ist zu wählen" in said and "Schulung" in said and "Betrieb" in said
    (two,) = page.findChildren(Choices)
    assert not two.take.isEnabled()
    two.places[0].theirs.click()
    two.places[0].mine.click()
    two.take.click()
    drain(desk)
    assert desk.draft.answers["processing.subject"] == "Schulung"
    page.exchange.click()
    drain(desk)
    assert "Einer geteilt" in words_of(page)

    page.leave.click()
    drain(desk)
    assert "Das Team verlassen?" in words_of(page)
    page._question.itemAt(0).widget().findChildren(type(page.leave))[0].click()
    drain(desk)
    assert page.joining.isVisible() and not window.rail.team.isVisible() and desk.draft is not None

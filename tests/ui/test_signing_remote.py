"""Signing with a service in the window: logged in, a key chosen, allowed in the browser or by a code; a calm wait."""

import pytest
from msgspec.structs import replace

from avv_desktop import flow
from avv_desktop.draft.answers import read_answers
from avv_desktop.signing import remote_login
from avv_desktop.system.paths import resources
from tests.unit import signing_pki as pki
from tests.unit.remote_sample import OTP, PIN, Service

NAME = "Aida Dia"
CA = pki.authority()


@pytest.fixture
def service(monkeypatch):
    made = Service(pki.identity(NAME, CA), version=2, mode="oauth2code")
    made.pin = False
    monkeypatch.setattr(remote_login, "browse", made.browser)
    yield made
    made.close()


@pytest.fixture
def desk(window, service, tmp_path):
    window.desk.change_settings(remote=(service.settings,), last_folder=str(tmp_path / "out"))
    return window.desk


def agreement(desk, drain):
    template = flow.find_template("avv-de")
    desk.new(answers=read_answers(resources() / "templates" / "avv-de" / "answers.toml", template))
    drain(desk)


@pytest.fixture
def page(window, desk, drain):
    agreement(desk, drain)
    desk.go("signing")
    drain(desk)
    return window.current()


def log_in(page, drain):
    page._panel.keys.services.buttons[0].click()
    drain(page._desk)


def sign(page, drain):
    page._reading.tick.setChecked(True)
    for _ in range(2):  # a doubt is said aloud once
        page._panel.sign.click()
        drain(page._desk)


def files(tmp_path):
    return sorted((tmp_path / "out").glob("*.pdf"))


def test_nobody_is_asked_before_the_button_is_pressed(page, service):
    assert [each.text() for each in page._panel.keys.services.buttons] == ["Mit Fernsignatur Muster unterschreiben …"]
    assert not service.asked and not page._panel.talk.isVisible()


def test_without_a_service_nothing_is_offered(window, drain):
    agreement(window.desk, drain)
    window.desk.go("signing")
    drain(window.desk)
    assert not window.current()._panel.keys.services.isVisible()


def test_one_logs_in_chooses_and_signs_and_allows_it_in_the_browser(page, drain, service, tmp_path, words_of):
    log_in(page, drain)
    keys = page._panel.keys
    assert keys.path in keys.remote and "Fernsignatur Muster · gültig bis" in words_of(page)
    assert not page._panel.secret.isVisible() and not page._panel.talk.isVisible()
    sign(page, drain)
    (one,) = flow.verify(files(tmp_path)[0].read_bytes(), trust=[CA.pem]).signatures
    assert (one.signer, one.integrity, one.trust) == (NAME, "intact", "trusted")
    assert service.whats().count("authorize") == 2, "once to log in, once for the signature"
    assert keys.key() is None


def test_a_pin_and_a_code_are_asked_for_where_they_belong(page, drain, service, tmp_path, until):
    service.mode, service.pin, service.otp = "explicit", True, True
    log_in(page, drain)
    panel = page._panel
    assert panel.secret.isVisible() and panel.secret._field.label.text() == "&PIN des Dienstes"
    panel.secret.edit.setText(PIN)
    page._reading.tick.setChecked(True)
    panel.sign.click()
    until(lambda: panel.talk.isVisible() or not page._teller.telling)
    if not panel.talk.isVisible():  # a doubt was said aloud
        panel.sign.click()
        until(panel.talk.isVisible)
    assert panel.talk.edit.hasFocus()
    panel.talk.send.click()
    assert "Code" in panel.talk._field._below.text(), "an empty one is asked for again"
    panel.talk.edit.setText(OTP)
    panel.talk.send.click()
    drain(page._desk)
    assert len(files(tmp_path)) == 1 and PIN not in panel.secret.edit.text()


def test_a_wrong_pin_is_told_and_asked_for_anew(page, drain, service, tmp_path, words_of):
    service.mode, service.pin = "explicit", True
    log_in(page, drain)
    page._panel.secret.edit.setText("0000")
    sign(page, drain)
    assert not files(tmp_path) and "PIN des Dienstes ist falsch" in words_of(page._panel)
    assert page._panel.secret.isVisible() and page._panel.secret.edit.text() == ""
    page._panel.secret.edit.setText(PIN)
    sign(page, drain)
    assert len(files(tmp_path)) == 1


def test_the_wait_can_be_given_up_and_nothing_else_stands_still(page, drain, service, monkeypatch, until, words_of):
    opened = []
    monkeypatch.setattr(remote_login, "browse", opened.append)
    page._panel.keys.services.buttons[0].click()
    until(page._panel.talk.isVisible)
    assert opened and "Bitte weiter im Browser" in words_of(page._panel)
    done = []
    page._desk.run_in_store(lambda store: store.drafts(), done.append)
    until(lambda: done)
    assert page._panel.talk.isVisible(), "still waiting, and the shelf works"
    page._panel.talk.leave.click()
    drain(page._desk)
    assert not page._panel.talk.isVisible() and page._panel.keys.error.text() == ""
    assert page._panel.keys.services.isEnabled()


def test_whoever_does_not_come_back_is_told_so(page, drain, service, monkeypatch):
    monkeypatch.setattr(remote_login, "browse", lambda _: None)
    monkeypatch.setattr(remote_login, "PATIENCE", 0.1)
    log_in(page, drain)
    assert "Niemand hat sich angemeldet" in page._panel.keys.error.text()


def test_closing_the_window_does_not_wait_for_a_login(page, window, service, monkeypatch, until):
    monkeypatch.setattr(remote_login, "browse", lambda _: None)
    page._panel.keys.services.buttons[0].click()
    until(page._panel.talk.isVisible)
    window.close()
    assert not window.isVisible()


def test_leaving_the_page_logs_out(page, window, drain, service):
    log_in(page, drain)
    page._desk.go("shelf")
    drain(page._desk)
    assert not page._panel.keys.remote


def test_a_key_that_cannot_sign_says_why(page, drain, service, words_of):
    service.told["credentials/info"] = lambda told: told | {"key": told["key"] | {"status": "disabled"}}
    log_in(page, drain)
    assert "Der Dienst hat es abgeschaltet" in words_of(page)
    assert "keinen Schlüssel" in page._panel.keys.error.text() and page._panel.keys.path == ""


def test_whoever_gives_up_while_signing_is_not_told_of_a_failure(page, drain, service, monkeypatch, until, words_of):
    log_in(page, drain)
    monkeypatch.setattr(remote_login, "browse", lambda _: None)
    page._reading.tick.setChecked(True)
    page._panel.sign.click()
    until(lambda: page._panel.talk.isVisible() or not page._teller.telling)
    if not page._panel.talk.isVisible():  # a doubt was said aloud
        page._panel.sign.click()
        until(page._panel.talk.isVisible)
    page._panel.talk.leave.click()
    drain(page._desk)
    assert "es wurde nichts unterschrieben" in words_of(page._panel) and "abgelehnt" not in words_of(page._panel)


# ---- a stack


@pytest.fixture
def stack(window, desk, drain):
    for _ in range(3):
        agreement(desk, drain)
    desk.go("stack")
    drain(desk)
    page = window.current()
    page.keys.services.buttons[0].click()
    drain(desk)
    return page


def begin(stack, drain):
    stack.read.setChecked(True)
    stack.sign.click()
    drain(stack._desk)


def test_a_stack_is_allowed_once(stack, drain, service, tmp_path):
    begin(stack, drain)
    assert stack._told.text() == "3 unterschrieben" and len(files(tmp_path)) == 3
    (asked,) = [body for what, body in service.asked if what == "signatures/signHash"]
    assert len(asked["hashes"]) == 3
    assert service.whats().count("authorize") == 2


def test_a_stack_that_is_halted_while_waiting_stays_as_it_is(stack, drain, service, monkeypatch, until, tmp_path):
    monkeypatch.setattr(remote_login, "browse", lambda _: None)
    stack.read.setChecked(True)
    stack.sign.click()
    until(stack.talk.isVisible)
    stack.stop.click()
    drain(stack._desk)
    assert not files(tmp_path) and len(stack.lines.ticked()) == 3
    monkeypatch.setattr(remote_login, "browse", service.browser)
    begin(stack, drain)
    assert len(files(tmp_path)) == 3


def test_where_the_service_takes_fewer_it_is_asked_more_often(stack, drain, service, tmp_path):
    (key,) = stack.keys.remote.values()
    stack.keys.show_remote((key._replace(credential=replace(key.credential, most=2)),))
    begin(stack, drain)
    asked = [len(body["hashes"]) for what, body in service.asked if what == "signatures/signHash"]
    assert asked == [2, 1] and len(files(tmp_path)) == 3


def test_a_service_that_fails_is_not_asked_for_the_rest(stack, drain, service, tmp_path):
    (key,) = stack.keys.remote.values()
    stack.keys.show_remote((key._replace(credential=replace(key.credential, most=1)),))
    service.failing["signatures/signHash"] = 503
    begin(stack, drain)
    assert not files(tmp_path) and stack._told.text() == "0 unterschrieben · 1 nicht unterschrieben · noch 2"
    service.failing.clear()
    begin(stack, drain)
    assert len(files(tmp_path)) == 3

"""Services that sign remotely, in the settings: added, tried, let go, and back again."""

import pytest

from avv_desktop.system import settings
from tests.unit import signing_pki as pki
from tests.unit.remote_sample import CLIENT, Service


@pytest.fixture
def section(window, drain):
    window.desk.go("settings", "remote")
    drain(window.desk)
    return window.current().section("remote")


@pytest.fixture
def service():
    made = Service(pki.identity("Aida Dia", pki.authority()), version=2)
    yield made
    made.close()


def fill(section, drain, service, name="Muster", secret=""):
    section.name.setText(name)
    section.address.setText(service.settings.address)
    section.client.setText(CLIENT)
    section.secret.setText(secret)
    section.add.click()
    drain(section._desk)


def secrets(keychain):
    return [word for (_, name), word in keychain.kept.items() if name.startswith("remote")]


def lines(section):
    from ui.settings.remote import Line

    return [each for each in section.findChildren(Line) if each.isVisible()]


def test_off_unless_configured(section, words_of):
    assert "bleibt offline" in words_of(section) and not lines(section)


def test_one_is_added_with_its_secret_in_the_keychain_only(section, drain, service, keychain):
    fill(section, drain, service, secret="nur für Programme")
    (kept,) = settings.load().remote
    assert kept.secret_kept and secrets(keychain) == ["nur für Programme"]
    assert "nur für Programme" not in settings.settings_path().read_text("utf-8")
    assert section.secret.text() == "" and len(lines(section)) == 1 and not service.asked


def test_what_is_wrong_is_said_at_its_field(section, drain, service, words_of):
    section.add.click()
    assert "Namen" in words_of(section)
    section.name.setText("Muster")
    section.address.setText("http://unsicher.example")
    section.add.click()
    assert "https://" in words_of(section)
    section.address.setText(service.settings.address)
    section.add.click()
    assert "diesem Programm" in words_of(section)
    fill(section, drain, service)
    fill(section, drain, service, name="muster")
    assert "schon" in words_of(section) and len(lines(section)) == 1


def test_it_is_tried_without_logging_in(section, drain, service, words_of):
    fill(section, drain, service)
    lines(section)[0].test.click()
    drain(section._desk)
    assert service.whats() == ["info"] and "Er antwortet" in words_of(section)
    service.close()
    lines(section)[0].test.click()
    drain(section._desk)
    assert "nicht erreichbar" in words_of(section) and lines(section)[0].test.isEnabled()


def test_one_is_let_go_and_comes_back_with_its_secret(section, window, drain, service, keychain):
    fill(section, drain, service, secret="geheim")
    fill(section, drain, service, name="Zweiter")
    lines(section)[0].forget()
    drain(window.desk)
    assert [each.name for each in settings.load().remote] == ["Zweiter"] and not secrets(keychain)
    window.messages.undo()
    drain(window.desk)
    assert [each.name for each in settings.load().remote] == ["Muster", "Zweiter"]
    assert secrets(keychain) == ["geheim"]

"""Timestamps in the window: a service in the settings, asked when one signs; where it fails nothing is signed."""

import pytest
from PySide6.QtTest import QTest

from avv_desktop import flow
from avv_desktop.draft.answers import read_answers
from avv_desktop.signing.trial import trial_key
from avv_desktop.system import settings
from avv_desktop.system.paths import resources
from avv_desktop.system.settings import TimestampService

SECRET, NAME = "probe-geheim-1", "Aida Dia"


@pytest.fixture
def page(window, drain, tmp_path):
    desk = window.desk
    template = flow.find_template("avv-de")
    file = tmp_path / "key.p12"
    file.write_bytes(trial_key(NAME, SECRET, kind="p-256"))
    desk.change_settings(key_files=(str(file),), last_folder=str(tmp_path / "out"))
    desk.new(answers=read_answers(resources() / "templates" / "avv-de" / "answers.toml", template))
    drain(desk)
    return lambda: (desk.go("signing"), drain(desk), window.current())[2]


def sign(page, drain):
    page._reading.tick.setChecked(True)
    page._panel.secret.edit.setText(SECRET)
    for _ in range(2):  # a doubt is said aloud once
        page._panel.sign.click()
        drain(page._desk)


def files(tmp_path):
    return sorted((tmp_path / "out").glob("*.pdf"))


def test_without_a_service_nothing_is_asked_and_nothing_offered(page, drain, tmp_path):
    opened = page()
    assert not opened._panel.stamp.isVisible()
    sign(opened, drain)
    (one,) = flow.verify(files(tmp_path)[0].read_bytes()).signatures
    assert one.level == "PAdES-BASELINE-B"


def test_a_service_confirms_the_time_at_once(page, window, drain, tmp_path, loopback):
    window.desk.change_settings(timestamp_services=(TimestampService("Muster", loopback.tsa()),))
    opened = page()
    assert opened._panel.stamp.isVisible() and opened._panel.stamp.isChecked()
    sign(opened, drain)
    (one,) = flow.verify(files(tmp_path)[0].read_bytes()).signatures
    assert one.level == "PAdES-BASELINE-T"


def test_where_it_fails_nothing_is_signed_and_one_can_sign_without(page, window, drain, tmp_path, loopback, words_of):
    window.desk.change_settings(timestamp_services=(TimestampService("Muster", loopback.tsa("failing")),))
    opened = page()
    sign(opened, drain)
    assert not files(tmp_path) and "Muster" in words_of(opened._panel)
    opened._panel.stamp.setChecked(False)
    opened._panel.sign.click()
    drain(opened._desk)
    (one,) = flow.verify(files(tmp_path)[0].read_bytes()).signatures
    assert one.level == "PAdES-BASELINE-B"


def test_services_are_kept_in_their_order_and_forgotten(window, drain):
    desk = window.desk
    desk.go("settings", "stamps")
    stamps = window.current().section("stamps")
    for name in ("Eins", "Zwei"):
        stamps.name.setText(name)
        stamps.url.setText(f"https://{name.lower()}.example.org/tsa")
        stamps.add.click()
        drain(desk)
    assert [each.name for each in settings.load().timestamp_services] == ["Eins", "Zwei"]
    stamps.forget(desk.settings.timestamp_services[0])
    drain(desk)
    assert [each.name for each in settings.load().timestamp_services] == ["Zwei"]


def test_an_address_that_is_none_is_told(window, drain, words_of):
    desk = window.desk
    desk.go("settings", "stamps")
    stamps = window.current().section("stamps")
    stamps.url.setFocus()
    QTest.keyClicks(stamps.url, "irgendwas")
    stamps.add.click()
    drain(desk)
    assert not desk.settings.timestamp_services and "https" in words_of(stamps)

"""Settings: the company's profile, keys, trust, appearance, data."""

from pathlib import Path

import pytest
from PySide6.QtTest import QTest

from avv_desktop.system.settings import load


@pytest.fixture
def settings(window, drain):
    window.desk.go("settings")
    drain(window.desk)
    return window.current()


def test_the_company_begins_every_new_agreement(window, settings, drain):
    company = settings.section("company")
    drain(window.desk)
    party = company.inputs["processor.company"]
    QTest.keyClicks(party.control("street"), "Musterweg 1")
    company.keep()
    drain(window.desk)
    assert load().profile["processor.company"]["street"] == "Musterweg 1"
    window.desk.new()
    drain(window.desk)
    assert window.desk.draft.answers["processor.company"]["street"] == "Musterweg 1"


def test_what_equals_the_template_is_not_kept_twice(window, settings, drain):
    company = settings.section("company")
    company.keep()
    drain(window.desk)
    assert "processor.representatives" not in load().profile


def test_people_come_and_go(window, settings, drain):
    company = settings.section("company")
    drain(window.desk)
    people = company.inputs["processor.representatives"]
    before = len(people.value())
    people.more.click()
    QTest.keyClicks(people.control(f"[{before}].last_name"), "Muster")
    QTest.keyClicks(people.control(f"[{before}].function"), "Prokuristin")
    company.keep()
    drain(window.desk)
    kept = load().profile["processor.representatives"]
    assert len(kept) == before + 1
    assert (kept[-1]["last_name"], kept[-1]["function"]) == ("Muster", "procurist")


def test_the_company_is_asked_as_in_the_form(window, settings, drain, words_of):
    company = settings.section("company")
    drain(window.desk)
    country = company.inputs["processor.company"].control("country")
    assert country.currentText() == "Deutschland" and country.value() == "DE"


def test_a_trial_key_is_made_remembered_and_plainly_marked(window, settings, drain, tmp_path, words_of):
    keys = settings.section("keys")
    QTest.keyClicks(keys.trial.name, "Erika Muster")
    QTest.keyClicks(keys.trial.first, "geheim genug")
    QTest.keyClicks(keys.trial.again, "geheim genug")
    file = tmp_path / "probe.p12"
    keys.trial.write(file)
    drain(window.desk)
    assert file.stat().st_size > 1000
    assert window.desk.settings.key_files == (str(file),)
    assert keys.trial.first.text() == ""
    row = keys.rows()[0]
    row.show_it.click()
    QTest.keyClicks(row.passphrase, "geheim genug")
    row.read.click()
    drain(window.desk)
    assert "Erika Muster" in row.summary.text() and "Probe" in row.summary.text()


def test_a_wrong_passphrase_is_told_beside_the_key(window, settings, drain, tmp_path, words_of):
    keys = settings.section("keys")
    from avv_desktop.signing.trial import trial_key

    file = tmp_path / "probe.p12"
    file.write_bytes(trial_key("Erika Muster", "geheim genug"))
    keys.remember(str(file))
    row = keys.rows()[0]
    row.show_it.click()
    QTest.keyClicks(row.passphrase, "falsch")
    row.read.click()
    drain(window.desk)
    assert "Passphrase" in words_of(row.field) and row.passphrase.property("invalid")


@pytest.mark.parametrize(
    ("name", "first", "again", "said"),
    [
        ("", "geheim genug", "geheim genug", "wer unterschreibt"),
        ("Erika Muster", "kurz", "kurz", "mindestens 8 Zeichen"),
        ("Erika Muster", "geheim genug", "geheim anders", "verschieden"),
    ],
)
def test_a_trial_key_needs_a_name_and_one_passphrase(window, settings, words_of, name, first, again, said):
    trial = settings.section("keys").trial
    trial.name.set_value(name)
    trial.first.setText(first)
    trial.again.setText(again)
    trial.make.click()
    assert said in words_of(trial)
    assert window.desk.settings.key_files == ()


def test_a_key_is_forgotten_and_remembered_again(window, settings, drain, tmp_path):
    keys = settings.section("keys")
    keys.remember(str(tmp_path / "a.p12"))
    keys.rows()[0].forget()
    assert window.desk.settings.key_files == ()
    window.undo()
    assert window.desk.settings.key_files == (str(tmp_path / "a.p12"),)


def test_trusted_certificates_are_remembered(window, settings, drain, tmp_path, words_of):
    trust = settings.section("trust")
    trust.issuers.remember(str(tmp_path / "ca.pem"))
    drain(window.desk)
    assert "ca.pem" in words_of(trust)
    assert load().trust_files == (str(tmp_path / "ca.pem"),)
    trust.issuers.forget(str(tmp_path / "ca.pem"))
    drain(window.desk)
    assert "Noch ist kein Zertifikat" in words_of(trust)


def test_the_recovery_key_shows_only_while_asked_for(window, settings, drain):
    data = settings.section("data").recovery
    data.show_key.click()
    drain(window.desk)
    assert len(data.key.text()) >= 20
    window.desk.go("shelf")
    assert data.key.text() == ""


def test_it_says_where_the_data_lie(window, settings, words_of, home):
    assert str(Path(home) / "data") in words_of(settings.section("data"))

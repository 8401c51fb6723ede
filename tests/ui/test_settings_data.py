"""Settings, data: the key on paper and changed, how long things are kept, and a person who asks to be erased."""

from __future__ import annotations

import datetime

import pypdfium2
import pytest
from PySide6.QtWidgets import QPushButton

from avv_desktop.store.key import from_recovery, to_recovery
from avv_desktop.store.open import open_store
from avv_desktop.store.paper import recovery_sheet
from avv_desktop.store.pictures import KeptPicture, keep_picture, pictures_of
from avv_desktop.system.paths import data_folder
from tests.unit.store_sample import agreement, at, template

PEOPLE = "controller.representatives"


def press(root, words: str) -> None:
    (found,) = (each for each in root.findChildren(QPushButton) if each.text() == words and each.isVisible())
    found.click()


def printed(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    assert len(document) == 1
    return document[0].get_textpage().get_text_range()


@pytest.fixture
def data(window, drain):
    def show():
        window.desk.go("settings", "data")
        drain(window.desk)
        return window.current().section("data")

    return show


# ---- the key


def test_the_sheet_holds_the_key_and_says_what_it_is_for(window):
    key = window.desk.store.key
    said = printed(recovery_sheet(key, "Muster GmbH", datetime.datetime(2026, 11, 23, tzinfo=datetime.UTC)))
    lines = [line for line in said.splitlines() if line[:2] in ("1.", "2.", "3.", "4.") and line.isupper()]
    assert from_recovery(" ".join(line.split(".", 1)[1] for line in lines)) == key
    assert "Muster GmbH" in said and "Wozu er dient" in said


def test_the_sheet_is_saved_with_a_word_of_caution(window, data, drain, tmp_path, words_of):
    section = data().recovery
    section.sheet.click()
    drain()
    from PySide6.QtWidgets import QFileDialog, QLineEdit

    (dialog,) = (each for each in window.findChildren(QFileDialog) if each.isVisible())
    dialog.findChild(QLineEdit, "fileNameEdit").setText(str(tmp_path / "blatt.pdf"))
    dialog.accept()
    drain(window.desk)
    assert (tmp_path / "blatt.pdf").read_bytes().startswith(b"%PDF")
    assert "gehört nur auf Papier" in words_of(section)


def test_the_key_is_changed_after_a_question(window, data, drain, words_of, keychain):
    store = window.desk.store
    store.save(agreement("Muster"), template())
    old = store.recovery_key()
    section = data().recovery
    section.change.click()
    drain(window.desk)
    assert window.focusWidget().text() == "Abbrechen" and not section.passphrase.isVisible()
    window.focusWidget().click()
    assert store.recovery_key() == old
    section.change.click()
    drain(window.desk)
    press(section, "Schlüssel wechseln")
    drain(window.desk)
    new = to_recovery(store.key)
    assert new != old and section.key.text() == new and "Der neue Schlüssel gilt." in words_of(section)
    assert len(store.drafts()) == 1 and section.change.isEnabled()
    window.desk.go("shelf")
    assert section.key.text() == ""


def test_without_a_keychain_a_new_passphrase_locks_the_new_key(window, data, drain, monkeypatch):
    window.desk.store.save(agreement("Muster"), template())
    monkeypatch.setattr("avv_desktop.system.keychain.available", lambda: False)
    section = data().recovery
    section.change.click()
    drain(window.desk)
    press(section, "Schlüssel wechseln")
    assert section.passphrase.isVisible(), "nothing without a passphrase"
    for each in (section.passphrase.first, section.passphrase.again):
        each.setText("ein langer Satz")
    press(section, "Schlüssel wechseln")
    drain(window.desk)
    window.desk.store.close()
    again = open_store(passphrase="ein langer Satz")
    assert len(again.drafts()) == 1
    again.close()


# ---- periods


def test_a_period_says_first_what_goes_at_once(window, data, drain, words_of):
    store = window.desk.store
    store.save(at(-400 * 1440, agreement("Alt")), template())
    store.save(agreement("Neu"), template())
    section = data().periods
    section.choices["draft"].set_value("365")
    section.choices["draft"].edited.emit()
    drain(window.desk)
    assert "Ein Vertrag käme sofort in den Papierkorb." in words_of(section) and len(store.drafts()) == 2
    press(section, "Abbrechen")
    drain(window.desk)
    assert section.choices["draft"].value() == "0"
    section.choices["draft"].set_value("365")
    section.choices["draft"].edited.emit()
    drain(window.desk)
    press(section, "Frist so festlegen")
    drain(window.desk)
    assert [each.customer for each in store.drafts()] == ["Neu GmbH"] and len(store.bin()) == 1
    assert window.desk.settings.periods["draft"] == 365
    section.choices["bin"].set_value("30")
    section.choices["bin"].edited.emit()
    drain(window.desk)
    assert window.desk.settings.periods == {"draft": 365, "bin": 30} and len(store.bin()) == 1


# ---- put aside


def test_what_was_put_aside_is_shown_and_erased_after_a_question(window, data, drain, words_of):
    section = data().asides
    assert "Beiseitegelegt" not in words_of(section)
    copy = data_folder() / "agreements.before-restore.db"
    copy.write_bytes(b"x" * 2_000_000)
    (data_folder() / "agreements.before-restore.db.key.id").write_text("abc")
    window.desk.go("shelf")
    section = data().asides
    drain(window.desk)
    assert "Stand von vor dem Zurückspielen einer Sicherung" in words_of(section) and "2 MB" in words_of(section)
    section.erasers[copy.name].click()
    drain()
    assert window.focusWidget().text() == "Abbrechen" and copy.exists()
    press(section._top, "Endgültig löschen")
    drain(window.desk)
    assert not list(data_folder().glob("*before-restore*")) and "Beiseitegelegt" not in words_of(section)


# ---- the trail


def test_the_trail_is_verified(window, data, drain, words_of, monkeypatch):
    window.desk.store.save(agreement("Muster"), template())
    section = data().trail
    section.check.click()
    drain(window.desk)
    assert "Das Protokoll ist lückenlos: 2 Einträge." in words_of(section) and section.check.isEnabled()
    monkeypatch.setattr(window.desk.store, "audit", lambda: 7)
    section.check.click()
    drain(window.desk)
    assert "7" in words_of(section) and "verändert" in words_of(section)


# ---- a person


@pytest.fixture
def named(window):
    """Four agreements: a draft with the person, a signed one, one that named them once, one without."""
    store, person = window.desk.store, [{"name": "Jörn Fischer"}]
    made = {}
    for what in ("Entwurf", "Unterschrieben", "Früher", "Ohne"):
        draft = agreement(what, f"AVV-{what}")
        if what != "Ohne":
            store.save(at(0, draft, **{PEOPLE: person}), template())
        if what == "Früher":
            store.save(at(90, draft, **{PEOPLE: []}), template())
        if what == "Ohne":
            store.save(draft, template())
        made[what] = draft.id
    store.keep_file(made["Unterschrieben"], "signed", "a.pdf", b"%PDF", "signed")
    store.set_state(made["Unterschrieben"], "signed", "", "")
    return made


def test_a_person_is_erased_and_it_is_said_what_is_kept_and_why(window, data, named, drain, words_of, tmp_path):
    store = window.desk.store
    section = data().erasing
    section.search.click()
    assert "Bitte geben Sie einen Namen ein." in words_of(section)
    section.name.setText("fischer jörn")
    section.search.click()
    drain(window.desk)
    assert set(section.lines) == {named[each] for each in ("Entwurf", "Unterschrieben", "Früher")}
    assert "3 Verträge nennen diese Person." in words_of(section) and "§ 147 AO" in words_of(section)
    assert not section.lines[named["Unterschrieben"]].box.isChecked()
    for name in ("Jörn Fischer", "Aida Dia"):
        keep_picture(store, KeptPicture("handwriting", name, 1, 1, b"png"))
    section.erase.click()
    drain()
    assert window.focusWidget().text() == "Abbrechen" and len(store.drafts()) == 4
    press(section, "Jetzt löschen")
    drain(window.desk)
    assert {each.id for each in store.drafts()} == {named[each] for each in ("Unterschrieben", "Früher", "Ohne")}
    assert [each.entry.id for each in store.naming("Jörn Fischer")] == [named["Unterschrieben"]]
    assert pictures_of(store, "Jörn Fischer") == () and len(pictures_of(store, "Aida Dia")) == 1
    said = words_of(section)
    assert "Vertrag gelöscht." in said and "Frühere Stände gelöscht." in said and "Behalten." in said

    from avv_desktop.store.paper import erasure_report

    paper = printed(erasure_report("Jörn Fischer", section._done, ["Hinweis"], datetime.datetime.now().astimezone()))
    assert "Jörn Fischer" in paper and "AVV-Unterschrieben" in paper and "Behalten" in paper


def test_what_is_signed_goes_only_by_decision(window, data, named, drain, words_of):
    section = data().erasing
    section.name.setText("Jörn Fischer")
    section.search.click()
    drain(window.desk)
    section.lines[named["Unterschrieben"]].box.setChecked(True)
    section.erase.click()
    drain()
    assert "Einer davon ist unterschrieben." in words_of(section)
    press(section, "Jetzt löschen")
    drain(window.desk)
    assert window.desk.store.naming("Jörn Fischer") == []


def test_nobody_of_the_name_and_a_name_in_the_settings(window, data, drain, words_of):
    window.desk.change_settings(author="Sabine Fremd")
    section = data().erasing
    section.name.setText("sabine fremd")
    section.search.click()
    drain(window.desk)
    assert "jemand mit diesem Namen" in words_of(section) and "steht auch in den Einstellungen" in words_of(section)
    assert not section.erase.isVisible()

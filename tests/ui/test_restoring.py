"""A backup is put back in the window, and a damaged store is rescued; nothing that lay there is gone."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QPushButton

from avv_desktop.store.backup import backups, make
from avv_desktop.store.open import NAME, open_store
from avv_desktop.system.paths import data_folder
from tests.unit.store_sample import agreement, template


def press(root, words: str) -> None:
    (found,) = (each for each in root.findChildren(QPushButton) if each.text() == words and each.isVisible())
    found.click()


@pytest.fixture
def sheet(window, drain, tmp_path):
    """The part of the settings, with one backup of one agreement; another agreement came later."""
    store = window.desk.store
    store.save(agreement("Damals"), template())
    window.desk.change_settings(backup_folder=str(tmp_path / "b"))
    make(store, tmp_path / "b")
    store.save(agreement("Danach"), template())
    window.desk.go("settings", "backup")
    drain(window.desk)
    return window.current().section("backup").restore


def customers(window) -> list[str]:
    return sorted(each.customer for each in window.desk.store.drafts())


def test_a_backup_is_put_back_after_a_question_and_what_was_there_stays(sheet, window, drain, words_of):
    assert "Der Schlüssel dieses Rechners öffnet sie." in words_of(sheet) and not sheet.key.isVisible()
    sheet.go.click()
    drain(window.desk)
    assert "nicht gelöscht" in words_of(sheet) and window.focusWidget().text() == "Abbrechen"
    press(sheet, "Abbrechen")
    drain(window.desk)
    assert customers(window) == ["Damals GmbH", "Danach GmbH"]
    sheet.go.click()
    drain()
    press(sheet, "Jetzt zurückspielen")
    drain(window.desk)
    drain(window.desk)
    assert customers(window) == ["Damals GmbH"] and "Zurückgespielt: ein Vertrag." in words_of(sheet)
    assert (data_folder() / "agreements.before-restore.db").exists() and window.desk.store.audit() == 0
    window.desk.go("shelf")
    drain(window.desk)
    assert window.current().list.model().rowCount() == 2, "a heading and one agreement"


def test_a_backup_of_another_machine_asks_for_its_recovery_key(sheet, window, drain, tmp_path, words_of, keychain):
    own = dict(keychain.kept)
    keychain.kept.clear()
    other = open_store(tmp_path / "other")
    other.save(agreement("Von dort"), template())
    made, paper = make(other, tmp_path / "elsewhere"), other.recovery_key()
    other.close()
    keychain.kept.update(own)
    sheet.use(str(made.path))
    drain(window.desk)
    assert sheet.key.isVisible()
    sheet.key.setText(paper[:-1])
    sheet.go.click()
    assert "kein Wiederherstellungsschlüssel" in words_of(sheet)
    sheet.key.setText(paper)
    sheet.go.click()
    drain()
    press(sheet, "Jetzt zurückspielen")
    drain(window.desk)
    drain(window.desk)
    assert customers(window) == ["Von dort GmbH"] and sheet.key.text() == ""


def test_a_backup_that_cannot_be_read_leaves_the_shelf_as_it_is(sheet, window, drain, tmp_path, words_of):
    (made,) = backups(tmp_path / "b")
    made.path.write_bytes(made.path.read_bytes()[:-200])
    sheet.go.click()
    drain()
    press(sheet, "Jetzt zurückspielen")
    drain(window.desk)
    drain(window.desk)
    assert customers(window) == ["Damals GmbH", "Danach GmbH"] and "beschädigt" in words_of(sheet)
    assert sheet.go.isEnabled() and window.desk.store.audit() == 0


def test_without_a_keychain_a_passphrase_is_chosen(sheet, window, drain, monkeypatch, words_of):
    monkeypatch.setattr("avv_desktop.system.keychain.available", lambda: False)
    sheet.look()
    drain(window.desk)
    assert sheet.passphrase.isVisible()
    sheet.passphrase.first.setText("kurz")
    sheet.go.click()
    assert "Mindestens 8 Zeichen" in words_of(sheet) or "mindestens 8" in words_of(sheet).lower()
    for each in (sheet.passphrase.first, sheet.passphrase.again):
        each.setText("ein langer Satz")
    sheet.go.click()
    drain()
    press(sheet, "Jetzt zurückspielen")
    drain(window.desk)
    drain(window.desk)
    assert customers(window) == ["Damals GmbH"]
    window.desk.store.close()
    again = open_store(passphrase="ein langer Satz")
    assert len(again.drafts()) == 1
    again.close()


# ---- damage


@pytest.fixture
def damaged(home):
    """`damaged(many)`: a store of so many agreements, one page of which is gone; what it said of itself before."""

    def make_one(many: int = 60, passphrase: str | None = None) -> bytes:
        store = open_store(passphrase=passphrase)
        for n in range(many):
            store.save(agreement(f"Muster {n}", f"AVV-2026-{n:03}", "x" * 300, minutes=n), template())
        store.close()
        path = data_folder() / NAME
        data = bytearray(path.read_bytes())
        page = len(data) // 4096 * 2 // 3
        data[page * 4096 + 100 : page * 4096 + 200] = bytes(100)
        path.write_bytes(data)
        return bytes(data)

    return make_one


def test_a_damaged_store_is_rescued_and_says_what_is_missing(damaged, make_window, drain, words_of):
    before = damaged()
    window = make_window()
    page = window.current()
    assert window.page == "unlock" and "Es wurde nichts verändert." in words_of(page)
    assert window.focusWidget().text() == "Lesbares übernehmen"
    window.focusWidget().click()
    drain(window.desk)
    assert "Übernommen: " in words_of(page) and "agreements.damaged.db" in words_of(page)
    assert (data_folder() / "agreements.damaged.db").read_bytes() == before
    window.focusWidget().click()
    drain(window.desk)
    assert window.page == "shelf" and len(window.desk.store.drafts()) >= 40


def test_where_nothing_can_be_read_backups_are_offered_at_once(damaged, make_window, drain, words_of, monkeypatch):
    from avv_desktop.store import rescue as module

    damaged()
    window = make_window()
    page = window.current()
    nothing = module.Rescued(data_folder() / "agreements.damaged.db", 0, (), 0)
    monkeypatch.setattr(module, "rescue", lambda *_: nothing)
    page.rescue.click()
    drain(window.desk)
    assert "Es ließ sich nichts lesen" in words_of(page) and page.restore.isVisible() and page.on.isVisible()


def test_instead_of_a_rescue_a_backup_is_put_back(damaged, make_window, drain, words_of, tmp_path):
    store = open_store()
    store.save(agreement("Gesichert"), template())
    make(store, tmp_path / "b")
    store.close()
    damaged()
    (made,) = backups(tmp_path / "b")
    window = make_window()
    page = window.current()
    page.other.click()
    drain(window.desk)
    page.restore.use(str(made.path))
    drain(window.desk)
    page.restore.go.click()
    drain()
    press(page, "Jetzt zurückspielen")
    drain(window.desk)
    drain(window.desk)
    assert "Ihre Verträge sind wieder da" in words_of(page)
    window.focusWidget().click()
    drain(window.desk)
    assert window.page == "shelf" and customers(window) == ["Gesichert GmbH"]


def test_where_a_passphrase_locks_the_store_the_rescue_asks_for_it(damaged, make_window, drain, monkeypatch, words_of):
    monkeypatch.setattr("avv_desktop.system.keychain.available", lambda: False)
    damaged(passphrase="ein langer Satz")
    window = make_window()
    window.current().passphrase.setText("ein langer Satz")
    window.current().main.click()
    drain(window.desk)
    page = window.current()
    assert "Die Ablage ist beschädigt" in words_of(page)
    page.rescue.click()
    drain(window.desk)
    assert page.passphrase.isVisible()
    for words in ("ein falscher Satz", "ein langer Satz"):
        page.passphrase.setText(words)
        page.rescue.click()
        drain(window.desk)
    assert "Übernommen: " in words_of(page)
    page.on.click()
    drain(window.desk)
    assert window.page == "shelf" and len(window.desk.store.drafts()) >= 40

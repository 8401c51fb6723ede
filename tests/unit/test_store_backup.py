"""A backup opens with the recovery key on another machine, and nothing wrong with it goes unnoticed."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from avv_desktop.errors import CannotWrite, NewerFormat, PassphraseToChoose, StoreDamaged, StoreInUse, StoreWrongKey
from avv_desktop.store import backup
from avv_desktop.store.key import from_recovery
from avv_desktop.store.open import NAME, open_store
from tests.unit.store_sample import agreement, check_intact, key, template


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "store"


@pytest.fixture
def store(folder):
    made = open_store(folder)
    made.save(agreement("Geheimkunde", "AVV-2026-001"), template())
    yield made
    made.close()


def test_restore_on_a_new_machine_with_the_recovery_key(store, folder, tmp_path, keychain):
    (folder / "templates" / "own").mkdir(parents=True)
    (folder / "templates" / "own" / "template.toml").write_text("id = 'own'")
    store.keep_file(store.drafts()[0].id, "signed", "a.pdf", b"%PDF" * 900_000, "signed")
    made = backup.make(store, tmp_path / "backups")
    paper, before = store.recovery_key(), store.drafts()
    store.close()
    assert b"Geheimkunde" not in made.path.read_bytes() and b"SQLite" not in made.path.read_bytes()
    keychain.kept.clear()
    new = tmp_path / "new machine"
    assert backup.restore(made.path, from_recovery(paper), new) is None
    restored = open_store(new)
    assert restored.drafts() == before and restored.audit() == 0
    assert len(restored.file(restored.files(before[0].id)[0].id)) == 3_600_000
    assert (new / "templates" / "own" / "template.toml").read_text() == "id = 'own'"
    restored.close()
    check_intact(new, key())


def test_what_was_there_is_kept_aside(store, folder, tmp_path):
    made = backup.make(store, tmp_path / "backups")
    store.save(agreement("Danach"), template())
    with pytest.raises(StoreInUse):
        backup.restore(made.path, store.key, folder)
    store.close()
    aside = backup.restore(made.path, store.key, folder)
    again = open_store(folder)
    assert len(again.drafts()) == 1
    again.close()
    old = tmp_path / "old"
    old.mkdir()
    aside.rename(old / NAME)
    again = open_store(old)
    assert len(again.drafts()) == 2
    again.close()


def test_another_key_does_not_open_it(store, tmp_path):
    made = backup.make(store, tmp_path)
    with pytest.raises(StoreWrongKey):
        backup.check(made.path, b"x" * 32)


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[:-1],
        lambda data: data[: len(data) // 2],
        lambda data: data[:200],
        lambda data: b"",
        lambda data: data[:-5000] + b"x" + data[-4999:],
        lambda data: data.replace(b'"schema":"', b'"schema":"9', 1),
        lambda data: data[:40] + b"\xff" + data[41:],
    ],
)
def test_a_damaged_backup_is_noticed_and_restores_nothing(store, folder, tmp_path, damage):
    made = backup.make(store, tmp_path / "backups")
    made.path.write_bytes(damage(made.path.read_bytes()))
    store.close()
    before = (folder / NAME).read_bytes()
    with pytest.raises((StoreDamaged, StoreWrongKey)):
        backup.restore(made.path, store.key, folder)
    assert (folder / NAME).read_bytes() == before
    assert not list(tmp_path.rglob(".restore-*"))


def test_a_backup_of_a_newer_program_is_said_to_be_one_and_restores_nothing(store, folder, tmp_path, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(backup, "HEAD", "9999")
        made = backup.make(store, tmp_path / "backups")
    store.close()
    before = (folder / NAME).read_bytes()
    with pytest.raises(NewerFormat):
        backup.restore(made.path, store.key, folder)
    assert (folder / NAME).read_bytes() == before


def test_without_a_keychain_restoring_asks_for_a_passphrase_first(store, tmp_path, monkeypatch):
    made = backup.make(store, tmp_path / "backups")
    monkeypatch.setattr("avv_desktop.system.keychain.available", lambda: False)
    new = tmp_path / "new"
    with pytest.raises(PassphraseToChoose):
        backup.restore(made.path, store.key, new)
    assert not (new / NAME).exists()
    backup.restore(made.path, store.key, new, "ein langer Satz")
    again = open_store(new, passphrase="ein langer Satz")
    assert len(again.drafts()) == 1
    again.close()


def test_a_folder_that_cannot_be_written_to_is_said_and_leaves_nothing(store, folder, tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("x")
    with pytest.raises(CannotWrite):
        backup.make(store, blocked)
    assert not list(folder.glob(".backup*")) and not list(tmp_path.glob(".*part"))


def test_a_folder_that_is_taken_away_in_between_is_said_and_not_a_crash(store, tmp_path, monkeypatch):
    def refused(*_, **__):
        raise PermissionError(13, "no")

    with monkeypatch.context() as patch:
        patch.setattr(store, "copy_to", refused)
        patch.setattr(Path, "unlink", refused)
        with pytest.raises(CannotWrite):
            backup.make(store, tmp_path / "b")
    backup.make(store, tmp_path / "b")


def test_rotation_keeps_seven_days_four_weeks_and_twelve_months():
    start = datetime.datetime(2026, 11, 23, 12, tzinfo=datetime.UTC)
    made = [backup.Backup(Path(f"{n}"), start - datetime.timedelta(days=n), 1) for n in range(700)]
    kept = [int(str(each.path)) for each in backup.kept_of(made)]
    assert kept[:7] == [0, 1, 2, 3, 4, 5, 6]
    assert [(start - datetime.timedelta(days=n)).date().isoformat() for n in kept[7:]] == [
        "2026-11-15", "2026-11-08", "2026-10-31", "2026-09-30", "2026-08-31", "2026-07-31", "2026-06-30",
        "2026-05-31", "2026-04-30", "2026-03-31", "2026-02-28", "2026-01-31", "2025-12-31",
    ]  # fmt: skip
    assert backup.kept_of([made[n] for n in kept]) == [made[n] for n in kept], "nothing more goes"


def test_a_backup_is_due_once_a_day_and_rotated_ones_are_gone(store, tmp_path):
    now = datetime.datetime.now(datetime.UTC)
    assert backup.due(tmp_path / "b", now)
    first, second = backup.make(store, tmp_path / "b"), backup.make(store, tmp_path / "b")
    (tmp_path / "b" / f"foreign{backup.ENDING}").write_text("x")
    assert not backup.due(tmp_path / "b", now) and backup.due(tmp_path / "b", now + datetime.timedelta(hours=25))
    assert {each.path for each in backup.backups(tmp_path / "b")} == {first.path, second.path}
    assert backup.rotate(tmp_path / "b") == 1
    assert [each.what for each in store.trail() if each.what == "backup"] == ["backup"] * 2

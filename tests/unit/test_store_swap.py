"""A restore that is killed anywhere leaves the old store or the new one, with its key; never neither."""

from __future__ import annotations

from pathlib import Path

import pytest

from avv_desktop.errors import CannotWrite, KeychainUnavailable, StoreError
from avv_desktop.store import backup, swap
from avv_desktop.store.key import from_recovery
from avv_desktop.store.open import NAME, open_store
from avv_desktop.system import keychain
from tests.unit.store_sample import agreement, check_intact, key, template


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "store"


@pytest.fixture
def made(folder, tmp_path, keychain):
    """A backup of another machine with another key, and a store here; the store is closed."""
    there = open_store(tmp_path / "there")
    there.save(agreement("Aus der Sicherung"), template())
    found, paper = backup.make(there, tmp_path / "backups"), there.recovery_key()
    there.close()
    keychain.kept.clear()
    here = open_store(folder)
    here.save(agreement("Von hier"), template())
    (folder / "templates" / "hier").mkdir(parents=True)
    here.close()
    return found.path, from_recovery(paper)


class Killed(BaseException):
    """As if the process had ended."""


def killing(monkeypatch, at: int):
    """The process ends before its deed number `at`; how many it came to is counted."""
    count = [0]

    def counted(real):
        def deed(*given, **named):
            count[0] += 1
            if count[0] > at:
                raise Killed
            return real(*given, **named)

        return deed

    for owner, name in (
        (keychain, "keep"), (keychain, "forget"), (swap, "flush"), (swap, "write_whole"), (swap.shutil, "rmtree"),
        (Path, "rename"), (Path, "replace"), (Path, "unlink"),
    ):  # fmt: skip
        monkeypatch.setattr(owner, name, counted(getattr(owner, name)))
    return count


def test_killed_before_each_of_its_deeds_it_leaves_the_old_store_or_the_new(made, folder, tmp_path, monkeypatch):
    path, new = made
    seen, before = set(), key()
    for at in range(60):
        with monkeypatch.context() as patch:
            killing(patch, at)
            try:
                backup.restore(path, new, folder)
                through = True
            except Killed:
                through = False
        store = open_store(folder)
        (entry,) = store.drafts()
        seen.add(entry.customer)
        assert store.audit() == 0 and not list(folder.glob(".*")), at
        store.close()
        check_intact(folder, key())
        assert (folder / "templates" / "hier").exists()
        if entry.customer == "Aus der Sicherung GmbH":
            (aside,) = (each for each in folder.glob("*before-restore*.db"))
            assert key() == new.hex() and keychain.secret(f"store-key-{folder_id(folder, aside)}") == before
            if through:
                break
            back(folder, aside)
    assert through and seen == {"Von hier GmbH", "Aus der Sicherung GmbH"}


def folder_id(folder, aside) -> str:
    return (folder / f"{aside.name}.key.id").read_text()


def back(folder, aside) -> None:
    """By hand, as one would: what was put aside lies in its place again, and opens with the key that was kept."""
    for name, ending in ((NAME, ""), ("key.id", ".key.id")):
        (folder / name).unlink()
        (folder / f"{aside.name}{ending}").rename(folder / name)
    store = open_store(folder)
    assert [each.customer for each in store.drafts()] == ["Von hier GmbH"]
    store.close()
    keychain.keep("store-key", keychain.secret(f"store-key-{(folder / 'key.id').read_text()}"))


def test_without_a_keychain_what_was_begun_waits(made, folder, monkeypatch):
    path, new = made
    with monkeypatch.context() as patch:
        patch.setattr(swap, "_move", lambda *_: (_ for _ in ()).throw(Killed()))
        with pytest.raises(Killed):
            backup.restore(path, new, folder)
    content = (folder / NAME).read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr("avv_desktop.system.keychain.available", lambda: False)
        with pytest.raises(KeychainUnavailable):
            open_store(folder)
        assert (folder / NAME).read_bytes() == content
    store = open_store(folder)
    assert [each.customer for each in store.drafts()] == ["Aus der Sicherung GmbH"]
    store.close()


def test_a_change_of_key_that_was_cut_short_goes_aside_with_its_store(made, folder):
    path, new = made
    (folder / "key.next").write_bytes(b"{}")
    backup.restore(path, new, folder)
    store = open_store(folder)
    assert len(store.drafts()) == 1
    store.close()
    assert (folder / "agreements.before-restore.db.key.next").exists()


def test_a_passphrase_locks_the_key_that_comes(made, folder, monkeypatch):
    path, new = made
    monkeypatch.setattr("avv_desktop.system.keychain.available", lambda: False)
    backup.restore(path, new, folder, "ein langer Satz")
    store = open_store(folder, passphrase="ein langer Satz")
    assert [each.customer for each in store.drafts()] == ["Aus der Sicherung GmbH"]
    store.close()


def test_a_plan_that_cannot_be_written_changes_nothing(made, folder, monkeypatch):
    path, new = made

    def full(*_):
        raise CannotWrite(path="", reason="")

    with monkeypatch.context() as patch:
        patch.setattr(swap, "write_whole", full)
        with pytest.raises(CannotWrite):
            backup.restore(path, new, folder)
    store = open_store(folder)
    assert [each.customer for each in store.drafts()] == ["Von hier GmbH"]
    store.close()


def test_what_cannot_be_moved_is_said_and_goes_on_later(made, folder, monkeypatch):
    path, new = made

    def refused(*_):
        raise PermissionError(13, "no")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", refused)
        with pytest.raises(StoreError):
            backup.restore(path, new, folder)
        with pytest.raises(StoreError):
            open_store(folder)
    store = open_store(folder)
    assert [each.customer for each in store.drafts()] == ["Aus der Sicherung GmbH"]
    store.close()

"""A change of key that is cut short, and a store that is damaged: what can be had is had."""

from __future__ import annotations

import random

import pytest

from avv_desktop.errors import KeychainUnavailable, StoreDamaged, StoreWrongKey
from avv_desktop.store import rekey
from avv_desktop.store.open import NAME, open_store
from avv_desktop.store.rescue import rescue
from tests.unit.store_sample import agreement, check_intact, key, template


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "store"


@pytest.fixture
def store(folder):
    made = open_store(folder)
    made.save(agreement("Muster", "AVV-2026-001"), template())
    yield made
    made.close()


# ---- another key


def test_after_a_change_of_key_only_the_new_one_opens(store, folder, keychain):
    old = store.recovery_key()
    new = store.change_key()
    assert new == store.recovery_key() != old
    store.save(agreement("Danach"), template())
    store.close()
    check_intact(folder, key())
    with pytest.raises(StoreWrongKey):
        open_store(folder, passphrase=old)
    keychain.kept.clear()
    again = open_store(folder, passphrase=new)
    assert len(again.drafts()) == 2 and again.audit() == 0
    again.close()
    assert not (folder / rekey.NEXT).exists() and not (folder / rekey.COPY).exists()


@pytest.mark.parametrize("place", ["_export", "flush", "adopt", "connect"])
@pytest.mark.parametrize("before", [True, False])
def test_a_change_of_key_that_is_cut_short_leaves_a_store_that_opens(store, folder, monkeypatch, place, before):
    real = getattr(rekey, place)

    def cut(*args):
        if not before:
            real(*args)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(rekey, place, cut)
        with pytest.raises(KeyboardInterrupt):
            store.change_key()
    store._engine.dispose()
    store._lock.release()
    again = open_store(folder)
    assert len(again.drafts()) == 1
    again.save(agreement("Danach"), template())
    again.close()
    check_intact(folder, key())
    assert not (folder / rekey.NEXT).exists() and not (folder / rekey.COPY).exists()


def test_a_keychain_that_locks_again_and_again_while_the_key_is_changed_loses_nothing(store, folder, monkeypatch):
    def locked(*_):
        raise KeychainUnavailable(reason="locked")

    with monkeypatch.context() as patch:
        patch.setattr("avv_desktop.system.keychain.keep", locked)
        for number in range(3):
            with pytest.raises(KeychainUnavailable):
                store.change_key()
            store.save(agreement(f"Danach {number}"), template())
    store.close()
    again = open_store(folder)
    assert len(again.drafts()) == 4 and again.recovery_key() == again.recovery_key()
    again.change_key()
    again.close()
    check_intact(folder, key())


def test_where_a_passphrase_locks_the_key_one_is_needed_for_the_next(folder, monkeypatch):
    monkeypatch.setattr("avv_desktop.system.keychain.available", lambda: False)
    store = open_store(folder, passphrase="ein erster Satz")
    with pytest.raises(KeychainUnavailable):
        store.change_key()
    store.change_key("ein zweiter Satz")
    store.close()
    with pytest.raises(StoreWrongKey):
        open_store(folder, passphrase="ein erster Satz")
    open_store(folder, passphrase="ein zweiter Satz").close()


# ---- damage


def filled(store, many=60):
    made = [agreement(f"Muster Nummer {n}", f"AVV-2026-{n:03}", "x" * 300, minutes=n) for n in range(many)]
    for each in made:
        store.save(each, template())
    return made


@pytest.mark.parametrize("seed", range(6))
def test_what_can_be_read_of_a_damaged_store_is_brought_over(store, folder, seed):
    made = filled(store)
    store.close()
    path = folder / NAME
    data, chance = bytearray(path.read_bytes()), random.Random(seed)
    pages = len(data) // 4096
    for page in chance.sample(range(pages // 3, pages), 3):
        data[page * 4096 + 100 : page * 4096 + 200] = bytes(100)
    path.write_bytes(data)
    with pytest.raises(StoreDamaged):
        open_store(folder)
    told = rescue(folder)
    assert told.aside.read_bytes() == data, "the damaged file stays as it is"
    store = open_store(folder)
    kept = {each.id for each in store.drafts()}
    assert told.brought == len(kept) >= len(made) - 20
    assert all(store.draft(id)[0] for id in kept)
    store.close()
    check_intact(folder, key())


def test_a_draft_whose_row_is_lost_comes_back_from_its_state(store, folder, monkeypatch):
    (entry,) = store.drafts()
    store.close()
    from avv_desktop.store.rescue import _Reader

    real = _Reader.one

    def blind(self, sql, *values):
        return False if sql.startswith("SELECT * FROM drafts WHERE") else real(self, sql, *values)

    monkeypatch.setattr(_Reader, "one", blind)
    told = rescue(folder)
    assert told.missing == ("AVV-2026-001 Muster GmbH",) and told.brought == 1 and told.unreadable == 1
    store = open_store(folder)
    assert store.drafts()[0].id == entry.id
    store.close()

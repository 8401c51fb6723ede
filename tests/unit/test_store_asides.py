"""What was put aside is listed, and erased with its key."""

from __future__ import annotations

import datetime
import os

import pytest

from avv_desktop.errors import CannotWrite
from avv_desktop.store import backup
from avv_desktop.store.asides import asides, forget_aside, tidy_asides
from avv_desktop.store.key import from_recovery
from avv_desktop.store.open import open_store
from avv_desktop.system import keychain
from tests.unit.store_sample import agreement, template

NOW = datetime.datetime.now(datetime.UTC)


@pytest.fixture
def folder(tmp_path):
    """A store after two restores of a backup from elsewhere, whose key is another."""
    there = open_store(tmp_path / "there")
    there.save(agreement("Dort"), template())
    made, paper = backup.make(there, tmp_path / "b"), there.recovery_key()
    there.close()
    keychain.forget("store-key")
    open_store(tmp_path / "store").close()
    (tmp_path / "store" / "templates").mkdir()
    for _ in range(2):
        backup.restore(made.path, from_recovery(paper), tmp_path / "store")
    return tmp_path / "store"


def kept_keys(keychain) -> list[str]:
    return [name for _, name in keychain.kept if name.startswith("store-key-")]


def test_what_was_put_aside_is_listed_and_erased_with_its_key(folder, request):
    memory = request.getfixturevalue("keychain")
    found = asides(folder)
    assert {each.why for each in found} == {"restore"} and len(found) == 2 and all(each.size > 10_000 for each in found)
    assert len(kept_keys(memory)) == 1, "the key of the first store"
    second, first = found if found[1].path.name == "agreements.before-restore.db" else reversed(found)
    forget_aside(second)
    assert len(kept_keys(memory)) == 1, "the other one needs it"
    forget_aside(first)
    assert kept_keys(memory) == [] and asides(folder) == [] and not list(folder.glob("*before-restore*"))
    store = open_store(folder)
    assert len(store.drafts()) == 1
    store.close()


def test_copies_from_before_a_newer_schema_go_after_a_month(folder):
    old, new = folder / "agreements.before-0002.db", folder / "agreements.before-0006.db"
    for each in (old, new):
        each.write_bytes(b"x")
    os.utime(old, (0, (NOW - datetime.timedelta(days=31)).timestamp()))
    assert tidy_asides(folder, NOW) == 1 and new.exists() and not old.exists()
    assert len(asides(folder)) == 3, "what was restored over stays"


def test_what_cannot_be_removed_is_said(folder, monkeypatch):
    def refused(*_, **__):
        raise PermissionError(13, "no")

    monkeypatch.setattr("pathlib.Path.unlink", refused)
    with pytest.raises(CannotWrite):
        forget_aside(asides(folder)[0])

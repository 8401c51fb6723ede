"""On the disk: nothing that can be read, nothing half, nothing lost, whenever the process ends."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import keyring
import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from avv_desktop.errors import NewerFormat, StoreError
from avv_desktop.store import migrate
from avv_desktop.store.open import NAME, open_store
from avv_desktop.store.tables import metadata
from tests.journeys.paper_keyring import PaperKeyring
from tests.unit.store_sample import agreement, below, check_intact, key, template

ROOT = Path(__file__).parents[2]


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "store"


@pytest.fixture
def store(folder):
    made = open_store(folder)
    yield made
    made.close()


def test_the_disk_holds_nothing_that_can_be_read(store, folder):
    draft = agreement("Geheimkunde", "AVV-2026-042", "Vertraulichkeit")
    store.save(draft, template())
    store.keep_file(draft.id, "pdf", "Dateiname-Klar.pdf", b"%PDF-1.7 Klartext im Anhang", state="ready")
    words = [b"Geheimkunde", b"AVV-2026-042", b"Vertraulich", b"Dateiname", b"%PDF", b"Klartext", b"SQLite", b"CREATE"]
    words += [key().encode(), bytes.fromhex(key()), draft.id.encode(), store.recovery_key().encode()]
    for moment in ("open", "closed"):
        lying = {each.name: each.read_bytes() for each in folder.rglob("*") if each.is_file()}
        assert "agreements.db" in lying
        for name, content in lying.items():
            assert not [word for word in words if word in content], (moment, name)
        store.close()
    check_intact(folder, key())


def test_a_save_that_failed_is_wholly_undone_and_the_next_one_works(store, folder, monkeypatch):
    def full(*_):
        raise sa.exc.OperationalError("INSERT", {}, Exception("database or disk is full"))

    draft = agreement()
    with monkeypatch.context() as patch:
        patch.setattr("avv_desktop.store.past.keep_state", full)
        with pytest.raises(StoreError) as caught:
            store.save(draft, template())
        assert caught.value.details["reason"] == "Der Datenträger ist voll."
    assert store.drafts() == []
    store.save(draft, template())
    store.close()
    store = open_store(folder)
    assert store.draft(draft.id) == (draft, template())
    store.close()


def test_a_disk_that_is_really_full_is_said_and_what_was_saved_stays(store, folder):
    draft = agreement()
    store.save(draft, template())
    with store._engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StoreError) as caught:
        store.keep_file(draft.id, "pdf", "groß.pdf", os.urandom(5_000_000), state="ready")
    assert caught.value.details["reason"] == "Der Datenträger ist voll."
    assert store.files(draft.id) == [] and store.draft(draft.id)[0] == draft
    store.close()
    check_intact(folder, key())


# ---- killed

SAVER = """
import os, sys
from pathlib import Path
import keyring
from avv_desktop.store.open import open_store
from tests.journeys.paper_keyring import PaperKeyring
from tests.unit.store_sample import agreement, at, template

keyring.set_keyring(PaperKeyring(Path(sys.argv[2])))
store = open_store(Path(sys.argv[1]))
draft = agreement()
for n in range(100_000):
    store.save(at(n, draft, **{"processing.subject": f"{n} " + "x" * (n % 7) * 3000}), template())
    if n % 10 == 0:
        store.keep_file(draft.id, "pdf", f"{n}.pdf", os.urandom(50_000), state="ready")
    print(n, draft.id, flush=True)
"""


@pytest.mark.parametrize("saves", [1, 2, 7, 20, 41, 77])
def test_killed_while_saving_the_last_acknowledged_save_is_there(folder, tmp_path, saves):
    command = [sys.executable, "-c", SAVER, str(folder), str(tmp_path / "keychain.json")]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as saver:
        said = [saver.stdout.readline() for _ in range(saves)]
        spin(random.Random(saves).randrange(200_000))
        saver.send_signal(signal.SIGKILL)
        said += [line for line in saver.stdout if line.endswith("\n")]
    assert saver.returncode == -signal.SIGKILL and len(said) >= saves
    last, id = said[-1].split()

    keyring.set_keyring(PaperKeyring(tmp_path / "keychain.json"))
    check_intact(folder, key())
    store = open_store(folder)
    kept = int(store.draft(id)[0].answers["processing.subject"].split()[0])
    assert kept in (int(last), int(last) + 1)
    assert [each.name for each in store.files(id)][: int(last) // 10 + 1] == [
        f"{n}.pdf" for n in range(0, int(last) + 1, 10)
    ]
    assert all(len(store.file(each.id)) == each.size for each in store.files(id))
    store.save(agreement("Danach"), template())
    store.close()
    check_intact(folder, key())


def spin(turns: int) -> None:
    """Some moment later, without a clock."""
    for _ in range(turns):
        pass


# ---- the schema


def test_the_migrations_make_exactly_the_tables_of_the_program(store):
    with store._engine.connect() as connection:
        opts = {"compare_type": True, "include_object": lambda _, name, kind, *__: not str(name).startswith("search")}
        context = MigrationContext.configure(connection, opts=opts)
        assert compare_metadata(context, metadata) == []


def test_a_table_that_no_migration_makes_would_be_noticed(store):
    wanted = sa.MetaData()
    for table in metadata.tables.values():
        table.to_metadata(wanted)
    wanted.tables["drafts"].append_column(sa.Column("colour", sa.String))
    with store._engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), wanted)


def test_the_newest_migration_is_the_one_the_program_knows(store, folder):
    config = migrate.SCRIPTS
    assert ScriptDirectory(str(config)).get_revision("store@head").revision == migrate.HEAD
    store.close()
    with below(folder, key()) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [(migrate.HEAD,)]


def test_a_store_of_a_newer_program_is_refused_and_left_untouched(store, folder):
    store.save(agreement(), template())
    store.close()
    with below(folder, key()) as connection:
        connection.execute("CREATE TABLE from_the_future (id INTEGER)")
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    before = (folder / NAME).read_bytes()
    for _ in range(2):
        with pytest.raises(NewerFormat) as caught:
            open_store(folder)
        assert caught.value.details == {"path": str(folder / NAME), "schema": "9999", "known": migrate.HEAD}
        assert (folder / NAME).read_bytes() == before
        assert not (folder / f"{NAME}-wal").exists(), "nobody holds it open"
    check_intact(folder, key())


def test_a_first_start_that_was_interrupted_is_made_good(folder, monkeypatch):
    def interrupted(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("alembic.command.upgrade", interrupted)
        with pytest.raises(KeyboardInterrupt):
            open_store(folder)
    store = open_store(folder)
    store.save(agreement(), template())
    assert len(store.drafts()) == 1
    store.close()

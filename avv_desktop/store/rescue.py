"""A damaged store: put aside as it is, and what can still be read brought over into a new one, row by row."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import sqlalchemy as sa
import sqlcipher3.dbapi2
from msgspec import Struct

from avv_desktop.draft.model import Draft
from avv_desktop.store import rows, swap, trail
from avv_desktop.store.database import connect
from avv_desktop.store.key import key_for
from avv_desktop.store.lock import Lock
from avv_desktop.store.migrate import bring_forward
from avv_desktop.store.open import NAME
from avv_desktop.store.rekey import settled
from avv_desktop.store.tables import drafts, metadata
from avv_desktop.system.structs import ready
from avv_desktop.template.model import Template

FARTHEST = 2000
"""Numbers in a row that give nothing, after which a table whose end cannot be read is over."""
FRESH = ".rescued.db"


class Rescued(Struct, frozen=True):
    """What became of a damaged store. missing: agreements that are lost or were taken from an earlier state, as far
    as their names can be read; unreadable: rows of all tables that could not be read."""

    aside: Path
    brought: int
    missing: tuple[str, ...]
    unreadable: int


def rescue(folder: Path, passphrase: str | None = None) -> Rescued:
    """The damaged file stays, under another name. Raises KeychainUnavailable, StoreWrongKey, StoreInUse, StoreError."""
    path, lock = folder / NAME, Lock(folder / "lock")
    try:
        swap.finish(folder, without_keychain=bool(passphrase))
        key = settled(folder, path, key_for(folder, passphrase, exists=True), passphrase)
        fresh = folder / FRESH
        engine = connect(fresh, key)
        bring_forward(engine, fresh)
        found = _Reader(path, key)
        try:
            with engine.begin() as work:
                brought, missing = _bring_over(found, work)
                trail.note(work, "rescued")
        finally:
            found.close()
        engine.dispose()
        aside = folder / swap.free_aside(folder, "agreements.damaged")
        lying = ((f"{NAME}{ending}", f"{aside.name}{ending}") for ending in ("-wal", "-shm", ""))
        there = tuple((name, kept) for name, kept in lying if (folder / name).exists())
        swap.carry_out(folder, swap.Plan(aside=there, place=((FRESH, NAME),)))
        return Rescued(aside, brought, missing, found.unreadable)
    finally:
        lock.release()


class _Reader:
    """Reads a broken database; what it cannot read it counts and passes over."""

    def __init__(self, path: Path, key: bytes) -> None:
        self._path, self._key = path, key
        self.unreadable = 0
        self._open()

    def _open(self) -> None:
        self._connection = sqlcipher3.dbapi2.connect(str(self._path))
        self._connection.execute("PRAGMA cipher_log_level = NONE")
        self._connection.execute(f"PRAGMA key = \"x'{self._key.hex()}'\"")
        self._connection.row_factory = sqlcipher3.dbapi2.Row

    def rows(self, table: str) -> Iterator[tuple[int, dict[str, Any] | None]]:
        """Every row by its number; None for one that is there but cannot be read."""
        number, silent = 0, 0
        last = self.one(f"SELECT max(rowid) AS n FROM {table}")
        end = last["n"] if isinstance(last, dict) else None
        while silent < FARTHEST and (end is None or number < end):
            number += 1
            row = self.one(f"SELECT * FROM {table} WHERE rowid = ?", number)
            row = False if isinstance(row, dict) and not _sound(table, row) else row
            silent = 0 if isinstance(row, dict) else silent + 1 if end is None else 0
            if isinstance(row, dict):
                yield number, row
            elif row is False and end is not None:
                self.unreadable += 1
                yield number, None

    def one(self, sql: str, *values: object) -> dict[str, Any] | bool | None:
        """A row, None where there is none, False where it cannot be read."""
        try:
            row = self._connection.execute(sql, values).fetchone()
        except sqlcipher3.dbapi2.DatabaseError:
            self.close()  # one bad page, and this connection reads no other any more
            self._open()
            return False
        return None if row is None else dict(row)

    def close(self) -> None:
        self._connection.close()


def _sound(table: str, row: dict[str, Any]) -> bool:
    """A row can be read, and yet its content be zeros where a page of it is gone."""
    try:
        if table == "files":
            return hashlib.sha256(row["content"]).hexdigest() == row["sha256"]
        if table in KINDS:
            msgspec.json.decode(row["content"], type=ready(KINDS[table]))
    except (msgspec.MsgspecError, TypeError, KeyError):
        return False
    return True


KINDS = {"drafts": Draft, "states": Draft, "undo": Draft, "templates": Template}
ORDER = tuple(each.name for each in metadata.sorted_tables if each.name != "drafts")


def _bring_over(found: _Reader, work: sa.Connection) -> tuple[int, tuple[str, ...]]:
    work.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    for name in ORDER:
        for _, row in found.rows(name):
            if row is not None:
                _insert(work, name, row)
    there, missing = set(), []
    for number, row in found.rows("drafts"):
        if row is not None:
            _insert(work, "drafts", row)
            there.add(row["id"])
        elif isinstance(named := found.one("SELECT id, number, customer FROM drafts WHERE rowid = ?", number), dict):
            missing.append(f"{named['number']} {named['customer']}".strip())
    missing += _from_states(work, there)
    missing += _without_template(work)
    for name in ("states", "files", "undo"):
        table = metadata.tables[name]
        work.execute(table.delete().where(table.c.draft_id.not_in(sa.select(drafts.c.id))))
    brought = work.execute(sa.select(sa.func.count()).select_from(drafts)).scalar() or 0
    return brought, tuple(dict.fromkeys(missing))


def _insert(work: sa.Connection, table: str, row: dict[str, Any]) -> None:
    known = {name: value for name, value in row.items() if name in metadata.tables[table].c}
    names, marks = ", ".join(known), ", ".join("?" * len(known))
    with contextlib.suppress(sa.exc.IntegrityError):  # what a newer schema asks for and an older one lacks
        work.exec_driver_sql(f"INSERT OR REPLACE INTO {table} ({names}) VALUES ({marks})", tuple(known.values()))


def _from_states(work: sa.Connection, there: set[str]) -> list[str]:
    """Agreements of which only an earlier state is left; their names."""
    names = []
    states = metadata.tables["states"]
    newest = sa.select(states.c.draft_id, states.c.content).order_by(states.c.moment.desc())
    for id, content in work.execute(newest).all():
        if id in there:
            continue
        there.add(id)
        draft = msgspec.json.decode(content, type=ready(Draft))
        summary = rows.summary(draft, "draft", 0) | {"words": "", "next_person": "", "content": content}
        work.execute(drafts.insert().values(**summary))
        names.append(f"{summary['number']} {summary['customer']}".strip())
    return names


def _without_template(work: sa.Connection) -> list[str]:
    """Templates that are lost are taken from those installed; agreements whose template is nowhere, by name."""
    from avv_desktop.template import catalog

    templates = metadata.tables["templates"]
    lost = drafts.c.template_hash.not_in(sa.select(templates.c.hash))
    names = []
    for row in work.execute(sa.select(drafts).where(lost)).mappings().all():
        reference = msgspec.json.decode(row["content"], type=ready(Draft)).template
        found = catalog.find(reference.id, reference.version, reference.hash)
        if found is not None:
            values = (found.hash, msgspec.json.encode(found))
            work.exec_driver_sql("INSERT OR IGNORE INTO templates (hash, content) VALUES (?, ?)", values)
        else:
            names.append(f"{row['number']} {row['customer']}".strip())
    work.execute(drafts.delete().where(lost))
    return names

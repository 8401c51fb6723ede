"""SQLCipher below SQLAlchemy: the connection, its key and its manners."""

from __future__ import annotations

import os
from pathlib import Path

import sqlalchemy as sa
import sqlcipher3.dbapi2
from sqlalchemy.pool import StaticPool

from avv_desktop.errors import StoreDamaged, StoreError, StoreWrongKey
from avv_desktop.store.key import is_its
from avv_desktop.system.files import reason_of
from avv_desktop.system.language import tr

MANNERS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",  # an acknowledged save survives a power cut, not only a crash
    "PRAGMA foreign_keys = ON",
    "PRAGMA temp_store = MEMORY",  # nothing spills in the clear
    "PRAGMA secure_delete = ON",
)


def connect(path: Path, key: bytes) -> sa.Engine:
    """An engine with one connection. Raises StoreWrongKey, StoreDamaged, StoreError; the file stays untouched then."""
    engine = sa.create_engine(
        sa.URL.create("sqlite", database=str(path)),
        module=sqlcipher3.dbapi2,
        poolclass=StaticPool,
        connect_args={"check_same_thread": False, "timeout": 5},
    )

    @sa.event.listens_for(engine, "connect")
    def unlock(connection, _record) -> None:
        connection.isolation_level = None  # else a change of the schema would be outside every transaction
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")

    @sa.event.listens_for(engine, "begin")
    def begin(connection) -> None:
        connection.exec_driver_sql("BEGIN")

    try:
        if run(engine, "SELECT count(*) FROM sqlite_master") == [(0,)]:
            run(engine, "PRAGMA auto_vacuum = INCREMENTAL")
        for manner in MANNERS:
            run(engine, manner)
        ((verdict,),) = run(engine, "PRAGMA quick_check(1)")
    except sqlcipher3.dbapi2.DatabaseError as error:
        engine.dispose()
        raise _unreadable(path, key, str(error)) from error
    except sa.exc.DatabaseError as error:
        engine.dispose()
        raise _unreadable(path, key, str(error.orig)) from error
    if verdict != "ok":
        engine.dispose()
        raise StoreDamaged(path=str(path), reason=str(verdict))
    return engine


def run(engine: sa.Engine, sql: str, *values: object) -> list[tuple]:
    """One statement outside every transaction, as PRAGMA and VACUUM want it."""
    raw = engine.raw_connection()
    try:
        return list(raw.driver_connection.execute(sql, values).fetchall())  # type: ignore[union-attr]
    finally:
        raw.close()


def copy_to(engine: sa.Engine, path: Path, target: Path) -> None:
    """A whole copy, encrypted with the same key, flushed to the disk; replaces what was there. Raises StoreError."""
    part = target.with_name(f".{target.name}.part")
    try:
        part.unlink(missing_ok=True)
        run(engine, "VACUUM INTO ?", str(part))
        flush(part)
        part.replace(target)
        flush(target.parent)
    except sqlcipher3.dbapi2.DatabaseError as error:
        part.unlink(missing_ok=True)
        raise told(path, str(error)) from error
    except OSError as error:
        raise StoreError(path=str(path), reason=reason_of(error)) from error


def flush(path: Path) -> None:
    """Really on the disk, a file or the names in a folder."""
    if path.is_dir() and os.name != "posix":
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _unreadable(path: Path, key: bytes, reason: str) -> StoreError:
    if "not a database" in reason and not is_its(path.parent, key):
        return StoreWrongKey(path=str(path))
    return told(path, reason)


def told(path: Path, reason: str) -> StoreError:
    """What SQLite says, as an error of ours."""
    if "malformed" in reason or "not a database" in reason:
        return StoreDamaged(path=str(path), reason=reason)
    words = {
        "full": tr("The disk is full."),
        "readonly": tr("The folder or the file is write-protected or belongs to somebody else."),
        "I/O": tr("The disk is full."),
    }
    return StoreError(path=str(path), reason=next((said for part, said in words.items() if part in reason), reason))

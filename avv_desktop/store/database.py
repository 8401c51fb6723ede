"""SQLCipher below SQLAlchemy: the connection, its key and its manners."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa
import sqlcipher3.dbapi2
from sqlalchemy.pool import StaticPool

from avv_desktop.errors import StoreDamaged, StoreError, StoreWrongKey
from avv_desktop.store.key import is_its
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
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")

    try:
        with engine.connect() as connection:
            connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar()
            for manner in MANNERS:
                connection.exec_driver_sql(manner)
            verdict = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar()
    except sa.exc.DatabaseError as error:
        engine.dispose()
        raise _unreadable(path, key, str(error.orig)) from error
    if verdict != "ok":
        engine.dispose()
        raise StoreDamaged(path=str(path), reason=str(verdict))
    return engine


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

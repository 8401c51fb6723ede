"""What every part of the store needs: one connection, one transaction at a time."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from pathlib import Path

import msgspec
import sqlalchemy as sa

from avv_desktop.draft.model import SCHEMA, Draft
from avv_desktop.errors import NewerFormat, StoreDamaged, StoreError
from avv_desktop.store.database import run, told
from avv_desktop.store.lock import Lock
from avv_desktop.system.language import tr
from avv_desktop.system.structs import ready


class Work:
    """Safe to call from any thread, one call at a time."""

    def __init__(self, engine: sa.Engine, lock: Lock, key: bytes, path: Path) -> None:
        self._engine, self._lock, self._key, self.path = engine, lock, key, path
        self._one = threading.RLock()
        self._open: sa.Connection | None = None
        self._known: set[str] = set()
        """Templates that are surely there, by hash."""

    @property
    def key(self) -> bytes:
        """For the parts of the store that seal files with it; never told to anybody."""
        return self._key

    @contextlib.contextmanager
    def together(self) -> Iterator[None]:
        """What is done with the store inside is whole or has not happened; nobody else works on it meanwhile."""
        with self._work():
            yield

    @contextlib.contextmanager
    def _work(self) -> Iterator[sa.Connection]:
        """One transaction, or the one that is open already."""
        with self._one:
            if self._open is not None:
                yield self._open
                return
            if self._lock.released:
                raise StoreError(path=str(self.path), reason=tr("The shelf is not open."))
            try:
                with self._engine.begin() as self._open:
                    yield self._open
            except BaseException as error:
                self._known.clear()  # what was kept in this transaction is not there
                if isinstance(error, sa.exc.DatabaseError):
                    raise told(self.path, str(error.orig)) from error
                raise
            finally:
                self._open = None

    def shrink(self) -> None:
        """Give freed pages back and leave nothing of them in the journal."""
        import sqlcipher3.dbapi2

        with self._one:
            try:
                run(self._engine, "PRAGMA incremental_vacuum")
                run(self._engine, "PRAGMA wal_checkpoint(TRUNCATE)")
            except sqlcipher3.dbapi2.DatabaseError as error:
                raise told(self.path, str(error)) from error

    def _read(self, content: bytes) -> Draft:
        try:
            draft = msgspec.json.decode(content, type=ready(Draft))
        except msgspec.DecodeError as error:
            raise StoreDamaged(path=str(self.path), reason=str(error)) from error
        if draft.schema > SCHEMA:
            raise NewerFormat(path=str(self.path), schema=draft.schema, known=SCHEMA)
        return draft

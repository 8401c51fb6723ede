"""The bin: deleted agreements with a date, brought back or really erased; periods after which that happens."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping

import sqlalchemy as sa

from avv_desktop.errors import StoreError
from avv_desktop.store import rows, trail
from avv_desktop.store.model import Binned, Entry
from avv_desktop.store.register import forget
from avv_desktop.store.tables import drafts, metadata, templates
from avv_desktop.store.work import Work

UNSIGNED = ("draft", "ready", "problem")
PERIODS = {"bin": 0, "draft": 0, "signed": 0}
"""Days after which a deleted agreement is erased, and an untouched draft or a signed agreement goes to the bin; 0:
never."""


class Bin(Work):
    """What is deleted, and what is erased."""

    def delete(self, id: str) -> None:
        """Into the bin; `undelete` takes it out."""
        with self._work() as work:
            _move(work, [id], _now(), "deleted")

    def undelete(self, id: str) -> None:
        with self._work() as work:
            _move(work, [id], None, "brought back")

    def bin(self) -> list[Binned]:
        """What was deleted, the newest first."""
        columns = [drafts.c[name] for name in Entry.__struct_fields__]
        found = sa.select(*columns, drafts.c.deleted).where(drafts.c.deleted.is_not(None))
        with self._work() as work:
            kept = work.execute(found.order_by(drafts.c.deleted.desc())).mappings().all()
        return [
            Binned(
                rows.entry({name: value for name, value in row.items() if name != "deleted"}),
                row["deleted"].replace(tzinfo=datetime.UTC),
            )
            for row in kept
        ]

    def erase(self, ids: Iterable[str]) -> int:
        """Really gone: states, files, steps; how many. Only what lies in the bin is erased."""
        with self._work() as work:
            there = sa.select(drafts.c.id).where(drafts.c.id.in_(list(ids)), drafts.c.deleted.is_not(None))
            gone = list(work.execute(there).scalars())
            for id in gone:
                _erase(work, id)
            used = sa.select(drafts.c.template_hash)
            work.execute(templates.delete().where(templates.c.hash.not_in(used)))
        if gone:
            self._known.clear()
            self.shrink()
        return len(gone)

    def empty_bin(self) -> int:
        return self.erase([each.entry.id for each in self.bin()])

    def tidy(self, periods: Mapping[str, int], now: datetime.datetime | None = None) -> int:
        """Do what the periods ask; a period that is not given is that of PERIODS. How many were moved or erased."""
        kept, moment = PERIODS | dict(periods), rows.naive(now) if now else _now()
        moved = 0
        with self._work() as work:
            for kind, its in (("draft", drafts.c.state.in_(UNSIGNED)), ("signed", drafts.c.state.not_in(UNSIGNED))):
                if kept[kind] > 0:
                    old = drafts.c.changed < moment - datetime.timedelta(days=kept[kind])
                    due = sa.select(drafts.c.id).where(its, old, drafts.c.deleted.is_(None))
                    moved += _move(work, list(work.execute(due).scalars()), moment, "deleted")
        if kept["bin"] <= 0:
            return moved
        before = (moment - datetime.timedelta(days=kept["bin"])).replace(tzinfo=datetime.UTC)
        return moved + self.erase([each.entry.id for each in self.bin() if each.deleted < before])


def _now() -> datetime.datetime:
    return rows.naive(datetime.datetime.now(datetime.UTC))


def _move(work: sa.Connection, ids: list[str], deleted: datetime.datetime | None, what: str) -> int:
    for id in ids:
        if work.execute(drafts.update().where(drafts.c.id == id).values(deleted=deleted)).rowcount:
            trail.note(work, what, id)
    return len(ids)


def _erase(work: sa.Connection, id: str) -> None:
    forget(work, id)
    for table in (each for each in reversed(metadata.sorted_tables) if "draft_id" in each.c):
        work.execute(table.delete().where(table.c.draft_id == id))
    if not work.execute(drafts.delete().where(drafts.c.id == id)).rowcount:
        raise StoreError(path="", reason="")
    trail.note(work, "erased", id)

"""A person's data: where they stand, and erasing earlier states that name them (Art. 17 GDPR)."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
import sqlalchemy as sa

from avv_desktop.store import rows, trail
from avv_desktop.store.bin import UNSIGNED
from avv_desktop.store.model import Entry, Found
from avv_desktop.store.tables import drafts, files, states, undo
from avv_desktop.store.work import Work

AT_ONCE = 100
"""Agreements that are looked through before somebody else may work on the store."""


class Persons(Work):
    def naming(self, person: str) -> list[Found]:
        """Agreements in which every word of the name stands, in the bin or not, now or in an earlier state.

        Takes long in a large store; whoever saves meanwhile does not wait for it.
        """
        wanted = rows.folded(person).split()
        if not wanted:
            return []
        with self._work() as work:
            ids = list(work.execute(sa.select(drafts.c.id).order_by(drafts.c.number, drafts.c.id)).scalars())
        found = []
        for start in range(0, len(ids), AT_ONCE):
            with self._work() as work:
                found += [each for id in ids[start : start + AT_ONCE] if (each := _found(work, id, wanted))]
        return found

    def forget_earlier(self, ids: Iterable[str], person: str) -> int:
        """Erase the earlier states and the undone steps of these agreements that name the person, named versions too;
        how many. The agreements stay as they are now."""
        wanted = rows.folded(person).split()
        gone = 0
        with self._work() as work:
            for id in ids:
                mine = 0
                for table, number in _earlier(work, id, wanted) if wanted else []:
                    column = table.c.id if table is states else table.c.step
                    mine += work.execute(table.delete().where(table.c.draft_id == id, column == number)).rowcount
                if mine:
                    trail.note(work, "earlier states erased", id)
                gone += mine
        if gone:
            self.shrink()
        return gone


def _found(work: sa.Connection, id: str, wanted: list[str]) -> Found | None:
    """None where the person is not named, or the agreement has been erased since."""
    columns = [drafts.c[name] for name in Entry.__struct_fields__]
    row = work.execute(sa.select(*columns, drafts.c.deleted, drafts.c.content).where(drafts.c.id == id)).mappings()
    its = row.one_or_none()
    if its is None:
        return None
    names = work.execute(sa.select(files.c.name).where(files.c.draft_id == id)).scalars()
    now = any(_names(wanted, text) for text in (_text(its["content"]), *map(rows.folded, names)))
    if not now and not _earlier(work, id, wanted):
        return None
    entry = rows.entry({name: its[name] for name in Entry.__struct_fields__})
    return Found(entry, signed=its["state"] not in UNSIGNED, deleted=its["deleted"] is not None, now=now)


def _earlier(work: sa.Connection, id: str, wanted: list[str]) -> list[tuple[sa.Table, int]]:
    """The rows of an agreement's past that name somebody: (table, number)."""
    found = []
    for table, number in ((states, states.c.id), (undo, undo.c.step)):
        kept = work.execute(sa.select(number, table.c.content).where(table.c.draft_id == id)).all()
        found += [(table, at) for at, content in kept if _names(wanted, _text(content))]
    return found


def _names(wanted: list[str], text: str) -> bool:
    return all(word in text for word in wanted)


def _text(content: bytes) -> str:
    """Every word that was entered, one line for each value."""
    lines: list[str] = []
    waiting: list[object] = [msgspec.json.decode(content)]
    while waiting:
        match waiting.pop():
            case dict() as named:
                waiting += named.values()
            case list() as listed:
                waiting += listed
            case str() as said:
                lines.append(rows.folded(said))
    return "\n".join(lines)

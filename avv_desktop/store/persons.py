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


class Persons(Work):
    def naming(self, person: str) -> list[Found]:
        """Agreements in which every word of the name stands, in the bin or not, now or in an earlier state."""
        wanted = rows.folded(person).split()
        if not wanted:
            return []
        found = []
        with self._work() as work:
            kept = sa.select(*[drafts.c[name] for name in Entry.__struct_fields__], drafts.c.deleted, drafts.c.content)
            for row in work.execute(kept.order_by(drafts.c.number)).mappings().all():
                names = work.execute(sa.select(files.c.name).where(files.c.draft_id == row["id"])).scalars()
                now = any(_names(wanted, text) for text in (_text(row["content"]), *map(rows.folded, names)))
                if now or _earlier(work, row["id"], wanted):
                    entry = rows.entry({name: row[name] for name in Entry.__struct_fields__})
                    signed = row["state"] not in UNSIGNED
                    found.append(Found(entry, signed=signed, deleted=row["deleted"] is not None, now=now))
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

"""The register in the database: what is found, in which order, and what a person notes beside an agreement."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

import msgspec
import sqlalchemy as sa

from avv_desktop.draft.model import Draft
from avv_desktop.store import rows, trail
from avv_desktop.store.register_facts import facts
from avv_desktop.store.register_query import (
    AMPLE,
    BETWEEN,
    COLUMNS,
    MOST,
    Line,
    Query,
    ample,
    every,
    hits,
    line_of,
    ordered,
    wanted,
)
from avv_desktop.store.register_words import indexed, match
from avv_desktop.store.tables import drafts, register
from avv_desktop.store.work import Work

AT_ONCE = 200
"""Agreements taken in together; in between others may save."""
LONG_AGO = datetime.datetime(1970, 1, 1)


class Register(Work):
    def find(self, query: Query) -> list[Line]:
        """One page. The newest change first, where nothing else is asked for."""
        with self._work() as work:
            newest = hits(work, query) if query.words.strip() else None
            found = work.execute(ordered(wanted(query, newest), query)).mappings().all()
            if newest and len(found) < query.limit and len(newest) == ample(query):  # the newest hits were not enough
                found = work.execute(ordered(wanted(query, match(query.words)), query)).mappings().all()
        return [line_of(row) for row in found]

    def counts(self, query: Query) -> dict[str, int]:
        """How many of each state fit, whatever state is asked for; of a search the newest MOST hits count."""
        query = msgspec.structs.replace(query, states=(), limit=MOST // AMPLE, offset=0, sort="changed")
        with self._work() as work:
            newest = hits(work, query) if query.words.strip() else None
            asked = wanted(query, newest, drafts.c.state, sa.func.count()).group_by(drafts.c.state)
            return {row[0]: row[1] for row in work.execute(asked)}

    def line(self, id: str) -> Line | None:
        with self._work() as work:
            row = work.execute(every(COLUMNS).where(drafts.c.id == id)).mappings().first()
        return line_of(row) if row else None

    def lines(self) -> list[Line]:
        """All of them, for figures and exports."""
        return self.find(Query(limit=-1))

    def all_tags(self) -> list[str]:
        with self._work() as work:
            found = work.execute(sa.select(register.c.tags).where(register.c.tags != "").distinct()).scalars()
            return sorted({tag for each in found for tag in each.split(BETWEEN)}, key=rows.folded)

    # ---- what a person notes

    def set_tags(self, ids: Iterable[str], *, add: Iterable[str] = (), remove: Iterable[str] = ()) -> None:
        added = [" ".join(each.split()) for each in add]
        with self._work() as work:
            for id in ids:
                old = work.execute(sa.select(register.c.tags).where(register.c.draft_id == id)).scalar() or ""
                gone = set(remove)
                tags = [each for each in dict.fromkeys([*old.split(BETWEEN), *added]) if each and each not in gone]
                self._note(work, id, tags=BETWEEN.join(tags))

    def terminate(self, id: str, day: datetime.date | None, reason: str = "") -> None:
        """It ends on that day; None takes that back."""
        with self._work() as work:
            self._note(work, id, terminated=day, reason=reason.strip(), cleared=None)
            trail.note(work, "terminated" if day else "termination taken back", id)

    def clear(self, id: str, day: datetime.date) -> None:
        """The customer's data were deleted or returned on that day (Art. 28(3)(g) GDPR)."""
        with self._work() as work:
            self._note(work, id, cleared=day)
            trail.note(work, "data deleted or returned", id)

    def review(self, id: str, day: datetime.date) -> None:
        """The measures were reviewed on that day (Art. 32(1)(d) GDPR)."""
        with self._work() as work:
            self._note(work, id, reviewed=day)
            trail.note(work, "measures reviewed", id)

    def follow(self, id: str, earlier: str) -> None:
        """`id` renews `earlier`."""
        with self._work() as work:
            self._note(work, id, follows=earlier)

    def note_proof(self, id: str, until: datetime.datetime | None, file: int) -> None:
        """Until when the signatures of the kept file hold without anything being added."""
        with self._work() as work:
            self._note(work, id, proof=rows.naive(until) if until else None, proof_of=file)

    def proved(self) -> dict[str, int]:
        """Which file the date of each agreement is about."""
        with self._work() as work:
            return {row[0]: row[1] for row in work.execute(sa.select(register.c.draft_id, register.c.proof_of))}

    def _note(self, work: sa.Connection, id: str, **values: object) -> None:
        if not work.execute(register.update().where(register.c.draft_id == id).values(**values)).rowcount:
            content = work.execute(sa.select(drafts.c.content).where(drafts.c.id == id)).scalar_one()
            index(work, self._read(content))
            work.execute(register.update().where(register.c.draft_id == id).values(**values))

    # ---- the index

    def catch_up(self) -> int:
        """Take in what was saved since, by whomever; how many. Saving itself does not wait for that: the index forgets
        old words for good, which takes longer than all the rest."""
        with self._work() as work:
            counted = work.execute(sa.text("SELECT count(*) FROM search")).scalar_one()
            if counted != work.execute(sa.select(sa.func.count()).select_from(register)).scalar_one():
                work.execute(sa.text("DELETE FROM search"))
                work.execute(register.update().values(changed=LONG_AGO, row=-register.c.row))
            other = sa.or_(register.c.draft_id.is_(None), register.c.changed != drafts.c.changed)
            both = drafts.outerjoin(register, register.c.draft_id == drafts.c.id)
            stale = sa.select(drafts.c.id).select_from(both).where(other).order_by(drafts.c.changed)
            ids = list(work.execute(stale).scalars())
        for start in range(0, len(ids), AT_ONCE):
            with self._work() as work:
                self._take_in(work, ids[start : start + AT_ONCE])
        return len(ids)

    def _take_in(self, work: sa.Connection, ids: list[str]) -> None:
        for id in ids:
            content = work.execute(sa.select(drafts.c.content).where(drafts.c.id == id)).scalar()
            if content is not None:  # erased meanwhile
                index(work, self._read(content))


def index(work: sa.Connection, draft: Draft) -> None:
    """What can be found of a draft now; it counts as the newest. What a person has noted stays."""
    found = facts(draft)
    last = work.execute(sa.text("SELECT rowid FROM search ORDER BY rowid DESC LIMIT 1")).scalar() or 0
    values = {
        "row": last + 1, "changed": rows.naive(draft.changed), "version": found.version, "ends": found.ends,
        "review": found.review, "deletion_days": found.deletion_days,
        "sub_processors": BETWEEN.join(found.sub_processors),
    }  # fmt: skip
    old = work.execute(sa.select(register.c.row).where(register.c.draft_id == draft.id)).scalar()
    if old is not None:
        work.execute(sa.text("DELETE FROM search WHERE rowid = :row"), {"row": old})
        work.execute(register.update().where(register.c.draft_id == draft.id).values(**values))
    else:
        noted = {"tags": "", "reason": "", "follows": "", "proof_of": 0}
        work.execute(register.insert().values(draft_id=draft.id, **values, **noted))
    work.execute(
        sa.text("INSERT INTO search(rowid, words) VALUES (:row, :words)"),
        {"row": last + 1, "words": indexed(draft)},
    )


def outdate(work: sa.Connection, id: str) -> None:
    """It was saved: what can be found of it is to be taken in anew."""
    work.execute(register.update().where(register.c.draft_id == id).values(changed=LONG_AGO))


def forget(work: sa.Connection, id: str) -> None:
    """Before the agreement itself is erased."""
    found = sa.select(register.c.row).where(register.c.draft_id == id)
    for row in work.execute(found).scalars().all():
        work.execute(sa.text("DELETE FROM search WHERE rowid = :row"), {"row": row})

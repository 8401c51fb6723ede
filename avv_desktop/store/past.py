"""How a draft was before: earlier states, named versions, and the steps that can be undone."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

import msgspec
import sqlalchemy as sa

from avv_desktop.draft.model import Draft
from avv_desktop.errors import StoreError
from avv_desktop.store import rows, trail
from avv_desktop.store.model import Saved
from avv_desktop.store.tables import states, undo
from avv_desktop.store.work import Work

STEPS = 100
"""Steps of one agreement that can be undone after a restart."""


def keep_state(work: sa.Connection, draft: Draft, content: bytes) -> None:
    """Within a minute the newest counts; what is older than a day is thinned to the last of each day.

    What has a name is never touched.
    """
    moment = rows.naive(draft.changed)
    minute = moment.replace(second=0, microsecond=0)
    mine = (states.c.draft_id == draft.id) & states.c.name.is_(None)
    after = minute + datetime.timedelta(minutes=1)
    again = work.execute(states.delete().where(mine, states.c.moment >= minute, states.c.moment < after)).rowcount
    work.execute(states.insert().values(draft_id=draft.id, moment=moment, content=content))
    if not again:
        trail.note(work, "changed", draft.id, content)
    old = mine & (states.c.moment < moment - datetime.timedelta(days=1))
    last = sa.select(sa.func.max(states.c.id)).where(old).group_by(sa.func.date(states.c.moment))
    work.execute(states.delete().where(old, states.c.id.not_in(last)))


def keep_steps(work: sa.Connection, draft_id: str, steps: Mapping[int, Draft]) -> None:
    """The newest STEPS of them, by number; one that is kept already is not written again."""
    wanted = dict(sorted(steps.items())[-STEPS:])
    mine = undo.c.draft_id == draft_id
    there = set(work.execute(sa.select(undo.c.step).where(mine)).scalars())
    if gone := there - wanted.keys():
        work.execute(undo.delete().where(mine, undo.c.step.in_(gone)))
    for step in sorted(wanted.keys() - there):
        content = msgspec.json.encode(wanted[step])
        work.execute(undo.insert().values(draft_id=draft_id, step=step, content=content))


class Past(Work):
    """Earlier states of drafts."""

    def earlier(self, draft_id: str) -> list[Saved]:
        """Earlier states, the newest first."""
        found = sa.select(states.c.id, states.c.moment, states.c.name).where(states.c.draft_id == draft_id)
        with self._work() as work:
            rows_found = work.execute(found.order_by(states.c.moment.desc(), states.c.id.desc())).all()
        return [Saved(row.id, row.moment.replace(tzinfo=datetime.UTC), row.name or "") for row in rows_found]

    def state_at(self, saved: Saved) -> Draft:
        """Raises StoreError if it has been thinned out since."""
        with self._work() as work:
            content = work.execute(sa.select(states.c.content).where(states.c.id == saved.id)).scalar()
        if content is None:
            raise StoreError(path=str(self.path), reason="")
        return self._read(content)

    def keep_version(self, draft: Draft, name: str) -> Saved:
        """The draft as it is, under a name, for ever."""
        content, moment = msgspec.json.encode(draft), rows.naive(draft.changed)
        values = {"draft_id": draft.id, "moment": moment, "content": content, "name": name.strip()}
        with self._work() as work:
            same = (states.c.draft_id == draft.id) & (states.c.moment == moment)
            work.execute(states.delete().where(same, states.c.name.is_(None)))
            id = int(work.execute(states.insert().values(**values)).inserted_primary_key[0])  # type: ignore[index]
            trail.note(work, "version kept", draft.id, content)
        return Saved(id, draft.changed, name.strip())

    def name_state(self, saved: Saved, name: str) -> None:
        """An earlier state under a name, and so kept for ever; without one it is thinned like any other.

        Raises StoreError if it has been thinned out since.
        """
        with self._work() as work:
            found = work.execute(sa.select(states.c.draft_id).where(states.c.id == saved.id)).scalar()
            if found is None:
                raise StoreError(path=str(self.path), reason="")
            work.execute(states.update().where(states.c.id == saved.id).values(name=name.strip() or None))
            trail.note(work, "version kept" if name.strip() else "version let go", found)

    def steps(self, draft_id: str) -> dict[int, Draft]:
        """What can be undone, by number."""
        found = sa.select(undo.c.step, undo.c.content).where(undo.c.draft_id == draft_id).order_by(undo.c.step)
        with self._work() as work:
            kept = work.execute(found).all()
        return {row.step: self._read(row.content) for row in kept}

"""What this machine keeps of its team: opaque bytes of others, one for itself and one for each shared agreement."""

from __future__ import annotations

import sqlalchemy as sa

from avv_desktop.store.kept import Store
from avv_desktop.store.tables import shared, team

ONLY = 1


def membership(store: Store) -> bytes | None:
    with store._work() as work:
        return work.execute(sa.select(team.c.content).where(team.c.id == ONLY)).scalar()


def keep_membership(store: Store, content: bytes | None) -> None:
    """None: this machine belongs to no team any more, and shares nothing."""
    with store._work() as work:
        work.execute(team.delete())
        if content is None:
            work.execute(shared.delete())
        else:
            work.execute(team.insert().values(id=ONLY, content=content))


def records(store: Store) -> dict[str, bytes]:
    """By the id of the agreement."""
    with store._work() as work:
        return {row.draft_id: row.content for row in work.execute(sa.select(shared))}


def record(store: Store, draft_id: str) -> bytes | None:
    with store._work() as work:
        return work.execute(sa.select(shared.c.content).where(shared.c.draft_id == draft_id)).scalar()


def keep_record(store: Store, draft_id: str, content: bytes) -> None:
    with store._work() as work:
        work.execute(shared.delete().where(shared.c.draft_id == draft_id))
        work.execute(shared.insert().values(draft_id=draft_id, content=content))

"""Copies that lie with the other side. As long as one does, nothing is added here: two originals would arise."""

from __future__ import annotations

import datetime
import hashlib
from typing import Literal

import sqlalchemy as sa
from msgspec import Struct

from avv_desktop.store import rows, trail
from avv_desktop.store.kept import Store
from avv_desktop.store.tables import handed_out

How = Literal["returned", "recalled"]


class HandedOut(Struct, frozen=True):
    """to: in words. moment: UTC."""

    draft_id: str
    sha256: str
    to: str
    moment: datetime.datetime


def hand_out(store: Store, draft_id: str, data: bytes, to: str = "") -> None:
    """The copy with these bytes goes out; one that is out already stays as it was noted."""
    sha256 = hashlib.sha256(data).hexdigest()
    with store._work() as work:
        if work.execute(_open(draft_id)).first() is None:
            values = {"draft_id": draft_id, "sha256": sha256, "to_whom": to, "moment": _now(), "how": ""}
            work.execute(handed_out.insert().values(**values))
            trail.note(work, "handed out", draft_id, sha256)


def out(store: Store, draft_id: str) -> HandedOut | None:
    """The copy that is out, if one is."""
    with store._work() as work:
        row = work.execute(_open(draft_id)).mappings().first()
        return _read(row) if row else None


def all_out(store: Store) -> dict[str, HandedOut]:
    """By the id of the agreement."""
    with store._work() as work:
        found = work.execute(sa.select(handed_out).where(handed_out.c.ended.is_(None))).mappings()
        return {row["draft_id"]: _read(row) for row in found}


def end(store: Store, draft_id: str, how: How) -> bool:
    """It came back, or does not count any more; False if none was out."""
    with store._work() as work:
        mine = (handed_out.c.draft_id == draft_id) & handed_out.c.ended.is_(None)
        done = work.execute(handed_out.update().where(mine).values(ended=_now(), how=how)).rowcount
        if done:
            trail.note(work, how, draft_id)
        return bool(done)


def _open(draft_id: str) -> sa.Select:
    return sa.select(handed_out).where(handed_out.c.draft_id == draft_id, handed_out.c.ended.is_(None))


def _read(row) -> HandedOut:
    return HandedOut(row["draft_id"], row["sha256"], row["to_whom"], row["moment"].replace(tzinfo=datetime.UTC))


def _now() -> datetime.datetime:
    return rows.naive(datetime.datetime.now(datetime.UTC))

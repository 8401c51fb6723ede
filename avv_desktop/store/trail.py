"""The trail: what was done when. It only grows, each entry holds the hash of the one before, and it names nobody."""

from __future__ import annotations

import datetime
import hashlib
from typing import Any

import msgspec
import sqlalchemy as sa

from avv_desktop.store.model import Step
from avv_desktop.store.rows import naive
from avv_desktop.store.tables import counters, trail

FIRST = "0" * 64
HEAD = "trail"
"""The counter that knows how long the trail is, so that a trail cut off at its end is noticed."""


def note(work: sa.Connection, what: str, subject: str = "", content: bytes | str = "") -> None:
    """One more entry, in the transaction of what it tells of. content: bytes to be hashed, or their hash."""
    last = work.execute(sa.select(trail.c.id, trail.c.hash).order_by(trail.c.id.desc()).limit(1)).first()
    number, previous = (last.id + 1, last.hash) if last else (1, FIRST)
    moment = naive(datetime.datetime.now(datetime.UTC))
    digest = content if isinstance(content, str) else hashlib.sha256(content).hexdigest()
    values: dict[str, Any] = {
        "id": number,
        "moment": moment,
        "what": what,
        "subject": subject,
        "sha256": digest,
        "previous": previous,
    }
    work.execute(trail.insert().values(**values, hash=hash_of(**values)))
    work.execute(counters.delete().where(counters.c.name == HEAD))
    work.execute(counters.insert().values(name=HEAD, value=number))


def hash_of(*, id: int, moment: datetime.datetime, what: str, subject: str, sha256: str, previous: str) -> str:
    """Of everything an entry says, and of the entry before."""
    return hashlib.sha256(msgspec.json.encode([id, moment.isoformat(), what, subject, sha256, previous])).hexdigest()


def steps(work: sa.Connection, subject: str = "") -> list[Step]:
    """All entries, or those about one subject, the oldest first."""
    found = sa.select(trail).order_by(trail.c.id)
    rows = work.execute(found.where(trail.c.subject == subject) if subject else found).mappings()
    return [Step(**{**row, "moment": row["moment"].replace(tzinfo=datetime.UTC)}) for row in rows]


def first_broken(work: sa.Connection) -> int:
    """The number of the first entry that is missing or was changed; 0 where the trail is whole."""
    expected, previous = 1, FIRST
    for row in work.execute(sa.select(trail).order_by(trail.c.id)).mappings():
        said = {name: row[name] for name in row if name != "hash"}
        if row["id"] != expected or row["previous"] != previous or row["hash"] != hash_of(**said):
            return expected
        expected, previous = expected + 1, row["hash"]
    length = work.execute(sa.select(counters.c.value).where(counters.c.name == HEAD)).scalar() or 0
    return 0 if length == expected - 1 else expected

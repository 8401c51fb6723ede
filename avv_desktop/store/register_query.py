"""A question to the register, as SQL that its indexes can answer at once."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any, Literal

import sqlalchemy as sa
from msgspec import Struct

from avv_desktop.store import rows
from avv_desktop.store.model import Entry
from avv_desktop.store.register_words import match
from avv_desktop.store.tables import drafts, register

Sort = Literal["changed", "customer", "number", "state", "ends"]
BETWEEN = "\n"
"""Tags and sub-processors in one column: no name has a line break."""

AMPLE = 4
"""Times as many hits as a page has lines: most of them pass the other conditions."""
MOST = 1_000


class Query(Struct, frozen=True):
    """words: beginnings of words, all of them. states: none means every state. until: something is due by then."""

    words: str = ""
    states: tuple[str, ...] = ()
    tag: str = ""
    sub_processor: str = ""
    until: datetime.date | None = None
    sort: Sort = "changed"
    limit: int = 100
    offset: int = 0


class Line(Struct, frozen=True):
    """An agreement as the register knows it. proof: when its signatures have to be secured by."""

    entry: Entry
    version: str = ""
    ends: datetime.date | None = None
    review: datetime.date | None = None
    reviewed: datetime.date | None = None
    deletion_days: int = 30
    sub_processors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    terminated: datetime.date | None = None
    reason: str = ""
    cleared: datetime.date | None = None
    follows: str = ""
    proof: datetime.datetime | None = None


OWN = [register.c[name] for name in Line.__struct_fields__ if name != "entry"]
COLUMNS = [*(drafts.c[name] for name in Entry.__struct_fields__), *OWN]
ORDERS: dict[str, list[Any]] = {
    "changed": [drafts.c.changed.desc()],
    "customer": [drafts.c.customer, drafts.c.changed.desc()],
    "number": [drafts.c.number],
    "state": [drafts.c.state, drafts.c.changed.desc()],
    "ends": [register.c.ends.is_(None), register.c.ends, drafts.c.changed.desc()],
}


def hits(work: sa.Connection, query: Query) -> list[int] | str:
    """Rows of the newest hits, enough for a page in the order of changes; for another order what to look for."""
    asked = match(query.words)
    if query.sort != "changed" or not asked:
        return asked or []
    newest = sa.text("SELECT rowid FROM search WHERE search MATCH :asked ORDER BY rowid DESC LIMIT :most")
    return list(work.execute(newest, {"asked": asked, "most": ample(query)}).scalars())


def ample(query: Query) -> int:
    return AMPLE * (query.offset + query.limit) if query.limit >= 0 else -1


def every(columns: Iterable[Any]) -> sa.Select:
    return sa.select(*columns).select_from(drafts.outerjoin(register, register.c.draft_id == drafts.c.id))


def wanted(query: Query, found: list[int] | str | None, *columns: Any) -> sa.Select:
    """found: rows, or what FTS5 is to look for; None for everything."""
    own = _conditions(query)
    if found is None and columns and not (query.tag or query.sub_processor or query.until):
        return sa.select(*columns).where(drafts.c.deleted.is_(None), *own)  # an index is enough
    if found is None:
        there = drafts.c.deleted if query.sort == "changed" else NOT_BY_INDEX
        return every(columns or COLUMNS).where(there.is_(None), *own)
    if isinstance(found, str):
        asked = sa.text("SELECT rowid FROM search WHERE search MATCH :asked").bindparams(asked=found)
        among: Any = register.c.row.in_(asked.columns(sa.column("rowid", sa.Integer)))
    else:
        among = register.c.row.in_(sa.bindparam("hits", found, expanding=True, literal_execute=True))
    both = register.join(drafts, drafts.c.id == register.c.draft_id)
    return sa.select(*(columns or COLUMNS)).select_from(both).where(among, NOT_BY_INDEX.is_(None), *own)


NOT_BY_INDEX: sa.ColumnElement[Any] = sa.literal_column("+drafts.deleted")
"""Nearly nothing is deleted: an index on it would lead to everything, and past what is looked for."""


def _conditions(query: Query) -> list[Any]:
    found: list[Any] = []
    if query.states:
        found.append(drafts.c.state.in_(query.states))
    for column, value in ((register.c.tags, query.tag), (register.c.sub_processors, query.sub_processor)):
        if value:
            found.append((BETWEEN + column + BETWEEN).contains(f"{BETWEEN}{value}{BETWEEN}", autoescape=True))
    if query.until is not None:
        in_force = drafts.c.state.in_(("signed", "countersigned"))
        ended = sa.and_(register.c.terminated.is_not(None), register.c.cleared.is_(None))
        dates = sa.or_(
            register.c.ends <= query.until, register.c.review <= query.until, register.c.proof <= query.until
        )
        found.append(sa.or_(sa.and_(in_force, register.c.terminated.is_(None), dates), ended))
    return found


def ordered(select: sa.Select, query: Query) -> sa.Select:
    searching = query.words.strip() and query.sort == "changed"
    order = [register.c.row.desc()] if searching else ORDERS[query.sort]
    return select.order_by(*order).limit(query.limit).offset(query.offset)


def line_of(row: Any) -> Line:
    own = {each.name: row[each.name] for each in OWN}
    if own["deletion_days"] is None:  # not taken in yet
        return Line(rows.entry({name: row[name] for name in Entry.__struct_fields__}))
    for name in ("tags", "sub_processors"):
        own[name] = tuple(filter(None, own[name].split(BETWEEN)))
    if own["proof"] is not None:
        own["proof"] = own["proof"].replace(tzinfo=datetime.UTC)
    return Line(rows.entry({name: row[name] for name in Entry.__struct_fields__}), **own)

"""What the register's page has done elsewhere. For a worker; knows no Qt."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from avv_desktop.draft.model import Draft
    from avv_desktop.register.due import Due
    from avv_desktop.register.figures import Figures
    from avv_desktop.store.open import Store
    from avv_desktop.store.register_query import Line, Query


class Found(NamedTuple):
    """tags: all there are."""

    lines: list[Line]
    counts: dict[str, int]
    tags: list[str]


def find(store: Store, query: Query) -> Found:
    return Found(store.find(query), store.counts(query), store.all_tags())


def take_in(store: Store, query: Query) -> Found | None:
    """What was saved since; None if there is nothing new to show."""
    return find(store, query) if store.catch_up() else None


def due(store: Store) -> list[Due]:
    """All of a year, the soonest first."""
    from avv_desktop.register import due as dates
    from avv_desktop.register.life import secure
    from avv_desktop.store.notices import Notices

    secure(store)
    year = datetime.date.today() + datetime.timedelta(days=365)
    return dates.until(dates.due(store.lines(), Notices(store).all()), year)


def figures(store: Store) -> Figures:
    from avv_desktop.register.figures import figures as counted

    return counted(store.lines(), datetime.date.today())


def renew(store: Store, id: str) -> Draft:
    from avv_desktop.register.life import renew as again

    return again(store, id, datetime.date.today())


def exported(ending: str, lines: Sequence[Line]) -> bytes:
    from avv_desktop.register import export

    if ending == ".pdf":
        return export.as_pdf(lines, datetime.datetime.now().astimezone())
    return export.as_xlsx(lines) if ending == ".xlsx" else export.as_csv(lines)


def calendar(found: Sequence[Due]) -> bytes:
    from avv_desktop.register.due import as_calendar

    return as_calendar(found)


def protocol(store: Store, line: Line, how: str, who: str, day: datetime.date) -> bytes:
    from avv_desktop.register.life import protocol as written

    made = written(line, how, who, day)
    store.clear(line.entry.id, day)
    return made

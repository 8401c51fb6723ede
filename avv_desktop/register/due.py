"""What is due when, of all agreements: ends, reviews, deletion, proof, and answers to notices. Pure."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from typing import Literal

from msgspec import Struct

from avv_desktop.notice.model import Notice
from avv_desktop.store.register_facts import months_later
from avv_desktop.store.register_query import Line
from avv_desktop.system.calendar import Event, calendar
from avv_desktop.system.language import tr

Kind = Literal["end", "review", "deletion", "proof", "answer"]
IN_FORCE = ("signed", "countersigned")
EVERY = 12
"""Months after a review the next one is due, where the agreement names no day."""
AHEAD = 14
"""Days before which a calendar reminds."""


class Due(Struct, frozen=True):
    """words: what is to be done, one sentence. id: of the agreement."""

    day: datetime.date
    kind: Kind
    id: str
    number: str
    customer: str
    words: str


def due(lines: Iterable[Line], notices: Sequence[Notice] = ()) -> list[Due]:
    """The soonest first. Of agreements in force, and of ended ones whose data are still there."""
    found = [each for line in lines for each in _of(line)]
    found += [_answer(each) for each in notices if each.state == "told"]
    return sorted(found, key=lambda each: (each.day, each.customer))


def until(found: Iterable[Due], day: datetime.date) -> list[Due]:
    return [each for each in found if each.day <= day]


def as_calendar(found: Iterable[Due]) -> bytes:
    """An .ics file; the same dates give the same bytes."""
    events = [
        Event(f"{each.id}-{each.kind}", each.day, f"{each.words} {_who(each)}".strip(), _who(each), AHEAD)
        for each in found
    ]
    return calendar(events)


def _of(line: Line) -> list[Due]:
    found: list[tuple[datetime.date | None, Kind, str]] = []
    if line.terminated is not None and line.cleared is None:
        last = line.terminated + datetime.timedelta(days=line.deletion_days)
        found.append((last, "deletion", tr("Delete or return the customer's data.")))
    if line.entry.state in IN_FORCE and line.terminated is None:
        found.append((line.ends, "end", tr("The agreement ends; renew it or end the processing.")))
        review = months_later(line.reviewed, EVERY) if line.reviewed else line.review
        found.append((review, "review", tr("Review the measures.")))
        proof = line.proof.astimezone().date() if line.proof else None
        found.append((proof, "proof", tr("Secure the signatures with a timestamp or a new seal.")))
    entry = line.entry
    return [Due(day, kind, entry.id, entry.number, entry.customer, words) for day, kind, words in found if day]


def _answer(notice: Notice) -> Due:
    words = tr("Last day on which the customer can object to the new sub-processor.")
    return Due(notice.dates.answer_by, "answer", notice.agreement, notice.number, notice.customer, words)


def _who(each: Due) -> str:
    return " · ".join(filter(None, (each.customer, each.number)))

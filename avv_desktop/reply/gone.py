"""Lines that did not come back: single ones, whole paragraphs, whole clauses."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct

from avv_desktop.reply.places import Places
from avv_desktop.reply.records import Record
from avv_desktop.reply.sheet import Sent


class Gone(Struct, frozen=True):
    """first, last: places of our lines. paragraph: of the template; that of a whole clause is the clause.

    record: the row of a table field that is gone as a whole.
    """

    first: int
    last: int
    paragraph: str
    record: Record | None = None


def gone(ours: Sequence[Sent], now: dict[int, int], places: Places) -> list[Gone]:
    """In the order of the draft, as large as they are."""
    found: list[Gone] = []
    place = 0
    while place < len(ours):
        if place in now:
            place += 1
            continue
        each = _record(ours, now, places, place)
        if each is None:
            last, paragraph = _clause(ours, now, places, place) or _paragraph(ours, now, places, place)
            each = Gone(place, last, paragraph)
        found.append(each)
        place = each.last + 1
    return found


def _record(ours: Sequence[Sent], now: dict[int, int], places: Places, place: int) -> Gone | None:
    """A row or card of which nothing came back."""
    record = places.record(ours[place])
    if record is None or (place and places.record(ours[place - 1]) == record):
        return None
    last = _end(ours, place, lambda each: places.record(each) == record)
    return Gone(place, last, "", record) if all(each not in now for each in range(place, last + 1)) else None


def _clause(ours: Sequence[Sent], now: dict[int, int], places: Places, place: int) -> tuple[int, str] | None:
    """A clause of which nothing came back, from its title on."""
    unit = ours[place].unit
    if not places.is_title(unit):
        return None
    last = _end(ours, place, lambda each: each.unit.section == unit.section)
    whole = all(each not in now for each in range(place, last + 1))
    return (last, unit.section) if whole else None


def _paragraph(ours: Sequence[Sent], now: dict[int, int], places: Places, place: int) -> tuple[int, str]:
    """A paragraph with all its items, else one line."""
    paragraph = places.paragraph(ours[place].unit)
    if paragraph and paragraph in places.paragraphs:
        last = _end(ours, place, lambda each: places.paragraph(each.unit) == paragraph)
        first = place == 0 or places.paragraph(ours[place - 1].unit) != paragraph
        if first and all(each not in now for each in range(place, last + 1)):
            return last, paragraph
    return place, paragraph


def _end(ours: Sequence[Sent], place: int, belongs: Callable[[Sent], bool]) -> int:
    while place + 1 < len(ours) and belongs(ours[place + 1]):
        place += 1
    return place

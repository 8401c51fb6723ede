"""Lines that only the answer has: items, paragraphs, clauses."""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from avv_desktop.draft.model import Value
from avv_desktop.reply.model import NewLine
from avv_desktop.reply.places import Places
from avv_desktop.reply.records import Record, having, new_row, printed
from avv_desktop.reply.sheet import Came, Sent
from avv_desktop.system.language import tr

_TYPED = re.compile(r"(?P<label>§\s*\d+[a-z]?|\(\d+[a-z]?\)|[a-z]{1,2}\)|\d{1,3}\.|[-–•])\s+(?P<text>\S.*)", re.S)


class Addition(Struct, frozen=True):
    """paragraph: the one it is put into, or "" for one of its own. after: ids that it follows.

    record, row: where it is a row of a table field.
    """

    lines: tuple[NewLine, ...]
    numbers: tuple[int, ...]
    paragraph: str = ""
    heading: bool = False
    after: tuple[str, ...] = ()
    by_hand: str = ""
    record: Record | None = None
    row: Value = None


class Behind(Struct, frozen=True):
    """All that was added behind one of our lines (-1: before the first)."""

    behind: int
    parts: tuple[Addition, ...]


def additions(ours: Sequence[Sent], theirs: Sequence[Came], now: dict[int, int], places: Places) -> list[Behind]:
    """In the order of the answer."""
    back = {their: our for our, their in now.items()}
    behind, found = -1, []
    for place, line in enumerate(theirs):
        behind = back.get(place, behind)
        if place not in back and line.text.strip():
            found.append((behind, line))
    return [
        Behind(
            place, tuple(_parts([line for _, line in group], ours[max(place, 0)], places, _split(ours, place, places)))
        )
        for place, group in groupby(found, key=lambda each: each[0])
    ]


def _split(ours: Sequence[Sent], place: int, places: Places) -> bool:
    """Does the paragraph of this line go on behind it?"""
    home = places.paragraph(ours[place].unit) if place >= 0 else ""
    goes_on = home in places.paragraphs and place + 1 < len(ours)
    return goes_on and places.paragraph(ours[place + 1].unit) == home


def _parts(lines: list[Came], behind: Sent, places: Places, split: bool) -> list[Addition]:
    """Rows of a table field, a clause with its paragraphs, a paragraph with its items, or items of the one before."""
    if rows := _rows(lines, behind, places):
        return rows
    home = places.paragraph(behind.unit)
    parts: list[Addition] = []
    for line in map(_with_label, lines):
        new = NewLine(line.text, _marker(line), 0)
        last = parts[-1] if parts else None
        if line.heading or line.label.startswith("§"):
            parts.append(Addition((new,), (line.number,), heading=True))
        elif last is not None and (last.heading or (not last.paragraph and new.marker)):
            parts[-1] = replace(last, lines=(*last.lines, new), numbers=(*last.numbers, line.number))
        elif _inside(line, new, home, places):
            parts.append(Addition((new,), (line.number,), home))
        else:
            parts.append(Addition((new,), (line.number,)))
    return _placed(parts, behind, places, split)


def _rows(lines: list[Came], behind: Sent, places: Places) -> list[Addition]:
    """All of them as rows behind this one: a line each, or a card with a title and a line for every other column."""
    before = places.record(behind)
    if before is None:
        return []
    cards = len(printed(places.template, places.draft).get(before, ())) > 1
    groups: list[list[Came]] = []
    for line in lines:
        if not groups or not cards or "\t" not in line.text:
            groups.append([])
        groups[-1].append(line)
    found, draft = [], places.draft
    for number, group in enumerate(groups, start=1):
        record = Record(before.name, before.at + number)
        row = new_row(places.template, draft, record, [line.text for line in group])
        if row is None and not any("\t" in line.text for line in group):
            return []
        said = tuple(NewLine(line.text) for line in group)
        numbers = tuple(line.number for line in group)
        if row is None:
            found.append(Addition(said, numbers, by_hand=places.why_not(behind.unit)))
            continue
        draft = having(places.template, draft, record, row)
        found.append(Addition(said, numbers, record=record, row=row))
    return found


def _inside(line: Came, new: NewLine, home: str, places: Places) -> bool:
    """Does it belong to the paragraph before it?"""
    if home in places.controls:
        return not line.row
    if not home or line.row or line.label.startswith("("):
        return False
    return bool(new.marker) or home in places.numbered


def _with_label(line: Came) -> Came:
    """A number that was typed is its number."""
    found = None if line.label or line.row else _TYPED.fullmatch(line.text)
    return replace(line, label=found["label"], text=found["text"]) if found else line


def _marker(line: Came) -> str:
    if re.fullmatch(r"[a-z]{1,2}\)|\d{1,3}\.", line.label):
        return line.label
    return "-" if line.label and not line.label.startswith(("(", "§")) else ""


def _placed(parts: list[Addition], behind: Sent, places: Places, split: bool) -> list[Addition]:
    """With what they follow; paragraphs behind one another in their order."""
    unit = behind.unit
    start = [unit.section] if unit.section in places.clauses else []
    home = places.paragraph(unit)
    after = [*start, *([home] if home in places.paragraphs else [])]
    placed = []
    for part in parts:
        why = "" if part.paragraph or after else places.why_not(unit)
        if not part.paragraph:
            why = why or ("" if start else places.why_not(unit))
        if split and not part.paragraph:
            why = why or tr("It stands in the middle of a paragraph of ours; please put it where it belongs.")
        if part.heading and len(part.lines) == 1:
            why = why or tr("A title alone is no clause; please add what the clause says.")
        follows = tuple(start if part.heading else after)
        placed.append(replace(part, after=follows, by_hand=why))
        if not part.paragraph and follows:
            (start if part.heading else after).append(own_id(follows[0], part.lines))
            after = [*start] if part.heading else after
    return placed


def own_id(after: str, lines: tuple[NewLine, ...]) -> str:
    """The same for the same words at the same place, so that nothing is taken over twice."""
    said = "\n".join((after, *(f"{line.marker} {line.text}" for line in lines)))
    return f"own.{zlib.crc32(said.encode()):08x}"

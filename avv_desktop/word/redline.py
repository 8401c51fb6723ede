"""Two versions ──redline──▶ one Word file with tracked changes: accepting all gives the new, rejecting all the old."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from typing import Literal, TypeAlias

from msgspec.structs import replace

from avv_desktop.document.compare.compare import compare
from avv_desktop.document.model import Document
from avv_desktop.word.body import Body
from avv_desktop.word.grids import table
from avv_desktop.word.matching import Matching, counterparts, row_pairs
from avv_desktop.word.merging import merged
from avv_desktop.word.numbering import NUMBERED
from avv_desktop.word.plan import UNNUMBERED, Grid, Line, Para, Plan, Row
from avv_desktop.word.planning import planned
from avv_desktop.word.segments import Kind, Segments
from avv_desktop.word.tracking import Tracking
from avv_desktop.word.write import end_of, finished, new_file


def redline(old: Document, new: Document, *, author: str, created: datetime.datetime, data: bytes = b"") -> bytes:
    """The bytes of a .docx file: `new` with every difference to `old` as a change of `author`, made at `created`.

    What stands elsewhere now is deleted here and inserted there. The same input gives the same bytes.
    """
    plan, before = planned(new), planned(old)
    matching = Matching(before, plan, counterparts(compare(old, new)))
    before = _renamed(before, plan, matching.lists)
    lists = plan.lists | {id: before.lists[id] for id in before.lists if id not in plan.lists}
    file = new_file(new, lists, before=old, tracking=Tracking(author, created))
    body = Body(end_of(file), _live(before, plan, matching.pairs), {}, Tracking(author, created))
    for line, other, kind in _spaced(list(_both(before.lines, plan.lines, matching.pairs))):
        if other is None:
            body.add(line, kind)
        else:
            _merge(body, other, line, matching.keys)
    return finished(file, new, created, data)


def _live(old: Plan, new: Plan, pairs: Iterable[tuple[int, int]]) -> dict[Kind, dict[str, str]]:
    """What Word counts for the targets that a reference of each kind still finds when all changes are settled."""
    places = dict(pairs)
    both = {_id(new.lines[place]) for place in places.values()}
    gone = {_id(line) for place, line in enumerate(old.lines) if place not in places}
    return {
        "same": {id: said for id, said in new.numbers.items() if id in both},
        "inserted": new.numbers,
        "deleted": {id: said for id, said in old.numbers.items() if id in both | gone},
    }


def _id(line: Line) -> str:
    return line.id if isinstance(line, Para) else ""


def _renamed(old: Plan, new: Plan, lists: dict[int, int]) -> Plan:
    """The old plan with its lists under the numbers they have in the common file; bookmarks stand once."""
    taken = {line.id for line in new.lines if isinstance(line, Para)}

    def line(each: Line) -> Line:
        if isinstance(each, Grid):
            return each
        numbers = each.numbers and (lists.get(each.numbers[0], each.numbers[0]), each.numbers[1])
        return replace(each, numbers=numbers, id="" if each.id in taken else each.id)

    return replace(
        old,
        lines=tuple(line(each) for each in old.lines),
        lists={lists[id]: made_of for id, made_of in old.lists.items()},
    )


Shown: TypeAlias = "tuple[Line, Line | None, Kind]"
"""A line, its old self where both versions have it, and which of them have it."""


def _both(old: tuple[Line, ...], new: tuple[Line, ...], pairs: Iterable[tuple[int, int]]) -> Iterator[Shown]:
    """Every line of both versions, in an order that fits both."""
    i = j = 0
    for next_i, next_j in [*pairs, (len(old), len(new))]:
        yield from ((line, None, "deleted") for line in old[i:next_i])
        yield from ((line, None, "inserted") for line in new[j:next_j])
        if next_j < len(new):
            yield new[next_j], old[next_i], "same"
        i, j = next_i + 1, next_j + 1


def _spaced(shown: list[Shown]) -> Iterator[Shown]:
    """An empty line where the end of a paragraph that goes has nothing to go to: before a table, and at the very end.

    LibreOffice leaves a paragraph there, with its number: it is that of the last one where they were deleted, of the
    first one where they were inserted. So it has to be one without a number.
    """
    for place, (line, other, kind) in enumerate(shown):
        begins = not place or shown[place - 1][2] != kind or isinstance(shown[place - 1][0], Grid)
        if kind == "inserted" and begins and _numbered(line) and _up_to_table(shown, place):
            yield _EMPTY, None, kind
        yield line, other, kind
        if kind == "deleted" and _numbered(line) and _up_to_table(shown, place, 1):
            yield _EMPTY, None, kind
    if shown and shown[-1][2] != "same":
        yield _EMPTY, None, "same"


_EMPTY = Para("AVV Tabelle")


def _numbered(line: Line) -> bool:
    if isinstance(line, Grid) or line.numbers == UNNUMBERED:
        return False
    return line.numbers is not None or line.style in NUMBERED


def _up_to_table(shown: list[Shown], place: int, most: int = 10_000) -> bool:
    """Do paragraphs of one kind, `most` of them, reach from here up to a table?"""
    for line, _, kind in shown[place : place + most + 1]:
        if isinstance(line, Grid):
            return True
        if kind != shown[place][2]:
            return False
    return False


def _merge(body: Body, old: Line, new: Line, keys: dict[str, str]) -> None:
    if isinstance(new, Para) and isinstance(old, Para):
        body.end.addprevious(body.paragraph(new, merged(old.runs, new.runs)))
    elif isinstance(new, Grid) and isinstance(old, Grid):
        _merge_tables(body, old, new, keys)


def _merge_tables(body: Body, old: Grid, new: Grid, keys: dict[str, str]) -> None:
    rows: list[Row] = []
    kinds: dict[int, Kind] = {}
    words: dict[tuple[int, int, int], Segments] = {}

    def only(found: tuple[Row, ...], kind: Literal["inserted", "deleted"]) -> None:
        for row in found:
            kinds[len(rows)] = kind
            rows.append(row)

    i = j = 0
    for next_i, next_j in [*row_pairs(old, new, keys), (len(old.rows), len(new.rows))]:
        only(old.rows[i:next_i], "deleted")
        only(new.rows[j:next_j], "inserted")
        if next_j < len(new.rows):
            words |= _words(old.rows[next_i], new.rows[next_j], len(rows))
            rows.append(new.rows[next_j])
        i, j = next_i + 1, next_j + 1
    body.put(table(body, replace(new, rows=tuple(rows)), words, rows=kinds))


def _words(old: Row, new: Row, row: int) -> dict[tuple[int, int, int], Segments]:
    return {
        (row, column, number): merged(before.runs, after.runs)
        for column, (old_cell, new_cell) in enumerate(zip(old.cells, new.cells, strict=True))
        for number, (before, after) in enumerate(zip(old_cell.paras, new_cell.paras, strict=True))
    }

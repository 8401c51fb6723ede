"""Lines and tables of a page without tags: what stands at one height, and in columns."""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TypeAlias

from msgspec.structs import replace

from avv_desktop.intake.pdf_lines import Line
from avv_desktop.pdf.letters import Stretch

Rules: TypeAlias = "Sequence[tuple[float, float, float]]"
"""Drawn lines: left, right, distance from the top."""
JUMP = 100.0
"""Points up the page, from which on it is another column of text."""
NARROWEST, WIDE = 14.0, 1.5
"""A gap between columns: points, and sizes of the letters; whichever is more."""
ALIGNED = 4.0
"""Points by which the cells of a column may differ."""
WRAPPED = 6
"""Lines of one cell that may follow before the next row."""
_MARKER = re.compile(r"(?:§\s*\d*|\(?[\da-zA-Z]{1,3}[.)]|\(\d+\)|\d+(?:\.\d+)*|[-–—•▪◦●○■□☐☒\uf0b7o])\s*")


def visual_lines(page: int, stretches: Iterable[Stretch]) -> list[Line]:
    """From top to bottom, column of text by column of text."""
    found: list[Line] = []
    for flow in _flows(stretches):
        bands: list[list[Stretch]] = []
        for stretch in sorted(flow, key=lambda each: (each.top + each.bottom) / 2):
            if bands and _same_height(bands[-1][0], stretch):
                bands[-1].append(stretch)
            else:
                bands.append([stretch])
        found += [Line(page, tuple(_spaced(band))) for band in bands]
    return [line for line in found if line.text]


def _flows(stretches: Iterable[Stretch]) -> list[list[Stretch]]:
    flows: list[list[Stretch]] = []
    lowest = right = 0.0
    for stretch in stretches:
        if not flows or (stretch.top < lowest - JUMP and stretch.left > right):
            flows.append([])
            lowest = right = 0.0
        flows[-1].append(stretch)
        lowest, right = max(lowest, stretch.top), max(right, stretch.right)
    return flows


def _same_height(one: Stretch, other: Stretch) -> bool:
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    return shared > 0.5 * min(one.bottom - one.top, other.bottom - other.top)


def _spaced(band: list[Stretch]) -> list[Stretch]:
    """From left to right, with a blank where one is seen."""
    ordered = sorted(band, key=lambda each: each.left)
    for index, (stretch, following) in enumerate(pairwise(ordered)):
        touching = following.left - stretch.right < 0.22 * stretch.size
        if not touching and not stretch.text.endswith(" ") and not following.text.startswith(" "):
            ordered[index] = replace(stretch, text=stretch.text + " ")
    return ordered


# ---- tables


def cells(line: Line, columns: Sequence[float] = ()) -> list[Line]:
    """The line's parts, divided at gaps as wide as between columns, and where one of `columns` begins; a number or
    bullet stays with its text."""
    parts: list[list[Stretch]] = []
    for stretch in line.stretches:
        gap = stretch.left - parts[-1][-1].right if parts else 0.0
        alone = parts and len(parts) == 1 and _MARKER.fullmatch("".join(each.text for each in parts[0]))
        begins = gap > 2 and any(abs(stretch.left - column) < ALIGNED / 2 for column in columns)
        if parts and not begins and (gap < max(NARROWEST, WIDE * stretch.size) or alone):
            parts[-1].append(stretch)
        else:
            parts.append([stretch])
    return [Line(line.page, tuple(part)) for part in parts]


def is_row(line: Line) -> bool:
    return len(cells(line)) > 1


def table_at(lines: list[Line], start: int, rules: Rules = ()) -> int:
    """How many lines from `start` on are a table; 0 if none begins there."""
    first = cells(lines[start])
    if len(first) < 2:
        return 0
    columns = [cell.left for cell in first]
    last, matching = start, 0
    for index in range(start + 1, len(lines)):
        here = cells(lines[index], columns)
        if lines[index].page != lines[start].page or index - last > WRAPPED:
            break
        if len(here) > 1 and _fit(here, columns) >= 2:
            matching, last = matching + 1, index
        elif not (len(here) == _fit(here, columns) and _within(here, columns)):
            break
    following = last + 1
    while matching and following < len(lines) and _tail(lines, following, columns, rules):
        following += 1
    return following - start if matching else 0


def _tail(lines: list[Line], index: int, columns: list[float], rules: Rules) -> bool:
    """The rest of a last row: words in its later columns only, or above the rule that ends it."""
    here = cells(lines[index], columns)
    near = lines[index].top - lines[index - 1].top < 1.6 * lines[index].size
    if not near or _fit(here, columns) != len(here):
        return False
    floor = replace(
        lines[index].stretches[0], top=lines[index].bottom, bottom=lines[index].bottom + 2 * lines[index].size
    )
    ends = _ruled(lines[index], Line(lines[index].page, (floor,)), rules)
    inside = ends and not _ruled(lines[index - 1], lines[index], rules)
    return inside or all(cell.left > columns[1] - ALIGNED for cell in here)


def _fit(here: list[Line], columns: list[float]) -> int:
    return sum(any(abs(cell.left - column) < ALIGNED for column in columns) for cell in here)


def _within(here: list[Line], columns: list[float]) -> bool:
    """Every cell ends before the next column begins."""
    for cell in here:
        following = [column for column in columns if column > cell.left + ALIGNED]
        if following and cell.right > min(following):
            return False
    return True


def rows(lines: list[Line], rules: Rules = ()) -> list[list[list[Line]]]:
    """The table's rows: for each column the lines in it. `rules`: lines that are drawn on the page."""
    columns = _columns(lines)
    wrapped = _wrapped(lines, columns)
    ruled = [_ruled(line, following, rules) for line, following in pairwise(lines)]
    is_ruled = 4 * sum(ruled) >= sum(_column(cells(line, columns)[0], columns) == 0 for line in lines)
    found: list[list[list[Line]]] = []
    for index, line in enumerate(lines):
        parts = [(_column(cell, columns), cell) for cell in cells(line, columns)]
        leads = any(column == 0 for column, _ in parts)
        if is_ruled:
            new = index > 0 and ruled[index - 1]
        else:
            new = leads and index > 0 and line.bottom - lines[index - 1].bottom > wrapped
        if not found or new:
            found.append([[] for _ in columns])
        for column, cell in parts:
            found[-1][column].append(cell)
    return found


def _wrapped(lines: list[Line], columns: Sequence[float]) -> float:
    """How far a further line of the same row may be below the last one; 0 where every line that leads is a row."""
    steps: dict[bool, list[float]] = {True: [], False: []}
    for line, following in pairwise(lines):
        leads = _column(cells(following, columns)[0], columns) == 0
        steps[leads].append(following.bottom - line.bottom)
    if not steps[True] or not steps[False]:
        return 0.0
    most = 1.04 * statistics.median_low(steps[False])
    return most if statistics.median_low(steps[True]) > most else 0.0


def _ruled(line: Line, following: Line, rules: Rules) -> bool:
    """Whether a rule is drawn between two lines."""
    return any(
        line.bottom - 1 < place < following.bottom - 0.5 * following.size and left < line.right and right > line.left
        for left, right, place in rules
    )


def _columns(lines: list[Line]) -> list[float]:
    found: list[float] = []
    for left in sorted(cell.left for line in lines for cell in cells(line)):
        if not found or left - found[-1] > 2 * ALIGNED:
            found.append(left)
    return found


def _column(cell: Line, columns: Sequence[float]) -> int:
    return max((n for n, left in enumerate(columns) if left <= cell.left + ALIGNED), default=0)

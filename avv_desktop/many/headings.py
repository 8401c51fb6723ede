"""The row of headings, and what stands below it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from avv_desktop.errors import TableError
from avv_desktop.many.model import Row
from avv_desktop.system.language import tr

MOST_COLUMNS = 500
LONGEST_CELL = 20_000
"""Letters."""


def headings(rows: Iterable[tuple[int, Sequence[Any]]], name: str) -> tuple[int, tuple[str, ...]]:
    """The number of the first row with two filled cells (or else with one), and a name for each of its columns."""
    single = None
    for number, cells in rows:
        filled = [each for each in cells if each not in (None, "")]
        if len(cells) > MOST_COLUMNS and len(filled) > MOST_COLUMNS:
            raise TableError(path=name, reason=tr("It has more than {count} columns.", count=MOST_COLUMNS))
        if len(filled) > 1:
            return number, named(cells)
        if filled and single is None:
            single = (number, named(cells))
        if number > 200:
            break
    if single is None:
        raise TableError(path=name, reason=tr("It is empty."))
    return single


def named(cells: Sequence[Any]) -> tuple[str, ...]:
    """Unique headings; a column without one has the empty name and is not read."""
    found: list[str] = []
    for cell in cells[:MOST_COLUMNS]:
        words = " ".join(str(cell).split()) if cell is not None else ""
        name, count = words, 2
        while name and name in found:
            name, count = f"{words} ({count})", count + 1
        found.append(name)
    return tuple(found)


def below(rows: Iterable[tuple[int, Sequence[Any]]], first: int, headers: tuple[str, ...]) -> Iterator[Row]:
    """The rows after the headings; empty ones are passed over."""
    for number, cells in rows:
        if number <= first:
            continue
        known = {name: _short(cell) for name, cell in zip(headers, cells, strict=False) if name}
        if any(cell not in (None, "") for cell in known.values()):
            yield Row(number, known)


def _short(cell: Any) -> Any:
    if isinstance(cell, str):
        return cell.strip()[:LONGEST_CELL] or None
    return cell

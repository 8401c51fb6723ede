"""Rows that name the same customer: found, offered for merging, never merged silently."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from msgspec import Struct

from avv_desktop.many.customers import same_customer
from avv_desktop.many.model import Customer, Row


class Double(Struct, frozen=True):
    """rows: their numbers, in order. differing: headings whose filled cells differ."""

    name: str
    rows: tuple[int, ...]
    differing: tuple[str, ...] = ()


def doubles(customers: Iterable[Customer], rows: Mapping[int, Row] | None = None) -> list[Double]:
    """`rows`: by number, where it is to be told what differs."""
    found: dict[str, list[Customer]] = {}
    for each in customers:
        if key := same_customer(each.answers):
            found.setdefault(key, []).append(each)
    several = [group for group in found.values() if len(group) > 1]
    return [
        Double(group[0].name, tuple(each.row for each in group), _differing([rows[each.row] for each in group]))
        if rows
        else Double(group[0].name, tuple(each.row for each in group))
        for group in several
    ]


def _differing(rows: list[Row]) -> tuple[str, ...]:
    headers = dict.fromkeys(header for row in rows for header in row.cells)
    return tuple(
        header
        for header in headers
        if len({str(row.cells.get(header)).strip() for row in rows if row.cells.get(header) not in (None, "")}) > 1
    )


def merged(rows: list[Row]) -> dict[str, Any]:
    """The cells of the first row; what it leaves empty is taken from the next that has it."""
    cells: dict[str, Any] = {}
    for row in rows:
        cells |= {header: cell for header, cell in row.cells.items() if cells.get(header) in (None, "")}
    return cells

"""A table of customers, its rows, and what is to be said of them."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from typing import Any, Literal

from msgspec import Struct

Cell = str | int | float | bool | datetime.date | None
"""What a cell holds; the empty one is None."""


class Row(Struct, frozen=True):
    """One customer. number: of the row, as the spreadsheet counts; cells: by heading."""

    number: int
    cells: dict[str, Any]


class Table(Struct, frozen=True):
    """A table that is read anew each time `rows` is called, row by row, so that its length costs no memory.

    headers: unique, in order. notes: sentences on what was found odd. epoch: of dates that are kept as numbers.
    """

    name: str
    headers: tuple[str, ...]
    rows: Callable[[], Iterator[Row]]
    notes: tuple[str, ...] = ()
    epoch: Literal[1900, 1904] = 1900


class Target(Struct, frozen=True):
    """Where a column's values go: a field, or a part of a party or of a person of it.

    id: "agreement.number", "controller.company.name", "controller.representatives[0].last_name".
    """

    id: str
    label: str
    field: str
    kind: str
    part: str = ""
    index: int = 0
    options: tuple[tuple[str, str], ...] = ()


class Problem(Struct, frozen=True):
    """A wrong value: it stops its row. column: its heading, or the field where no column is to blame."""

    column: str
    value: str
    reason: str


class Customer(Struct, frozen=True):
    """A row, checked as the form would. key: who it is, also in a later run.

    wrong: stops the row. missing: sentences; the copy is made all the same and cannot be signed.
    """

    row: int
    key: str
    name: str
    answers: dict[str, Any]
    wrong: tuple[Problem, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def state(self) -> Literal["wrong", "incomplete", "ready"]:
        return "wrong" if self.wrong else "incomplete" if self.missing else "ready"

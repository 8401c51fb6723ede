"""The Word file before it is XML: paragraphs and tables, one after the other, with their lists counted as Word will."""

from __future__ import annotations

from typing import TypeAlias

from msgspec import Struct

from avv_desktop.document import model as m

Numbers: TypeAlias = "tuple[int, int]"
"""List and level; list 0: no number, although the style has one."""
UNNUMBERED: Numbers = (0, 0)


class Para(Struct, frozen=True):
    """style: one of ours. id: what references call it. key: its unit (`document.units`), "" where it is none.

    numbers: where they are not those of the style. left: twips, where the style has no such indent.
    """

    style: str
    runs: m.Runs = ()
    id: str = ""
    key: str = ""
    numbers: Numbers | None = None
    left: int = 0
    new_page: bool = False


class Cell(Struct, frozen=True):
    """width: twips; across: columns; fill: colour in hex; above: with the line one signs on."""

    paras: tuple[Para, ...]
    width: int
    fill: str = ""
    across: int = 1
    above: bool = False


class Row(Struct, frozen=True):
    """head: repeats on every page. height: twips at least, 0 for as high as its text. key: its unit."""

    cells: tuple[Cell, ...]
    head: bool = False
    height: int = 0
    key: str = ""


class Grid(Struct, frozen=True):
    """A table. widths: of its columns, in twips. key: its unit, where it is one as a whole. caption: read aloud."""

    rows: tuple[Row, ...]
    widths: tuple[int, ...]
    lines: bool = True
    key: str = ""
    caption: str = ""


Line: TypeAlias = "Para | Grid"


class Plan(Struct, frozen=True):
    """lists: fresh list → (list it is made of, level that starts again); numbers: id → what Word counts for it."""

    lines: tuple[Line, ...]
    lists: dict[int, Numbers]
    numbers: dict[str, str]


def plain(runs: m.Runs) -> str:
    return "".join(run.text for run in runs)

"""Tables: with a head that repeats, cards, and the lines to sign on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from avv_desktop.document import model as m
from avv_desktop.word.keys import Keys
from avv_desktop.word.plan import Cell, Grid, Line, Para, Row

WIDTH = 9015
"""Width of the text in twentieths of a point: 15.9 cm."""
GREY = "F3F5F8"


def table(block: m.Table, keys: Keys, key: str) -> Iterable[Line]:
    """The first row repeats on every page; no row breaks across pages."""
    if block.title:
        yield Para("AVV Tabellentitel", (m.Text(block.title),), key=keys(f"{key}/title"))
    widths = _shares(block.widths, len(block.header))
    head = Row(
        tuple(
            _cell(((m.Text(name),),), width, GREY, style="AVV Tabellenkopf")
            for name, width in _with(block.header, widths)
        ),
        head=True,
        key=keys(f"{key}/header"),
    )
    rows = [
        Row(tuple(_cell((runs,), width) for runs, width in _with(row, widths)), key=keys(f"{key}/row{number}"))
        for number, row in enumerate(block.rows, start=1)
    ]
    yield Grid((head, *rows), widths, caption=block.title)


def card(block: m.Card, key: str) -> Grid:
    """One company: its name across, then label and value."""
    widths = (2600, WIDTH - 2600)
    title = _cell((block.title,), WIDTH, GREY, across=2, style="AVV Tabellenkopf")
    rows = [Row((_cell(((m.Text(name),),), widths[0]), _cell((runs,), widths[1]))) for name, runs in block.lines]
    caption = "".join(run.text for run in block.title)
    return Grid((Row((title,), head=True), *rows), widths, key=key, caption=caption)


def signatures(block: m.SignatureBlock, keys: Keys, key: str) -> Iterable[Line]:
    """Title, place and note, then two lines to sign on side by side."""
    yield Para("AVV Tabellentitel", (m.Text(block.title),), key=keys(f"{key}/title"))
    dated = (m.Text(", Datum: ____________________"),) if block.paper else ()
    yield Para("AVV Hinweis", (*block.place, *dated))
    if block.note:
        yield Para("AVV Hinweis", (m.Text(block.note),))
    if block.lines:
        yield _to_sign_on(block)


def _to_sign_on(block: m.SignatureBlock) -> Grid:
    """Below each line the name in print, then the function."""
    half, gutter = (WIDTH - 500) // 2, 500
    empty, between = _cell(((),), half), _cell(((),), gutter)
    room = _cell(((),), half, style="AVV Unterschrift")
    rows = []
    for start in range(0, len(block.lines), 2):
        pair = [_signature(line, half) for line in block.lines[start : start + 2]]
        rows.append(Row((room, between, room), height=850))
        rows.append(Row((pair[0], between, pair[1] if len(pair) > 1 else empty)))
    return Grid(tuple(rows), (half, gutter, half), lines=False, caption=block.title)


def _signature(line: m.SignatureLine, width: int) -> Cell:
    said = (m.Text(line.name),), ((m.Text(line.function),) if line.function else ())
    return _cell(said, width, style="AVV Unterschrift", above=True)


# ---- pieces


def _shares(widths: Sequence[float], columns: int) -> tuple[int, ...]:
    known = tuple(widths) if len(widths) == columns and sum(widths) > 0 else (1.0,) * columns
    return tuple(round(WIDTH * width / sum(known)) for width in known)


def _with(cells: Sequence, widths: Sequence[int]) -> Iterable:
    """Every column has its cell, also in a row that is too short."""
    return zip((*cells, *[() for _ in widths[len(cells) :]]), widths, strict=False)


def _cell(
    lines: Sequence[m.Runs],
    width: int,
    fill: str = "",
    *,
    across: int = 1,
    style: str = "AVV Tabelle",
    above: bool = False,
) -> Cell:
    return Cell(tuple(Para(style, runs) for runs in lines), width, fill, across, above)

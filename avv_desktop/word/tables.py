"""Tables of Word: with a head that repeats, cards, and the lines to sign on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from avv_desktop.document import model as m
from avv_desktop.word.marks import element

if TYPE_CHECKING:
    from avv_desktop.word.body import Body

WIDTH = 9015
"""Width of the text in twentieths of a point: 15.9 cm."""
_LINE = {"val": "single", "sz": 4, "space": 0, "color": "C9CED6"}
_NONE = {"val": "nil"}


def table(body: Body, block: m.Table) -> Any:
    """The first row repeats on every page; no row breaks across pages."""
    widths = _shares(block.widths)
    made = _table(widths, lines=True)
    made.append(
        _row(
            [_cell(body, ((m.Strong(name),),), width, "F3F5F8") for name, width in _with(block.header, widths)],
            head=True,
        )
    )
    for row in block.rows:
        made.append(_row([_cell(body, (runs,), width) for runs, width in _with(row, widths)]))
    return made


def card_table(body: Body, card: m.Card) -> Any:
    """One company: its name across, then label and value."""
    widths = [2600, WIDTH - 2600]
    made = _table(widths, lines=True)
    title = _cell(body, (tuple(_strong(run) for run in card.title),), WIDTH, "F3F5F8", across=2)
    made.append(_row([title], head=True))
    for name, runs in card.lines:
        made.append(_row([_cell(body, ((m.Text(name),),), widths[0]), _cell(body, (runs,), widths[1])]))
    return made


def signature_table(body: Body, block: m.SignatureBlock) -> Any:
    """Two lines side by side; below each the name in print, then the function."""
    half, gutter = (WIDTH - 500) // 2, 500
    made = _table([half, gutter, half], lines=False)
    for start in range(0, len(block.lines), 2):
        pair = [*block.lines[start : start + 2]]
        cells = [_signature(body, pair[0], half), _cell(body, ((),), gutter)]
        cells.append(_signature(body, pair[1], half) if len(pair) > 1 else _cell(body, ((),), half))
        made.append(_row([_room(body, half), _cell(body, ((),), gutter), _room(body, half)], height=850))
        made.append(_row(cells))
    return made


def _signature(body: Body, line: m.SignatureLine, width: int) -> Any:
    said = (m.Text(line.name),), ((m.Text(line.function),) if line.function else ())
    return _cell(body, said, width, style="AVV Unterschrift", above=True)


def _room(body: Body, width: int) -> Any:
    return _cell(body, ((),), width, style="AVV Unterschrift")


def _strong(run: m.Run) -> m.Run:
    return run if isinstance(run, m.Missing) else m.Strong(run.text)


# ---- pieces


def _shares(widths: Sequence[float]) -> list[int]:
    total = sum(widths) or 1
    return [round(WIDTH * width / total) for width in widths]


def _with(cells: Sequence[Any], widths: Sequence[int]) -> list[tuple[Any, int]]:
    return list(zip(cells, widths, strict=False))


def _table(widths: Sequence[int], *, lines: bool) -> Any:
    shown = _LINE if lines else _NONE
    borders = element(
        "w:tblBorders",
        *(element(f"w:{side}", **shown) for side in ("top", "left", "bottom", "right", "insideH", "insideV")),
    )
    margins = element(
        "w:tblCellMar", *(element(f"w:{side}", w=85 if lines else 0, type="dxa") for side in ("left", "right"))
    )
    properties = element(
        "w:tblPr", element("w:tblW", w=sum(widths), type="dxa"), borders, element("w:tblLayout", type="fixed"), margins
    )
    return element("w:tbl", properties, element("w:tblGrid", *(element("w:gridCol", w=width) for width in widths)))


def _row(cells: list[Any], *, head: bool = False, height: int = 0) -> Any:
    properties = element("w:trPr", element("w:cantSplit"))
    if height:
        properties.append(element("w:trHeight", val=height, hRule="atLeast"))
    if head:
        properties.append(element("w:tblHeader"))
    return element("w:tr", properties, *cells)


def _cell(
    body: Body,
    lines: Sequence[m.Runs],
    width: int,
    fill: str = "",
    *,
    across: int = 1,
    style: str = "AVV Tabelle",
    above: bool = False,
) -> Any:
    properties = element("w:tcPr", element("w:tcW", w=width, type="dxa"))
    if across > 1:
        properties.append(element("w:gridSpan", val=across))
    if above:
        properties.append(element("w:tcBorders", element("w:top", val="single", sz=6, space=0, color="1B1F24")))
    if fill:
        properties.append(element("w:shd", val="clear", color="auto", fill=fill))
    return element("w:tc", properties, *(body.made(style, runs) for runs in lines))

"""Tables of the plan as WordprocessingML."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from avv_desktop.word.marks import allowed, element
from avv_desktop.word.plan import Cell, Grid, Row
from avv_desktop.word.segments import Kind, Segments, all_of

if TYPE_CHECKING:
    from avv_desktop.word.body import Body

_LINE = {"val": "single", "sz": 4, "space": 0, "color": "C9CED6"}
_NONE = {"val": "nil"}
Words = Mapping[tuple[int, int, int], Segments]
"""What a paragraph says (row, cell, paragraph), where it is not wholly of the table's kind."""


def table(body: Body, grid: Grid, words: Words, kind: Kind = "same", rows: Mapping[int, Kind] | None = None) -> Any:
    """`rows`: those that only one of both versions has; `kind`: of all of them."""
    made = _table(grid)
    for number, row in enumerate(grid.rows):
        made.append(_row(body, row, number, words, (rows or {}).get(number, kind)))
    return made


def _row(body: Body, row: Row, number: int, words: Words, kind: Kind) -> Any:
    properties = element("w:trPr", element("w:cantSplit"))
    if row.height:
        properties.append(element("w:trHeight", val=row.height, hRule="atLeast"))
    if row.head:
        properties.append(element("w:tblHeader"))
    if kind != "same":
        properties.append(body.tracking.mark(kind))
    cells = [_cell(body, cell, (number, column), words, kind) for column, cell in enumerate(row.cells)]
    return element("w:tr", properties, *cells)


def _cell(body: Body, cell: Cell, place: tuple[int, int], words: Words, kind: Kind) -> Any:
    properties = element("w:tcPr", element("w:tcW", w=cell.width, type="dxa"))
    if cell.across > 1:
        properties.append(element("w:gridSpan", val=cell.across))
    if cell.above:
        properties.append(element("w:tcBorders", element("w:top", val="single", sz=6, space=0, color="1B1F24")))
    if cell.fill:
        properties.append(element("w:shd", val="clear", color="auto", fill=cell.fill))
    paras = [
        body.paragraph(para, words.get((*place, number), all_of(kind, para.runs)), kind)
        for number, para in enumerate(cell.paras)
    ]
    return element("w:tc", properties, *paras)


def _table(grid: Grid) -> Any:
    shown = _LINE if grid.lines else _NONE
    borders = element(
        "w:tblBorders",
        *(element(f"w:{side}", **shown) for side in ("top", "left", "bottom", "right", "insideH", "insideV")),
    )
    space = 85 if grid.lines else 0
    margins = element("w:tblCellMar", *(element(f"w:{side}", w=space, type="dxa") for side in ("left", "right")))
    properties = element(
        "w:tblPr",
        element("w:tblW", w=sum(grid.widths), type="dxa"),
        borders,
        element("w:tblLayout", type="fixed"),
        margins,
        element("w:tblLook", val="0620" if grid.lines else "0600", firstRow=int(grid.lines), noHBand=1, noVBand=1),
    )
    if grid.caption:
        properties.append(element("w:tblCaption", val=allowed(grid.caption)))
    columns = element("w:tblGrid", *(element("w:gridCol", w=width) for width in grid.widths))
    return element("w:tbl", properties, columns)

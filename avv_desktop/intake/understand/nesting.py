"""Lines with levels ⇄ blocks in blocks. What reading makes of levels, moving a point takes apart and makes again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, cast

from msgspec import Struct
from msgspec.structs import replace

from avv_desktop.document import model as m

ListKind = Literal["letters", "numbers", "bullets"]


class Line(Struct, frozen=True):
    """A paragraph, a point, a table, without what stands below it. level: 0 stands directly in the section."""

    kind: Literal["paragraph", "letters", "numbers", "bullets", "table", "other"]
    level: int
    block: m.Block | m.Item


def nested(lines: list[Line]) -> tuple[m.Block, ...]:
    """Every line below the nearest one before it that stands further out; neighbouring points make one list."""
    found: list[m.Block] = []
    at = 0
    while at < len(lines):
        line, end = lines[at], at + 1
        holds = isinstance(line.block, m.Paragraph | m.Item)
        while holds and end < len(lines) and lines[end].level > line.level:
            end += 1
        below = nested(lines[at + 1 : end]) if end > at + 1 else ()
        _add(found, line, below)
        at = end
    return tuple(found)


def _add(found: list[m.Block], line: Line, below: tuple[m.Block, ...]) -> None:
    block = line.block
    if isinstance(block, m.Item):
        item = replace(block, blocks=below)
        last = found[-1] if found else None
        if isinstance(last, m.Items) and last.kind == line.kind:
            found[-1] = replace(last, items=(*last.items, item))
        else:
            found.append(m.Items(cast(ListKind, line.kind), (item,)))
    elif isinstance(block, m.Paragraph):
        found.append(replace(block, blocks=below))
    else:
        found.append(block)


def lines_of(blocks: Iterable[m.Block], level: int = 0) -> Iterator[Line]:
    """The other way round: every line with its level, in reading order."""
    for block in blocks:
        match block:
            case m.Paragraph():
                yield Line("paragraph", level, replace(block, blocks=()))
                yield from lines_of(block.blocks, level + 1)
            case m.Items():
                for item in block.items:
                    yield Line(block.kind, level, replace(item, blocks=()))
                    yield from lines_of(item.blocks, level + 1)
            case m.Table():
                yield Line("table", level, block)
            case _:
                yield Line("other", level, block)

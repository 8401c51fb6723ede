"""A point one level up or down, with everything below it."""

from __future__ import annotations

from msgspec.structs import replace

from avv_desktop.document import model as m


def moved(document: m.Document, id: str, direction: int) -> m.Document:
    """-1: beside the point it stands below; +1: below the point before it. The same document where that cannot be."""
    sections = tuple(_section(section, id, direction) for section in document.sections)
    return replace(document, sections=sections)


def _section(section: m.Section, id: str, direction: int) -> m.Section:
    return replace(
        section,
        blocks=_blocks(section.blocks, id, direction),
        sections=tuple(_section(below, id, direction) for below in section.sections),
    )


def _blocks(blocks: tuple[m.Block, ...], id: str, direction: int) -> tuple[m.Block, ...]:
    found: list[m.Block] = []
    for block in blocks:
        if isinstance(block, m.Items):
            found.append(replace(block, items=_items(block.items, id, direction)))
        elif isinstance(block, m.Paragraph):
            found.append(replace(block, blocks=_blocks(block.blocks, id, direction)))
        else:
            found.append(block)
    return tuple(found)


def _items(items: tuple[m.Item, ...], id: str, direction: int) -> tuple[m.Item, ...]:
    at = next((number for number, item in enumerate(items) if item.id == id), None)
    if at is not None and direction > 0 and at > 0:
        above = replace(items[at - 1], blocks=_with(items[at - 1].blocks, items[at]))
        return (*items[: at - 1], above, *items[at + 1 :])
    for number, item in enumerate(items):
        if direction < 0 and (found := _taken_out(item.blocks, id)):
            blocks, child = found
            return (*items[:number], replace(item, blocks=blocks), child, *items[number + 1 :])
    return tuple(replace(item, blocks=_blocks(item.blocks, id, direction)) for item in items)


def _with(blocks: tuple[m.Block, ...], item: m.Item) -> tuple[m.Block, ...]:
    last = blocks[-1] if blocks else None
    if isinstance(last, m.Items) and last.kind == "bullets" and not item.label:
        return (*blocks[:-1], replace(last, items=(*last.items, item)))
    return (*blocks, m.Items("letters" if item.label else "bullets", (item,)))


def _taken_out(blocks: tuple[m.Block, ...], id: str) -> tuple[tuple[m.Block, ...], m.Item] | None:
    """The blocks without the point `id` directly in them, and the point with its later siblings below it kept there."""
    for number, block in enumerate(blocks):
        if isinstance(block, m.Items):
            for at, item in enumerate(block.items):
                if item.id == id:
                    rest = (*block.items[:at], *block.items[at + 1 :])
                    kept = (replace(block, items=rest),) if rest else ()
                    return (*blocks[:number], *kept, *blocks[number + 1 :]), item
    return None

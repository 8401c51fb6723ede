"""An agreement line by line: the units that comparing, reviewing and matching work on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from avv_desktop.document import model as m

Kind = Literal["head", "party", "title", "note", "paragraph", "item", "header", "row", "card", "signature"]
HEAD = "head"


class Unit(Struct, frozen=True):
    """One line of an agreement: a title, a paragraph, an item, a row of a table.

    key: the block's own id where it has one, else its place ("audit_rights/2/a", "annex_1/3/1/row2"); unique in a
    document. section: id of the clause or annex (the outermost section), "head" for the first page.
    part: id of the innermost section (a control of an annex), else the same as `section`.
    label: how a reader finds it: "§ 6 Abs. 2 Buchst. a", "Anlage 1 Nr. 3", "Kopf". depth: 0 for the outermost.
    text: the words without label, cells of a row divided by tabs. field: the table field or place it prints.
    """

    key: str
    section: str
    part: str
    label: str
    kind: Kind
    depth: int
    text: str
    field: str = ""


def words(runs: m.Runs) -> str:
    return "".join(run.text for run in runs)


def units(document: m.Document) -> tuple[Unit, ...]:
    """Every line of the document in reading order. What is empty is left out."""
    found = [*_head(document)]
    for section in document.sections:
        found += _section(section, section.id, section.label or section.title, 0)
    return tuple(unit for unit in _distinct(found) if unit.text.strip())


def _distinct(found: list[Unit]) -> Iterator[Unit]:
    """Keys that occur twice are told apart by a count."""
    seen: dict[str, int] = {}
    for unit in found:
        count = seen[unit.key] = seen.get(unit.key, 0) + 1
        yield unit if count == 1 else _with_key(unit, f"{unit.key}~{count}")


def _with_key(unit: Unit, key: str) -> Unit:
    from msgspec.structs import replace

    return replace(unit, key=key)


def _head(document: m.Document) -> Iterator[Unit]:
    def unit(key: str, kind: Kind, text: str) -> Unit:
        return Unit(f"{HEAD}/{key}", HEAD, HEAD, "Kopf", kind, 0, text)

    yield unit("title", "title", words(document.title))
    yield unit("subtitle", "head", words(document.subtitle))
    yield unit("number", "head", document.number.text)
    yield unit("version", "head", document.version.text)
    for number, party in enumerate(document.parties, start=1):
        side = f"{party.side}{number}"
        yield unit(f"{side}/intro", "head", party.intro)
        yield unit(f"{side}/name", "party", party.name.text)
        yield unit(f"{side}/address", "party", words(party.runs))
        yield unit(f"{side}/represented", "party", words(party.represented))
        yield unit(f"{side}/role", "party", f"{party.role} {party.term}".strip())
    yield unit("closing", "head", document.closing)


def _section(section: m.Section, outermost: str, label: str, depth: int) -> Iterator[Unit]:
    def unit(key: str, kind: Kind, text: str) -> Unit:
        return Unit(key, outermost, section.id, label, kind, depth, text)

    yield unit(f"{section.id}/title", "title", section.title)
    yield unit(f"{section.id}/note", "note", words(section.note))
    yield from _Blocks(outermost, section.id).walk(section.blocks, section.id, label, depth + 1)
    for below in section.sections:
        own = f"{label} Nr. {below.label.rstrip('.)')}" if below.label else f"{label}, {below.title}"
        yield from _section(below, outermost, own, depth + 1)


class _Blocks:
    def __init__(self, section: str, part: str) -> None:
        self.section, self.part = section, part

    def unit(self, key: str, label: str, kind: Kind, depth: int, text: str, field: str = "") -> Unit:
        return Unit(key, self.section, self.part, label, kind, depth, text, field)

    def walk(self, blocks: tuple[m.Block, ...], above: str, label: str, depth: int) -> Iterator[Unit]:
        for number, block in enumerate(blocks, start=1):
            here = f"{above}/{number}"
            match block:
                case m.Paragraph():
                    yield from self._paragraph(block, block.id or here, label, depth)
                case m.Items():
                    for count, item in enumerate(block.items, start=1):
                        yield from self._item(item, item.id or f"{here}/{count}", label, depth)
                case m.Table():
                    yield from self._table(block, block.id or here, label, depth)
                case m.Card():
                    said = [f"{name}: {words(runs)}" for name, runs in block.lines]
                    text = "\n".join([words(block.title), *said])
                    yield self.unit(here, label, "card", depth, text, block.place)
                case m.SignatureBlock():
                    yield self.unit(f"{here}/title", label, "signature", depth, block.title)
                    for line in block.lines:
                        text = ", ".join(filter(None, (line.name, line.function, line.party)))
                        yield self.unit(f"{here}/{line.field}", label, "signature", depth, text)

    def _paragraph(self, block: m.Paragraph, key: str, label: str, depth: int) -> Iterator[Unit]:
        own = f"{label} Abs. {block.label.strip('()')}" if block.label else label
        yield self.unit(key, own, "paragraph", depth, words(block.runs))
        yield from self.walk(block.blocks, key, own, depth + 1)

    def _item(self, item: m.Item, key: str, label: str, depth: int) -> Iterator[Unit]:
        own = f"{label} Buchst. {item.label.strip('()')}" if item.label else label
        yield self.unit(key, own, "item", depth, words(item.runs))
        yield from self.walk(item.blocks, key, own, depth + 1)

    def _table(self, table: m.Table, key: str, label: str, depth: int) -> Iterator[Unit]:
        if table.title:
            yield self.unit(f"{key}/title", label, "header", depth, table.title, table.field)
        yield self.unit(f"{key}/header", label, "header", depth, "\t".join(table.header), table.field)
        for number, row in enumerate(table.rows, start=1):
            place = f"{table.field}[{number - 1}]" if table.field else ""
            cells = "\t".join(words(cell) for cell in row)
            yield self.unit(f"{key}/row{number}", f"{label}, Zeile {number}", "row", depth, cells, place)

"""A composed agreement beside one that was read: cards, signature lines and numbers are plain lines in both."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from avv_desktop.document import model as m
from avv_desktop.document.units import words

NUMBERED = r"(?:\b(?:Nummer|Number|Nr\.)\s*)?{number}[\s,·]*(?:(?:Fassung|Version)\s*)?{version}\s*$"


def evened(old: m.Document, new: m.Document) -> tuple[m.Document, m.Document]:
    """Both in a form that can be compared line by line; as they are where both are composed, or both were read."""
    if _composed(old) == _composed(new):
        return old, new
    if _composed(old):
        return _flat(old), _as_numbered(_flat(new), old)
    return _as_numbered(_flat(old), new), _flat(new)


def _composed(document: m.Document) -> bool:
    """Does it have what only the program itself writes?"""
    blocks = (block for section in m.walk(document.sections) for block in section.blocks)
    return bool(document.number.text) or any(isinstance(block, m.Card | m.SignatureBlock) for block in blocks)


def _flat(document: m.Document) -> m.Document:
    return replace(document, sections=tuple(_section(section) for section in document.sections))


def _section(section: m.Section) -> m.Section:
    lines = _signature_lines if section.kind == "signatures" else _lines
    blocks = tuple(flat for block in section.blocks for flat in lines(block))
    return replace(section, blocks=blocks, sections=tuple(map(_section, section.sections)))


def _lines(block: m.Block) -> Iterator[m.Block]:
    """A card as its title and a table of two columns; `field` of a row is the card's place and the row's number."""
    if not isinstance(block, m.Card):
        yield block
        return
    yield m.Paragraph(block.title)
    if block.lines:
        rows = tuple(((m.Text(name),), runs) for name, runs in block.lines)
        head = tuple(words(cell) for cell in rows[0])
        yield m.Table(head, rows[1:], (1.0, 1.0), field=block.place)


def _signature_lines(block: m.Block) -> Iterator[m.Block]:
    """Every name, function and place as a line of its own."""
    for text in _signature_texts(block):
        yield from (m.Paragraph((m.Text(part.strip()),)) for part in re.split(r"[\t\n]", text) if part.strip())


def _signature_texts(block: m.Block) -> Iterator[str]:
    match block:
        case m.SignatureBlock():
            yield from (block.title, words(block.place), block.note)
            yield from (text for line in block.lines for text in (line.name, line.function))
        case m.Table():
            yield from (block.title, *block.header, *(words(cell) for row in block.rows for cell in row))
        case m.Card():
            yield from (words(block.title), *(f"{name}: {words(runs)}" for name, runs in block.lines))
        case m.Paragraph():
            yield words(block.runs)
            yield from (text for below in block.blocks for text in _signature_texts(below))
        case m.Items():
            for item in block.items:
                yield words(item.runs)
                yield from (text for below in item.blocks for text in _signature_texts(below))


def _as_numbered(read: m.Document, composed: m.Document) -> m.Document:
    """The number and version below the title are told apart from it, if they are those of the other one."""
    number, version = re.escape(composed.number.text), re.escape(composed.version.text)
    said = words(read.subtitle)
    found = re.search(NUMBERED.format(number=number, version=version), said) if number else None
    if found is None:
        return read
    rest = said[: found.start()].rstrip(" ·,")
    return replace(read, subtitle=(m.Text(rest),), number=composed.number, version=composed.version)

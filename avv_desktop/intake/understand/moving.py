"""A point one level up or down, with everything below it. The order of the words stays as it is."""

from __future__ import annotations

from msgspec.structs import replace

from avv_desktop.document import model as m
from avv_desktop.intake.understand.nesting import Line, lines_of, nested


def moved(document: m.Document, id: str, direction: int) -> tuple[m.Document, frozenset[str]]:
    """-1: one level further out (points behind it that stood beside it come below it), +1: below the point before it.

    With the ids of all that changed its level: none where it cannot be moved like that.
    """
    changed: set[str] = set()
    sections = tuple(_section(section, id, direction, changed) for section in document.sections)
    return (replace(document, sections=sections) if changed else document), frozenset(changed)


def _section(section: m.Section, id: str, direction: int, changed: set[str]) -> m.Section:
    lines = list(lines_of(section.blocks))
    at = next((number for number, line in enumerate(lines) if _id(line) == id), None)
    if at is None:
        below = tuple(_section(each, id, direction, changed) for each in section.sections)
        return replace(section, sections=below) if changed else section
    if not _possible(lines, at, direction):
        return section
    end = at + 1
    while end < len(lines) and lines[end].level > lines[at].level:
        end += 1
    shifted = [replace(line, level=line.level + direction) for line in lines[at:end]]
    changed |= {_id(line) for line in shifted}
    return replace(section, blocks=nested([*lines[:at], *shifted, *lines[end:]]))


def _possible(lines: list[Line], at: int, direction: int) -> bool:
    line = lines[at]
    if direction < 0:
        return line.level > 0
    before = next((each for each in reversed(lines[:at]) if each.level <= line.level), None)
    return before is not None and before.level == line.level and isinstance(before.block, m.Paragraph | m.Item)


def _id(line: Line) -> str:
    return line.block.id if isinstance(line.block, m.Paragraph | m.Item | m.Table) else ""

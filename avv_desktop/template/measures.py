"""measures.md → the measures annex: sections, controls, measures."""

from __future__ import annotations

import re

from avv_desktop.template.reading import Node, Reader
from avv_desktop.template.text import Control, Measure, MeasureSection

MEASURE = re.compile(r"^- \[([x ])\] (short|full) · (source|updated|proposal) · ([a-z_]+) · (.+)$")


def read_measures(reader: Reader, text: str) -> tuple[MeasureSection, ...]:
    """Raises TemplateError with the line."""
    seen: set[str] = set()
    return tuple(_section(reader, node, seen) for node in reader.nodes(text))


def _section(reader: Reader, node: Node, seen: set[str]) -> MeasureSection:
    found = reader.titled(node, r"\d+ · ([a-z_]+) · (.+)", "Nummer („1 · kennung · Titel“)")
    controls = tuple(_control(reader, below, seen) for below in node.below)
    return MeasureSection(
        id=found[1], title=found[2], art=reader.one(node, "art"), controls=controls, tags=reader.tags(node)
    )


def _control(reader: Reader, node: Node, seen: set[str]) -> Control:
    found = reader.titled(node, r"([a-z_]+) · (.+)", "Kontrolle („kennung · Titel“)")
    return Control(
        id=found[1],
        title=found[2],
        art=reader.one(node, "art"),
        goal=reader.one(node, "goal"),
        measures=tuple(_measure(reader, text, number, seen) for text, number in node.lines),
        tags=reader.tags(node),
        when=reader.condition(node),
    )


def _measure(reader: Reader, text: str, number: int, seen: set[str]) -> Measure:
    found = MEASURE.match(text)
    if not found:
        raise reader.error(number, "Eine Maßnahme lautet „- [x] short · source · kennung · Text“.")
    if found[4] in seen:
        raise reader.error(number, f"Die Maßnahme „{found[4]}“ gibt es zweimal.")
    seen.add(found[4])
    return Measure(
        id=found[4],
        on=found[1] == "x",
        scope=found[2],  # type: ignore[arg-type]
        origin=found[3],  # type: ignore[arg-type]
        parts=reader.inline(found[5], number),
    )

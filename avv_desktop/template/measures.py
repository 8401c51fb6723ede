"""measures.md → the measures annex: sections, controls, measures."""

from __future__ import annotations

import re

from avv_desktop.template.reading import Node, Reader
from avv_desktop.template.text import Control, Measure, MeasureSection

MEASURE = re.compile(
    r"^(?P<indent> *)(?P<mark>[-*]) \[([x ])\] (short|full) · (source|updated|proposal) · ([a-z][a-z0-9_]*) · (.+)$"
)


def read_measures(reader: Reader, text: str) -> tuple[MeasureSection, ...]:
    """Raises TemplateError with the line."""
    seen: tuple[set[str], ...] = (set(), set(), set())
    return tuple(_section(reader, node, *seen) for node in reader.nodes(text))


def _section(reader: Reader, node: Node, sections: set[str], controls: set[str], measures: set[str]) -> MeasureSection:
    found = reader.titled(node, r"\d+ · ([a-z][a-z0-9_]*) · (.+)", "Nummer („1 · kennung · Titel“)")
    return MeasureSection(
        id=reader.only_once(node.line, found[1], sections),
        title=found[2],
        art=reader.one(node, "art"),
        controls=tuple(_control(reader, below, controls, measures) for below in node.below),
        tags=reader.tags(node),
    )


def _control(reader: Reader, node: Node, controls: set[str], measures: set[str]) -> Control:
    found = reader.titled(node, r"([a-z][a-z0-9_]*) · (.+)", "Kontrolle („kennung · Titel“)")
    return Control(
        id=reader.only_once(node.line, found[1], controls),
        title=found[2],
        art=reader.one(node, "art"),
        goal=reader.one(node, "goal"),
        measures=tuple(_measure(reader, text, number, measures) for text, number in node.lines),
        tags=reader.tags(node),
        when=reader.condition(node),
    )


def _measure(reader: Reader, text: str, number: int, seen: set[str]) -> Measure:
    found = MEASURE.match(text)
    if not found:
        raise reader.error(number, "Eine Maßnahme lautet „- [x] short · source · kennung · Text“.")
    return Measure(
        id=reader.only_once(number, found[6], seen),
        on=found[3] == "x",
        scope=found[4],  # type: ignore[arg-type]
        origin=found[5],  # type: ignore[arg-type]
        parts=reader.inline(found[7], number),
        level=len(found["indent"]) // 2,
        plain=found["mark"] == "*",
    )

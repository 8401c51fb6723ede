"""annexes.md → the annexes: which there are, when they print, and what frames their tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import get_args

from avv_desktop.template.reading import Node, Reader
from avv_desktop.template.text import Annex, AnnexKind, AnnexPart, ContactRow

KINDS = get_args(AnnexKind)
CONTACT = re.compile(r"^- (controller|processor) · (required|optional) · ([a-z_.]+) · (.+)$")


def read_annexes(reader: Reader, text: str) -> tuple[Annex, ...]:
    """Raises TemplateError with the line."""
    seen: set[str] = set()
    return tuple(_annex(reader, node, seen) for node in reader.nodes(text))


def _annex(reader: Reader, node: Node, seen: set[str]) -> Annex:
    found = reader.titled(node, r"annex: ([a-z][a-z0-9_]*) · (.+)", "Anlage („annex: kennung · Titel“)")
    kind = reader.one(node, "kind")
    if kind not in KINDS:
        raise reader.error(node.line, f"Die Anlage braucht „kind“, eines von: {', '.join(KINDS)}.")
    lead = tuple(
        (name.partition(" ")[2], reader.inline(value, line))
        for name, value, line in node.heads
        if name.startswith("lead")
    )
    closing = next((reader.inline(value, line) for name, value, line in node.heads if name == "closing"), ())
    table = reader.one(node, "table")
    if table and ((field := reader.known.field(table)) is None or field.type != "table"):
        raise reader.error(reader.line_of(node, "table"), f"„{table}“ ist kein Feld mit einer Tabelle.")
    return Annex(
        id=reader.only_once(node.line, found[1], seen),
        title=found[2],
        kind=kind,  # type: ignore[arg-type]
        tags=reader.tags(node),
        when=reader.condition(node),
        rules=reader.rules(node),
        lead=lead,
        table=table,
        closing=closing,
        contacts=() if kind == "text" else tuple(_contact(reader, line, number) for line, number in node.lines),
        lines=reader.text_lines(node) if kind == "text" else (),
        parts=tuple(_parts(reader, node, found[1])) if kind == "text" else (),
    )


def _parts(reader: Reader, node: Node, above: str, level: int = 1) -> Iterator[AnnexPart]:
    """The titled parts below an annex, in reading order: "### 1 · id · Title" is numbered, "### id · Title" is not."""
    for below in node.below:
        found = reader.titled(below, r"(\d+ · )?([a-z][a-z0-9_]*) · (.+)", "Teil einer Anlage („1 · kennung · Titel“)")
        art, lines = reader.one(below, "art"), reader.text_lines(below)
        yield AnnexPart(f"{above}.{found[2]}", found[3], level, bool(found[1]), art, lines)
        yield from _parts(reader, below, above, level + 1)


def _contact(reader: Reader, text: str, number: int) -> ContactRow:
    found = CONTACT.match(text)
    if not found:
        raise reader.error(number, "Eine Ansprechperson lautet „- controller · required · feld · Aufgabe“.")
    if (field := reader.known.field(found[3])) is None or field.type != "person list":
        raise reader.error(number, f"„{found[3]}“ ist kein Feld mit Personen.")
    return ContactRow(party=found[1], required=found[2] == "required", field=found[3], task=found[4])  # type: ignore[arg-type]

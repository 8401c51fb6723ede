"""Anlage 1: the technical and organisational measures as a tree of groups and controls (Art. 32 DSGVO)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from avv_desktop.document.lines import runs
from avv_desktop.document.model import Block, Item, Items, Paragraph, Runs, Section, Text, Value
from avv_desktop.document.printing import Printing
from avv_desktop.document.wording.typography import full_stop, kept_together, one_line, typographic
from avv_desktop.template.markup import slots
from avv_desktop.template.text import Control, FieldSlot, Measure, MeasureSection


def groups(printing: Printing) -> tuple[Section, ...]:
    """The groups that print at least one measure, counted."""
    found: list[Section] = []
    for group in printing.template.sections:
        controls = tuple(section for control in group.controls if (section := _control(printing, group, control)))
        if controls:
            note = (Text(typographic(group.art)),) if group.art else ()
            found.append(Section(group.id, "group", group.title, f"{len(found) + 1}.", note, (), controls))
    return tuple(found)


def _control(printing: Printing, group: MeasureSection, control: Control) -> Section | None:
    """A control with its goal and its measures; None where none is printed."""
    if not printing.values.holds(control.when):
        printing.decided_against(control.when)
        return None
    lines = tuple(_lines(printing, control))
    if not lines and (control.measures or not control.goal):
        return None
    printing.decided(control.when)
    if lines:
        printing.measures[control.id] = tuple("".join(run.text for run in line.item.runs) for line in lines)
    art = (Text(typographic(control.art)),) if control.art and control.art != group.art else ()
    goal = (Paragraph((Text(typographic(control.goal)),)),) if control.goal else ()
    return Section(control.id, "control", control.title, "", art, (*goal, *_nested(lines)))


class _Line(NamedTuple):
    item: Item
    level: int
    plain: bool


def _nested(lines: Sequence[_Line]) -> tuple[Block, ...]:
    """Bullets in bullets by their level; plain lines as paragraphs among them."""
    found: list[Block] = []
    level = min((line.level for line in lines), default=0)
    at = 0
    while at < len(lines):
        end = at + 1
        while end < len(lines) and lines[end].level > level:
            end += 1
        line, below = lines[at], _nested(lines[at + 1 : end])
        if line.plain:
            found.append(Paragraph(line.item.runs, line.item.id, blocks=below))
        else:
            item = replace(line.item, blocks=below)
            before = found.pop().items if found and isinstance(found[-1], Items) else ()  # type: ignore[union-attr]
            found.append(Items("bullets", (*before, item)))
        at = end
    return tuple(found)


def _lines(printing: Printing, control: Control) -> Iterator[_Line]:
    full = printing.value("annex_measures.scope") == "full"
    known = {measure.id: measure for measure in control.measures}
    changed = printing.draft.measures.get(control.id)
    if changed is None:
        shown: list[tuple[str, Measure | None, str]] = [(m.id, m, "") for m in control.measures if m.on]
    else:
        shown = [(line.id, known.get(line.id), one_line(line.text)) for line in changed if line.on]
    for id, measure, own in shown:
        if measure is not None and measure.scope == "full" and not full:
            continue
        place = f"annex_measures.{id}"
        level, plain = (measure.level, measure.plain) if measure is not None else (0, False)
        if own:
            yield _Line(Item((Value(full_stop(kept_together(own)), place),), id=place), level, plain)
        elif measure is not None and (said := measure_runs(printing, measure)):
            yield _Line(Item(said, id=place), level, plain)


def measure_runs(printing: Printing, measure: Measure) -> Runs:
    """One measure's words; () where a list it names is empty: without data centres there is nothing to say of them."""
    for slot in slots(measure.parts):
        if isinstance(slot, FieldSlot) and printing.field(slot.name).type == "multi" and not _named(printing, slot):
            return ()
    return runs(printing, measure.parts)


def _named(printing: Printing, slot: FieldSlot) -> bool:
    field = printing.field(slot.name)
    chosen = printing.values.value(slot.name) or []
    if field.options_from:
        rows = {str(row.get("id", "")) for row in printing.values.rows(field.options_from)}
        return any(str(each) in rows for each in chosen)
    return field.required or bool(chosen)

"""References between clauses, paragraphs and annexes: who refers to what, and what becomes of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from avv_desktop.template.markup import slots
from avv_desktop.template.model import Template
from avv_desktop.template.text import (
    Annex,
    Clause,
    ClauseParagraph,
    Inline,
    MeasureSection,
    OptionalPart,
    ReferenceSlot,
    TextLine,
    Words,
)

Parts = tuple[Inline, ...]
Change = Callable[[Parts], Parts]


class Mention(Struct, frozen=True):
    """`place`: id of what says it (paragraph, clause, annex, part of an annex, measure); `target`: what it names."""

    place: str
    target: str


def references_to(template: Template, id: str) -> tuple[Mention, ...]:
    """Who refers to a clause (its paragraphs included), a paragraph or an annex; what it says of itself left out."""
    return tuple(
        Mention(place, slot.target)
        for place, parts in placed(template)
        if not within(place, id)
        for slot in slots(parts)
        if isinstance(slot, ReferenceSlot) and within(slot.target, id)
    )


def within(place: str, id: str) -> bool:
    """Is `place` that id, or something below it?"""
    return place == id or place.startswith(f"{id}.")


def placed(template: Template) -> Iterable[tuple[str, Parts]]:
    """Every text of the template with the id of where it stands, in reading order."""
    for clause in template.clauses:
        yield from _said(clause.id, clause.lines)
        for paragraph in clause.paragraphs:
            for lines in (paragraph.lines, *(variant.lines for variant in paragraph.variants)):
                yield from _said(paragraph.id, lines)
    for section in template.sections:
        for control in section.controls:
            yield from ((measure.id, measure.parts) for measure in control.measures)
    for annex in template.annexes:
        yield from ((annex.id, parts) for _, parts in annex.lead)
        yield from _said(annex.id, annex.lines)
        for part in annex.parts:
            yield from _said(part.id, part.lines)
        yield annex.id, annex.closing


def _said(place: str, lines: Iterable[TextLine]) -> Iterable[tuple[str, Parts]]:
    return ((place, parts) for line in lines for parts in (line.parts, *line.cells))


# ---- changing


def renamed(template: Template, ids: Mapping[str, str]) -> Template:
    """References follow to new ids."""
    return _each(template, lambda ref: ReferenceSlot(ids.get(ref.target, ref.target)))


def unreferenced(template: Template, id: str) -> Template:
    """References to something that goes become the words of its title."""
    names = _names(template)
    return _each(template, lambda ref: Words(f"„{names[ref.target]}“") if within(ref.target, id) else ref)


def _names(template: Template) -> dict[str, str]:
    found = {annex.id: annex.title for annex in template.annexes}
    for clause in template.clauses:
        found[clause.id] = clause.title
        found |= {paragraph.id: clause.title for paragraph in clause.paragraphs}
    return found


def _each(template: Template, change: Callable[[ReferenceSlot], Inline]) -> Template:
    def inside(parts: Parts) -> Parts:
        found: list[Inline] = []
        for part in parts:
            if isinstance(part, OptionalPart):
                part = OptionalPart(inside(part.parts))
            elif isinstance(part, ReferenceSlot):
                part = change(part)
            if isinstance(part, Words) and found and isinstance(found[-1], Words):
                part = Words(found.pop().text + part.text)  # type: ignore[union-attr]
            found.append(part)
        return tuple(found)

    return mapped(template, inside)


def mapped(template: Template, change: Change) -> Template:
    """Every text of the template changed in the same way."""
    return replace(
        template,
        clauses=tuple(_clause(each, change) for each in template.clauses),
        sections=tuple(_section(each, change) for each in template.sections),
        annexes=tuple(_annex(each, change) for each in template.annexes),
    )


def _lines(lines: Iterable[TextLine], change: Change) -> tuple[TextLine, ...]:
    return tuple(replace(each, parts=change(each.parts), cells=tuple(map(change, each.cells))) for each in lines)


def _clause(clause: Clause, change: Change) -> Clause:
    paragraphs = tuple(_paragraph(each, change) for each in clause.paragraphs)
    return replace(clause, lines=_lines(clause.lines, change), paragraphs=paragraphs)


def _paragraph(paragraph: ClauseParagraph, change: Change) -> ClauseParagraph:
    variants = tuple(replace(each, lines=_lines(each.lines, change)) for each in paragraph.variants)
    return replace(paragraph, lines=_lines(paragraph.lines, change), variants=variants)


def _section(section: MeasureSection, change: Change) -> MeasureSection:
    controls = (
        replace(each, measures=tuple(replace(one, parts=change(one.parts)) for one in each.measures))
        for each in section.controls
    )
    return replace(section, controls=tuple(controls))


def _annex(annex: Annex, change: Change) -> Annex:
    return replace(
        annex,
        lead=tuple((case, change(parts)) for case, parts in annex.lead),
        closing=change(annex.closing),
        lines=_lines(annex.lines, change),
        parts=tuple(replace(each, lines=_lines(each.lines, change)) for each in annex.parts),
    )

"""Which paragraphs and variants a draft prints: conditions and choices decided."""

from __future__ import annotations

from collections.abc import Iterator

from avv_desktop.draft.values import Values
from avv_desktop.template.text import Annex, Clause, ClauseParagraph, Control, Rule, Variant


def variant_of(paragraph: ClauseParagraph, values: Values) -> Variant | None:
    """The variant that is printed; None where a paragraph has none, or none fits."""
    if paragraph.choice == "by rule":
        return next((each for each in paragraph.variants if values.holds(each.when)), None)
    if paragraph.choice:
        chosen = values.value(paragraph.choice)
        return next((each for each in paragraph.variants if each.id == chosen), None)
    return None


def clauses(values: Values) -> Iterator[Clause]:
    """The clauses that are printed."""
    return (clause for clause in values.template.clauses if values.holds(clause.when))


def paragraphs(clause: Clause, values: Values) -> Iterator[tuple[ClauseParagraph, Variant | None]]:
    """The paragraphs of a clause that are printed, with their variant."""
    for paragraph in clause.paragraphs:
        if values.holds(paragraph.when):
            variant = variant_of(paragraph, values)
            if variant is not None or not paragraph.variants:
                yield paragraph, variant


def annexes(values: Values) -> Iterator[Annex]:
    return (annex for annex in values.template.annexes if values.holds(annex.when))


def controls(values: Values) -> Iterator[Control]:
    for section in values.template.sections:
        yield from (control for control in section.controls if values.holds(control.when))


def rules(values: Values) -> Iterator[tuple[str, Rule]]:
    """All rules that count for this draft, each with the id of where it stands."""
    for clause in clauses(values):
        yield from ((clause.id, rule) for rule in clause.rules)
        for paragraph, variant in paragraphs(clause, values):
            yield from ((paragraph.id, rule) for rule in paragraph.rules)
            yield from ((paragraph.id, rule) for rule in (variant.rules if variant else ()))
    for annex in annexes(values):
        yield from ((annex.id, rule) for rule in annex.rules)


def tags(values: Values) -> frozenset[str]:
    """Every tag of what is printed."""
    found: set[str] = set()
    for clause in clauses(values):
        found |= set(clause.tags)
        for paragraph, _ in paragraphs(clause, values):
            found |= set(paragraph.tags)
    for annex in annexes(values):
        found |= set(annex.tags)
    for section in values.template.sections:
        found |= set(section.tags)
    for control in controls(values):
        found |= set(control.tags)
    return frozenset(found)

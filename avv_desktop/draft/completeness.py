"""Is the draft ready? Missing answers, rules of the clauses that are printed, rows of Art. 28, proposals to confirm."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from msgspec.structs import replace

from avv_desktop.draft import printed
from avv_desktop.draft.checks import findings_of
from avv_desktop.draft.model import Draft, Finding
from avv_desktop.draft.values import Values
from avv_desktop.system.language import tr
from avv_desktop.template.expression import names
from avv_desktop.template.markup import slots
from avv_desktop.template.model import Template
from avv_desktop.template.text import FieldSlot, Measure, ReferenceSlot


def findings(template: Template, draft: Draft, today: datetime.date | None = None) -> list[Finding]:
    """Everything between this draft and a signature, in the order of the form."""
    values = Values(template, draft, today)
    found = [each for field in template.fields for each in findings_of(values, field)]
    places = {_field_of(finding.place) for finding in found}
    found += _rules(values, places)
    found += _measures(values)
    found += _rows(values)
    found += _proposals(values)
    found += requests(draft)
    found += _dangling(template, values)
    order = {name: n for n, name in enumerate(_form_order(template))}
    found = [overridden(draft, each) for each in found]
    return sorted(_once(found), key=lambda each: (order.get(_field_of(each.place), len(order)), each.severity != "E"))


ANSWERABLE = re.compile(r"[A-Z]")
"""Rules by number can be answered for with a reason; an empty field or an open request cannot."""


def overridden(draft: Draft, finding: Finding) -> Finding:
    """A finding somebody answers for is only a hint."""
    for each in draft.overrides:
        if (each.rule, each.place) == (finding.rule, finding.place) and ANSWERABLE.match(finding.rule):
            return replace(finding, severity="H", overridden=each.reason or each.author)
    return finding


def requests(draft: Draft) -> Iterator[Finding]:
    """Changes to clauses that nobody has approved yet."""
    for edit in draft.edits:
        if not edit.allowed:
            words = tr("A change to a clause waits for approval: {reason}", reason=edit.reason or edit.title or "–")
            yield Finding("request", "E", edit.target, words)


def _dangling(template: Template, values: Values) -> Iterator[Finding]:
    """References to what this draft strikes."""
    if values.template is template:
        return
    kept = {clause.id for clause in values.template.clauses}
    kept |= {each.id for clause in values.template.clauses for each in clause.paragraphs}
    standard = {clause.id: clause.title for clause in template.clauses}
    for clause in printed.clauses(values):
        for paragraph, variant in printed.paragraphs(clause, values):
            for line in variant.lines if variant else paragraph.lines:
                for slot in slots(line.parts):
                    owner = getattr(slot, "target", "").partition(".")[0]
                    if isinstance(slot, ReferenceSlot) and owner in standard and slot.target not in kept:
                        words = tr("This refers to “{title}”, which is struck.", title=standard[owner])
                        yield Finding("reference", "W", paragraph.id, words)


def ready(found: list[Finding]) -> bool:
    """May it be signed? Nothing of severity E is left."""
    return not any(finding.severity == "E" for finding in found)


def progress(template: Template, draft: Draft) -> dict[str, tuple[int, int]]:
    """For every group of the form: how many of the needed answers are there and in order."""
    values = Values(template, draft)
    marks = {}
    for group in template.groups:
        needed = [field for name in (*group.fields, *group.advanced) if values.required(field := values.field(name))]
        done = sum(not any(each.severity == "E" for each in findings_of(values, field)) for field in needed)
        marks[group.id] = (done, len(needed))
    return marks


def _rules(values: Values, places: set[str]) -> Iterator[Finding]:
    """A rule whose fields are reported already would only say it twice."""
    known = {field.name for field in values.template.fields}
    for where, rule in printed.rules(values):
        fields = [name for used in sorted(names(rule.expression)) if (name := _known(used, known))]
        if rule.expression and not places.intersection(fields) and not values.holds(rule.expression):
            yield Finding(where, rule.severity, fields[0] if fields else where, rule.message)


def _known(used: str, known: set[str]) -> str:
    while used and used not in known:
        used = used.rpartition(".")[0]
    return used


def _measures(values: Values) -> Iterator[Finding]:
    """Every control with tags keeps at least one printed measure, and what measures name must be filled in."""
    full = values.value("annex_measures.scope") == "full"
    for control in printed.controls(values):
        lines = values.draft.measures.get(control.id)
        known = {measure.id: measure for measure in control.measures}
        if lines is None:
            shown = [measure for measure in control.measures if measure.on and (full or measure.scope == "short")]
            kept = len(shown)
        else:
            on = [line for line in lines if line.on]
            shown = [known[line.id] for line in on if line.id in known and not line.text]
            kept = sum(full or line.id not in known or known[line.id].scope == "short" for line in on)
        if control.tags and not kept:
            words = tr("At least one measure of “{control}” must stay on.", control=control.title)
            yield Finding(control.tags[0], "E", f"annex_measures.{control.id}", words)
        for measure in shown:
            yield from _empty_in(values, measure)


def _empty_in(values: Values, measure: Measure) -> Iterator[Finding]:
    for part in measure.parts:
        if not isinstance(part, FieldSlot):
            continue
        field = values.field(part.name)
        if not values.filled(part.name) and not values.required(field) and field.type != "multi":
            words = tr("“{label}” is missing; a measure of Anlage 1 names it.", label=field.label)
            yield Finding("missing", "E", part.name, words)


def _rows(values: Values) -> Iterator[Finding]:
    """Rows of Art. 28 GDPR that nothing printed fulfils."""
    there = printed.tags(values)
    for row, needed in values.template.coverage:
        for tag in needed:
            if tag not in there:
                yield Finding(row, "E", tag, tr("Nothing printed fulfils “{tag}” of Art. 28 GDPR.", tag=tag))


def _proposals(values: Values) -> Iterator[Finding]:
    for field in values.template.fields:
        if field.confirm and values.relevant(field) and values.filled(field.name) and not values.answered(field.name):
            yield Finding(
                "confirm", "H", field.name, tr("“{label}” is our proposal. Is it true for you?", label=field.label)
            )


def used_slots(parts) -> frozenset[str]:
    """Names of the fields in a text."""
    return frozenset(slot.name for slot in slots(parts) if isinstance(slot, FieldSlot))


def _form_order(template: Template) -> list[str]:
    return [name for group in template.groups for name in (*group.fields, *group.advanced)]


def _field_of(place: str) -> str:
    head = place.partition("[")[0]
    parts = head.split(".")
    return ".".join(parts[:2])


def _once(found: list[Finding]) -> list[Finding]:
    return list({(each.place, each.message): each for each in found}.values())

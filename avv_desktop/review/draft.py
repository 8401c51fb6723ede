"""The rules on one draft, as `flow.check` wants them: at its fields and paragraphs, with what somebody answers for."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

import msgspec
from msgspec.structs import replace

from avv_desktop.document import model as m
from avv_desktop.document.compose import compose
from avv_desktop.document.units import units
from avv_desktop.draft.completeness import overridden
from avv_desktop.draft.model import Draft, Finding
from avv_desktop.draft.values import Values
from avv_desktop.review.engine import review
from avv_desktop.review.fixing import apply
from avv_desktop.review.normal import normal
from avv_desktop.template.model import Template

ROW = re.compile(r"K\d{2}")


def review_draft(
    template: Template, draft: Draft, document: m.Document | None = None, today: datetime.date | None = None
) -> list[Finding]:
    """What the rule packs find in a draft; `document`: if it is composed already.

    place: a field where the words come from one, else the paragraph's id or the unit's key. Findings that somebody
    answers for are hints with `overridden`.
    """
    document = document or compose(template, draft)
    found = review(document, values=Values(template, draft, today), template=template, draft=draft, today=today)
    lines = units(document) if found else ()
    fields = {unit.key: unit.field for unit in lines if unit.field}
    texts = {unit.key: normal(unit.text) for unit in lines}
    said = [(normal(run.text), run.field) for run in _values(document) if run.text.strip()] if found else []
    placed = [_at_field(each, fields, texts, said) for each in found]
    return [overridden(draft, _mendable(each, draft, template)) for each in placed]


def _mendable(finding: Finding, draft: Draft, template: Template) -> Finding:
    """With the fixes that would change this draft, and those that lead to a field."""
    fixes = tuple(fix for fix in finding.fixes if fix.kind == "fill" or apply(draft, template, fix) is not draft)
    return finding if fixes == finding.fixes else replace(finding, fixes=fixes)


def together(checked: list[Finding], reviewed: list[Finding]) -> list[Finding]:
    """Findings of `draft.completeness` and of the packs, each thing said once.

    Where a pack judges a row of Art. 28, its words count; a place with something missing needs no second finding.
    """
    rows = {each.rule for each in reviewed if ROW.fullmatch(each.rule)}
    kept = [each for each in checked if not (ROW.fullmatch(each.rule) and each.rule in rows)]
    taken = {each.place for each in kept if each.severity in ("E", "W")}
    return [*kept, *(each for each in reviewed if each.place not in taken or not each.place)]


def _at_field(finding: Finding, fields: dict[str, str], texts: dict[str, str], said: list[tuple[str, str]]) -> Finding:
    """At the field whose words they are: there it can be mended."""
    place = finding.place
    field = fields.get(place, "")
    if not field and finding.quote and place in texts:
        whole = texts[place]
        field = next((name for text, name in said if finding.quote in text and text in whole), "")
    if not field:
        return finding
    fixes = tuple(replace(fix, place=field) if fix.place == place else fix for fix in finding.fixes)
    return replace(finding, place=field, fixes=fixes)


def _values(document: m.Document) -> Iterator[m.Value]:
    """Every piece of text that comes from a field."""
    waiting: list[object] = [document]
    while waiting:
        each = waiting.pop()
        if isinstance(each, m.Value):
            yield each
        elif isinstance(each, tuple):
            waiting += each
        elif isinstance(each, msgspec.Struct):
            waiting += [getattr(each, name) for name in each.__struct_fields__]

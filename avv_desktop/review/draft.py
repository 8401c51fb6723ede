"""The rules on one draft, as `flow.check` wants them: at its fields and paragraphs, with what somebody answers for."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from functools import cached_property

import msgspec
from msgspec.structs import replace

from avv_desktop.document import model as m
from avv_desktop.document.compose import compose
from avv_desktop.draft.completeness import overridden
from avv_desktop.draft.model import Draft, Finding
from avv_desktop.draft.values import Values, this_day
from avv_desktop.review.engine import findings
from avv_desktop.review.fixing import apply
from avv_desktop.review.normal import normal
from avv_desktop.review.packs import installed, vocabulary
from avv_desktop.review.reading import Reading
from avv_desktop.template.model import Template

ROW = re.compile(r"K\d{2}")


def review_draft(
    template: Template, draft: Draft, document: m.Document | None = None, today: datetime.date | None = None
) -> list[Finding]:
    """What the rule packs find in a draft; `document`: if it is composed already.

    place: a field where the words come from one, else the paragraph's id or the unit's key. Findings that somebody
    answers for are hints with `overridden`.
    """
    values = Values(template, draft, today)
    packs = installed()
    reading = Reading(
        document or compose(template, draft),
        values=values,
        template=template,
        today=today or this_day(),
        vocabulary=vocabulary(packs),
    )
    places = _Places(reading)
    placed = [places.at_field(each) for each in findings(reading, packs)]
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


class _Places:
    """Which field the words of a finding come from: there they can be mended."""

    def __init__(self, reading: Reading) -> None:
        self.document = reading.document
        self.units = {line.unit.key: line.unit for line in reading.lines}

    @cached_property
    def said(self) -> list[tuple[str, str]]:
        """Words and the field they come from."""
        return [(normal(run.text), run.field) for run in _values(self.document) if run.text.strip()]

    def at_field(self, finding: Finding) -> Finding:
        place, unit = finding.place, self.units.get(finding.place)
        field = unit.field if unit else ""
        if unit and not field and finding.quote:
            whole = normal(unit.text)
            field = next((name for text, name in self.said if finding.quote in text and text in whole), "")
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
            waiting += msgspec.structs.astuple(each)

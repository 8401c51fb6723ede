"""Findings put in order for a reader: what must be mended, what should be seen, what to confirm. Pure; knows no Qt."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from avv_desktop.draft.edits import FIXED
from avv_desktop.draft.model import Draft, Finding
from avv_desktop.draft.values import Values
from avv_desktop.system.language import tr
from avv_desktop.template.model import Template
from ui.trust.facts import value_words

CONFIRM = "confirm"


class Entry(NamedTuple):
    """One line of the page: what is to be done, more about it, and the place where it is done."""

    title: str
    words: str
    place: str
    rule: str = ""
    field: str = ""
    finding: Finding | None = None


class Group(NamedTuple):
    """Entries of one section of the form."""

    title: str
    entries: tuple[Entry, ...]


class Sorted(NamedTuple):
    missing: tuple[Group, ...]
    hints: tuple[Group, ...]
    proposals: tuple[Group, ...]
    left: tuple[Group, ...] = ()
    """What somebody answers for."""

    @property
    def nothing(self) -> bool:
        return not (self.missing or self.hints or self.proposals or self.left)


def count(groups: Iterable[Group]) -> int:
    return sum(len(group.entries) for group in groups)


def sort(template: Template, draft: Draft, findings: Iterable[Finding]) -> Sorted:
    """Each of the three in the order of the form; several findings of one severity at a place stay several lines."""
    findings = list(findings)
    values = Values(template, draft)
    proposals = [each for each in findings if each.rule == CONFIRM]
    return Sorted(
        _grouped(template, [_entry(template, each) for each in findings if each.severity == "E"]),
        _grouped(template, [_entry(template, each) for each in findings if _hint(each)]),
        _grouped(template, [_proposal(template, values, each) for each in proposals]),
        _grouped(template, [_left(template, each) for each in findings if each.overridden]),
    )


def _hint(finding: Finding) -> bool:
    return finding.severity != "E" and finding.rule != CONFIRM and not finding.overridden


def _left(template: Template, finding: Finding) -> Entry:
    entry = _entry(template, finding)
    return entry._replace(words=tr("Left so because: {reason}", reason=finding.overridden))


def field_of(template: Template, place: str) -> str:
    """The field a place belongs to; empty if it is none ("annex_measures.restore_time" is a measure)."""
    names = {field.name for field in template.fields}
    while place and place not in names:
        place = re.sub(r"(\[\d+\]|\.[^.\[\]]+|[^.\[\]]+)$", "", place)
    return place


def is_clause(template: Template, draft: Draft, place: str) -> bool:
    """Does the place lie in a clause's own words?"""
    if field_of(template, place):
        return False
    head = place.partition("/")[0].partition("~")[0]
    ids = {clause.id for clause in template.clauses if clause.id not in FIXED}
    ids |= {each.id for clause in template.clauses if clause.id not in FIXED for each in clause.paragraphs}
    return head in ids or any(edit.target in (head, head.rpartition(".")[0]) for edit in draft.edits)


def section_of(template: Template, place: str) -> str:
    """The title of the form's section in which a place stands."""
    name = field_of(template, place)
    for group in template.groups:
        if name and name in (*group.fields, *group.advanced):
            return group.title
    if place.startswith("annex_measures"):
        return next((annex.title for annex in template.annexes if annex.kind == "measures"), tr("Measures"))
    head = place.partition("/")[0]
    for clause in template.clauses:
        if head == clause.id or head.partition(".")[0] == clause.id:
            return clause.title
    return next((annex.title for annex in template.annexes if annex.id == head), tr("Agreement as a whole"))


def _entry(template: Template, finding: Finding) -> Entry:
    """What is the matter, and below it why one is asked; for a part only which field it belongs to."""
    name = field_of(template, finding.place)
    if not name:
        about = finding.where or section_of(template, finding.place)
        return Entry(finding.message, about, finding.place, finding.rule, finding=finding)
    field = template.field(name)
    about = field.help if finding.place == name else field.label
    return Entry(finding.message, about, finding.place, finding.rule, name, finding)


def _proposal(template: Template, values: Values, finding: Finding) -> Entry:
    name = field_of(template, finding.place)
    if not name:
        return _entry(template, finding)
    field = template.field(name)
    return Entry(
        field.label, value_words(template, field, values.value(name), values), finding.place, finding.rule, name
    )


def _grouped(template: Template, entries: list[Entry]) -> tuple[Group, ...]:
    by_title: dict[str, list[Entry]] = {}
    order = [group.title for group in template.groups]
    for entry in entries:
        by_title.setdefault(section_of(template, entry.place), []).append(entry)
    titles = sorted(by_title, key=lambda title: order.index(title) if title in order else len(order))
    return tuple(Group(title, tuple(by_title[title])) for title in titles)

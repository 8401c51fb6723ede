"""Every row of Art. 28 GDPR is fulfilled by something printed, and missed when that is not there."""

from __future__ import annotations

from functools import lru_cache

import pytest
from msgspec.structs import replace

from avv_desktop.draft import printed
from avv_desktop.draft.completeness import findings, ready
from avv_desktop.draft.model import Finding, MeasureLine
from avv_desktop.draft.values import Values
from avv_desktop.template.model import Template
from tests.golden.drafts import CASES, draft, example, template
from tests.unit.test_draft_checks import TODAY

TAGS = [(row, tag) for row, tags in template().coverage for tag in tags]


def without(whole: Template, tag: str) -> Template:
    """The template without every clause, paragraph, annex, section and control that bears the tag."""
    return replace(
        whole,
        clauses=tuple(
            replace(clause, paragraphs=tuple(each for each in clause.paragraphs if tag not in each.tags))
            for clause in whole.clauses
            if tag not in clause.tags
        ),
        annexes=tuple(annex for annex in whole.annexes if tag not in annex.tags),
        sections=tuple(
            replace(section, controls=tuple(each for each in section.controls if tag not in each.tags))
            for section in whole.sections
            if tag not in section.tags
        ),
    )


@lru_cache(maxsize=1)
def complete() -> frozenset[str]:
    return printed.tags(Values(template(), draft()))


def reported(found: list[Finding]) -> set[tuple[str, str, str]]:
    return {(each.rule, each.severity, each.place) for each in found}


def test_the_rows_are_counted_without_a_gap():
    assert [row for row, _ in template().coverage] == [f"K{n:02}" for n in range(1, 41)]


@pytest.mark.parametrize(("row", "tag"), TAGS)
def test_a_complete_draft_fulfils_every_row(row, tag):
    assert tag in complete()


@pytest.mark.parametrize(("row", "tag"), TAGS)
def test_a_row_is_missed_where_nothing_fulfils_it(row, tag):
    found = findings(without(template(), tag), draft(), TODAY)
    assert (row, "E", tag) in reported(found)
    assert not ready(found)


@pytest.mark.parametrize("case", sorted(set(CASES) - {"empty"}))
def test_whatever_is_chosen_the_rows_are_fulfilled(case):
    rows = {row for row, _ in template().coverage}
    assert not [each for each in findings(template(), CASES[case](), TODAY) if each.rule in rows]


def test_a_row_is_missed_where_its_paragraph_has_no_version_for_what_was_chosen():
    found = findings(template(), draft({**example(), "sub_processors.regime": "both"}), TODAY)
    assert ("K14", "E", "k.d.info") in reported(found)


def test_a_control_without_a_measure_is_missed():
    control = next(each for section in template().sections for each in section.controls if each.tags)
    off = tuple(MeasureLine(measure.id, False) for measure in control.measures)
    found = findings(template(), draft(None, **{control.id: off}), TODAY)
    assert reported(found) == {(control.tags[0], "E", f"annex_measures.{control.id}")}


def test_a_measure_of_ones_own_keeps_a_control():
    control = next(each for section in template().sections for each in section.controls if each.tags)
    lines = (*(MeasureLine(each.id, False) for each in control.measures), MeasureLine("own_1", True, "Eigenes", True))
    assert findings(template(), draft(None, **{control.id: lines}), TODAY) == []

"""A gap on the page and a finding in the form go together: nobody reads "unvollständig" without being told why."""

from __future__ import annotations

import pytest

from avv_desktop.document.compose import composed
from avv_desktop.draft.completeness import findings, ready
from tests.golden.drafts import CASES, draft, template

EMPTY = {"multi": [], "person list": [], "table": [], "party": {}}


@pytest.mark.parametrize("name", ["complete", "special_data", "two_of_three"])
def test_whatever_is_emptied(name):
    whole = CASES[name]()
    untold = []
    for field in template().fields:
        answers = {**whole.answers, field.name: EMPTY.get(field.type, "")}
        given = draft(answers, **whole.measures)
        _, printing = composed(template(), given)
        if printing.incomplete and ready(findings(template(), given)):
            untold.append(field.name)
    assert untold == []


@pytest.mark.parametrize("field", ["controller.company", "processor.company"])
def test_whatever_part_of_a_party_is_emptied(field):
    whole = CASES["complete"]()
    for part in whole.answers[field]:
        given = draft({**whole.answers, field: {**whole.answers[field], part: ""}})
        document, printing = composed(template(), given)
        assert not document.complete, part
        assert printing.incomplete <= (not ready(findings(template(), given))), part


def test_whatever_part_of_a_row_is_emptied():
    whole = CASES["complete"]()
    for part in whole.answers["sub_processors.list"][1]:
        rows = [dict(row) for row in whole.answers["sub_processors.list"]]
        rows[1][part] = ""
        given = draft({**whole.answers, "sub_processors.list": rows})
        _, printing = composed(template(), given)
        assert printing.incomplete <= (not ready(findings(template(), given))), part

"""Every installed template typesets to both standards, empty and complete."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from avv_desktop import flow
from avv_desktop.draft.answers import read_answers
from avv_desktop.pdf.typeset import Typesetter
from avv_desktop.system.paths import resources
from avv_desktop.template import catalog

TEMPLATES = catalog.installed()
TODAY = datetime.date(2026, 11, 23)
"""The examples are judged by this day: their dates grow old."""


@pytest.fixture(scope="module")
def typesetter() -> Typesetter:
    return Typesetter()


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.id)
def test_an_empty_draft_typesets_and_says_that_it_is_incomplete(template, typesetter):
    draft = flow.begin(template)
    document = flow.compose(template, draft)
    assert not document.complete
    pages = flow.typeset(document, draft.created, typesetter)
    assert pages.standard and pages.pages > 1


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.id)
def test_the_example_answers_make_a_complete_agreement(template, typesetter):
    example = Path(resources(), "templates", template.id, "answers.toml")
    draft = flow.begin(template, read_answers(example, template))
    assert flow.check(template, draft, today=TODAY) == []
    document = flow.compose(template, draft)
    assert document.complete
    assert flow.typeset(document, draft.created, typesetter).standard

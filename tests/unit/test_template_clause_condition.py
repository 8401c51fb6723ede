"""A whole clause with a condition: printed, counted and judged only while it holds."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from avv_desktop import flow
from avv_desktop.document.plain import plain
from avv_desktop.draft.answers import read_answers
from avv_desktop.system.paths import resources
from avv_desktop.template.load import load
from avv_desktop.template.write import files

WHEN = "duties.professional_secrecy"


@pytest.fixture(scope="module")
def template():
    given = flow.find_template("avv-de")
    clauses = tuple(replace(each, when=WHEN) if each.id == "data_subject_rights" else each for each in given.clauses)
    return replace(given, clauses=clauses)


@pytest.fixture
def draft(template):
    answers = read_answers(Path(resources() / "templates" / "avv-de" / "answers.toml"), template)
    return flow.begin(template, answers)


def test_there_is_such_a_clause(template):
    assert [clause.id for clause in template.clauses if clause.when] == ["data_subject_rights"]


def test_it_stands_in_the_file(template, tmp_path):
    for name, text in files(template).items():
        (tmp_path / name).write_text(text, "utf-8")
    assert load(tmp_path).clauses == template.clauses


def test_the_numbers_close_up_while_it_is_not_printed(template, draft):
    with_it = [each.id for each in flow.compose(template, draft.answer(WHEN, True)).sections]
    without = flow.compose(template, draft.answer(WHEN, False))
    assert "data_subject_rights" in with_it
    assert "data_subject_rights" not in [each.id for each in without.sections]
    numbers = [each.label for each in without.sections if each.kind == "clause"]
    assert numbers == [f"§\u00a0{n}" for n in range(1, len(numbers) + 1)]
    assert plain(without)


def test_what_it_fulfilled_is_missed_while_it_is_not_printed(template, draft):
    tags = next(each for each in template.clauses if each.when)
    only = {tag for each in tags.paragraphs for tag in each.tags}
    elsewhere = {tag for c in template.clauses if not c.when for p in c.paragraphs for tag in p.tags}
    rows = {row for row, needed in template.coverage if set(needed) & (only - elsewhere)}
    assert rows
    missed = {each.rule for each in flow.check(template, draft.answer(WHEN, False))}
    assert rows <= missed
    assert not rows & {each.rule for each in flow.check(template, draft.answer(WHEN, True))}

"""Conditions as people choose them, and which clauses a set of answers brings."""

from itertools import product

import pytest
from msgspec.structs import replace

from avv_desktop import flow
from avv_desktop.draft import printed
from avv_desktop.draft.values import Values
from avv_desktop.template import edit, truth
from avv_desktop.template.conditions import Condition, in_words, kinds, read, written
from avv_desktop.template.expression import evaluate
from avv_desktop.template.questions import asked_when, expressions


@pytest.fixture(scope="module")
def template():
    return flow.find_template("avv-de")


# ---- conditions


def every_condition(template):
    for field in template.fields:
        options = tuple(option.id for option in field.options)
        for kind in kinds(field):
            for chosen in ((), options[:1], options[:2]) if kind in ("is", "has") else ((),):
                if kind not in ("is", "has") or chosen:
                    yield Condition(field.name, kind, chosen)


def test_what_people_choose_is_written_and_read_as_chosen(template):
    for condition in every_condition(template):
        assert read(template, written(condition)) == condition
        assert edit.condition(template, written(condition)) == written(condition)
        assert in_words(template, written(condition))


def test_what_is_no_simple_condition_stays_as_it_is(template):
    for when in ("1 +", "a.b == 'c'", "term.kind == 'nothing'", "processing.art9 or processing.art10", ""):
        assert read(template, when) is None


def test_an_option_with_quotes_is_data(template):
    condition = Condition("term.kind", "is", ('it\'s "x" \\',))
    assert evaluate(written(condition), {"term.kind": condition.options[0]}.get) is True


def test_every_condition_of_the_template_is_said_in_words(template):
    said = [in_words(template, when) for _, when in (*expressions(template), *asked_when(template)) if when]
    assert len(said) > 30 and all(said)
    assert not [each for each in said if "==" in each or "term.kind" in each]


# ---- the table


def test_choices_and_questions_that_decide(template):
    fields = truth.deciding_fields(template)
    assert {"term.kind", "sub_processors.regime", "processing.art9", "processing.detail"} <= set(fields)
    assert "measures.scan_interval" not in fields


def test_each_variant_prints_for_its_answer_alone(template):
    table = truth.truth_table(template, ["term.kind"])
    shown = [(row.answers, sorted(row.printed)) for row in table.rows]
    assert shown == [((kind,), [f"subject_and_term.term/{kind}"]) for kind in ("main_contract", "fixed", "open_ended")]


def test_the_table_says_what_the_pages_print(template):
    fields = ("processing.detail", "processing.art9", "processing.art10", "sub_processors.regime")
    table = truth.truth_table(template, fields)
    assert table.whole and len(table.rows) == 16
    for row in table.rows:
        draft = flow.begin(template, dict(zip(fields, row.answers, strict=True)))
        values, there = Values(template, draft), set()
        for clause in template.clauses:
            for paragraph, variant in printed.paragraphs(clause, values):
                there |= {paragraph.id, f"{paragraph.id}/{variant.id}" if variant else ""}
        there |= {annex.id for annex in printed.annexes(values)}
        there |= {f"control/{control.id}" for control in printed.controls(values)}
        assert row.printed == there & {part.id for part in table.parts}


def test_too_many_combinations_are_cut_and_counted(template):
    table = truth.truth_table(template, truth.deciding_fields(template))
    assert len(table.rows) == truth.MOST < table.combinations
    assert not table.whole


def test_answers_beside_the_table_count(template):
    table = truth.truth_table(template, ["sub_processors.regime"], {"processing.detail": "annex"})
    assert [part.id for part in table.parts if part.id == "annex_processing"] == []
    other = truth.truth_table(template, ["processing.art9"], {"processing.art10": True})
    assert all("processing_content.special_data/present" in row.printed for row in other.rows)


def test_a_clause_with_a_condition_is_in_the_table(template):
    changed = edit.set_when(template, "duties", "processing.art9 and processing.art10")
    table = truth.truth_table(changed, ["processing.art9", "processing.art10"])
    for row, (art9, art10) in zip(table.rows, product((False, True), repeat=2), strict=True):
        assert ("duties" in row.printed) is (art9 and art10)


def test_fields_that_decide_nothing_make_no_columns(template):
    assert truth.truth_table(template, ["agreement.title", "not.there"]).fields == ()
    assert truth.truth_table(replace(template, clauses=()), ["term.kind"]).parts == ()

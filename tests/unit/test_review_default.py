"""The program's own template gives no findings: complete, in every variant, by tags and by words."""

from __future__ import annotations

import datetime

import pytest

from avv_desktop import flow
from avv_desktop.draft.answers import read_answers
from avv_desktop.draft.model import ClauseEdit, Draft
from avv_desktop.review.draft import review_draft
from avv_desktop.review.engine import review
from avv_desktop.review.matrix import matrix
from avv_desktop.system.paths import resources
from avv_desktop.template.model import Template

DAY = datetime.date(2026, 11, 23)


@pytest.fixture(scope="module")
def template() -> Template:
    return flow.find_template("avv-de")


@pytest.fixture(scope="module")
def draft(template) -> Draft:
    return flow.begin(template, read_answers(resources() / "templates" / "avv-de" / "answers.toml", template))


def grave(findings):
    return [each for each in findings if each.severity in ("E", "W")]


def test_the_complete_default_has_no_finding(template, draft):
    assert review_draft(template, draft, today=DAY) == []


@pytest.mark.parametrize("scope", ["short", "full"])
def test_with_all_measures_only_hints_are_left(template, draft, scope):
    found = review_draft(template, draft.answer("annex_measures.scope", scope), today=DAY)
    assert not grave(found) and len(found) <= 2


def test_it_stands_before_a_stranger_too_who_has_only_its_words(template, draft):
    found = review(flow.compose(template, draft), today=DAY)
    assert not grave(found) and len(found) <= 2


def variants() -> list[tuple[str, object]]:
    template = flow.find_template("avv-de")
    chosen: list[tuple[str, object]] = []
    for field in template.fields:
        if field.type == "enum":
            chosen += [(field.name, option.id) for option in field.options]
        elif field.type == "bool":
            chosen += [(field.name, value) for value in (True, False)]
    return chosen


@pytest.mark.parametrize(("name", "value"), variants())
def test_no_variant_breaks_a_rule_of_words(template, draft, name, value):
    """What an empty field leaves open belongs to the rows and is reported there."""
    found = review_draft(template, draft.answer(name, value), today=DAY)
    assert [each for each in grave(found) if not each.rule.startswith("K")] == []
    assert [each for each in found if each.rule.startswith("GRM")] == []


def test_the_rows_are_all_fulfilled(template, draft):
    rows = matrix(template, flow.compose(template, draft), draft=draft, today=DAY)
    assert len(rows) == 40
    assert {row.verdict for row in rows} == {"OK"}
    assert all(row.where for row in rows)


def test_rows_go_by_tags_and_never_by_words(template, draft):
    edited = draft.with_edit(ClauseEdit("breach_and_support.notice", "changed", ("Lalala.",)))
    assert "K20" not in {each.rule for each in review_draft(template, edited, today=DAY)}
    for paragraph in ("notice", "content", "containment", "other_violations"):
        edited = edited.with_edit(ClauseEdit(f"breach_and_support.{paragraph}", "struck"))
    found = review_draft(template, edited, today=DAY)
    assert "K20" not in {each.rule for each in found}, "the contacts annex still carries the tag"
    struck = draft.with_edit(ClauseEdit("instruction_rights.legal_obligation", "struck"))
    (finding,) = [each for each in review_draft(template, struck, today=DAY) if each.rule == "K10"]
    assert (finding.severity, finding.place) == ("E", "k.a.rechtspflicht")


@pytest.mark.parametrize(
    ("name", "value", "rule", "severity"),
    [
        ("breach.notice_hours", 60, "K20", "W"),
        ("breach.notice_hours", 96, "K20", "E"),
        ("processing.subject", "Wartung", "K01", "E"),
        ("processing.subject", "", "K01", "E"),
        ("sub_processors.notice_days", 3, "K14", "E"),
        ("term.kind", "fixed", "K02", "E"),
    ],
)
def test_rows_go_by_fields(template, draft, name, value, rule, severity):
    found = review_draft(template, draft.answer(name, value), today=DAY)
    assert (rule, severity) in {(each.rule, each.severity) for each in found}


def test_no_rule_of_words_fires_in_other_people_s_good_german(template, draft):
    sentences = (
        "Der Auftragnehmer unterstützt den Auftraggeber im Rahmen seiner Möglichkeiten.",
        "Er trifft geeignete technische und organisatorische Maßnahmen und passt sie ggf. an.",
        "Die Hard- und Software wird, soweit nötig, in Verbindung mit den Protokollen geprüft.",
        "Ein externer Zugriff darf nur über ein verschlüsseltes Netz erfolgen, und zwar mit IPsec.",
        "Mittels dieses Verfahrens werden Daten, die zu verschiedenen Zwecken erhoben werden, getrennt.",
        "Rechte, die eine Person hat, gewährleistet der Auftragnehmer; dem Auftraggeber teilt er das mit.",
    )
    edit = ClauseEdit("own.1", "inserted", sentences, after="security.level", allowed="x")
    assert review_draft(template, draft.with_edit(edit), today=DAY) == []

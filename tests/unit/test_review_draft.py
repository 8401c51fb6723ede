"""Findings of a draft: at their fields, answered for, mended in one step and undone."""

from __future__ import annotations

import datetime

import pytest

from avv_desktop import flow
from avv_desktop.document.units import units
from avv_desktop.draft.answers import read_answers
from avv_desktop.draft.history import History
from avv_desktop.draft.model import ClauseEdit, Draft, Finding, Fix, MeasureLine, Override
from avv_desktop.review.draft import review_draft, together
from avv_desktop.review.fixing import apply
from avv_desktop.system.paths import resources
from avv_desktop.template.model import Template

DAY = datetime.date(2026, 11, 23)


@pytest.fixture(scope="module")
def template() -> Template:
    return flow.find_template("avv-de")


@pytest.fixture(scope="module")
def draft(template) -> Draft:
    return flow.begin(template, read_answers(resources() / "templates" / "avv-de" / "answers.toml", template))


def inserted(draft: Draft, text: str) -> Draft:
    return draft.with_edit(ClauseEdit("own.1", "inserted", (text,), after="security.level", allowed="x"))


def only(template: Template, draft: Draft, rule: str) -> Finding:
    (finding,) = [each for each in review_draft(template, draft, today=DAY) if each.rule == rule]
    return finding


def texts(template: Template, draft: Draft) -> list[str]:
    return [unit.text.replace("\u00a0", " ") for unit in units(flow.compose(template, draft))]


def test_what_comes_from_a_field_is_found_at_the_field(template, draft):
    old = draft.answer("measures.client_os", "Windows 10")
    finding = only(template, old, "SEC-05")
    assert finding.place == "measures.client_os"
    assert finding.where.startswith("Anlage\u00a01") and finding.quote == "Windows 10"
    assert ("fill", "measures.client_os") in {(fix.kind, fix.place) for fix in finding.fixes}


def test_a_choice_mends_and_is_undone(template, draft):
    old = draft.answer("measures.vpn_method", "IPsec mit 3DES")
    finding = only(template, old, "SEC-01")
    history = History(old)
    history.push(apply(old, template, next(fix for fix in finding.fixes if fix.kind == "choose")))
    assert not [each for each in review_draft(template, history.now, today=DAY) if each.severity != "H"]
    history.undo()
    assert only(template, history.now, "SEC-01")


def test_words_of_an_inserted_clause_are_replaced(template, draft):
    edited = inserted(draft, "Es gilt das Recht der Auftragsdatenverarbeitung.")
    finding = only(template, edited, "LAW-03")
    mended = apply(edited, template, finding.fixes[0], author="Vertrieb")
    assert mended.edit_of("own.1").lines == ("Es gilt das Recht der Auftragsverarbeitung.",)
    assert mended.edit_of("own.1").author == "Vertrieb"
    assert mended.edit_of("own.1").allowed == ""


def test_words_of_a_changed_paragraph_are_replaced_and_fields_stay(template, draft):
    words = "Verletzungen meldet er in {breach.notice_hours|dat}; er hat dem Auftraggeber zu unterstützen."
    edited = draft.with_edit(ClauseEdit("breach_and_support.notice", "changed", (words,), allowed="x"))
    finding = only(template, edited, "GRM-02")
    mended = apply(edited, template, finding.fixes[0])
    assert mended.edit_of("breach_and_support.notice").lines == (words.replace("dem", "den"),)


def test_words_of_the_template_are_replaced_by_an_edit(template, draft):
    fix = Fix("replace", "x", "sub_processing.list", "auf dem neuesten Stand", "aktuell")
    mended = apply(draft, template, fix, allowed="Leitung")
    edit = mended.edit_of("sub_processing.list")
    assert (
        edit.kind == "changed" and edit.allowed == "Leitung" and "{ref:annex_sub_processors} aktuell" in edit.lines[0]
    )
    assert any("hält Anlage 2 aktuell" in text for text in texts(template, mended))


def test_an_item_and_a_title_are_replaced(template, draft):
    item = Fix("replace", "x", "audit_rights.evidence/1/2", "gültige Zertifikate", "Zertifikate")
    assert "b) Zertifikate" in "\n".join(apply(draft, template, item).edit_of("audit_rights.evidence").lines)
    title = Fix("replace", "x", "duties/title", "weitere", "sonstige")
    assert apply(draft, template, title).edit_of("duties").title == "Qualitätssicherung und sonstige Pflichten"


def test_an_answer_is_replaced_also_in_a_row(template, draft):
    rows = [dict(row) for row in draft.answers["sub_processors.list"]]
    rows[0]["street"] = "Hafenstrasse 1"
    edited = draft.answer("sub_processors.list", rows)
    finding = only(template, edited, "FCT-05")
    assert finding.place == "sub_processors.list[0]"
    mended = apply(edited, template, finding.fixes[0])
    assert mended.answers["sub_processors.list"][0]["street"] == "Hafenstraße 1"


def test_a_measure_of_one_s_own_is_mended_or_struck(template, draft):
    line = MeasureLine("own_1", True, "Wir sichern Daten mit einer USV Anlage.", own=True)
    edited = draft.with_measures("availability", (line,))
    finding = only(template, edited, "GRM-13")
    mended = apply(edited, template, finding.fixes[0])
    assert "USV-Anlage" in mended.measures["availability"][0].text
    struck = apply(edited, template, Fix("strike", "x", finding.place))
    assert not struck.measures["availability"][0].on


def test_a_paragraph_is_struck_and_a_clause_inserted(template, draft):
    assert apply(draft, template, Fix("strike", "x", "duties.records")).edit_of("duties.records").kind == "struck"
    edited = inserted(draft, "Es gilt § 11 BDSG.")
    strike = only(template, edited, "LAW-01").fixes[0]
    assert apply(edited, template, strike).edits == ()
    added = apply(edited, template, Fix("insert", "x", "duties.records", new="Eins.\nZwei."))
    assert added.edit_of("own.2").after == "duties.records" and added.edit_of("own.2").lines == ("Eins.", "Zwei.")


@pytest.mark.parametrize(
    "fix",
    [
        Fix("fill", "x", "breach.notice_hours"),
        Fix("choose", "x", "nirgends", new="y"),
        Fix("choose", "x", "breach.notice_hours", new="bald"),
        Fix("replace", "x", "duties.records", "gibt es nicht", "y"),
        Fix("replace", "x", "nirgends/1", "a", "b"),
        Fix("replace", "x", "sub_processors.list[99]", "a", "b"),
        Fix("strike", "x", "head/title"),
        Fix("insert", "x", "nirgends", new="y"),
        Fix("insert", "x", "duties.records", new=" "),
    ],
)
def test_a_fix_that_fits_nowhere_changes_nothing(template, draft, fix):
    assert apply(draft, template, fix) is draft


def test_what_somebody_answers_for_is_a_hint(template, draft):
    old = draft.answer("measures.client_os", "Windows 10")
    place = only(template, old, "SEC-05").place
    now = datetime.datetime(2026, 11, 23, tzinfo=datetime.UTC)
    answered = old.override(Override("SEC-05", place, "Support bis 2028 gekauft", "Leitung", now))
    finding = only(template, answered, "SEC-05")
    assert (finding.severity, finding.overridden) == ("H", "Support bis 2028 gekauft")


def test_each_thing_is_said_once(template, draft):
    struck = draft.with_edit(ClauseEdit("instruction_rights.legal_obligation", "struck", allowed="x"))
    checked = flow.check(template, struck, DAY)
    both = together(checked, review_draft(template, struck, today=DAY))
    rows = [each for each in both if each.rule == "K10"]
    assert len(rows) == 1 and rows[0].source
    empty = flow.begin(template)
    both = together(flow.check(template, empty, DAY), review_draft(template, empty, today=DAY))
    places = [each.place for each in both if each.severity == "E" and each.rule in ("missing", "K01", "K37")]
    assert len(places) == len(set(places))

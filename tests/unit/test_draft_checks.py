"""What is wrong with an answer is said where it stands; today is whatever day the caller says."""

from __future__ import annotations

import datetime
import inspect
import runpy
from typing import Any

import pytest

from avv_desktop import flow
from avv_desktop.draft import printed
from avv_desktop.draft.checks import check_field
from avv_desktop.draft.completeness import findings, progress, ready
from avv_desktop.draft.create import new_draft
from avv_desktop.draft.parts import email_problem, postcode_problem
from avv_desktop.draft.values import Values
from tests.golden.drafts import draft, example, template

TODAY = datetime.date(2026, 11, 23)
DAY = datetime.timedelta(days=1)
REGIME = "sub_processors.regime"


def told(name: str, value: Any, **others: Any) -> list[tuple[str, str]]:
    """Severity and place of what is wrong with one answer of the example."""
    answers = {**example(), **{key.replace("__", "."): each for key, each in others.items()}, name: value}
    return [(each.severity, each.place) for each in check_field(template(), draft(answers), name, TODAY)]


def company(**parts: str) -> dict[str, str]:
    return {**example()["controller.company"], **parts}


@pytest.mark.parametrize(
    ("country", "good", "bad"),
    [
        ("DE", ["24768", " 01067 "], ["2476", "247680", "D-24768", "2476A"]),
        ("AT", ["1010"], ["10100", "A-1010"]),
        ("NL", ["1012 AB", "1012AB", "1012 ab"], ["1012", "AB 1012", "1012 A"]),
        ("GB", ["SW1A 1AA", "M1 1AE", "sw1a1aa"], ["SW1A", "12345"]),
        ("XX", ["24768", "anything at all"], []),
        ("", ["24768"], ["2476"]),
    ],
)
def test_a_postal_code_looks_like_its_country(country, good, bad):
    place = ("E", "controller.company.postal_code")
    for code in good:
        assert place not in told("controller.company", company(country=country, postal_code=code)), code
    for code in bad:
        assert place in told("controller.company", company(country=country, postal_code=code)), code


def test_a_wrong_postal_code_is_told_what_it_should_look_like():
    assert "1012 AB" in postcode_problem("1012", "NL") and "SW1A 1AA" in postcode_problem("1012", "GB")


@pytest.mark.parametrize("text", ["a@b.de", " a.b+c@mail.example.org ", "büro@müller.de", "a@b.xn--p1ai", "o'n@b-c.io"])
def test_a_good_e_mail_address(text):
    assert email_problem(text) == ""


@pytest.mark.parametrize(
    "text",
    ["a", "@b.de", "a@", "a@b", "a@b.", "a@.de", "a@b..de", "a b@c.de", "a@b@c.de", "a@b.d", "a@b.12", "A <a@b.de>"],
)
def test_a_bad_e_mail_address(text):
    assert email_problem(text)
    person = {"last_name": "Postfach", "email": text}
    assert told("controller.privacy_contact", [person]) == [("E", "controller.privacy_contact[0].email")]


@pytest.mark.parametrize(
    ("name", "day", "severities"),
    [
        ("annex_measures.date", TODAY, []),
        ("annex_measures.date", TODAY + DAY, ["E"]),
        ("annex_measures.date", TODAY - 365 * DAY, []),
        ("annex_measures.date", TODAY - 366 * DAY, ["H"]),
        ("annex_contacts.date", TODAY - 999 * DAY, []),
        ("annex_contacts.date", TODAY + DAY, ["E"]),
        ("annex_contacts.date", "23.11.2026", ["E"]),
        ("main_contract.date", TODAY + DAY, []),
        ("term.end_date", TODAY, ["E"]),
        ("term.end_date", TODAY + DAY, []),
        ("term.end_date", "2026-02-02", ["E"]),
    ],
)
def test_a_date_is_judged_by_today(name, day, severities):
    assert told(name, str(day), term__kind="fixed") == [(each, name) for each in severities]


@pytest.mark.parametrize(("days", "severities"), [(-1, ["E"]), (0, ["H"]), (59, ["H"]), (60, [])])
def test_a_certificate_runs_out(days, severities):
    row = {"title": "ISO/IEC 27001", "issuer": "Muster", "valid_until": str(TODAY + days * DAY)}
    assert told("measures.certificates", [row]) == [(each, "measures.certificates") for each in severities]


def test_today_is_the_real_day_unless_another_is_given():
    assert Values(template(), draft(), TODAY + DAY).today == TODAY + DAY
    untouched = runpy.run_path(inspect.getfile(Values))  # the tests of this session have a day of their own
    assert abs(untouched["Values"](template(), draft()).today - datetime.date.today()) <= DAY


@pytest.mark.parametrize(
    ("name", "value", "severities"),
    [
        ("controller.representatives", [], ["E"]),
        ("controller.privacy_contact", [{"last_name": "A", "email": "a@b.de"}] * 2, ["E"]),
        ("processing.places", [], ["E"]),
        ("breach.notice_hours", 0, ["E"]),
        ("breach.notice_hours", 1, []),
        ("breach.notice_hours", 48, []),
        ("breach.notice_hours", 49, ["H"]),
        ("breach.notice_hours", 72, ["H"]),
        ("breach.notice_hours", 73, ["E"]),
        ("agreement.title", "A" * 120, []),
        ("agreement.title", "A" * 121, ["E"]),
        ("processing.subject", "A" * 19, ["E"]),
        ("processing.subject", "A" + " " * 40, ["E"]),
        ("processing.subject", "A" * 20, []),
    ],
)
def test_how_much_is_too_little_or_too_much(name, value, severities):
    assert told(name, value) == [(each, name) for each in severities]


@pytest.mark.parametrize("length", [200, 201])
def test_a_name_may_be_long(length):
    long = "A" * length
    assert told("controller.company", company(name=long)) == []
    assert told("controller.representatives", [{"last_name": long, "function": "owner"}]) == []


def test_there_is_exactly_one_regime_for_sub_processors():
    chosen = {}
    for regime in ("general", "specific"):
        values = Values(template(), draft({**example(), REGIME: regime}))
        inside = [each for clause in template().clauses for each in printed.paragraphs(clause, values)]
        chosen[regime] = {variant.id for paragraph, variant in inside if variant and paragraph.choice == REGIME}
        assert ("sub_processing.objection" in {paragraph.id for paragraph, _ in inside}) == (regime == "general")
    assert chosen == {"general": {"general"}, "specific": {"specific"}}


@pytest.mark.parametrize("regime", ["both", "", [], ["general", "specific"]])
def test_no_regime_or_two_of_them_cannot_be_signed(regime):
    assert not ready(findings(template(), draft({**example(), REGIME: regime}), TODAY))


def test_an_empty_draft_lists_what_is_missing_at_real_fields():
    found = findings(template(), new_draft(template()), TODAY)
    fields = {field.name: field for field in template().fields}
    places = {each.place: each.severity for each in found if each.rule == "missing"}
    assert set(places.values()) == {"E"}
    for place in places:
        name, _, part = place.replace("[", ".").partition(".")[2].partition(".")
        field = fields[f"{place.partition('.')[0]}.{name}"]
        columns = template().party_columns if field.type == "party" else field.columns
        assert not part or part.rpartition(".")[2] in {column.id for column in columns}, place
    needed = {name for name, field in fields.items() if field.required and field.default is None}
    proposed = {"signatures.controller_place"}  # follows the company's seat
    assert needed - proposed <= set(places)


def test_progress_counts_the_needed_answers_of_every_group():
    before, after = progress(template(), new_draft(template())), progress(template(), draft())
    assert list(before) == [group.id for group in template().groups]
    assert before["customer"][0] < before["customer"][1]
    assert all(done == needed for done, needed in after.values())


def test_the_example_leaves_nothing_to_say_on_its_day_and_grows_old_later():
    assert flow.check(template(), draft(), TODAY) == []
    later = flow.check(template(), draft(), TODAY + 730 * DAY)
    assert sorted((each.severity, each.place, each.rule) for each in later) == [
        ("H", "", "LAW-06"),
        ("H", "annex_measures.date", "value"),
        ("H", "annex_sub_processors.date", "value"),
    ]
    assert ready(later)

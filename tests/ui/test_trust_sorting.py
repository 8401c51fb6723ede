"""Findings and facts, put in order for a reader."""

from __future__ import annotations

import pytest

from avv_desktop import flow
from avv_desktop.draft.model import Finding
from avv_desktop.template.catalog import template as installed
from ui.review.sorting import count, field_of, section_of, sort
from ui.trust.facts import deviations, facts


@pytest.fixture(scope="module")
def template():
    return installed("avv-de")


def test_a_new_draft_misses_things_and_has_proposals_to_confirm(template):
    draft = flow.begin(template)
    found = sort(template, draft, flow.check(template, draft))
    assert found.missing and found.proposals
    listed = count(found.missing) + count(found.hints) + count(found.proposals)
    assert listed == len(flow.check(template, draft))


def test_sections_come_in_the_order_of_the_form(template):
    draft = flow.begin(template)
    titles = [group.title for group in sort(template, draft, flow.check(template, draft)).missing]
    form = [group.title for group in template.groups]
    assert titles == sorted(titles, key=form.index)


@pytest.mark.parametrize(
    ("place", "field"),
    [
        ("controller.company.postal_code", "controller.company"),
        ("controller.representatives[0].email", "controller.representatives"),
        ("sub_processors.list[2].contact", "sub_processors.list"),
        ("breach.notice_hours", "breach.notice_hours"),
        ("annex_measures.restore_time", ""),
        ("", ""),
    ],
)
def test_every_place_has_its_field(template, place, field):
    assert field_of(template, place) == field


def test_a_measure_stands_under_its_annex(template):
    (annex,) = [each for each in template.annexes if each.kind == "measures"]
    assert section_of(template, "annex_measures.restore_time") == annex.title


def test_a_confirmed_proposal_is_asked_no_more(template):
    draft = flow.begin(template)
    proposals = [each for each in flow.check(template, draft) if each.rule == "confirm"]
    draft = draft.confirm(*(each.place for each in proposals))
    assert not sort(template, draft, flow.check(template, draft)).proposals


def test_a_proposal_shows_its_value_in_words(template):
    draft = flow.begin(template)
    finding = Finding("confirm", "H", "breach.notice_hours", "")
    ((group),) = sort(template, draft, [finding]).proposals
    assert group.entries[0].words == "24 Stunden"


def test_facts_say_what_is_still_open(template):
    told = {fact.name: fact.words for fact in facts(template, flow.begin(template))}
    assert told["Kunde"] == "noch offen"
    assert told["Besondere Daten"] == "keine nach Art. 9 oder 10"


def test_facts_follow_the_answers(template):
    answers = {
        "controller.company": {"name": "Muster Logistik", "legal_form": "GmbH", "city": "Rendsburg"},
        "processing.art9": True,
        "processing.art9_details": "Gesundheitsdaten",
        "sub_processors.list": [],
    }
    told = {fact.name: fact.words for fact in facts(template, flow.begin(template, answers))}
    assert told["Kunde"] == "Muster Logistik GmbH, Rendsburg"
    assert told["Besondere Daten"] == "Art. 9 DSGVO: Gesundheitsdaten"
    assert told["Unterauftragnehmer"] == "keine"


def test_a_sub_processor_outside_the_eea_is_named(template):
    rows = [{"id": "a", "active": True, "company": "Muster Inc.", "country": "US"}]
    told = {fact.name: fact.words for fact in facts(template, flow.begin(template, {"sub_processors.list": rows}))}
    assert "außerhalb des EWR: Muster Inc." in told["Unterauftragnehmer"]


def test_only_what_differs_from_the_proposal_is_a_deviation(template):
    draft = flow.begin(template, {"breach.notice_hours": 36, "sub_processors.notice_days": 30})
    assert [(fact.field, fact.words) for fact in deviations(template, draft)] == [
        ("breach.notice_hours", "36 Stunden statt 24 Stunden")
    ]

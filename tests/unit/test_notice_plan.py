"""Whom a change concerns, by when they must know, and what customers may answer."""

from __future__ import annotations

import datetime

import pytest
from msgspec.structs import replace

from avv_desktop.errors import AnswersError, CannotDo
from avv_desktop.notice import answers
from avv_desktop.notice.listed import changes, read_list, with_changes
from avv_desktop.notice.plan import dates, notice, notices, told
from tests.unit.notice_sample import NEW_COMPANY, SENT, START, change, draft, held, rows

DAY = datetime.date.fromisoformat
LATER = DAY("2027-01-04")


@pytest.fixture
def sent():
    return told(notice(change(), held(), SENT), SENT, START)


def test_what_became_of_each_company():
    old, new = rows(), rows()
    new[0] |= {"company": "Neue Wolke", "legal_form": "SE"}
    new[1] |= {"contact": "andere@cloud.example.org", "note": "nur für uns"}
    new = [new[0], new[1], NEW_COMPANY]
    found = changes(old, new)
    assert [(each.kind, each.material) for each in found] == [
        ("replaced", True),
        ("changed", False),
        ("added", True),
        ("removed", False),
    ]
    assert found[1].columns == ("contact",)
    assert [row["company"] for row in with_changes(old, found)] == ["Neue Wolke", "Muster Cloud", "Frisch Support"]
    assert changes(old, [dict(row, note="x") for row in old]) == ()


def test_each_agreement_counts_by_its_own_periods():
    slow = held(draft("Langsam", "AVV-2026-002", sub_processors__notice_days=60))
    strict = held(draft("Streng", "AVV-2026-003", sub_processors__regime="specific"))
    found = {each.customer: each for each in notices(change(), [held(), slow, strict], SENT)}
    usual = found["Muster Logistik GmbH"]
    assert (usual.dates.answer_by, usual.dates.start, usual.dates.in_time) == (DAY("2026-12-15"), START, True)
    assert usual.dates.latest == DAY("2026-12-15") and usual.contact.email == "datenschutz@muster-logistik.example.org"
    assert (found["Langsam GmbH"].dates.start, found["Langsam GmbH"].dates.in_time) == (DAY("2027-01-24"), False)
    assert found["Streng GmbH"].consent and not usual.consent
    assert next(iter(found)) == "Langsam GmbH", "the most urgent first"


def test_a_company_that_an_agreement_does_not_name_is_none_of_its_business():
    fewer = held(draft("Klein", "AVV-2026-004", sub_processors__list=rows()[:1]))
    without_cloud = change([rows()[0], rows()[2]])
    assert notice(without_cloud, fewer, SENT) is None
    assert notice(without_cloud, held(), SENT).rows[0].company == "Muster Cloud Limited"
    assert notice(change(), held(draft(sub_processors__list=[*rows(), NEW_COMPANY])), SENT) is None
    foreign = replace(held(), rows=None)
    assert notice(without_cloud, foreign, SENT) is not None, "its words name the company"


def test_the_start_is_never_before_the_answer():
    clause = replace(held_clause(), notice=None, objection=None)
    assert dates(clause, DAY("2026-11-25"), SENT).start == DAY("2026-12-25")
    weekend = dates(held_clause(), START, DAY("2026-11-28"))
    assert weekend.received == DAY("2026-11-30")
    for_information = dates(held_clause(), START, SENT, material=False)
    assert (for_information.start, for_information.in_time) == (START, True)


def held_clause():
    return notice(change(), held(), SENT).clause


def test_nothing_is_issued_before_the_time_is_over(sent):
    planned = notice(change(), held(), SENT)
    assert "noch nicht versandt" in answers.hindrance(planned, LATER)
    assert "15.12.2026" in answers.hindrance(sent, DAY("2026-12-15"))
    assert answers.hindrance(sent, DAY("2026-12-16")) == ""


def test_an_objection_stops_it_until_something_is_agreed(sent):
    found = answers.objected(sent, "  Erika\nMuster ", DAY("2026-12-01"), "Wir wollen\nnicht")
    assert (found.objection.who, found.objection.reason) == ("Erika Muster", "Wir wollen nicht")
    assert "widersprochen" in answers.hindrance(found, LATER)
    with pytest.raises(CannotDo):
        answers.settled(found, "agreed", " ", LATER)
    kept = answers.settled(found, "unchanged", "Es bleibt bei der Liste", LATER)
    assert "bisherigen Liste" in answers.hindrance(kept, LATER)
    agreed = answers.settled(found, "agreed", "Nur verschlüsselte Daten", LATER)
    assert answers.hindrance(agreed, LATER) == ""
    assert not answers.is_late(found) and answers.is_late(answers.objected(sent, "E", DAY("2026-12-16")))


def test_consent_is_more_than_silence():
    strict = notice(change(), held(draft(sub_processors__regime="specific")), SENT)
    strict = told(strict, SENT, START)
    assert answers.hindrance(strict, LATER) == "Der Kunde hat noch nicht zugestimmt."
    with pytest.raises(CannotDo):
        answers.consented(strict, " ", LATER)
    assert answers.ready(answers.consented(strict, "Erika Muster", LATER), LATER)


@pytest.mark.parametrize("wrong", ["who", "early", "planned"])
def test_what_cannot_be_an_objection(sent, wrong):
    who, day = ("" if wrong == "who" else "E"), DAY("2026-11-23" if wrong == "early" else "2026-12-01")
    with pytest.raises(CannotDo):
        answers.objected(replace(sent, state="planned") if wrong == "planned" else sent, who, day)


@pytest.mark.parametrize(
    "text", ["", "a = ", "[sub_processors]\nlist = 3", '[[sub_processors.list]]\nid = "x"', "list = [[1]]", "\xff"]
)
def test_a_list_that_is_none_is_refused(tmp_path, text):
    path = tmp_path / "list.toml"
    path.write_bytes(text.encode("latin-1"))
    with pytest.raises(AnswersError):
        read_list(path)


def test_a_list_comes_as_in_an_answers_file(tmp_path):
    path = tmp_path / "list.toml"
    path.write_text('[[sub_processors.list]]\nid = "a"\ncompany = "A"\nagreement_date = 2026-01-15\n', "utf-8")
    assert read_list(path) == ({"id": "a", "company": "A", "agreement_date": "2026-01-15"},)

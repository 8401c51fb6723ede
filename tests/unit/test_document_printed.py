"""What travels inside the PDF is what the page shows, and it is enough to come back."""

from __future__ import annotations

import msgspec
import pytest

from avv_desktop.document.compose import compose
from avv_desktop.document.model import Card
from avv_desktop.document.plain import plain
from avv_desktop.document.printed import carried_document, measures_from_print, printed
from avv_desktop.draft.create import new_draft
from avv_desktop.draft.model import MeasureLine
from tests.golden.drafts import CASES, draft, example, template


def reopened(given):
    answers, measures = printed(template(), given)
    again = new_draft(template(), answers=answers)
    for control, lines in measures_from_print(template(), again, measures).items():
        again = again.with_measures(control, lines)
    return again


@pytest.mark.parametrize("name", sorted(CASES))
def test_the_way_back_prints_the_same(name):
    given = CASES[name]()
    assert plain(compose(template(), reopened(given))) == plain(compose(template(), given))


def secret(word: str) -> str:
    return f"GEHEIM-{word}"


def test_nothing_that_is_not_printed():
    answers = example()
    rows = answers["sub_processors.list"]
    rows[0] |= {"active": False, "company": secret("struck row")}
    rows[1] |= {"id": secret("id"), "note": secret("note")}
    rows[2] |= {"third_country_note": secret("no link")}
    answers["controller.representatives"][0] |= {"email": secret("mail"), "phone": secret("phone")}
    answers["controller.company"]["general_partner"] = secret("partner")
    answers |= {
        "measures.data_centres": [secret("id"), "muster_hosting"],
        "term.end_date": "2031-01-31",
        "processor.dpo_exemption": secret("exemption"),
        "processing.art9_details": secret("art9"),
        "processing.activities": [{"activity": secret("activity")}],
        "audit.hourly_rate": 98765,
        "measures.malware_product": secret("full scope only"),
        "measures.internet_providers": [secret("measure is off")],
    }
    lines = (
        MeasureLine("restore_test", False, secret("struck measure")),
        MeasureLine("restore_full", True),
        MeasureLine("own_1", False, secret("own measure off"), own=True),
    )
    given = draft(answers, restore=lines)
    carried = msgspec.json.encode((printed(template(), given), compose(template(), given))).decode()
    assert "GEHEIM" not in carried
    assert "98765" not in carried and "2031-01-31" not in carried
    assert "Muster Cloud" in carried, "what is printed is there"


def test_what_was_left_out_stays_out():
    """The template proposes a system for the workplaces; who took it out does not get it back."""
    given = draft({**example(), "measures.client_os": "", "measures.data_centres": []})
    again = reopened(given)
    assert "Windows" not in plain(compose(template(), again))
    assert plain(compose(template(), again)) == plain(compose(template(), given))


def test_measures_come_back_as_they_were():
    lines = (MeasureLine("restore_full", True), MeasureLine("own_1", True, "Ein Ersatz steht bereit", own=True))
    again = reopened(draft({**example()}, restore=lines))
    assert set(again.measures) == {"restore"}
    on = [line for line in again.measures["restore"] if line.on]
    assert [(line.id, line.own) for line in on] == [("restore_full", False), ("own_restore_2", True)]


def test_unchanged_measures_are_not_changed():
    answers, measures = printed(template(), CASES["complete"]())
    assert measures_from_print(template(), new_draft(template(), answers=answers), measures) == {}
    assert len(measures) > 10


@pytest.mark.parametrize("name", ["complete", "one_sub_processor", "no_sub_processor", "two_of_three", "long_names"])
def test_the_way_back_gives_the_same_document(name):
    given = CASES[name]()
    assert compose(template(), reopened(given)) == carried_document(compose(template(), given))


def test_the_count_of_rows_tells_of_no_struck_row():
    given = CASES["many_sub_processors"]()
    document = compose(template(), given)
    carried = carried_document(document)
    places = [block.place for section in carried.sections for block in section.blocks if isinstance(block, Card)]
    assert places == [f"sub_processors.list[{number}]" for number in range(270)]
    assert plain(carried) == plain(document)
    assert compose(template(), reopened(given)) == carried


def test_only_places_are_recounted_never_words():
    answers = example()
    answers["sub_processors.list"][0]["active"] = False
    answers["processing.subject"] = "Betrieb von sub_processors.list[2] für den Auftraggeber"
    answers["measures.data_centres"] = ["muster_cloud"]
    assert "Betrieb von sub_processors.list[2] für" in plain(carried_document(compose(template(), draft(answers))))

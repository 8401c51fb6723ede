"""What the shelf says of its agreements."""

import datetime
from types import SimpleNamespace

import pytest

from ui.look.tokens import State
from ui.shelf.groups import FILTERS, grouped, next_action, next_step, passing, short_words, spoken

NOON = datetime.datetime(2027, 3, 1, 12, tzinfo=datetime.UTC)


def entry(state="draft", customer="Muster GmbH", hours=0, **more):
    base = {
        "id": customer,
        "number": "AVV-2027-001",
        "customer": customer,
        "subject": "Lager",
        "state": state,
        "words": "",
        "next_person": "",
        "changed": NOON + datetime.timedelta(hours=hours),
        "created": NOON,
        "missing": 0,
    }
    return SimpleNamespace(**base | more)


def test_who_has_to_act_comes_first_and_the_newest_on_top():
    rows = grouped([entry("countersigned"), entry("signed"), entry("draft", "alt"), entry("half", "neu", 2)])
    assert [row if isinstance(row, str) else row.customer for row in rows] == [
        "Sie sind dran  2",
        "neu",
        "alt",
        "Andere sind dran  1",
        "Muster GmbH",
        "Abgeschlossen  1",
        "Muster GmbH",
    ]


def test_every_state_is_in_exactly_one_filter():
    for state in State:
        assert [key for key in FILTERS if key != "all" and passing([entry(state.value)], key)].__len__() == 1
        assert passing([entry(state.value)], "all")


@pytest.mark.parametrize("state", [state.value for state in State])
def test_every_state_has_a_next_step_an_action_and_is_spoken(state):
    one = entry(state, next_person="Erika Muster")
    assert next_step(one)
    words, glyph, page = next_action(one)
    assert words and glyph and page in ("editor", "signing")
    assert "Muster GmbH" in spoken(one) and short_words(one) in spoken(one)


def test_missing_answers_are_counted():
    assert next_step(entry(missing=1)) == "1 Angabe fehlt"
    assert next_step(entry(missing=7)) == "7 Angaben fehlen"


def test_a_half_signed_one_says_how_far():
    assert short_words(entry("half", words="2 von 3 unterschrieben")) == "2 von 3"

"""A draft never changes; undo and redo walk through drafts, and typing in one place is one step."""

from __future__ import annotations

import pytest

from avv_desktop.draft.create import new_draft
from avv_desktop.draft.history import DEEPEST, TOGETHER, History
from avv_desktop.draft.model import Draft, MeasureLine
from tests.golden.drafts import template

TITLE, SUBJECT = "agreement.title", "processing.subject"
LINES = (MeasureLine("restore_test", False),)


@pytest.fixture
def draft() -> Draft:
    return new_draft(template())


def typed(history: History, *edits: tuple[str, object, float]) -> None:
    """Edits of (field, value, moment)."""
    for name, value, moment in edits:
        history.push(history.now.answer(name, value), name, moment)


def walk_back(history: History, name: str) -> list[object]:
    """What the field says after each undo."""
    said = []
    while (draft := history.undo()) is not None:
        said.append(draft.answers.get(name))
    return said


# ---- drafts


@pytest.mark.parametrize("name", ["answers", "confirmed", "measures", "changed", "id"])
def test_a_draft_cannot_be_changed(draft, name):
    with pytest.raises(AttributeError):
        setattr(draft, name, getattr(draft, name))


def test_every_change_is_a_new_draft_and_the_old_one_stays(draft):
    changed = draft.answer(TITLE, "AVV").confirm(SUBJECT).with_measures("restore", LINES)
    assert (draft.answers, draft.confirmed, draft.measures) == ({}, frozenset(), {})
    assert changed.answers == {TITLE: "AVV"}
    assert changed.confirmed == {SUBJECT}
    assert changed.measures == {"restore": LINES}
    assert (changed.id, changed.created, changed.template) == (draft.id, draft.created, draft.template)


def test_none_takes_an_answer_and_changed_measures_back(draft):
    changed = draft.answer(TITLE, "AVV").with_measures("restore", LINES)
    assert changed.answer(TITLE, None).answers == {}
    assert changed.with_measures("restore", None).measures == {}


def test_an_answer_of_no_or_nothing_is_an_answer(draft):
    for value in (False, 0, "", []):
        assert draft.answer(TITLE, value).answers == {TITLE: value}


def test_a_new_draft_leaves_out_names_that_the_template_does_not_know():
    made = new_draft(template(), answers={TITLE: "AVV", "no.field": 1}, number="AVV-2026-007")
    assert made.answers == {TITLE: "AVV", "agreement.number": "AVV-2026-007"}
    assert made.created == made.changed and made.created.utcoffset() is not None


# ---- history


def test_nothing_to_undo_or_redo_at_first(draft):
    history = History(draft)
    assert not history.can_undo and not history.can_redo
    assert history.undo() is None and history.redo() is None
    assert history.now is draft


def test_undo_and_redo_give_back_the_very_same_drafts(draft):
    history, first, second = History(draft), draft.answer(TITLE, "AVV"), draft.answer(SUBJECT, "Support")
    history.push(first, TITLE, 10)
    history.push(second, SUBJECT, 20)
    assert [history.undo(), history.undo(), history.undo()] == [first, draft, None]
    assert [history.redo(), history.redo(), history.redo()] == [first, second, None]
    assert history.now is second


def test_typing_in_one_place_is_one_step(draft):
    history = History(draft)
    typed(history, *((TITLE, "Vertrag"[: n + 1], 10 + n * TOGETHER) for n in range(7)))
    assert history.now.answers == {TITLE: "Vertrag"}
    assert walk_back(history, TITLE) == [None]


def test_a_pause_or_another_place_begins_a_step(draft):
    history = History(draft)
    pause = 10.1 + TOGETHER
    typed(history, (TITLE, "A", 10), (TITLE, "B", pause), (SUBJECT, "C", pause), (TITLE, "D", pause))
    assert walk_back(history, TITLE) == ["B", "B", "A", None]


def test_the_place_is_found_where_none_is_named(draft):
    history = History(draft)
    history.push(history.now.answer(TITLE, "A"), moment=10)
    history.push(history.now.answer(TITLE, "AV"), moment=11)
    history.push(history.now.with_measures("restore", LINES), moment=11)
    history.push(history.now.confirm(SUBJECT), moment=11)
    assert walk_back(history, TITLE) == ["AV", "AV", None]


def test_parts_of_one_field_are_places_of_their_own(draft):
    history = History(draft)
    first, second = draft.answer("controller.company", {"name": "M"}), draft.answer("controller.company", {"city": "K"})
    history.push(first, "controller.company.name", 10)
    history.push(second, "controller.company.city", 10)
    assert [history.undo(), history.undo()] == [first, draft]


def test_a_new_edit_clears_what_was_undone(draft):
    history = History(draft)
    typed(history, (TITLE, "A", 10), (SUBJECT, "B", 20))
    history.undo()
    typed(history, (TITLE, "C", 30))
    assert not history.can_redo and history.redo() is None
    assert walk_back(history, TITLE) == ["A", None]


def test_typing_after_an_undo_does_not_overwrite_the_step_before(draft):
    history = History(draft)
    typed(history, (TITLE, "A", 10), (SUBJECT, "B", 10.1))
    history.undo()
    typed(history, (TITLE, "C", 10.2))
    assert walk_back(history, TITLE) == ["A", None]


def test_only_the_last_steps_are_kept(draft):
    history = History(draft)
    typed(history, *((TITLE, str(n), 10.0 * n) for n in range(2 * DEEPEST)))
    assert history.now.answers == {TITLE: str(2 * DEEPEST - 1)}
    said = walk_back(history, TITLE)
    assert len(said) == DEEPEST - 1 and said[-1] == str(DEEPEST)

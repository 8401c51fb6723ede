"""Sub-processors struck and added in Word: they go to the rows of the form, in whatever order they are taken over."""

from __future__ import annotations

from copy import deepcopy
from itertools import permutations

import pytest
from docx.oxml.ns import qn

from avv_desktop import flow
from avv_desktop.draft.model import Draft
from avv_desktop.draft.values import Values
from avv_desktop.errors import CannotDo
from avv_desktop.reply.model import ReplyChange
from avv_desktop.reply.sheet import Sent, sent
from avv_desktop.reply.take import edit, take
from tests.golden.drafts import complete, template
from tests.unit.reply_samples import Answer, said

LIST = "sub_processors.list"


def rows(draft: Draft) -> list[dict]:
    return Values(template(), draft).value(LIST)


def names(draft: Draft) -> list[str]:
    return [row["company"] for row in rows(draft)]


def card(answer: Answer, company: str):
    return next(each for each in answer.file.element.body.iter(qn("w:tbl")) if company in said(each))


def struck(answer: Answer, company: str) -> Answer:
    table = card(answer, company)
    table.getparent().remove(table)
    return answer


def added(answer: Answer, behind: str, words: dict[str, str]) -> Answer:
    """A copy of a card, with other words."""
    table = card(answer, behind)
    made = deepcopy(table)
    table.addnext(made)
    for old, new in words.items():
        run = next(each for each in made.iter(qn("w:t")) if old in (each.text or ""))
        run.text = run.text.replace(old, new)
    return answer


def by_kind(answer: Answer, kind: str) -> list[ReplyChange]:
    return [each for each in answer.reply().changes if each.kind == kind]


def test_a_struck_card_leaves_the_list_and_nothing_else_changes():
    draft = complete()
    first, *others = names(draft)
    answer = struck(Answer(draft, tracked=False), first)
    changes = [each for each in answer.reply().changes if not each.by_hand]
    gone = next(each for each in changes if each.kind == "deleted")
    assert gone.field == LIST and first in gone.old and not gone.tracked
    new = take(draft, template(), gone)
    assert names(new) == others and rows(new) == rows(draft)[1:]


def test_a_new_card_becomes_a_row_that_prints_the_same():
    draft = complete()
    first = names(draft)[0]
    words = {first: "Neuer Dienst", "Rechenzentrumsweg 3": "Hafenallee 9", "15.01.2026": "03.03.2026"}
    (change,) = by_kind(added(Answer(draft, tracked=False), first, words), "inserted")
    assert not change.by_hand and change.field == LIST
    new = take(draft, template(), change)
    assert names(new) == [first, "Neuer Dienst", *names(draft)[1:]]
    row = rows(new)[1]
    assert row["legal_form"] == rows(draft)[0]["legal_form"]
    assert (row["street"], row["agreement_date"], row["city"]) == ("Hafenallee 9", "2026-03-03", "Musterstadt")
    assert len({each["id"] for each in rows(new)}) == len(rows(new))
    text = flow.export_text(template(), new)
    assert "Neuer Dienst GmbH" in text.replace("\u00a0", " ") and "Hafenallee 9" in text


def test_a_new_card_can_be_edited_before_it_is_taken():
    draft = complete()
    first = names(draft)[0]
    (change,) = by_kind(added(Answer(draft, tracked=False), first, {first: "Neuer Dienst"}), "inserted")
    new = edit(draft, template(), change, change.new.replace("Neuer Dienst GmbH", "Anderer Dienst KG"))
    assert (names(new)[1], rows(new)[1]["legal_form"]) == ("Anderer Dienst", "KG")
    with pytest.raises(CannotDo):
        edit(draft, template(), change, "Nur ein Satz\tmit Tab")


def test_in_every_order_the_same_rows_are_left():
    draft = complete()
    assert len(names(draft)) >= 2
    first, second, *rest = names(draft)
    answer = struck(Answer(draft, tracked=False), first)
    answer = added(answer, second, {second: "Neuer Dienst", rows(draft)[1]["street"]: "Hafenallee 9"})
    answer.replace(f"{rows(draft)[1]['street']}", rows(draft)[1]["street"], "Umgezogen 5")
    changes = [each for each in answer.reply().changes if each.field.startswith(LIST) and not each.by_hand]
    assert {each.kind for each in changes} == {"deleted", "inserted", "field"}
    for order in permutations(changes):
        new = draft
        for change in order:
            new = take(new, template(), change)
        assert names(new) == [second, "Neuer Dienst", *rest], order
        assert rows(new)[0]["street"] == "Umgezogen 5"


def test_what_is_no_row_is_left_to_a_person():
    draft = complete()
    first = names(draft)[0]
    answer = added(Answer(draft, tracked=False), first, {first: "Neuer Dienst AG", "Anschrift": "Hausnummer"})
    (change,) = by_kind(answer, "inserted")
    assert change.by_hand
    with pytest.raises(CannotDo):
        take(draft, template(), change)


def test_two_entries_of_one_list_can_both_go():
    """What the first leaves is what the second is taken from."""
    field = template().field("third_country.mechanisms")
    draft = complete()
    chosen = Values(template(), draft).value(field.name)
    items = [line for line in sent(flow.compose(template(), draft)) if _prints(line, field.name)]
    assert len(items) == len(chosen) == 3
    answer = Answer(draft)
    for line in items[:2]:
        answer.remove(line.text[:40])
    changes = [each for each in answer.reply().changes if each.field == field.name and not each.by_hand]
    assert len(changes) == 2
    for order in permutations(changes):
        new = draft
        for change in order:
            new = take(new, template(), change)
        assert Values(template(), new).value(field.name) == chosen[2:]


def _prints(line: Sent, field: str) -> bool:
    return any(getattr(run, "field", "") == field for run in line.runs)

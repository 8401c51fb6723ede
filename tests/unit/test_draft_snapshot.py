"""The template that travels in a draft's file: nobody changes a clause there, and a damaged one is refused."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from copy import deepcopy
from functools import lru_cache
from typing import Any

import pytest
from msgspec.structs import replace

from avv_desktop.document.compose import compose
from avv_desktop.document.plain import plain
from avv_desktop.draft.completeness import findings, progress
from avv_desktop.draft.files import from_bytes, to_bytes
from avv_desktop.errors import AvvError, DraftError
from tests.golden.drafts import CASES, template

ODD = ["", None, 0, -1, True, 1.5, [], {}, "x", [1], [None], [{}], {"a": 1}, [[1]], "2026-99-99", 10**19, "\ud800"]


@lru_cache(maxsize=2)
def written(installed: bool) -> dict[str, Any]:
    """The content of a draft's file; its template is installed here, or an older one that is not."""
    content = json.loads(to_bytes(CASES["special_data"](), template()))
    if not installed:
        content["draft"]["template"]["hash"] = content["template"]["hash"] = "0" * 64
    return content


def read(content: dict[str, Any]):
    return from_bytes(json.dumps(content).encode(), "draft.json")


def places(value: Any, way: tuple = ()) -> Iterator[tuple]:
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in inside:
        yield (*way, key)
        yield from places(each, (*way, key))


def put(content: dict[str, Any], way: tuple, value: Any) -> None:
    for key in way[:-1]:
        content = content[key]
    content[way[-1]] = value


def test_a_clause_that_was_changed_in_the_file_is_not_agreed():
    content = deepcopy(written(True))
    content["template"]["clauses"][1]["title"] = "Haftung ohne Grenzen"
    content["template"]["coverage"] = []
    assert read(content)[1] is template()


def test_a_template_that_is_not_installed_comes_with_its_draft():
    draft, its_template = read(written(False))
    assert its_template == replace(template(), hash="0" * 64)
    assert draft.answers == CASES["special_data"]().answers
    assert findings(its_template, draft) == []


@pytest.mark.parametrize(
    ("way", "value", "name"),
    [
        (("groups", 0, "fields"), ["no.field"], "no.field"),
        (("groups", 0, "fields"), [""], "?"),
        (("fields", 0, "name"), "x", "agreement."),
        (("fields", 0, "options_from"), "no.table", "no.table"),
        (("fields", 0, "default"), 3, "agreement."),
        (("annexes", 0, "id"), "annex_x", "annex_x.date"),
        (("party_columns", 4, "id"), "town", "columns.party.city"),
        (("person_columns", 3, "id"), "surname", "columns.person.last_name"),
        (("annexes", 1, "table"), "no.table", "no.table"),
        (("annexes", 2, "contacts", 0, "field"), "no.body", "no.body"),
        (("clauses", 1, "paragraphs", 2, "choice"), "no.choice", "no.choice"),
        (("clauses", 0, "lines", 0, "parts", 0, "name"), "no.title", "no.title"),
    ],
)
def test_a_template_that_names_what_it_does_not_have_is_damaged(way, value, name):
    content = deepcopy(written(False))
    put(content, ("template", *way), value)
    with pytest.raises(DraftError) as caught:
        read(content)
    assert caught.value.details["path"] == "draft.json"
    assert name in str(caught.value.details["reason"])


@pytest.mark.parametrize("part", ["draft", "template"])
def test_any_value_exchanged_is_used_or_refused_by_an_error_of_ours(part, today):
    chance, whole = random.Random(part), written(False)
    ways = list(places(whole[part]))
    used = 0
    for _ in range(150):
        content = deepcopy(whole)
        put(content[part], chance.choice(ways), chance.choice(ODD))
        try:
            draft, its_template = read(content)
            findings(its_template, draft, today)
            progress(its_template, draft)
            plain(compose(its_template, draft))
            used += 1
        except AvvError:
            continue
    assert 10 < used < 140

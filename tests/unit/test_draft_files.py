"""A draft file is read as it was written, or refused with an error of ours."""

from __future__ import annotations

import json
import random
from functools import lru_cache
from typing import Any

import pytest

from avv_desktop.draft.files import LARGEST, from_bytes, to_bytes
from avv_desktop.errors import AvvError, DraftError, NewerFormat, UnknownTemplate
from tests.golden.drafts import CASES, SPECIAL, template


@lru_cache(maxsize=1)
def written() -> bytes:
    return to_bytes(CASES["special_data"](), template())


def changed(*path: str, to: Any) -> bytes:
    """The file with one value exchanged."""
    content = json.loads(written())
    inside = content
    for name in path[:-1]:
        inside = inside[name]
    inside[path[-1]] = to
    return json.dumps(content).encode()


def without(*path: str) -> bytes:
    content = json.loads(written())
    inside = content
    for name in path[:-1]:
        inside = inside[name]
    del inside[path[-1]]
    return json.dumps(content).encode()


@pytest.mark.parametrize("name", sorted(CASES))
def test_a_draft_is_read_as_it_was_written(name):
    draft = CASES[name]().confirm("breach.notice_hours")
    data = to_bytes(draft, template())
    assert from_bytes(data) == (draft, template())
    assert to_bytes(*from_bytes(data)) == data


@pytest.mark.parametrize("text", [SPECIAL, "a\x00\x0b\u2028\ufeff\r\nb", "客户 👩‍💻 e\u0301 \u202e", "\\u0041 \\ud83d"])
def test_odd_letters_come_back_as_they_were(text):
    draft = CASES["complete"]().answer("processing.subject", text)
    assert from_bytes(to_bytes(draft, template())) == (draft, template())


def test_the_file_is_readable_text():
    text = written().decode("utf-8")
    assert "Gesundheitsdaten der Versicherten" in text
    assert json.loads(text)["schema"] == 2
    assert len(text.splitlines()) > 100


def test_names_that_are_not_known_are_passed_over():
    draft, _ = from_bytes(written())
    for path in (("more",), ("draft", "more"), ("draft", "template", "more"), ("template", "more")):
        assert from_bytes(changed(*path, to={"x": [1]})) == (draft, template())


@pytest.mark.parametrize("schema", [3, 99, 10**30])
def test_a_newer_format_is_told_apart_even_if_nothing_else_is_known(schema):
    for data in (changed("schema", to=schema), json.dumps({"schema": schema}).encode()):
        with pytest.raises(NewerFormat) as caught:
            from_bytes(data, "draft.json")
        assert caught.value.details == {"path": "draft.json", "schema": schema, "known": 2}


@pytest.mark.parametrize(("part", "value"), [("version", 99), ("id", "avv-xx"), ("hash", "0" * 64)])
def test_a_template_that_is_not_the_one_beside_it(part, value):
    for whose in (("draft", "template", part), ("template", part)):
        with pytest.raises(UnknownTemplate) as caught:
            from_bytes(changed(*whose, to=value))
        assert {"template", "version"} <= set(caught.value.details)
    with pytest.raises(UnknownTemplate) as caught:
        from_bytes(changed("draft", "template", "version", to=99))
    assert (caught.value.details["template"], caught.value.details["version"]) == ("avv-de", 99)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("schema",), "1"),
        (("schema",), True),
        (("schema",), None),
        (("draft",), None),
        (("draft", "id"), 7),
        (("draft", "created"), "gestern"),
        (("draft", "answers"), []),
        (("draft", "answers", "breach.notice_hours"), 24.5),
        (("draft", "confirmed"), "breach.notice_hours"),
        (("draft", "measures"), {"restore": [{"id": "restore_test", "on": "ja"}]}),
        (("template",), {}),
        (("template", "fields"), [{"name": "x", "type": "no type"}]),
    ],
)
def test_a_value_of_the_wrong_type_is_named(path, value):
    with pytest.raises(DraftError) as caught:
        from_bytes(changed(*path, to=value), "draft.json")
    assert type(caught.value) is DraftError and caught.value.details["path"] == "draft.json"
    assert path == ("schema",) or path[0] in str(caught.value.details["reason"])


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("agreement.title", 1),
        ("breach.notice_hours", "24"),
        ("processing.art9", 1),
        ("sub_processors.regime", "both"),
        ("processing.places", [1]),
        ("controller.company", "Muster GmbH"),
        ("controller.company", {"name": ["x"]}),
        ("controller.representatives", ["Aida"]),
        ("sub_processors.list", [{"active": "ja"}]),
    ],
)
def test_an_answer_that_no_form_could_have_given_is_named(name, value):
    with pytest.raises(DraftError) as caught:
        from_bytes(changed("draft", "answers", name, to=value))
    assert name in str(caught.value.details["reason"])


@pytest.mark.parametrize(
    "path", [("schema",), ("draft",), ("template",), ("draft", "id"), ("draft", "created"), ("draft", "template")]
)
def test_what_must_be_there_and_is_not(path):
    with pytest.raises(DraftError):
        from_bytes(without(*path))


RUBBISH = {
    "empty": lambda: b"",
    "blank": lambda: b" \n" * 9,
    "no object": lambda: b"[1, 2, 3]",
    "null": lambda: b"null",
    "no JSON": lambda: b"schema = 1",
    "a PDF": lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
    "another encoding": lambda: written().decode().encode("utf-16"),
    "half a file": lambda: written()[: len(written()) // 2],
    "two files": lambda: written() * 2,
    "half a letter": lambda: written().replace(b"Gesundheit", b"\xff", 1),
    "no number": lambda: written().replace(b'"schema": 2', b'"schema": NaN', 1),
    "endless digits": lambda: b'{"schema": ' + b"9" * 10_000_000 + b"}",
    "endless brackets": lambda: b'{"schema": 1, "draft": ' + b"[" * 10_000_000,
    "10 MB of noise": lambda: random.Random(1).randbytes(10_000_000),
    "10 MB of one letter": lambda: b"a" * 10_000_000,
    "10 MB of nothing": lambda: bytes(10_000_000),
    "too large": lambda: written() + b" " * LARGEST,
}


@pytest.mark.parametrize("make", RUBBISH.values(), ids=RUBBISH)
def test_rubbish_is_damaged(make):
    with pytest.raises(DraftError) as caught:
        from_bytes(make(), "draft.json")
    assert type(caught.value) is DraftError and caught.value.details["path"] == "draft.json"


def test_a_file_damaged_anywhere_is_read_or_refused_by_an_error_of_ours():
    chance, data = random.Random(2), written()
    for _ in range(300):
        damaged = bytearray(data)
        at = chance.randrange(len(damaged))
        damaged[at : at + chance.randrange(3)] = chance.randbytes(chance.randrange(3))
        try:
            draft, its_template = from_bytes(bytes(damaged))
        except AvvError:
            continue
        assert to_bytes(draft, its_template)


@pytest.mark.parametrize(("given", "kept"), [("a\ud83d", "a\ufffd"), ("\ud83d\ude00", "😀"), ("heil", "heil")])
def test_half_a_character_is_no_reason_to_lose_a_draft(given, kept):
    draft = CASES["complete"]().answer("processing.subject", given).answer("processor.places", [given])
    again, _ = from_bytes(to_bytes(draft, template()))
    assert again.answers["processing.subject"] == kept and again.answers["processor.places"] == [kept]


def test_a_file_of_the_first_format_is_still_read():
    def before(tree):
        tree["schema"] = tree["draft"]["schema"] = 1
        del tree["draft"]["edits"], tree["draft"]["overrides"]
        return tree

    old = json.dumps(before(json.loads(written()))).encode()
    draft, _ = from_bytes(old)
    assert draft.edits == () and draft.answers

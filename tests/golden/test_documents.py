"""The Document of every golden draft, block by block."""

from __future__ import annotations

import hashlib

import pytest

from avv_desktop.document.compose import compose
from avv_desktop.document.model import Card, Document
from tests.golden.compare import document_lines, same
from tests.golden.drafts import CASES, complete, many_sub_processors, template

SMALL = [name for name in CASES if name not in ("complete", "many_sub_processors")]


def composed(name: str) -> Document:
    return compose(template(), CASES[name]())


def test_complete():
    same("complete.jsonl", document_lines(compose(template(), complete())))


@pytest.mark.parametrize("name", SMALL)
def test_what_differs_from_the_complete_one(name):
    base = document_lines(compose(template(), complete()))
    same(f"{name}.diff", document_lines(composed(name)), base)


def test_300_sub_processors():
    """Too long to keep: the first and the last card, the number, and a hash of all of it."""
    document = compose(template(), many_sub_processors())
    lines = document_lines(document)
    found = [block for section in document.sections for block in section.blocks if isinstance(block, Card)]
    cards = [line for line in lines if line.startswith('{"type":"card"')]
    assert len(cards) == len(found) == 270
    assert found[0].place == "sub_processors.list[1]"
    assert found[-1].place == "sub_processors.list[299]"
    digest = hashlib.sha256("\n".join(lines).encode()).hexdigest()
    same("many_sub_processors.txt", [str(len(cards)), cards[0], cards[-1], digest])


@pytest.mark.parametrize("name", [name for name in CASES if name != "empty"])
def test_golden_drafts_are_complete(name):
    assert composed(name).complete


def test_the_empty_one_is_not():
    assert not composed("empty").complete

"""Numbers are counted over what is printed, and references follow them."""

from __future__ import annotations

import pytest

from avv_desktop.document.numbering import numbered
from tests.unit.document_people import NB

CLAUSES = [
    ("head", False, []),
    ("basis", True, ["basis.one", "basis.two", "basis.three"]),
    ("audit", True, ["audit.one", "audit.two"]),
    ("short", True, ["short.only"]),
    ("signatures", False, []),
]
NUMBERS = numbered(CLAUSES, ["annex_a", "annex_b"])


@pytest.mark.parametrize(
    ("target", "label"),
    [
        ("head", ""),
        ("basis", "§~1"),
        ("audit", "§~2"),
        ("basis.two", "(2)"),
        ("short.only", ""),
        ("annex_b", "Anlage~2"),
        ("nowhere", ""),
    ],
)
def test_labels(target, label):
    assert NUMBERS.label(target) == label.replace("~", NB)


@pytest.mark.parametrize(
    ("target", "here", "said"),
    [
        ("audit", "basis", "§~2"),
        ("audit.two", "basis", "§~2 Abs.~2"),
        ("audit.two", "audit", "Absatz~2"),
        ("annex_a", "audit", "Anlage~1"),
        ("short.only", "audit", "§~3"),
        ("basis.gone", "audit", "§~1"),
        ("nowhere", "audit", ""),
    ],
)
def test_references(target, here, said):
    assert NUMBERS.reference(target, here) == said.replace("~", NB)


@pytest.mark.parametrize(
    ("targets", "here", "said"),
    [
        (["audit.one", "audit.two"], "", "§~2 Abs.~1 und 2"),
        (["basis.one", "basis.two", "basis.three"], "basis", "Absatz~1, 2 und 3"),
        (["basis", "audit"], "", "§§~1 und 2"),
        (["basis", "audit", "short"], "", "§§~1, 2 und 3"),
        (["annex_a", "annex_b"], "", "Anlage~1 und 2"),
        (["basis.one", "audit.two"], "", "§~1 Abs.~1 und §~2 Abs.~2"),
        (["audit"], "", "§~2"),
    ],
)
def test_several_references(targets, here, said):
    assert NUMBERS.references(targets, here) == said.replace("~", NB)


def test_numbers_close_up():
    without = numbered([(id, counts, inside[1:]) for id, counts, inside in CLAUSES if id != "head"], ["annex_b"])
    assert without.label("basis.two") == "(1)"
    assert without.label("annex_b") == f"Anlage{NB}1"
    assert not without.known("basis.one")

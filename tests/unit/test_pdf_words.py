"""Where words break, how lists are numbered, and marks as rectangles."""

from __future__ import annotations

import pytest

from avv_desktop.pdf import places
from avv_desktop.pdf.words import LONG_WORD, atoms, pattern, short


@pytest.mark.parametrize("text", ["", "Muster GmbH", "Datenschutzgrundverordnungsbeauftragte", "Art. 28 Abs. 3 DSGVO"])
def test_ordinary_words_are_left_alone(text):
    assert atoms(text) == text


def test_addresses_are_not_hyphenated_and_break_after_their_signs():
    assert atoms("an post@example.org, bitte") == ["an ", ["a", "post@", "example.", "org,"], " bitte"]
    assert atoms("https://example.org/a-b")[0][1:] == ["https:/", "/", "example.", "org/", "a-", "b"]


@pytest.mark.parametrize("text", ["a\nb", "\n", "x" * 200, f"Name {'M' * LONG_WORD} Ende\nund a@b.de"])
def test_nothing_is_lost_in_parts(text):
    whole = "".join(
        "\n" if each == ["n"] else each if isinstance(each, str) else "".join(each[1:]) for each in atoms(text)
    )
    assert whole == text


def test_numbering_that_typst_knows_is_left_to_it():
    assert pattern(["(1)", "(2)", "(3)"]) == ("(1)", 1)
    assert pattern(["(4)", "(5)"]) == ("(1)", 4)
    assert pattern(["a)", "b)"]) == ("a)", 1)
    for odd in (
        ["(1)", "(3)"],
        ["b)", "c)"],
        ["(1a)"],
        [""],
        ["(²)"],
        [chr(97 + n) + ")" for n in range(26)] + ["aa)"],
    ):
        assert pattern(odd) == ("", 1)


def test_the_running_head_stays_short():
    assert short("Muster GmbH", 20) == "Muster GmbH"
    assert len(short("Muster " * 40, 60)) <= 60
    assert short("M" * 200, 100) == "M" * (LONG_WORD // 2) + "…"


def test_a_value_on_two_pages_has_a_place_on_each():
    marks = [("v", "purpose", 1, 100.0, 760.0), ("e", "purpose", 2, 200.0, 100.0)]
    first, second = places.places(marks)
    assert (first.page, second.page) == (1, 2)
    assert first.y + first.height == pytest.approx(places.BOTTOM)
    assert second.y == places.TOP and second.y + second.height > 100


def test_a_value_over_several_lines_is_one_rectangle_of_the_lines():
    (place,) = places.places([("v", "purpose", 1, 300.0, 200.0), ("e", "purpose", 1, 120.0, 230.0)])
    assert place.x <= 120 and place.x + place.width == pytest.approx(places.RIGHT)
    assert place.y < 200 and place.y + place.height > 230

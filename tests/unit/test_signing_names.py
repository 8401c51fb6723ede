"""Whether two names are the same person's, as people would say."""

from __future__ import annotations

import pytest

from avv_desktop.signing.names import clean, names_fit


@pytest.mark.parametrize(
    ("expected", "given"),
    [
        ("Aida Dia", "aida  DIA"),
        ("Aida Dia", "Aida Dia (Probe)"),
        ("Dr. Aida Dia", "Dia, Aida"),
        ("Prof. Dr. h. c. Linh Ma", "Linh Ma"),
        ("Aida Dia", "Aida Dia, LL.M."),
        ("Jörn Fischer", "Joern Fischer"),
        ("Hans Groß", "HANS GROSS"),
        ("Aida Dia", "Ａida Ｄia"),
        ("Jo\u0308rn Fischer", "Jörn Fischer"),
        ("Hans Müller-Lüdenscheidt", "Hans Müller Lüdenscheidt"),
    ],
)
def test_the_same_person(expected, given):
    assert names_fit(expected, given) and names_fit(given, expected)


@pytest.mark.parametrize(
    ("expected", "given"),
    [("Aida Dia", "Jörn Fischer"), ("Aida Dia", "Aida"), ("Aida Dia", ""), ("", ""), ("Linh Ma", "Linh"), ("…", "…")],
)
def test_another_person(expected, given):
    assert not names_fit(expected, given)


def test_a_name_is_one_line_without_marks_that_turn_the_direction():
    assert clean(" Aida\n\u202eDia\x07\ufeff ") == "Aida Dia"

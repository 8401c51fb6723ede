"""Nothing that only the paper needs hides words from rules."""

from __future__ import annotations

import datetime

import pytest

from avv_desktop.review.engine import review
from avv_desktop.review.normal import normal, sentences
from tests.unit.review_sample import line


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Auftrags\u00adverarbeitung", "Auftragsverarbeitung"),
        ("Auftrags-\nverarbeitung", "Auftragsverarbeitung"),
        ("Auftrags- verarbeitung", "Auftragsverarbeitung"),
        ("Post- und Paketdienste", "Post- und Paketdienste"),
        ("Post-\nund Paketdienste", "Post- und Paketdienste"),
        ("Vor- bzw. Nachname", "Vor- bzw. Nachname"),
        ("IT-\nSystem", "IT- System"),
        ("zwei  Leer\u00a0zeichen\nhier", "zwei Leer zeichen hier"),
        ("E\u2011Mail", "E-Mail"),
        ("Verpflichtung zur Of\ufb01ce-P\ufb02ege", "Verpflichtung zur Office-Pflege"),
        ("A\u0308nderung", "Änderung"),
        ("a\tb", "a\tb"),
    ],
)
def test_text_is_read_without_its_paper(written, read):
    assert normal(written) == read


@pytest.mark.parametrize(
    "text",
    [
        "Vertrag zur Auftrags\u00addaten\u00adverarbeitung",
        "Vertrag zur Auftragsdaten-\nverarbeitung",
        "Vertrag zur Auftragsdaten- verarbeitung",
    ],
)
def test_rules_see_through_hyphens(text):
    found = review(line("body", text), today=datetime.date(2026, 11, 23))
    assert "LAW-03" in {each.rule for each in found}


def test_blanks_in_a_paragraph_sign_hide_nothing():
    found = review(line("body", "Grundlage ist §\u00a011\u202fBDSG."), today=datetime.date(2026, 11, 23))
    assert "LAW-01" in {each.rule for each in found}


def test_sentences_end_where_they_end():
    text = "Nach Art. 28 Abs. 3 DSGVO gilt das, z. B. Hier. Das ist der zweite. Am 3. Mai kam er."
    assert [text[a:b].strip() for a, b in sentences(text)] == [
        "Nach Art. 28 Abs. 3 DSGVO gilt das, z. B. Hier.",
        "Das ist der zweite.",
        "Am 3. Mai kam er.",
    ]


def test_an_endless_sentence_is_read_in_pieces():
    assert max(b - a for a, b in sentences("x" * 10_000)) <= 3000

"""The agreement as readable text."""

from __future__ import annotations

from avv_desktop.document.compose import compose
from avv_desktop.document.model import Document, Missing, Paragraph, Section, Text
from avv_desktop.document.plain import plain
from tests.golden.drafts import CASES, template


def test_it_reads_like_the_page():
    words = plain(compose(template(), CASES["complete"]()))
    lines = words.split("\n")
    assert lines[0] == "Vereinbarung zur Auftragsverarbeitung"
    assert "Nummer AVV-2026-001, Fassung 1" in lines
    assert "§ 7 Kontrollrechte des Auftraggebers" in lines
    assert "    a) schwer gegen die DSGVO oder gegen die Vereinbarung verstößt," in lines
    assert "Aida Dia, Geschäftsführung" in lines
    assert "\u00a0" not in words
    assert max(map(len, lines)) <= 96
    assert words.endswith("\n") and not words.endswith("\n\n")


def test_an_incomplete_one_says_so_first():
    assert plain(compose(template(), CASES["empty"]())).startswith("*** Entwurf, unvollständig ***")


def test_lines_hang_below_their_label():
    runs = (Text("Der Auftragnehmer verarbeitet "), Missing("Arten der Daten", "x"), Text("."))
    clause = Section("c", "clause", "Titel", "§\u00a01", blocks=(Paragraph(runs, "c.p", "(1)"),))
    document = Document("de", (Text("T"),), (), Text("1"), Text("1"), (), (clause,))
    assert "(1) Der Auftragnehmer\n    verarbeitet [Arten der\n    Daten]." in plain(document, width=28)


def test_endless_words_and_breaks_are_kept():
    word = "x" * 300
    clause = Section("c", "clause", "Titel", "§\u00a01", blocks=(Paragraph((Text(f"{word}\nzwei"),), "c.p", "(1)"),))
    words = plain(Document("de", (Text("T"),), (), Text("1"), Text("1"), (), (clause,)))
    assert f"(1) {word}" in words and "\n    zwei\n" in words

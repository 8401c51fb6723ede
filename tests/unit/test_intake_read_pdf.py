"""PDFs, tagged and not: paragraphs put together again, furniture taken out."""

from __future__ import annotations

import io
import re

import pikepdf
import pytest
import typst

from avv_desktop.intake.model import Source, SourceLine
from avv_desktop.intake.pdf_furniture import is_page_number
from avv_desktop.intake.pdf_lines import MARKER, hyphen_stays
from avv_desktop.intake.read import read
from avv_desktop.pdf.fonts import typst_fonts
from avv_desktop.pdf.typeset import Typesetter
from avv_desktop.word.write import docx
from tests.unit.pdf_sample import CREATED, LONG, sample

LEAD = "Der Auftragnehmer trifft angemessene Datenschutzvorkehrungen und Sicherheitsmaßnahmen. "


@pytest.fixture(scope="module")
def ours() -> bytes:
    return Typesetter().typeset(sample(clauses=4), CREATED, final=True).data


def untagged(data: bytes) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        del pdf.Root.StructTreeRoot
        pdf.save(out)
    return out.getvalue()


def page(markup: str) -> Source:
    """A foreign PDF without tags, of typst's own making."""
    head = '#set page(width: 120mm, height: 90mm, margin: 15mm, {})\n#set text(font: "Libertinus Serif", lang: "de")\n'
    foot = "header: [Muster GmbH], footer: context align(center)[Seite #counter(page).display()]"
    source = (head.replace("{}", foot) + markup).encode()
    made = typst.Compiler({"main.typ": source}, font_paths=typst_fonts(), ignore_system_fonts=True).compile()
    return read(untagged(made), "fremd.pdf")


def said(lines: tuple[SourceLine, ...]) -> list[str]:
    """Each line with its number, bold marks and kinds of blanks aside; cells and breaks as lines of their own."""
    found = []
    for line in lines:
        text = " ".join(filter(None, (line.label, line.text))).replace("**", "").replace("\u00a0", " ")
        found += [each for each in re.split(r"[\n\t]", text) if each.strip()]
    return found


# ---- our own


def test_our_own_pdf_says_what_our_own_word_file_says(ours):
    pdf, word = said(read(ours, "a.pdf").lines), said(read(docx(sample(clauses=4), created=CREATED), "a.docx").lines)
    one, other = (
        " ".join(pdf).replace(" · ", ", "),
        " ".join(word).replace("Nummer ", "").replace("siehe  §", "siehe §"),
    )
    head, rest = other.split("Unterschriften")
    assert one.startswith(head)
    assert sorted(rest.split()) == sorted(one.split("Unterschriften")[1].split())


def test_our_own_pdf_names_its_parts(ours):
    found = read(ours, "a.pdf")
    assert (found.lines[0].kind, found.lines[0].text) == ("title", "Vereinbarung zur Auftragsverarbeitung")
    assert ("heading", "§ 1 Weitere Auftragsverarbeiter") in [(line.kind, line.text) for line in found.lines]
    items = [(line.label, line.level) for line in found.lines if line.kind == "item"]
    assert items[:5] == [("(1)", 0), ("(2)", 0), ("a)", 1), ("b)", 1), ("(1)", 0)]
    rows = [line.cells for line in found.lines if line.kind == "row"]
    assert rows[0] == ("Anschrift", "Lange Wende 1, 24103 Kiel")
    assert rows[-1] == ("Datenschutz", "Erika Muster", "datenschutz@example.org")
    assert {line.page for line in found.lines} == {1, 2, 3, 4} or max(line.page for line in found.lines) > 2


def test_heads_and_page_numbers_are_furniture(ours):
    found = read(ours, "a.pdf")
    kinds = {(each.kind, each.text) for each in found.furniture}
    assert ("running header", "Muster Dienste GmbH") in kinds
    assert any(kind == "page number" and text.startswith("Seite 2 von") for kind, text in kinds)
    assert not [line for line in found.lines if "Seite " in line.text]


def test_hyphens_that_only_the_paper_needed_are_gone(ours):
    found = read(ours, "a.pdf")
    assert any("Geschäftsführer Max Muster" in line.text for line in found.lines)
    assert any(each.kind == "hyphenation" for each in found.furniture)


def test_without_its_tags_the_same_words_are_found_by_their_places(ours):
    tagged, laid_out = read(ours, "a.pdf"), read(untagged(ours), "a.pdf")
    one, other = " ".join(said(tagged.lines)).split(), " ".join(said(laid_out.lines)).split()
    assert sorted(one) == sorted(other)
    paragraphs = [line.text for line in laid_out.lines]
    assert f"(1) {LONG}Muster Logistik GmbH ist einverstanden." in paragraphs
    assert [line.cells for line in laid_out.lines if line.kind == "row"][-1][0] == "Datenschutz"


# ---- foreign pages


def test_wrapped_lines_are_joined_and_markers_begin_anew():
    found = page(f"+ {LEAD}Näheres steht in § 7 Abs. 2 dieses Vertrags.\n+ {LEAD * 2}\n\nEin freier Absatz.")
    texts = [line.text for line in found.lines]
    assert len(texts) == 3 and texts[0].endswith("dieses Vertrags.") and texts[0].startswith("1. Der")
    assert texts[1] == f"2. {LEAD * 2}".strip() and texts[2] == "Ein freier Absatz."


def test_a_paragraph_goes_on_over_the_page():
    found = page(f"{LEAD * 9}Ende.")
    assert [line.text for line in found.lines] == [f"{LEAD * 9}Ende."]
    assert [each.kind for each in found.furniture if each.kind != "hyphenation"].count("page number") >= 2


def test_headings_are_larger_and_bold_words_are_marked():
    found = page(f"= Vertrag\n\n== § 1 Gegenstand\n\n{LEAD} *Wichtig* ist das.\n\n{LEAD}")
    assert [(line.kind, line.level) for line in found.lines[:2]] == [("heading", 1), ("heading", 2)]
    assert "**Wichtig** ist das." in found.lines[2].text


@pytest.mark.parametrize("stroke", ["0.5pt", "none"])
def test_tables_with_and_without_rules(stroke):
    cells = f"[Name], [Leistung], [A GmbH], [{LEAD}], [B GmbH], [Wartung]"
    found = page(f"#table(columns: (30mm, 1fr), stroke: {stroke}, inset: 3mm, {cells})")
    assert [line.cells for line in found.lines] == [
        ("Name", "Leistung"), ("A GmbH", LEAD.strip()), ("B GmbH", "Wartung"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("before", "following", "stays"),
    [
        ("Daten-", "schutz", (False, False)),
        ("Vor-", "und Nachname", (True, True)),
        ("Auftrags-", "oder Kundendaten", (True, True)),
        ("Leistungs-", "Vereinbarung", (True, False)),
        ("IT-", "gestützt", (True, False)),
        ("2018-", "er", (True, False)),
        ("EU-US-", "Rahmen", (True, False)),
    ],
)
def test_real_hyphens_stay(before, following, stays):
    assert hyphen_stays(before, following) == stays


@pytest.mark.parametrize(
    "text", ["§ 1 Gegenstand", "§ 1", "(2) Der", "a) mit", "1. Vertraulichkeit", "– Türen", "Anlage 1"]
)
def test_markers(text):
    assert MARKER.match(text)


@pytest.mark.parametrize(
    "text", ["§ 7 Abs. 2", "§ 11 BDSG", "2. Februar 2026", "Anlage 1 den Empfänger", "a priori", "28 DSGVO"]
)
def test_references_at_the_beginning_of_a_line_are_no_markers(text):
    assert not MARKER.match(text)


def test_page_numbers():
    assert all(is_page_number(text, 9) for text in ("Seite 3 von 9", "- 3 -", "3", "3/9", "Page 3 of 9"))
    assert not any(is_page_number(text, 9) for text in ("2018", "§ 3", "3 Tage", "Seite"))

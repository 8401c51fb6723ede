"""Agreements written and read again: the same tree; and any text at all: an account that adds up."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from avv_desktop.document import model as m
from avv_desktop.document.compare.even import evened
from avv_desktop.document.compose import compose
from avv_desktop.document.markdown import escaped, markdown
from avv_desktop.document.plain import plain
from avv_desktop.document.units import units
from avv_desktop.intake.markdown import read_markdown
from avv_desktop.intake.model import Source
from avv_desktop.intake.structure import move_unit, understand
from avv_desktop.intake.text import read_text
from avv_desktop.intake.understand.account import account
from tests.golden.drafts import CASES, template
from tests.unit.intake_agreements import SIGNS, agreements, runs

WRITTEN = {
    "text": lambda document: read_text(plain(document), "a.txt"),
    "markdown": lambda document: read_markdown(markdown(document), "a.md"),
}
LOSES_EMPTY_COLUMNS = ("text", "empty")
"""The text names a column only where a row has something in it."""


def lines(document: m.Document) -> list[tuple]:
    """Markdown has a sign of its own for the letter that no text may contain."""
    return [
        (unit.kind, unit.depth, unit.label, " ".join(unit.text.replace("\x00", "\ufffd").split()))
        for unit in units(document)
    ]


def sections(document: m.Document) -> list[tuple]:
    return [(each.kind, each.label, each.title) for each in m.walk(document.sections)]


# ---- our own agreements


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("form", WRITTEN)
def test_what_was_written_is_read_as_the_same_tree(form, case):
    if (form, case) == LOSES_EMPTY_COLUMNS:
        pytest.skip(LOSES_EMPTY_COLUMNS.__doc__ or "")
    document = compose(template(), CASES[case]())
    intake = understand(WRITTEN[form](document))
    wanted, found = evened(document, intake.document)
    assert lines(found) == lines(wanted)
    assert sections(intake.document) == sections(document)
    assert intake.unsure == () and intake.leftovers == ()
    assert account(intake.source, intake.document, intake.furniture).twice == ()
    assert intake.shares.placed > 0.9


def test_a_draft_that_is_not_complete_says_so_and_the_reader_knows_it():
    document = compose(template(), CASES["empty"]())
    assert markdown(document).startswith("> Entwurf, unvollständig\n\n# ")
    for written in WRITTEN.values():
        source = written(document)
        assert [each.text.strip("* ") for each in source.furniture if each.kind == "running header"] == [
            "Entwurf, unvollständig"
        ]


# ---- any agreement


@settings(max_examples=150, deadline=None)
@given(agreements())
def test_any_agreement_comes_back_from_markdown(document):
    intake = understand(read_markdown(markdown(document), "a.md"))
    assert lines(intake.document) == lines(document)
    assert sections(intake.document) == sections(document)
    assert [party.side for party in intake.document.parties] == ["controller", "processor"]
    assert intake.leftovers == () and intake.unsure == ()


@given(st.text(SIGNS + "\n", max_size=60))
def test_escaped_words_stay_words(text):
    said = "\n".join(" ".join(line.split()) for line in f"Wort {text}".split("\n") if line.strip())
    (line, *rest) = read_markdown(escaped(said), "a.md").lines or [None]
    assert not rest and line.text == said


# ---- any text

PIECES = (
    (
        """§ 1~§ 2 Titel~§ 3~(1) Text~(2) und~a) eins,~b) zwei~(i) so~1. Eins~1.1 Zwei~2. Drei~- Punkt~  - tiefer:~
   - noch tiefer~• Kugel~-~(1)~a)~Schlüssel~Es stehen Räume für~Betrieb~Anlage 1~Anlage 1: TOM~Anlage 2 – Liste~Anlage~
- **Zutrittskontrolle** (Art. 32 DSGVO);~**fett**~Zwischen~und~- nachfolgend „Auftraggeber“ genannt -~
Muster GmbH, Straße 1~[…]~vertreten durch Z~zwischen A (nachfolgend „Auftraggeber“) und B (nachfolgend „Auftragnehmer“)~
Auftraggeber: X~Auftragnehmer: Y~____________~Ort, Datum~Unterschriften~Präambel~Name: Wert~Telefon: 12~Name: Anders~
a\tb\tc~d\te\tf~Seite 1 von 3~Kopf~Inhalt~§ 1 Titel ........ 3~§ 2 Titel ........ 4~===~----~# H~| a | b |~|---|---|~
der Satz geht weiter~Ein Wort-~teil kommt~und**halb~\x0c~\u00ad~a\u00adb~3~** **~***~"""
    )
    .replace("~\n", "~")
    .split("~")
)
line = st.tuples(
    st.sampled_from(("", "", " ", "    ")), st.sampled_from(PIECES), st.sampled_from(("", " mehr Worte", ".", ":"))
)
texts = st.one_of(st.text(), st.lists(line.map("".join), max_size=30).map("\n".join))


def adds_up(source: Source) -> None:
    intake = understand(source)
    shares = intake.shares
    assert shares.placed + shares.furniture + shares.not_understood == pytest.approx(1)
    assert intake.leftovers == ()
    assert account(source, intake.document, intake.furniture).twice == ()
    for unit in units(intake.document)[:5]:
        assert move_unit(intake, unit.key, 1).leftovers == ()


@settings(max_examples=300, deadline=None)
@given(texts)
def test_of_any_text_every_letter_has_its_place(text):
    adds_up(read_text(text, "a.txt"))


@settings(max_examples=200, deadline=None)
@given(texts)
def test_of_any_markdown_every_letter_has_its_place(text):
    adds_up(read_markdown(text, "a.md"))


# ---- the account itself


AGREEMENT = (
    "AVV\n\nzwischen\n\nA AG\n– Auftraggeber –\n\nund\n\nB KG\n– Auftragnehmer –\n\n"
    "§ 1 Ort\n(1) Die Daten bleiben immer in Europa.\n(2) Sonst nirgends.\n§ 2 Zeit\nEin ganzes langes Jahr.\n"
)


def changed(paragraph: m.Paragraph | None, twice: bool) -> m.Document:
    document = understand(read_text(AGREEMENT, "a.txt")).document
    first = document.sections[0]
    blocks = (first.blocks[0], *first.blocks) if twice else ((paragraph,) if paragraph else ()) + first.blocks[1:]
    section = m.Section(first.id, first.kind, first.title, first.label, blocks=blocks)
    return m.Document(
        "de", document.title, (), m.Text(""), m.Text(""), document.parties, (section, *document.sections[1:])
    )


def test_what_is_dropped_is_not_understood():
    source = read_text(AGREEMENT, "a.txt")
    found = account(source, changed(None, False), understand(source).furniture)
    assert "".join(each.text for each in found.leftovers) == "(1)DieDatenbleibenimmerinEuropa."
    assert [each.number for each in found.leftovers] == [14]
    assert found.shares.not_understood == pytest.approx(32 / len("".join(AGREEMENT.split())))


def test_half_a_sentence_that_is_dropped_is_not_understood():
    source = read_text(AGREEMENT, "a.txt")
    half = m.Paragraph(runs("Die Daten bleiben"), "x", "(1)")
    found = account(source, changed(half, False), understand(source).furniture)
    assert "".join(each.text for each in found.leftovers) == "immerinEuropa." and found.twice == ()


def test_what_is_said_twice_or_made_up_is_told():
    source = read_text(AGREEMENT, "a.txt")
    furniture = understand(source).furniture
    assert account(source, changed(None, True), furniture).twice == ("(1)DieDatenbleibenimmerinEuropa.",)
    made_up = m.Paragraph(runs("Die Daten bleiben fast immer in Europa."), "x", "(1)")
    assert account(source, changed(made_up, False), furniture).twice == ("fast",)

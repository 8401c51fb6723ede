"""Every rule finds what it is for, and nothing else."""

from __future__ import annotations

import datetime

import pytest

from avv_desktop.document import model as m
from avv_desktop.document.units import units
from avv_desktop.intake.structure import understand
from avv_desktop.intake.text import read_text
from avv_desktop.review.engine import review
from avv_desktop.review.packs import installed
from tests.unit.review_examples import LINES
from tests.unit.review_sample import (
    CONTROLLER,
    PROCESSOR,
    agreement,
    annex,
    bullets,
    clause,
    control,
    line,
    paragraph,
    party,
    table,
)

DAY = datetime.date(2026, 11, 23)
HITS = [(rule, where, text) for rule, where, hits, _ in LINES for text in hits]
MISSES = [(rule, where, text) for rule, where, _, misses in LINES for text in misses]


def rules(document: m.Document) -> set[str]:
    return {finding.rule for finding in review(document, today=DAY)}


@pytest.mark.parametrize(("rule", "where", "text"), HITS)
def test_a_rule_finds_what_it_is_for(rule, where, text):
    found = [each for each in review(line(where, text), today=DAY) if each.rule == rule]
    assert found
    assert found[0].message and found[0].source and found[0].where


@pytest.mark.parametrize(("rule", "where", "text"), MISSES)
def test_a_rule_leaves_right_words_alone(rule, where, text):
    assert rule not in rules(line(where, text))


GOOD_ANNEX = annex(
    paragraph("Stand: 01.11.2026"),
    sections=(
        control("Vertraulichkeit", "Zutritt nur mit Token.", note="Art. 32 Abs. 1 Buchst. b DSGVO"),
        control("Verschlüsselung", "Datenträger sind verschlüsselt.", note="Art. 32 Abs. 1 Buchst. a DSGVO"),
    ),
)
HEADINGS = ("Unterauftragnehmer", "Anschrift", "Leistung")
FULL = (*HEADINGS, "Ansprechstelle", "Daten", "Ort der Verarbeitung", "Grundlage", "AVV vom")
ROW = ("Nordlicht GmbH", "Kai 1, 24937 Flensburg, Deutschland", "Betrieb")
SECOND = ("Südwind GmbH", "Am Deich 4, 25813 Husum, Deutschland", "Wartung")
REST = ("info@example.org", "Kundendaten", "Flensburg", "keine", "01.02.2026")
SPECIFIC = "Er setzt Unterauftragnehmer nur nach vorheriger Zustimmung des Auftraggebers ein."
GENERAL = "Die Auslagerung auf neue Unterauftragnehmer ist zulässig, soweit niemand widerspricht."
OLD = ("Zutrittskontrolle", "Zugangskontrolle", "Zugriffskontrolle", "Weitergabekontrolle", "Eingabekontrolle")
CLOSING = (
    "Die Vereinbarung wird mit der letzten Unterschrift wirksam.",
    "Änderungen bedürfen der Textform.",
    "Die Vereinbarung geht dem Hauptvertrag vor.",
    "Ist eine Bestimmung unwirksam, bleiben die übrigen wirksam.",
    "Gerichtsstand ist Flensburg.",
)
SIGNED = tuple(
    m.SignatureBlock(side, "", (), (m.SignatureLine(f"{side}_1", side, "A B", "Leitung", "X", "Y"),), 1)  # type: ignore[arg-type]
    for side in ("controller", "processor")
)


def listed(*rows: tuple[str, ...], header=HEADINGS, text: str = "Eingesetzt werden:") -> m.Document:
    return agreement(clause("Unterauftragnehmer", text, table(header, *rows)))


def in_annex(*rows: tuple[str, ...], header=HEADINGS) -> m.Document:
    return agreement(clause("Regelungen", "x"), annex(table(header, *rows), title="Unterauftragnehmer"))


WHOLE = [
    (
        "STR-01",
        agreement(clause("Ende", "Alles ist gesagt.")),
        agreement(clause("Ende", "x"), m.Section("s", "signatures", "Unterschriften", blocks=SIGNED)),
    ),
    (
        "STR-01",
        agreement(clause("Ende", "x"), m.Section("s", "signatures", "U", blocks=SIGNED[:1])),
        agreement(clause("Ende", "Ort, Datum, Unterschrift: ______")),
    ),
    ("STR-02", agreement(clause("Ende", *CLOSING[:4])), agreement(clause("Ende", *CLOSING))),
    ("STR-03", agreement(annex("Zutritt nur mit Token.")), agreement(GOOD_ANNEX)),
    ("STR-03", agreement(annex("Zutritt nur mit Token.")), agreement(annex("Zutritt.", note="Fassung 2"))),
    ("STR-04", listed(ROW), in_annex(ROW)),
    ("STR-05", agreement(clause("Ende", "x")), agreement(clause("Ende", "x"), number="AVV-1")),
    ("PAR-01", agreement(parties=(party("controller", "Nutzer der App", ""), PROCESSOR)), agreement()),
    (
        "PAR-01",
        agreement(parties=(party("controller", "[Name des Auftraggebers]", ""), PROCESSOR)),
        agreement(parties=(party("controller", "Erika Muster", "Weg 1, 24937 Flensburg"), PROCESSOR)),
    ),
    ("PAR-01", agreement(parties=(PROCESSOR,)), agreement()),
    ("PAR-02", agreement(parties=(CONTROLLER, party("processor", "ABC GmbH", "24937 Flensburg"))), agreement()),
    (
        "PAR-02",
        agreement(parties=(CONTROLLER, party("processor", "ABC GmbH", "Kai 1, 24937 Flensburg"))),
        agreement(parties=(CONTROLLER, party("processor", "ABC GbR", "Kai 1, 24937 Flensburg"))),
    ),
    (
        "PAR-03",
        agreement(
            parties=(
                party("controller", "A GmbH", "", role="- Auftraggeber -"),
                party("processor", "B GmbH", "", role="- Auftragnehmer"),
            )
        ),
        agreement(
            parties=(
                party("controller", "A GmbH", "", role="Auftraggeber"),
                party("processor", "B GmbH", "", role="Auftragnehmer"),
            )
        ),
    ),
    (
        "PAR-04",
        agreement(clause("Weisungen", "Weisungen ergehen in Textform.")),
        agreement(clause("Weisungen", "Weisungsberechtigt ist die Leitung.")),
    ),
    (
        "FRM-03",
        agreement(clause("Form", "Weisungen ergehen in Textform.", "Kündigungen erfolgen schriftlich.")),
        agreement(clause("Form", "Weisungen ergehen in Textform.", "Kündigungen auch in Textform.")),
    ),
    (
        "REF-02",
        agreement(
            clause(
                "A",
                "Es gilt der Vertrag vom 1. Mai (im Weiteren „Leistungsvereinbarung“).",
                "Siehe Leistungsbeschreibung.",
            )
        ),
        agreement(
            clause(
                "A",
                "Es gilt der Vertrag vom 1. Mai (im Weiteren „Leistungsvereinbarung“).",
                "Siehe Leistungsvereinbarung.",
            )
        ),
    ),
    (
        "REF-03",
        agreement(clause("A", "Diese Vereinbarung gilt.", "In diesem Vertrag steht alles.")),
        agreement(clause("A", "Diese Vereinbarung gilt.", "In dieser Vereinbarung steht alles.")),
    ),
    ("SUB-02", agreement(clause("U", SPECIFIC, GENERAL)), agreement(clause("U", SPECIFIC))),
    ("SUB-03", agreement(clause("U", SPECIFIC, GENERAL)), agreement(clause("U", GENERAL))),
    ("SUB-05", listed(ROW), listed((*ROW, *REST), header=FULL)),
    (
        "SUB-08",
        agreement(clause("U", table(HEADINGS, ROW)), annex("Leitungen liefert Plusnet.")),
        agreement(clause("U", table(HEADINGS, ("Plusnet GmbH", *ROW[1:]))), annex("Leitungen liefert Plusnet.")),
    ),
    (
        "SUB-09",
        agreement(clause("Unterauftragnehmer", "Unterauftragnehmer sind erlaubt.")),
        agreement(clause("U", "Setzt ein Unterauftragnehmer andere ein, gilt dasselbe.")),
    ),
    (
        "SUB-10",
        listed(ROW, SECOND, text="Der Wechsel des bestehenden Unterauftragnehmers ist erlaubt."),
        listed(ROW, text="Der Wechsel des bestehenden Unterauftragnehmers ist erlaubt."),
    ),
    ("FCT-06", listed(ROW, ("Südwind OÜ", "Deich 4 Tallinn Estonia", "Wartung")), listed(ROW, SECOND)),
    (
        "SEC-13",
        agreement(annex(sections=(control("Pseudonymisierung", "Daten sind anonymisiert."),))),
        agreement(annex(sections=(control("Trennung", "Daten sind anonymisiert."),))),
    ),
    ("SEC-14", agreement(annex("Zutritt nur mit Token.")), agreement(GOOD_ANNEX)),
    (
        "SEC-14",
        agreement(annex("Mittel, z. B. Verschlüsselung von Datenträgern")),
        agreement(annex("Alle Datenträger sind verschlüsselt.")),
    ),
    (
        "SEC-15",
        agreement(
            annex(sections=(control("Vertraulichkeit", "Zutritt mit Token.", note="Art. 32 Abs. 1 lit. a, b DSGVO"),))
        ),
        agreement(GOOD_ANNEX),
    ),
    (
        "TOM-03",
        agreement(annex(sections=(control("Zutritt;", "Nur mit Token."),))),
        agreement(annex(sections=(control("Zutritt", "Nur mit Token."),))),
    ),
    (
        "TOM-04",
        agreement(annex(sections=[control(title, "x") for title in OLD])),
        agreement(annex(sections=[control(title, "x") for title in (*OLD, "Verschlüsselung")])),
    ),
    (
        "GRM-22",
        agreement(
            clause(
                "Pflichten",
                bullets(
                    "Benennung einer Person.",
                    "Er ist zur Auskunft verpflichtet.",
                    "Führung einer Liste.",
                    "Der Auftragnehmer wird Fristen wahren.",
                    kind="letters",
                ),
            )
        ),
        agreement(
            clause(
                "Pflichten",
                bullets(
                    "Benennung einer Person.",
                    "Erteilung von Auskunft.",
                    "Führung einer Liste.",
                    "Wahrung der Fristen.",
                    kind="letters",
                ),
            )
        ),
    ),
]


@pytest.mark.parametrize(("rule", "bad", "good"), WHOLE, ids=[f"{n}-{each[0]}" for n, each in enumerate(WHOLE)])
def test_a_rule_over_the_whole_agreement(rule, bad, good):
    assert rule in rules(bad)
    assert rule not in rules(good)


def test_a_sign_behind_a_title_is_told_though_reading_mended_it():
    text = (
        "Vertrag\n\n§ 1 Gegenstand\n\n(1) Es gilt die Anlage 1.\n\nAnlage 1 Maßnahmen\n\n"
        "1. Vertraulichkeit\n\n- **Zutrittskontrolle** (Art. 32 DSGVO);\n- Zutritt nur mit Token.\n"
        "- **Zugangskontrolle:**\n- Kennwörter sind lang.\n- **Trennung**\n- Es gibt Mandanten.\n"
    )
    intake = understand(read_text(text, "vertrag.txt"))
    assert [unit.text for unit in units(intake.document) if unit.text.endswith((";", ":"))] == []
    found = review(intake.document, lines=intake.places, signs=intake.signs, today=DAY)
    told = [(each.line, each.quote) for each in found if each.rule == "TOM-03"]
    assert told == [(11, "Zutrittskontrolle;"), (13, "Zugangskontrolle:")]


def test_every_rule_has_an_example():
    known = {rule.id for pack in installed() for rule in pack.rules if rule.row is None}
    assert known == {rule for rule, *_ in LINES} | {rule for rule, *_ in WHOLE}


def test_every_rule_says_on_whose_word_and_from_when():
    for pack in installed():
        assert pack.checked_on <= DAY and pack.given
        for rule in pack.rules:
            assert rule.message.endswith((".", "?")), rule.id
            assert rule.source, rule.id


def test_rules_hold_only_while_they_are_valid():
    windows = line("annex", "Arbeitsplätze laufen mit Windows 10.")
    before = review(windows, today=datetime.date(2025, 10, 1))
    assert "SEC-05" not in {finding.rule for finding in before}
    assert "SEC-05" in rules(windows)


def test_an_agreement_in_another_language_is_not_judged_by_german_words():
    english = m.Document("en", (m.Text("Agreement"),), (), m.Text(""), m.Text(""), (), ())
    assert [finding.severity for finding in review(english, today=DAY)] == ["H"]

"""The Document of the default template: choices, gaps, references, annexes, signatures."""

from __future__ import annotations

import re

import pytest

from avv_desktop.document.compose import compose
from avv_desktop.document.model import (
    Card,
    Document,
    Items,
    Missing,
    Paragraph,
    Reference,
    Section,
    Table,
    Value,
    signature_blocks,
    signature_lines,
    walk,
)
from avv_desktop.document.plain import plain, text
from avv_desktop.draft.model import MeasureLine
from tests.golden.drafts import CASES, draft, empty, example, template
from tests.unit.document_people import NB


def made(change: dict | None = None, **measures) -> Document:
    return compose(template(), draft({**example(), **(change or {})}, **measures))


def section(document: Document, id: str) -> Section:
    return next(each for each in walk(document.sections) if each.id == id)


def paragraph(document: Document, id: str) -> Paragraph:
    clause = section(document, id.partition(".")[0])
    return next(block for block in clause.blocks if isinstance(block, Paragraph) and block.id == id)


def said(document: Document, id: str) -> str:
    return text(paragraph(document, id).runs).replace(NB, " ")


def runs(value):
    """All runs below a value."""
    if isinstance(value, tuple | list):
        for each in value:
            yield from runs(each)
    elif hasattr(value, "__struct_fields__"):
        if "text" in value.__struct_fields__ or isinstance(value, Missing):
            yield value
        for name in value.__struct_fields__:
            yield from runs(getattr(value, name))


# ---- shape


def test_order_of_the_agreement():
    document = made()
    assert [each.label.replace(NB, " ") for each in document.sections] == [
        *(f"§ {number}" for number in range(1, 12)), "", "Anlage 1", "Anlage 2", "Anlage 3",
    ]  # fmt: skip
    assert [each.kind for each in document.sections[10:13]] == ["clause", "signatures", "annex"]
    assert document.language == "de"
    assert document.complete


def test_every_paragraph_is_counted_in_order():
    for name in CASES:
        for each in compose(template(), CASES[name]()).sections:
            labels = [block.label for block in each.blocks if isinstance(block, Paragraph) and block.label]
            assert labels == [f"({number})" for number in range(1, len(labels) + 1)], (name, each.id)


def test_a_dropped_paragraph_closes_the_gap():
    listed, excluded = made(), made({"third_country.mode": "none"})
    assert paragraph(listed, "processing_content.controller_position").label == "(7)"
    assert paragraph(excluded, "processing_content.controller_position").label == "(6)"
    assert "processing_content.transfer_assessment" not in str(excluded)


def test_references_follow_the_numbers():
    found = [run for run in runs(made({"sub_processors.regime": "specific"})) if isinstance(run, Reference)]
    targets = {each.id for each in walk(made().sections)} | {
        block.id for each in made().sections for block in each.blocks if isinstance(block, Paragraph)
    }
    assert found and all(run.target in targets for run in found)
    said = {(run.target, run.text.replace(NB, " ")) for run in found}
    assert ("audit_rights", "§ 7") in said
    assert ("duties.self_check", "§ 5 Abs. 8") in said
    assert ("annex_sub_processors", "Anlage 2") in said


def test_no_braces_or_brackets_are_left():
    for name in ("complete", "special_data", "two_of_three", "no_sub_processor"):
        words = plain(compose(template(), CASES[name]()))
        assert not re.search(r"[{}\[\]]|\bNone\b| ,| \.|  +\S+ +,,", words), name


# ---- choices


@pytest.mark.parametrize(
    ("change", "id", "words"),
    [
        ({}, "subject_and_term.term", "solange die Leistungsvereinbarung gilt"),
        ({"term.kind": "fixed", "term.end_date": "2027-12-31"}, "subject_and_term.term", "bis zum 31. Dezember 2027."),
        ({"term.kind": "open_ended"}, "subject_and_term.term", "mit einer Frist von 3 Monaten"),
        ({"term.kind": "open_ended", "term.notice_months": 1}, "subject_and_term.term", "von einem Monat zum"),
        ({}, "sub_processing.current", "eingesetzten Unterauftragnehmer stehen in Anlage 2"),
        ({"sub_processors.list": []}, "sub_processing.current", "keinen Unterauftragnehmer ein"),
        ({"main_contract.title": ""}, "subject_and_term.basis", "vom 2. Februar 2026, im Weiteren"),
        ({"audit.per_year": 13}, "audit_rights.frequency", "nicht öfter als 13-mal je"),
        ({"instructions.retention_years": 1}, "instruction_rights.form", "und ein Jahr darüber hinaus auf"),
        ({"breach.notice_hours": 1}, "breach_and_support.notice", "innerhalb von einer Stunde, nachdem"),
        ({"audit.urgent_notice_days": 1}, "audit_rights.announcement", "verkürzt sich die Frist auf einen Werktag"),
        ({"processing.places": ["Flensburg"]}, "processing_content.places", "an diesen Orten: Flensburg. Wo"),
        ({"processing.subject": "Betrieb der Server."}, "subject_and_term.subject", "Leistung: Betrieb der Server."),
    ],
)
def test_what_a_paragraph_says(change, id, words):
    said_words = said(made(change), id)
    assert words in said_words
    assert ".." not in said_words


def test_only_one_regime_is_printed():
    general, specific = plain(made()), plain(made({"sub_processors.regime": "specific"}))
    assert "genehmigt allgemein" in general and "genehmigt allgemein" not in specific
    assert "vorher in Textform zugestimmt hat" in specific and "widersprechen" not in specific


def test_bullets_of_the_allowed_grounds():
    block = paragraph(made(), "processing_content.third_countries").blocks[-1]
    assert isinstance(block, Items) and block.kind == "bullets"
    ends = [text(item.runs)[-6:] for item in block.items]
    assert ends[-1].endswith("3.") and ends[-2].endswith(" oder") and not ends[0].endswith((".", ",", "oder"))


def test_a_bullet_of_optional_parts_falls_away():
    document = made({"processing.art9": True, "processing.art9_details": "Befunde"})
    items = paragraph(document, "processing_content.special_data").blocks[-1]
    assert [text(item.runs).replace(NB, " ") for item in items.items] == ["Daten nach Art. 9 DSGVO: Befunde."]


def test_annex_four_only_by_choice():
    activity = {"activity": "Betrieb", "purpose": "Abrechnung", "operations": ["store"], "data": ["billing_data"]}
    activity |= {"subjects": ["customers"], "place": "Flensburg"}
    change = {"processing.detail": "annex", "processing.activities": [activity], "annex_processing.date": "2026-11-02"}
    document = made(change)
    assert document.sections[-1].label == f"Anlage{NB}4"
    last = paragraph(document, "final_provisions.annexes").blocks[-1]
    assert len(last.items) == 4 and text(last.items[-1].runs).startswith(f"Anlage{NB}4: Beschreibung")
    assert len(paragraph(made(), "final_provisions.annexes").blocks[-1].items) == 3
    table = next(block for block in document.sections[-1].blocks if isinstance(block, Table))
    assert table.header == (
        "Leistung", "Zweck", "Art der Verarbeitung", "Arten der Daten", "Betroffene Personen", "Ort",
    )  # fmt: skip
    assert text(table.rows[0][2]) == "Speichern"


# ---- gaps


def test_gaps_are_marked():
    document = compose(template(), empty())
    gaps = {run.field for run in runs(document) if isinstance(run, Missing)}
    assert not document.complete
    assert {"controller.company.name", "main_contract.date", "processor.dpo", "sub_processors.list[0].data"} <= gaps
    assert "sub_processors.list[3].data" not in gaps, "a row that is switched off is not printed"


@pytest.mark.parametrize(
    "change",
    [
        {"processing.subject": ""},
        {"annex_measures.date": ""},
        {"controller.representatives": []},
        {"controller.breach_contact": []},
        {"term.kind": "fixed"},
        {"breach.notice_hours": 73},
    ],
)
def test_not_complete(change):
    assert not made(change).complete


# ---- head


def test_parties():
    controller, processor = made().parties
    assert (controller.side, controller.intro, controller.name.text) == (
        "controller",
        "zwischen",
        "Muster Logistik GmbH",
    )
    assert text(controller.runs) == "Musterstraße 12, 24768 Rendsburg, Amtsgericht Kiel, HRB 12345"
    assert text(controller.represented) == f"vertreten durch die Geschäftsführerin Dr.{NB}Vorname Muster"
    assert "„Auftragnehmer“" in processor.role
    assert text(processor.represented) == "gemeinsam vertreten durch Aida Dia und Jörn Fischer (Geschäftsführung)"
    assert made().closing == "Auftraggeber und Auftragnehmer sind die „Parteien“."


def test_country_only_if_it_differs():
    abroad = {**example()["controller.company"], "country": "AT", "postal_code": "1010", "city": "Wien"}
    document = made({"controller.company": abroad})
    assert "1010 Wien, Österreich" in text(document.parties[0].runs)
    assert "Flensburg, Deutschland" in text(document.parties[1].runs)


# ---- signatures


def test_signatures_in_order():
    lines = {line.field: line for line in signature_lines(made())}
    assert [(name, lines[name].order) for name in ("processor_1", "processor_2", "controller_1")] == [
        ("processor_1", 1),
        ("processor_2", 2),
        ("controller_1", 3),
    ]
    assert (lines["processor_1"].name, lines["processor_1"].function) == ("Aida Dia", "Geschäftsführung")
    assert lines["controller_1"].function == "Geschäftsführerin"
    assert (lines["controller_1"].party, lines["controller_1"].place) == ("Muster Logistik GmbH", "Rendsburg")
    assert [block.needed for block in signature_blocks(made())] == [1, 2]


def test_free_order_where_somebody_may_be_left_out():
    some = compose(template(), CASES["two_of_three"]())
    assert {line.order for line in signature_lines(some)} == {0}
    block = next(block for block in signature_blocks(some) if block.side == "processor")
    assert (block.needed, len(block.lines)) == (2, 3)
    assert block.note == "Es unterschreiben zwei der drei genannten Personen."
    assert block.paper
    single = made({"processor.representation": "single"})
    block = next(block for block in signature_blocks(single) if block.side == "processor")
    assert (block.needed, len(block.lines), block.paper) == (1, 2, False)


# ---- annexes


def test_annex_notes():
    annexes = [each for each in made().sections if each.kind == "annex"]
    assert {text(each.note) for each in annexes} == {"Fassung 1, Stand 02.11.2026"}
    assert Value("02.11.2026", "annex_measures.date") in annexes[0].note


@pytest.mark.parametrize(
    ("count", "lead"),
    [
        (0, "Der Auftragnehmer setzt keine Unterauftragnehmer ein."),
        (1, "Der Auftragnehmer setzt diesen Unterauftragnehmer ein:"),
        (3, "Der Auftragnehmer setzt diese Unterauftragnehmer ein:"),
    ],
)
def test_lead_of_the_sub_processors(count, lead):
    annex = section(made({"sub_processors.list": example()["sub_processors.list"][:count]}), "annex_sub_processors")
    assert text(annex.blocks[0].runs) == lead
    assert sum(isinstance(block, Card) for block in annex.blocks) == count


def test_cards():
    rows = example()["sub_processors.list"]
    rows[0]["active"] = False
    rows[1]["note"] = "GEHEIM"
    rows[2]["third_country_note"] = "nicht mehr wahr"
    document = made({"sub_processors.list": rows, "measures.data_centres": ["muster_hosting", "muster_cloud"]})
    cards = [block for block in section(document, "annex_sub_processors").blocks if isinstance(block, Card)]
    assert [card.place for card in cards] == ["sub_processors.list[1]", "sub_processors.list[2]"]
    lines = dict(cards[0].lines)
    assert text(cards[0].title) == "Muster Cloud Limited"
    assert text(lines["Anschrift"]) == "Muster Square 1, D18 P521 Dublin 18, Irland"
    assert text(lines["Bezug zu einem Drittland"]) == "Konzern außerhalb des EWR"
    assert text(lines["AVV vom"]) == "20.01.2026"
    assert text(dict(cards[1].lines)["Bezug zu einem Drittland"]) == "keiner"
    words = plain(document)
    assert not any(hidden in words for hidden in ("GEHEIM", "nicht mehr wahr", "Muster Hosting", "muster_cloud"))
    assert "(Muster Cloud Limited)" in words


def test_measures():
    short, full = made(), made({"annex_measures.scope": "full"})
    ids = [each.id for each in walk(short.sections) if each.kind == "control"]
    assert "special_data_protection" not in ids and "restore" in ids
    assert len(plain(full)) > len(plain(short))
    groups = [each for each in walk(short.sections) if each.kind == "group"]
    assert [each.label for each in groups] == ["1.", "2.", "3.", "4.", "5.", "6."]
    restore = section(short, "restore")
    assert text(restore.blocks[0].runs).startswith("Nach einem Zwischenfall")
    assert restore.blocks[1].items[0].id == "annex_measures.restore_test"


def test_changed_measures():
    lines = (
        MeasureLine("restore_full", True),
        MeasureLine("restore_test", True, "{measures.sites} wird <b>geübt</b>"),
        MeasureLine("own_1", True, "Ein Ersatz steht bereit.", own=True),
        MeasureLine("restore_instructions", False),
    )
    items = section(made(restore=lines), "restore").blocks[1].items
    assert [item.id for item in items] == [
        "annex_measures.restore_full", "annex_measures.restore_test", "annex_measures.own_1",
    ]  # fmt: skip
    assert [text(item.runs) for item in items[1:]] == [
        "{measures.sites} wird <b>geübt</b>.",
        "Ein Ersatz steht bereit.",
    ]


def test_a_control_without_measures_is_not_printed():
    document = made(restore=(MeasureLine("restore_full", False),))
    assert "restore" not in [each.id for each in walk(document.sections)]
    assert not document.complete


def test_without_data_centres_the_measure_is_dropped():
    assert "In den Rechenzentren" in plain(made())
    assert "In den Rechenzentren" not in plain(made({"measures.data_centres": []}))


def test_contacts():
    annex = section(made(), "annex_contacts")
    tables = [block for block in annex.blocks if isinstance(block, Table)]
    assert [table.title for table in tables] == ["Auftraggeber", "Auftragnehmer"]
    assert tables[0].header == ("Aufgabe", "Name", "Funktion", "E-Mail", "Telefon")
    assert [text(row[0]) for row in tables[0].rows] == [
        "Weisungsberechtigt",
        "Ansprechperson Datenschutz",
        "Meldestelle für Datenschutzverletzungen",
        "Adresse für Änderungen bei Unterauftragnehmern",
    ]
    assert text(tables[1].rows[2][3]) == "datenschutz@example.org"
    assert "(§ 9 Abs. 3)" in text(annex.blocks[-1].runs).replace(NB, " ")


# ---- whatever is typed


@pytest.mark.parametrize("name", sorted(CASES))
def test_composing_is_pure(name):
    made = CASES[name]()
    assert compose(template(), made) == compose(template(), made)


def test_typed_text_stays_as_typed():
    words = '#set $x$ <b>&amp;</b> {agreement.number} [[x]] =1+1 "so" \\n'
    document = made({"processing.subject": f"{words} mehr als zwanzig Zeichen"})
    assert f"{words} mehr als zwanzig Zeichen." in said(document, "subject_and_term.subject")

"""A handwritten agreement for the tests of the PDF room: every kind of block, companies of nobody."""

from __future__ import annotations

import datetime

from avv_desktop.document.model import (
    Card,
    Document,
    Item,
    Items,
    Missing,
    Paragraph,
    Party,
    Reference,
    Section,
    SignatureBlock,
    SignatureLine,
    Strong,
    Table,
    Text,
    Value,
)
from avv_desktop.pdf.model import Carried

CREATED = datetime.datetime(2026, 10, 17, 8, 30, tzinfo=datetime.UTC)
LONG = (
    "Der Auftragnehmer unterrichtet den Auftraggeber in Textform, bevor er ein weiteres Unternehmen einsetzt, und "
    "nennt dabei dessen Namen, dessen Anschrift, die übernommene Leistung und den Ort der Verarbeitung. "
)


def sample(*, customer: str = "Muster Logistik GmbH", clauses: int = 6, complete: bool = True, extra=()) -> Document:
    return Document(
        language="de",
        title=(Text("Vereinbarung zur Auftragsverarbeitung"),),
        subtitle=(Text("nach Artikel 28 der Datenschutz-Grundverordnung"),),
        number=Value("AVV-2026-001", "agreement.number"),
        version=Value("1", "agreement.version"),
        parties=(party("controller", customer, "zwischen"), party("processor", "Muster Dienste GmbH", "und")),
        closing="Auftraggeber und Auftragnehmer sind die „Parteien“.",
        sections=(
            *(clause(number, customer, complete) for number in range(1, clauses + 1)),
            signatures(customer),
            measures(),
            companies(),
            *extra,
        ),
        complete=complete,
    )


def party(side: str, name: str, intro: str) -> Party:
    term = "Auftraggeber" if side == "controller" else "Auftragnehmer"
    return Party(
        side=side,
        intro=intro,
        name=Value(name, f"{side}.company.name"),
        runs=(Value("Hafenstraße 12, 24103 Kiel", f"{side}.company.street"), Text(", Deutschland")),
        represented=(
            Text("gemeinsam vertreten durch "),
            Value("die Geschäftsführerin Erika Muster und den Geschäftsführer Max Muster", f"{side}.representatives"),
        ),
        role="",
        term=f"im Weiteren „{term}“",
    )


def clause(number: int, customer: str, complete: bool) -> Section:
    deadline = Value("30 Tage", f"deadline_{number}") if complete else Missing("Frist", f"deadline_{number}")
    return Section(
        id=f"clause_{number}",
        kind="clause",
        label=f"§ {number}",
        title="Weitere Auftragsverarbeiter",
        blocks=(
            Paragraph(
                (Text(LONG), Value(customer, "controller.company.name"), Text(" ist einverstanden.")),
                f"clause_{number}.a",
                "(1)",
            ),
            Paragraph(
                (
                    Text("Er hält dabei "),
                    deadline,
                    Text(" ein, siehe "),
                    Reference("§ 1 Abs. 1", "clause_1"),
                    Text(":"),
                ),
                f"clause_{number}.b",
                "(2)",
                (
                    Items(
                        "letters",
                        (Item((Text("mit dem Namen,"),), "a)"), Item((Strong("mit dem Ort"), Text(".")), "b)")),
                    ),
                ),
            ),
            Paragraph((Text("Ein freier Absatz ohne Nummer."),), f"clause_{number}.c"),
        ),
    )


def signatures(customer: str) -> Section:
    return Section(
        id="signatures",
        kind="signatures",
        title="Unterschriften",
        blocks=(
            signature_block("processor", "Muster Dienste GmbH", ("Aida Dia", "Jörn Fischer"), 0),
            signature_block("controller", customer, ("Erika Muster",), 2),
        ),
    )


def signature_block(side: str, company: str, names: tuple[str, ...], before: int) -> SignatureBlock:
    lines = tuple(
        SignatureLine(f"{side}_{n}", side, name, "Geschäftsführung", company, "Kiel", before + n)
        for n, name in enumerate(names, start=1)
    )
    return SignatureBlock(side, f"Für die {company}", (Value("Kiel", f"{side}.place"),), lines, len(lines))


def measures() -> Section:
    goal = (Text("Nur Befugte gelangen in Räume mit Auftragsdaten."),)
    bullets = Items("bullets", tuple(Item((Text(LONG),), id=f"measure_{n}") for n in range(6)))
    control = Section(
        "physical", "control", "Zutrittskontrolle", note=(Text("Art. 32 DSGVO"),), blocks=(Paragraph(goal), bullets)
    )
    group = Section("confidentiality", "group", "Vertraulichkeit", "1.", sections=(control,))
    return Section(
        "annex_measures",
        "annex",
        "Technische und organisatorische Maßnahmen",
        "Anlage 1",
        (Text("Fassung 1"),),
        (),
        (group,),
    )


def companies(count: int = 3) -> Section:
    cards = tuple(
        Card(
            (Value(f"Muster Hosting {n} GmbH", f"sub_processors.list[{n}].company"),),
            (
                ("Anschrift", (Text("Lange Wende 1, 24103 Kiel"),)),
                ("Leistung", (Text("Hosting"),)),
                ("Daten", (Text("Stammdaten, Vertragsdaten, Protokolle"),)),
            ),
            f"sub_processors.list[{n}]",
        )
        for n in range(count)
    )
    table = Table(
        ("Aufgabe", "Name", "E-Mail"),
        (
            (
                (Text("Datenschutz"),),
                (Value("Erika Muster", "controller.privacy_contact"),),
                (Text("datenschutz@example.org"),),
            ),
        ),
        (1, 1, 1.4),
        "Auftraggeber",
        "controller.contacts",
    )
    return Section(
        "annex_sub_processors", "annex", "Unterauftragnehmer", "Anlage 2", (Text("Fassung 1"),), (*cards, table)
    )


def carried_sample(document: Document) -> Carried:
    return Carried(
        document=document,
        answers={"controller.company.name": "Muster Logistik GmbH"},
        measures={"physical": ("Türen sind verschlossen.",)},
        template="avv-de",
        template_version=1,
        template_hash="0" * 64,
        composer="avv-desktop 0.1.0",
        created=CREATED.isoformat(),
    )

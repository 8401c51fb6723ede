"""A contract that was read as a template: what it said comes back, its facts are fields, its references live."""

import pytest
from msgspec.structs import replace

from avv_desktop import flow
from avv_desktop.document.model import Document as Agreement
from avv_desktop.document.model import Item, Items, Paragraph, Party, Section, Strong, Table, Text
from avv_desktop.document.units import units
from avv_desktop.intake.company import company, persons
from avv_desktop.intake.facts import Facts, spans
from avv_desktop.intake.model import Counts, Intake, Shares, Source
from avv_desktop.intake.propose import propose
from avv_desktop.template import catalog
from avv_desktop.template.text import FieldSlot, ReferenceSlot, Words


@pytest.fixture(autouse=True)
def at_home(tmp_path, monkeypatch):
    monkeypatch.setenv("AVV_DESKTOP_HOME", str(tmp_path / "home"))


def words(*texts):
    return tuple(Text(text) for text in texts)


def bullets(*items):
    return Items("bullets", items)


AGREEMENT = Agreement(
    language="de",
    title=words("Vertrag über die Verarbeitung von Daten"),
    subtitle=(),
    number=Text(""),
    version=Text(""),
    parties=(
        Party("controller", "Zwischen", Text("[…]"), (), (), "– Verantwortlicher, „Auftraggeber“ –", ""),
        Party(
            "processor",
            "und",
            Text("Beispielhaus GmbH"),
            words("Am Deich 4, 25899 Niebüll"),
            words("vertreten durch die Geschäftsführer Ada Lorenz und Dr. Tom Petersen"),
            "– Auftragsverarbeiter, „Auftragnehmer“ –",
            "",
        ),
    ),
    sections=(
        Section(
            "s1",
            "clause",
            "Gegenstand",
            "§\u00a01",
            blocks=(
                Paragraph(words("Es gilt der Vertrag vom 03.02.2024, auch § 2 und § 11 BDSG."), "a", "(1)"),
                Paragraph(
                    (Text("Das "), Strong("Haus"), Text(" der Beispielhaus GmbH meldet in 36 Stunden an [Kontakt]:")),
                    "b",
                    "(2)",
                    (
                        Items(
                            "letters",
                            (
                                Item(words("was geschah,"), "a)", "b1", (bullets(Item(words("wann"), id="b11")),)),
                                Item(
                                    words("wer es war:"),
                                    "b)",
                                    "b2",
                                    (
                                        Table(
                                            ("Name", "Ort"),
                                            ((words("Eins AG"), words("Kiel")), (words("Zwei KG"), words("Husum"))),
                                            (1, 1),
                                            id="t",
                                        ),
                                        Paragraph(words("und niemand sonst."), "b22"),
                                    ),
                                ),
                            ),
                        ),
                    ),
                ),
            ),
        ),
        Section("s0", "clause", "Vorwort ohne Nummer", "", blocks=(Paragraph(words("Vorab ein Satz."), "v"),)),
        Section(
            "s2",
            "clause",
            "Daten",
            "§\u00a02",
            blocks=(
                Paragraph(words("Datenarten sind folgende: Namen, Anschriften und Bilder."), "c", "(1)"),
                Paragraph(words("Siehe § 1 Abs. 2 und Anlage 1."), "d", "(2)"),
            ),
        ),
        Section(
            "anlage",
            "annex",
            "Schutz",
            "Anlage\u00a01",
            sections=(
                Section(
                    "g1",
                    "group",
                    "Zutritt",
                    "1.",
                    words("Art. 32 Abs. 1 lit. b DSGVO"),
                    (),
                    (
                        Section(
                            "k1",
                            "control",
                            "Türen",
                            "",
                            (),
                            (
                                Paragraph(words("Niemand kommt herein."), "k1p"),
                                bullets(
                                    Item(words("Schlösser an"), "", "m1", (bullets(Item(words("Toren"), "", "m2")),)),
                                    Item(words("Passwörter gelten 90 Tage"), id="m3"),
                                ),
                                Paragraph(words("Das Haus ist bewacht."), "m4"),
                            ),
                        ),
                        Section("k2", "control", "Fenster", "", (), (Paragraph(words("Sie sind zu."), "k2p"),)),
                    ),
                ),
            ),
        ),
        Section(
            "anhang",
            "annex",
            "Sonstiges",
            "Anlage\u00a02",
            blocks=(Paragraph(words("Vorrede."), "x1"),),
            sections=(Section("x2", "group", "Teil eins", "1.", (), (Paragraph(words("Ein Satz."), "x3"),)),),
        ),
    ),
)  # fmt: skip
INTAKE = Intake(
    Source("vertrag.txt", "text", ()), AGREEMENT, {}, (), (), (), Shares(1, 0, 0), Counts(2, 4, 2, (), 2, 2, 4)
)


@pytest.fixture
def proposal():
    return propose(INTAKE, id="haus-avv")


@pytest.fixture
def kept(proposal):
    return catalog.keep(proposal.template)


def said(document):
    return [" ".join(f"{u.text}".replace("\u00a0", " ").split()) for u in units(document)]


def test_the_template_with_its_own_facts_says_what_the_contract_said(proposal, kept):
    composed = flow.compose(kept, flow.begin(kept, proposal.answers))
    before, after = said(AGREEMENT), said(composed)
    party = before.index("[…]")
    whole = "\n".join(after)
    assert [line for line in before[:party] + before[party + 1 :] if line not in whole] == []
    order = [after.index(line) for line in before if line in after and before.count(line) == 1]
    assert order == sorted(order)


def test_numbers_and_labels_are_those_of_the_contract(proposal, kept):
    composed = flow.compose(kept, flow.begin(kept, proposal.answers))
    labels = [section.label for section in composed.sections if section.kind != "signatures"]
    assert labels == [section.label for section in AGREEMENT.sections]
    items = composed.sections[0].blocks[1].blocks[0].items
    assert [item.label for item in items] == ["a)", "b)"]
    assert [type(block).__name__ for block in items[1].blocks] == ["Table", "Paragraph"]


def test_facts_become_fields(proposal, kept):
    found = {fact.field.name: fact.value for fact in proposal.facts}
    assert found["main_contract.date"] == "2024-02-03"
    assert found["processing.data_categories"] == ["Namen", "Anschriften", "Bilder"]
    assert 36 in found.values() and 90 in found.values()
    assert [fact.field.label for fact in proposal.facts if fact.value is None] == ["Kontakt"]
    assert kept.field("tables.t1").default == [
        {"c1_name": "Eins AG", "c2_ort": "Kiel"},
        {"c1_name": "Zwei KG", "c2_ort": "Husum"},
    ]


def test_a_fact_that_nobody_wants_as_a_field_stays_text(proposal):
    number = next(fact.field.name for fact in proposal.facts if fact.value == 36)
    again = propose(INTAKE, id="haus-avv", without=[number, "tables.t1"])
    names = {field.name for field in again.template.fields}
    assert number not in names and "tables.t1" not in names
    kept = catalog.keep(again.template)
    assert "36 Stunden" in " ".join(said(flow.compose(kept, flow.begin(kept, again.answers))))


def test_references_follow_their_clause(proposal, kept):
    parts = [part for c in kept.clauses for p in c.paragraphs for line in p.lines for part in line.parts]
    targets = [part.target for part in parts if isinstance(part, ReferenceSlot)]
    assert targets == ["daten", "gegenstand.p2", "annex_measures"]


def test_a_law_is_no_reference_of_ours(kept):
    text = "".join(p.text for p in kept.clauses[1].paragraphs[0].lines[0].parts if isinstance(p, Words))
    assert "§ 11 BDSG" in text


def test_a_new_customer_is_not_described_in_the_words_of_the_old(proposal, kept):
    draft = flow.begin(kept, proposal.answers)
    company = {**draft.answers["processor.company"], "name": "Anderes Haus"}
    head = flow.compose(kept, draft.answer("processor.company", company)).parties[1]
    assert head.name.text == "Anderes Haus GmbH"
    assert "Beispielhaus" not in "".join(run.text for run in head.runs)


def test_a_gap_is_a_party_that_is_not_known_yet(proposal):
    assert "controller.company" not in proposal.answers


def test_a_company_is_taken_apart():
    party = AGREEMENT.parties[1]
    found = company(party)
    assert (found["name"], found["legal_form"]) == ("Beispielhaus", "GmbH")
    assert (found["street"], found["postal_code"], found["city"]) == ("Am Deich 4", "25899", "Niebüll")
    people = [(each["title"], each["first_name"], each["last_name"], each["function"]) for each in persons(party)]
    assert people == [("", "Ada", "Lorenz", "managing_director"), ("Dr.", "Tom", "Petersen", "managing_director")]


@pytest.mark.parametrize("name", ["[…]", "____", "{{Firma}}", "${kunde}", "[Name des Kunden]", "……"])
def test_placeholders_are_nobody(name):
    assert company(replace(AGREEMENT.parties[0], name=Text(name))) == {}


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("binnen 14 Tagen", ["int"]),
        ("am 1. März 2024", ["date"]),
        ("gemäß der ab dem 25.05.2018 geltenden Verordnung", []),
        ("am 31.02.2024", []),
        ("an [Name] und {{Ort}} und ${x} und ______ und ……", ["text"] * 5),
        ("Mail an datenschutz@beispielhaus.de.", ["text"]),
        ("Artikel 28 Absatz 3", []),
    ],
)
def test_what_counts_as_a_fact(text, kinds):
    assert [span.type for span in spans(text)] == kinds


def test_the_same_fact_twice_is_one_field():
    facts = Facts()
    first, second = (facts.parts("Es gelten 14 Tage.", "a")[1] for _ in range(2))
    assert first == second == FieldSlot(next(iter(facts.found)))

"""Contracts of our own making: German and English, numbered in every way, cut by pages, not filled in, or none."""

from __future__ import annotations

import pytest

from avv_desktop.document import model as m
from avv_desktop.document.units import units, words
from avv_desktop.errors import NoAgreement
from avv_desktop.intake.markdown import read_markdown
from avv_desktop.intake.model import Intake, Source, SourceLine
from avv_desktop.intake.structure import move_unit, refuse, understand
from avv_desktop.intake.text import read_text
from avv_desktop.intake.understand.account import account
from avv_desktop.intake.understand.roles import role_and_term

HEAD = """Vertrag über Auftragsverarbeitung

zwischen

Hafenkontor AG, Kaistraße 2, 24103 Kiel
– Verantwortlicher, nachfolgend „Auftraggeber“ –

und

Rechenwerk GmbH
– Auftragsverarbeiter, nachfolgend „Auftragnehmer“ –

"""


def read(text: str) -> Intake:
    intake = understand(read_text(text, "vertrag.txt"))
    assert account(intake.source, intake.document, intake.furniture).twice == ()
    return intake


def outline(blocks: tuple[m.Block, ...]) -> list:
    found: list = []
    for block in blocks:
        if isinstance(block, m.Items):
            for item in block.items:
                said = f"{item.label} {words(item.runs)}".strip()
                found += [said, outline(item.blocks)] if item.blocks else [said]
        elif isinstance(block, m.Table):
            found.append([list(block.header), *[[words(cell) for cell in row] for row in block.rows]])
        elif isinstance(block, m.Paragraph):
            said = f"{block.label} {words(block.runs)}".strip()
            found += [said, outline(block.blocks)] if block.blocks else [said]
    return found


def clause(intake: Intake, number: int = 0) -> list:
    return outline(intake.document.sections[number].blocks)


def titles(intake: Intake) -> list[str]:
    return [f"{s.kind} {s.label} {s.title}".replace("\u00a0", " ") for s in m.walk(intake.document.sections)]


# ---- numbers and letters


def test_letters_go_on_behind_an_empty_line_and_at_any_indentation():
    intake = read(
        HEAD + "§ 1 Pflichten\n(1) Er\na) eins,\n  b) zwei,\n\nc) drei.\n     (2) Mehr.\n§ 2 Ende\nSchluss.\n"
    )
    assert clause(intake) == ["(1) Er", ["a) eins,", "b) zwei,", "c) drei."], "(2) Mehr."]


def test_a_title_alone_on_the_next_line():
    intake = read(
        HEAD + "§ 1\n\nGegenstand\n\n(1) Es geht um Server.\n\n§ 2.\nDauer\n\n(1) Ein Jahr.\n\n§ 3: Ort\nHier.\n"
    )
    assert titles(intake) == ["clause § 1 Gegenstand", "clause § 2 Dauer", "clause § 3 Ort"]


def test_english_numbers_of_all_kinds():
    text = """Data Processing Agreement

between

Northwind Ltd, 1 Harbour Road, Dublin (hereinafter the "Controller")

and

Brightcloud B.V., represented by its director Jan de Boer
(hereinafter the "Processor")

1. Subject matter

1.1 The Processor hosts the booking system of the Controller and the
personal data in it.

1.2 These are

(a) names;
(b) bookings, which means
    (i) dates,
    (ii) prices;
(c) log files.

2. Duration

As long as the main contract.

Annex 1 - Security

1. Confidentiality (Art. 32 para. 1 GDPR)

Physical access control

- Doors are locked:
  - main entrance
  - server room

Annex 2: Sub-processors

| Company | Country |
|---|---|
| Alpha Ltd | Ireland |
"""
    intake = read(text)
    assert intake.document.language == "en"
    assert [(p.side, p.name.text, role_and_term(p)[1]) for p in intake.document.parties] == [
        ("controller", "Northwind Ltd", "Controller"),
        ("processor", "Brightcloud B.V.", "Processor"),
    ]
    assert words(intake.document.parties[1].represented) == "represented by its director Jan de Boer"
    assert titles(intake) == [
        "clause 1. Subject matter",
        "clause 2. Duration",
        "annex Annex 1 Security",
        "group 1. Confidentiality",
        "control  Physical access control",
        "annex Annex 2 Sub-processors",
    ]
    letters = ["(a) names;", "(b) bookings, which means", ["(i) dates,", "(ii) prices;"], "(c) log files."]
    assert clause(intake) == [
        "1.1 The Processor hosts the booking system of the Controller and the personal data in it.",
        "1.2 These are",
        letters,
    ]
    assert outline(intake.document.sections[2].sections[0].sections[0].blocks) == [
        "Doors are locked:",
        ["main entrance", "server room"],
    ]
    assert words(intake.document.sections[2].sections[0].note) == "Art. 32 para. 1 GDPR"
    assert outline(intake.document.sections[3].blocks) == [[["Company", "Country"], ["Alpha Ltd", "Ireland"]]]
    refuse(intake)


@pytest.mark.parametrize("word", ["Ziffer", "Section", "Clause", "Article", "Artikel"])
def test_clauses_named_by_a_word(word):
    intake = read(HEAD + f"{word} 1: Gegenstand\n\nEs geht um Server.\n\n{word} 2\nDauer\n\nEin Jahr nach {word} 1.\n")
    assert titles(intake) == [f"clause {word} 1 Gegenstand", f"clause {word} 2 Dauer"]


def test_numbers_right_below_a_clause_are_its_paragraphs():
    intake = read(
        HEAD + "§ 1 Ort\n1) In der EU.\n2) Sonst nur\na) mit Zustimmung und\nb) in Textform.\n§ 2 Ende\nNie.\n"
    )
    assert clause(intake) == ["1) In der EU.", "2) Sonst nur", ["a) mit Zustimmung und", "b) in Textform."]]
    assert (intake.counts.paragraphs, intake.counts.items) == (2, 2)


def test_the_ninth_letter_and_the_first_roman_number():
    letters = "\n".join(f"{letter}) Punkt" for letter in "abcdefghij")
    intake = read(HEAD + f"§ 1 Liste\nEs gilt:\n{letters}\n§ 2 Liste\nEs gilt:\na) das:\ni) eins\nii) zwei\nb) jenes\n")
    assert len(clause(intake)[1]) == 10
    assert clause(intake, 1)[1] == ["a) das:", ["i) eins", "ii) zwei"], "b) jenes"]


def test_a_letter_without_the_one_before_it_is_marked():
    intake = read(HEAD + "§ 1 Liste\n(1) Es gilt:\na) das\nd) jenes\nc) und dies\n§ 2 Ende\nNie.\n")
    assert [each.text for each in intake.unsure] == ["und dies"]


def test_dashes_stand_below_the_letter_that_opens_them():
    intake = read(
        HEAD
        + "§ 1 Wechsel\n(1) Er darf\na) nie, oder\nb) wenn:\n\n- angezeigt und\n- erlaubt.\n\n(2) Mehr.\n§ 2 X\nY.\n"
    )
    assert clause(intake) == ["(1) Er darf", ["a) nie, oder", "b) wenn:", ["angezeigt und", "erlaubt."]], "(2) Mehr."]


# ---- bullets


def bullets(text: str) -> tuple[list, Intake]:
    head = (
        HEAD
        + "§ 1 A\nB.\n§ 2 C\nD.\n\nAnlage 1: Maßnahmen\n\n1. Schutz\n\n"
        + "- **Zutrittskontrolle**\nNiemand darf ohne Erlaubnis in die Räume hinein;\n"
    )
    intake = read(head + text)
    (control,) = (s for s in m.walk(intake.document.sections) if s.kind == "control")
    return outline(control.blocks)[1:], intake


def test_a_point_that_lost_its_sign_takes_the_level_of_its_neighbour():
    found, intake = bullets("- Räume sind gesichert:\n - Türen\n- Fenster mit Gittern\nTresor\n - nur zu zweit\n")
    assert found == ["Räume sind gesichert:", ["Türen", "Fenster mit Gittern"], "Tresor", ["nur zu zweit"]]
    assert intake.unsure == ()


def test_what_a_page_break_set_further_out_is_unsure():
    found, intake = bullets("- Tresor\n - nur zu zweit\n\n- nur am Tag\n- nur im Haus\n- Kameras\n - am Eingang\n")
    assert found == ["Tresor", ["nur zu zweit", "nur am Tag", "nur im Haus"], "Kameras", ["am Eingang"]]
    assert [(each.text, each.level) for each in intake.unsure] == [("nur am Tag", 1), ("nur im Haus", 1)]


def test_single_words_complete_the_sentence_above_them():
    found, intake = bullets(
        "- Getrennt wird wie folgt:\n - Eigene Ablagen für\n - Tests\n - Betrieb\n"
        " - Daten liegen getrennt nach Kunden\n"
    )
    assert found == [
        "Getrennt wird wie folgt:",
        ["Eigene Ablagen für", ["Tests", "Betrieb"], "Daten liegen getrennt nach Kunden"],
    ]
    assert intake.unsure == ()


def test_a_sentence_goes_on_behind_its_list():
    found, _ = bullets(
        "- Es gibt Leitungen der Anbieter aus der Region\n- Nordnetz\n- Südnetz\n"
        "die sich gegenseitig ersetzen.\n- Mehr nicht.\n"
    )
    assert found == [
        "Es gibt Leitungen der Anbieter aus der Region",
        ["Nordnetz", "Südnetz", "die sich gegenseitig ersetzen."],
        "Mehr nicht.",
    ]


def test_a_label_with_slashes_is_unsure():
    _, intake = bullets("- Geschützt wird:\n - Server / Netz\n - Strom ist doppelt vorhanden\n")
    assert [each.text for each in intake.unsure] == ["Server / Netz"]


def test_points_below_a_colon_need_no_indentation():
    found, intake = bullets("- Türen:\n- Schlösser\n- Riegel\n- Fenster:\n- Gitter\n")
    assert found == ["Türen:", ["Schlösser", "Riegel"], "Fenster:", ["Gitter"]]
    assert [each.text for each in intake.unsure] == ["Riegel", "Gitter"]


def test_a_paragraph_at_the_end_of_a_control_is_its_own():
    found, _ = bullets("- Türen sind zu\n\nAuch im Rechenzentrum ist alles verschlossen.\n")
    assert found == ["Türen sind zu", "Auch im Rechenzentrum ist alles verschlossen."]


def test_levels_of_a_word_file_are_taken_as_they_are():
    lines = [
        SourceLine(text, number, kind="item", level=level, label="•", blank_before=level == 0)
        for number, (level, text) in enumerate([(0, "Türen für"), (1, "Eins"), (0, "Zwei"), (0, "Drei")], start=20)
    ]
    head = read_text(HEAD + "§ 1 A\nB.\n§ 2 C\nEs gilt:\n", "x").lines
    intake = understand(Source("x.docx", "docx", (*head, *lines)))
    assert clause(intake, 1) == ["Es gilt:", ["Türen für", ["Eins"], "Zwei", "Drei"]]
    assert intake.unsure == ()


# ---- paper


PAGES = """Rechenwerk GmbH – AVV                     Stand 2024

Vertrag über Auftragsverarbeitung
zwischen
[Name und Anschrift]
– nachfolgend „Auftraggeber“ –
und
Rechenwerk GmbH, Am Speicher 3, 20457 Hamburg
– nachfolgend „Auftragnehmer“ –
§ 1 Gegenstand des Vertrags
(1) Der Auftragnehmer betreibt für den Auftraggeber eine Anwendung zur Zeiterfas-
sung. Grundlage ist der Nutzungsvertrag; die Regelungen nach
§ 3 dieses Vertrags bleiben davon unberührt. Hard- und Soft-
ware stellt der Auftragnehmer. Der Vertrag gilt auch für die Vor-
und Nachbereitung.
(2) Die Dauer richtet sich nach dem Nutzungsvertrag. Rechtzeitig vor dem Ende der
Rechenwerk GmbH – AVV                     Stand 2024
Seite 1 von 3
Rechenwerk GmbH – AVV                     Stand 2024
Laufzeit wird der Auftraggeber informiert.
§ 2 Pflichten
(1) Der Auftragnehmer
a) verpflichtet seine Beschäftigten auf die Vertraulichkeit,
b) meldet Verletzungen des Schutzes personenbezogener Daten unverzüglich, spätestens
   innerhalb von 24 Stunden.
(2) Weitere Pflichten ergeben sich aus dem Gesetz.
Seite 2 von 3
Rechenwerk GmbH – AVV                     Stand 2024
§ 3 Kontrollen
Der Auftraggeber darf die Einhaltung der Pflichten prüfen. Er kündigt die Prüfung zwei
Wochen vorher an.
Ort, Datum: ____________
_______________________________
Eva Muster, Geschäftsführerin
Seite 3 von 3
"""


def test_lines_as_a_pdf_breaks_them():
    intake = read(PAGES)
    assert titles(intake)[:3] == ["clause § 1 Gegenstand des Vertrags", "clause § 2 Pflichten", "clause § 3 Kontrollen"]
    assert clause(intake) == [
        "(1) Der Auftragnehmer betreibt für den Auftraggeber eine Anwendung zur Zeiterfassung. Grundlage ist der "
        "Nutzungsvertrag; die Regelungen nach § 3 dieses Vertrags bleiben davon unberührt. Hard- und Software stellt "
        "der Auftragnehmer. Der Vertrag gilt auch für die Vor- und Nachbereitung.",
        "(2) Die Dauer richtet sich nach dem Nutzungsvertrag. Rechtzeitig vor dem Ende der Laufzeit wird der "
        "Auftraggeber informiert.",
    ]
    assert "unverzüglich, spätestens innerhalb von 24 Stunden." in clause(intake, 1)[1][1]
    signed = intake.document.sections[-1]
    assert (signed.kind, outline(signed.blocks)) == (
        "signatures",
        ["Ort, Datum: ____________", "Eva Muster", "Geschäftsführerin"],
    )


def test_what_belongs_to_the_paper_is_listed():
    intake = read(PAGES)
    kinds = {
        kind: [each.text for each in intake.furniture if each.kind == kind] for kind in ("page number", "hyphenation")
    }
    assert kinds["page number"] == ["Seite 1 von 3", "Seite 2 von 3", "Seite 3 von 3"]
    assert kinds["hyphenation"] == ["-", "-"]
    assert sum(each.kind == "running header" for each in intake.furniture) == 4
    assert words(intake.document.title) == "Vertrag über Auftragsverarbeitung"
    assert intake.leftovers == ()


def test_a_table_of_contents_is_no_clause():
    contents = "Inhaltsverzeichnis\n§ 1 Gegenstand ........ 2\n§ 2 Dauer ............ 3\n\n"
    intake = read(contents + HEAD + "§ 1 Gegenstand\nServer.\n§ 2 Dauer\nEin Jahr.\n")
    assert titles(intake) == ["clause § 1 Gegenstand", "clause § 2 Dauer"]
    assert sum(each.kind == "contents" for each in intake.furniture) == 3
    assert words(intake.document.title) == "Vertrag über Auftragsverarbeitung"


def test_a_paragraph_cut_by_a_page_is_whole_again():
    intake = read(
        HEAD
        + "§ 1 A\n\n(1) Verboten sind das Kopieren, das Ausdrucken und\n\nSpeichern auf Sticks.\n\n"
        + "(2) Mehr.\n\n§ 2 B\n\nC.\n"
    )
    assert clause(intake) == ["(1) Verboten sind das Kopieren, das Ausdrucken und Speichern auf Sticks.", "(2) Mehr."]


# ---- parties


@pytest.mark.parametrize("name", ["…", "[…]", "______________", "{{customer.name}}", "[Name, Anschrift]", "${kunde}"])
def test_a_party_that_is_not_filled_in_is_a_party(name):
    intake = read(HEAD.replace("Hafenkontor AG, Kaistraße 2, 24103 Kiel", name) + "§ 1 A\nB.\n§ 2 C\nD.\n")
    assert [p.side for p in intake.document.parties] == ["controller", "processor"]
    assert intake.document.parties[0].name.text == name.partition(",")[0]
    refuse(intake)


def test_a_party_without_even_a_line_is_a_party():
    intake = read(HEAD.replace("Hafenkontor AG, Kaistraße 2, 24103 Kiel\n", "") + "§ 1 A\nB.\n§ 2 C\nD.\n")
    assert [(p.side, p.name.text) for p in intake.document.parties] == [
        ("controller", ""),
        ("processor", "Rechenwerk GmbH"),
    ]


def test_parties_in_one_sentence():
    text = (
        "AVV\n\nzwischen der ………… (nachfolgend „Auftraggeber“ genannt) und der Rechenwerk GmbH, Hauptstr. 1, "
        "12345 Musterstadt, vertreten durch die Geschäftsführerin Eva Muster (nachfolgend „Auftragnehmer“ genannt)\n\n"
        "wird Folgendes vereinbart:\n\n§ 1 A\nB.\n\n§ 2 C\nD.\n"
    )
    intake = read(text)
    first, second = intake.document.parties
    assert (first.intro, first.name.text, role_and_term(first)) == (
        "zwischen der",
        "…………",
        ("Auftraggeber", "Auftraggeber"),
    )
    assert (second.intro, second.name.text) == ("und der", "Rechenwerk GmbH")
    assert words(second.runs) == "Hauptstr. 1, 12345 Musterstadt"
    assert words(second.represented) == "vertreten durch die Geschäftsführerin Eva Muster"
    assert intake.document.closing == "wird Folgendes vereinbart:"


def test_parties_with_their_role_before_them():
    intake = read(
        "AVV\n\nAuftragnehmer: Rechenwerk GmbH, Kiel\n\nAuftraggeber: ______\n\nPräambel\n\nEs geht um Daten.\n\n"
        "§ 1 A\nB.\n§ 2 C\nD.\n"
    )
    assert [(p.side, p.name.text) for p in intake.document.parties] == [
        ("processor", "Rechenwerk GmbH"),
        ("controller", "______"),
    ]
    assert titles(intake)[0] == "clause  Präambel"


def test_the_side_follows_the_word_and_not_the_order():
    text = HEAD.replace("– Verantwortlicher, nachfolgend „Auftraggeber“ –", "– nachfolgend Auftragsverarbeiter –")
    intake = read(
        text.replace("– Auftragsverarbeiter, nachfolgend „Auftragnehmer“ –", "– nachfolgend Kunde –") + "§ 1 A\nB.\n"
    )
    assert [p.side for p in intake.document.parties] == ["processor", "controller"]


# ---- annexes


def test_groups_controls_and_their_legal_references():
    text = (
        HEAD
        + """§ 1 A
B.
§ 2 C
Einzelheiten stehen in Anlage 1 und
Anlage 2.

Anlagen:
Anlage 1: Maßnahmen
Anlage 2: Unternehmen

Anlage 1: Maßnahmen

1. Vertraulichkeit (Art. 32 Abs. 1 lit. b DSGVO)

- **Zutrittskontrolle** (Art. 32 Abs. 1 lit. a DSGVO);
Niemand betritt unerlaubt die Räume, in denen Daten verarbeitet werden;
- Türen sind verschlossen

2. Verfahren

- Management der Vorfälle;
Vorfälle werden von der Geschäftsleitung bearbeitet und danach ausgewertet.
- Auftragskontrolle.

Es wird nur mit Verträgen gearbeitet, die alle Anforderungen des Gesetzes erfüllen.

Anlage 2
Unternehmen

Firma\tOrt
Nordnetz KG\tKiel
Südnetz KG\tUlm
"""
    )
    intake = read(text)
    assert titles(intake)[2:] == [
        "annex Anlage 1 Maßnahmen",
        "group 1. Vertraulichkeit",
        "control  Zutrittskontrolle",
        "group 2. Verfahren",
        "control  Management der Vorfälle",
        "control  Auftragskontrolle",
        "annex Anlage 2 Unternehmen",
    ]
    group = intake.document.sections[2].sections[0]
    assert (words(group.note), words(group.sections[0].note)) == (
        "Art. 32 Abs. 1 lit. b DSGVO",
        "Art. 32 Abs. 1 lit. a DSGVO",
    )
    assert intake.counts.tables == ((2, 2),) and intake.counts.annexes == 2 and intake.counts.controls == 3
    assert clause(intake, 1)[0] == "Einzelheiten stehen in Anlage 1 und Anlage 2."


def test_numbered_parts_that_are_controls_themselves():
    intake = read(
        HEAD
        + "§ 1 A\nB.\n§ 2 C\nD.\n\nAnhang 1 TOM\n\n"
        + "1. Zutrittskontrolle\n- Schlösser\n2. Zugangskontrolle\n- Passwörter\n"
    )
    assert titles(intake)[2:] == ["annex Anhang 1 TOM", "control 1. Zutrittskontrolle", "control 2. Zugangskontrolle"]


# ---- files that count themselves


def test_word_headings_without_numbers():
    lines = [
        SourceLine("AVV", 1, kind="title"),
        *(SourceLine(text, number) for number, text in enumerate(["zwischen", "A GmbH", "und", "B GmbH"], start=2)),
        SourceLine("Gegenstand", 6, kind="heading", level=1),
        SourceLine("Es geht um Daten.", 7),
        SourceLine("Dauer", 8, kind="heading", level=1),
        SourceLine("Ein Jahr.", 9, kind="item", level=0, label="(1)"),
        SourceLine("Mehr nicht.", 10, kind="item", level=0, label="(2)"),
        SourceLine("Maßnahmen", 11, kind="heading", level=1, label="Anlage 1"),
        SourceLine("Zutrittskontrolle", 12, kind="heading", level=2),
        SourceLine("Türen sind zu.", 13, kind="item", level=0, label="\uf0b7"),
    ]
    intake = understand(Source("x.docx", "docx", tuple(lines)))
    assert titles(intake) == [
        "clause  Gegenstand",
        "clause  Dauer",
        "annex Anlage 1 Maßnahmen",
        "control  Zutrittskontrolle",
    ]
    assert clause(intake, 1) == ["(1) Ein Jahr.", "(2) Mehr nicht."]
    assert [each.text for each in intake.furniture] == ["\uf0b7"]
    assert intake.shares.not_understood == 0


def test_markdown_of_other_people():
    text = """# Vereinbarung zur Auftragsverarbeitung

**Zwischen**

Kundin\\
Straße 1\\
12345 Ort

– Verantwortliche –

**und**

Dienst GmbH

– Auftragsverarbeiterin –

## § 1 Gegenstand

Verarbeitet werden *folgende* Daten:

1. Namen
2. Anschriften
   - Straße
   - Ort

## § 2 Dauer

(1) Ein Jahr.
(2) Kündigung ist möglich.

| Firma | Ort |
|---|---|
| [Nordnetz](https://example.org) | **Kiel** |
"""
    intake = understand(read_markdown(text, "a.md"))
    assert [(p.name.text, words(p.runs)) for p in intake.document.parties] == [
        ("Kundin", "Straße 1, 12345 Ort"),
        ("Dienst GmbH", ""),
    ]
    assert clause(intake) == ["Verarbeitet werden folgende Daten:", ["1. Namen", "2. Anschriften", ["Straße", "Ort"]]]
    assert clause(intake, 1) == [
        "(1) Ein Jahr.",
        "(2) Kündigung ist möglich.",
        [[["Firma", "Ort"], ["Nordnetz", "Kiel"]]],
    ]
    shares = intake.shares
    assert shares.placed + shares.furniture == pytest.approx(1) and intake.leftovers == ()


# ---- what is no agreement


ARTICLE = """Was ist ein Auftragsverarbeitungsvertrag?

Wer einen Dienstleister mit der Verarbeitung personenbezogener Daten betraut, braucht nach Art. 28 DSGVO einen Vertrag.

1. Wann braucht man ihn?

Immer dann, wenn ein Auftragsverarbeiter weisungsgebunden tätig wird.

2. Was muss drinstehen?

- Gegenstand und Dauer
- Art und Zweck
"""


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (ARTICLE, "Vertragsparteien"),
        (HEAD + "Wir arbeiten gut zusammen.\n", "Paragrafen"),
        (
            "Mietvertrag\n\nzwischen\n\nEva Muster\n– Vermieterin –\n\nund\n\nTom Muster\n– Mieter –\n\n"
            "§ 1 Haus\nEs ist rot.\n§ 2 Miete\nSie ist hoch.\n",
            "Daten",
        ),
        ("", "Vertragsparteien"),
    ],
)
def test_what_is_no_agreement_is_refused_with_the_reason(text, why):
    intake = understand(read_text(text, "datei.txt"))
    with pytest.raises(NoAgreement) as refused:
        refuse(intake)
    assert refused.value.details["path"] == "datei.txt" and why in str(refused.value.details["reason"])
    assert refused.value.exit_code == 1


# ---- moving


def test_a_point_moved_out_takes_what_stood_beside_it_below():
    found, intake = bullets("- eins ist gut\n - zwei ist gut\n - drei ist gut\n- vier ist gut\n")
    assert found == ["eins ist gut", ["zwei ist gut", "drei ist gut"], "vier ist gut"]
    key = next(key for key in intake.places if key.endswith("zwei_ist_gut"))
    moved = move_unit(intake, key, -1)
    (control,) = (s for s in m.walk(moved.document.sections) if s.kind == "control")
    assert outline(control.blocks)[1:] == ["eins ist gut", "zwei ist gut", ["drei ist gut"], "vier ist gut"]
    assert moved.shares == intake.shares and moved.counts == intake.counts
    assert [unit.text for unit in units(moved.document)] == [unit.text for unit in units(intake.document)]

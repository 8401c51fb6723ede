"""The same agreement in two formats is the same tree: kinds, numbers, depths and words."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from avv_desktop.document import model as m
from avv_desktop.document.plain import plain
from avv_desktop.document.units import units
from avv_desktop.intake.read import read
from avv_desktop.intake.structure import understand
from avv_desktop.pdf.typeset import Typesetter
from avv_desktop.word.write import docx
from tests.unit.intake_agreements import agreements
from tests.unit.intake_forms import OTHERS, PRINTED, as_text, blocks, tree
from tests.unit.pdf_sample import CREATED

GERMAN = """Vertrag über die Auftragsverarbeitung
zwischen
Hafenkontor AG, Kaistraße 2, 24103 Kiel
– Verantwortlicher, nachfolgend „Auftraggeber“ –
und
Rechenwerk GmbH, Mühlenweg 7, 24937 Flensburg, vertreten durch die Geschäftsführerin Ida Beispiel
– Auftragsverarbeiter, nachfolgend „Auftragnehmer“ –
§ 1 Gegenstand und Dauer
(1) Der Auftragnehmer betreibt eine Warenwirtschaft und verarbeitet dabei personenbezogene Daten für den Auftraggeber.
(2) Die Laufzeit folgt dem Hauptvertrag; danach werden alle Daten gelöscht, wenn kein Gesetz etwas anderes verlangt.
§ 2 Pflichten des Auftragnehmers
(1) Der Auftragnehmer verpflichtet sich,
a) die Daten nur auf dokumentierte Weisung zu verarbeiten,
b) alle Beschäftigten zur Vertraulichkeit zu verpflichten und
c) Anfragen betroffener Personen weiterzuleiten.
(2) Er führt ein **Verzeichnis** der Verarbeitungen.
§ 3 Unterauftragnehmer
(1) Die folgenden Unternehmen sind genehmigt:
| Unternehmen | Anschrift | Leistung |
| Nordlicht GmbH | Kai 1, 24937 Flensburg | Betrieb der Server |
| Südwind OÜ | Deich 4, Tallinn | Versand von Nachrichten |
(2) Weitere nennt er in Textform.
Anlage 1: Technische und organisatorische Maßnahmen
1. Vertraulichkeit (Art. 32 Abs. 1 Buchst. b DSGVO)
**Zutrittskontrolle**
Kein Unbefugter gelangt in die Räume.
- Türen sind verschlossen.
- Besucher werden begleitet.
**Zugangskontrolle**
- Kennwörter haben zwölf Zeichen.
2. Integrität
**Weitergabekontrolle**
- Leitungen sind verschlüsselt.
"""
ENGLISH = """Data Processing Agreement
between
Harbour Trading Ltd, 2 Quay Road, Dublin
– hereinafter “Controller” –
and
Sample Hosting GmbH, Mühlenweg 7, 24937 Flensburg
– hereinafter “Processor” –
Article 1 Subject matter
1. The Processor operates the shop of the Controller and processes personal data on behalf of the Controller only.
2. The term follows the main agreement, and ends with it without any further notice by the one or the other party.
Article 2 Duties of the Processor
1. The Processor shall
a) act only on documented instructions,
b) keep the data confidential.
2. The Processor keeps a record.
Annex 1 Technical and organisational measures
1. Confidentiality
- Doors are locked.
- Visitors are accompanied.
2. Availability
- Backups are made daily.
"""
NO_BOLD = """Auftragsverarbeitungsvertrag
zwischen der Stadtwerke Beispielstadt GmbH, Am Markt 1, 12345 Beispielstadt (nachfolgend „Verantwortlicher“) und \
der Cloudschmiede UG (haftungsbeschränkt), Gasse 5, 54321 Musterhausen (nachfolgend „Auftragsverarbeiter“)
§ 1
Gegenstand
1. Der Auftragsverarbeiter verarbeitet Daten im Auftrag, und zwar nur für die Zwecke, die in diesem Vertrag stehen.
2. Die Arten der Daten sind:
- Namen und Anschriften
- Zählerstände
3. Betroffen sind Kunden und Beschäftigte.
§ 2
Maßnahmen
Es gilt die Anlage 1.
Anlage 1
Technische und organisatorische Maßnahmen
Zutrittskontrolle
- Schlüssel werden verwaltet.
Zugangskontrolle
- Kennwörter sind lang.
"""
SAMPLES = {"German": GERMAN, "English": ENGLISH, "headings without bold": NO_BOLD}


@pytest.mark.parametrize("form", (*OTHERS, *PRINTED), ids=lambda form: form.__name__)
@pytest.mark.parametrize("typed", SAMPLES.values(), ids=SAMPLES)
def test_every_format_gives_the_tree_of_the_text(typed, form):
    found = blocks(typed)
    assert tree(form(found)) == tree(as_text(found))


# ---- any contract, typed

SENTENCES = (
    "Der Auftragnehmer verarbeitet die Daten nur auf dokumentierte Weisung des Auftraggebers und nur für die Zwecke, "
    "die dieser Vertrag nennt.",
    "Er informiert den Auftraggeber unverzüglich.",
    "Kosten trägt jede Partei selbst, soweit nichts anderes vereinbart ist.",
    "Näheres steht in § 2 Abs. 1 und in der Anlage 1.",
    "Soweit Art. 28 DSGVO es verlangt, unterstützt er den Auftraggeber.",
    "Unterauftragnehmer nennt er in **Textform**, bevor er sie einsetzt.",
)
TITLES = ("Gegenstand", "Dauer der Verarbeitung", "Pflichten des Auftragnehmers", "Weisungen", "Ende des Vertrags")
HEADS = (
    "zwischen\nHafenkontor AG, Kaistraße 2, 24103 Kiel\n– nachfolgend „Auftraggeber“ –\nund\nRechenwerk GmbH, "
    "Mühlenweg 7, 24937 Flensburg\n– nachfolgend „Auftragnehmer“ –",
    "Auftraggeber: Hafenkontor AG, Kaistraße 2, 24103 Kiel\nAuftragnehmer: Rechenwerk GmbH, 24937 Flensburg",
)
BELOW = (
    "Er verpflichtet sich,\na) die Daten nur auf Weisung zu verarbeiten,\nb) Anfragen weiterzuleiten.",
    "Betroffen sind:\n- Namen und Anschriften\n- Zugangsdaten der Nutzer",
    "Diese Unternehmen sind genehmigt:\n| Name | Anschrift |\n| Nordlicht GmbH | Kai 1, 24937 Flensburg |\n"
    "| Südwind OÜ | Deich 4, Tallinn |",
)
NUMBERED = (("§ {}", "({n})"), ("§ {}", "{n}."), ("{}.", "{c}.{n}"), ("Artikel {}", "{n}."), ("Ziffer {}:", "({n})"))
MEASURES = (
    "",
    "\n1. Vertraulichkeit (Art. 32 Abs. 1 Buchst. b DSGVO)\n{0}Zutrittskontrolle{0}\n- Türen sind verschlossen.\n"
    "{0}Zugangskontrolle{0}\nKein Unbefugter nutzt die Systeme.\n- Kennwörter sind lang.\n2. Integrität\n- Leitungen "
    "sind verschlüsselt.",
)


@st.composite
def contracts(draw) -> str:
    clause, paragraph = draw(st.sampled_from(NUMBERED))
    said = [draw(st.sampled_from(("Vertrag über die Auftragsverarbeitung", "Vereinbarung")))]
    said.append(draw(st.sampled_from(HEADS)))
    for count, title in enumerate(draw(st.lists(st.sampled_from(TITLES), min_size=2, max_size=4, unique=True)), 1):
        said.append(f"{clause.format(count)} {title}")
        below = draw(st.lists(st.sampled_from(SENTENCES + BELOW), max_size=3))
        said += [f"{paragraph.format(c=count, n=n)} {each}" for n, each in enumerate(below, 1)]
        said += [] if below else [SENTENCES[0]]
    inside = draw(st.sampled_from(MEASURES)).format(draw(st.sampled_from(("**", ""))))
    said += [f"Anlage 1: Technische und organisatorische Maßnahmen{inside}"] if inside else []
    return "\n".join(said)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(contracts())
def test_any_contract_gives_one_tree_in_all_formats(typed):
    found = blocks(typed)
    wanted = tree(as_text(found))
    for form in OTHERS:
        assert tree(form(found)) == wanted, form.__name__


@settings(max_examples=6, deadline=None)
@given(contracts())
def test_any_contract_in_print_gives_the_same_tree(typed):
    found = blocks(typed)
    assert tree(PRINTED[0](found)) == tree(as_text(found))


# ---- what the program writes itself

WORDS = ["Daten", "Auftrag", "wird", "er", "löscht,", "prüft", "Kiel", "14", "Tage", "§", "nach", "sicher", "und"]
sentences = st.lists(st.sampled_from(WORDS), min_size=2, max_size=20).map(lambda said: f"Der {' '.join(said)} ist so.")
WRITTEN = {
    "text": lambda document: (plain(document).encode(), "a.txt"),
    "word": lambda document: (docx(document, created=CREATED), "a.docx"),
}


def written_tree(document: m.Document) -> list[tuple]:
    return [(unit.kind, unit.depth, unit.label, " ".join(unit.text.split())) for unit in units(document)]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(agreements(sentences, ("Name", "Anschrift", "Leistung", "Ort")))
def test_any_agreement_comes_back_from_all_that_is_written(document):
    for form, write in WRITTEN.items():
        assert written_tree(understand(read(*write(document))).document) == written_tree(document), form


@settings(max_examples=5, deadline=None)
@given(agreements(sentences, ("Name", "Anschrift", "Leistung", "Ort")))
def test_any_agreement_comes_back_from_its_pages(document):
    data = Typesetter().typeset(document, CREATED, final=True).data
    assert written_tree(understand(read(data, "a.pdf")).document) == written_tree(document)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(agreements())
def test_any_words_come_back_from_word(document):
    data = docx(document, created=CREATED)
    assert written_tree(understand(read(data, "a.docx")).document) == written_tree(document)

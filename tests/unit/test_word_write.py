"""The Word file: it opens, counts by itself, refers by itself, and is the same every time."""

from __future__ import annotations

import datetime
import io
import re
import subprocess
import sys
import zipfile

import docx as python_docx
import msgspec
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings

from avv_desktop import flow
from avv_desktop.document.compose import compose
from avv_desktop.document.model import Document, Item, Items, Paragraph, Section, Table, Text, Value, walk
from avv_desktop.document.units import units
from avv_desktop.draft.model import ClauseEdit
from avv_desktop.intake.read import read
from avv_desktop.pdf.carry import carried
from avv_desktop.pdf.model import Carried
from avv_desktop.reply.sheet import came, sent
from avv_desktop.word.marks import allowed, bookmark_name
from avv_desktop.word.plan import plain
from avv_desktop.word.write import docx
from tests.golden.drafts import CASES, CREATED, SPECIAL, template
from tests.unit.word_samples import documents


def written(name: str) -> bytes:
    return docx(compose(template(), CASES[name]()), created=CREATED)


def opened(data: bytes):
    return python_docx.Document(io.BytesIO(data))


def words(file) -> str:
    texts = file.element.body.iter(qn("w:t"), qn("w:p"))
    return "".join("\n" if each.tag == qn("w:p") else each.text or "" for each in texts)


@pytest.mark.parametrize("name", sorted(CASES))
def test_every_case_opens_again(name):
    file = opened(written(name))
    assert len(file.paragraphs) > 100 and file.tables


def test_the_same_bytes():
    assert written("complete") == written("complete")
    with zipfile.ZipFile(io.BytesIO(written("complete"))) as file:
        assert {each.date_time for each in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert "docProps/thumbnail.jpeg" not in file.namelist()


def test_core_properties():
    properties = opened(written("complete")).core_properties
    assert properties.title == "Vereinbarung zur Auftragsverarbeitung"
    assert properties.created == CREATED
    assert (properties.author, properties.last_modified_by, properties.language) == ("", "", "de-DE")


def test_numbers_are_words_own():
    """Nothing is typed that Word counts: no paragraph begins with a number of ours."""
    file = opened(written("complete"))
    document = compose(template(), CASES["complete"]())
    counted = [each for each in file.paragraphs if each.style.name in ("AVV Paragraf", "AVV Absatz", "AVV Buchstabe")]
    assert len(counted) > 80
    assert not [each.text for each in counted if re.match(r"§|\(\d|[a-z]\)", each.text)]
    for section in document.sections:
        style = {"clause": "AVV Paragraf", "annex": "AVV Anlage"}.get(section.kind)
        if style:
            assert any(each.text == section.title and each.style.name == style for each in file.paragraphs)
    for style, level in (("AVV Paragraf", 0), ("AVV Absatz", 1), ("AVV Buchstabe", 2)):
        found = file.styles[style].element.pPr.numPr
        assert (found.numId.val, found.ilvl.val) == (1, level)


def test_references_are_live():
    file = opened(written("complete"))
    marks = {each.get(qn("w:name")) for each in file.element.iter(qn("w:bookmarkStart"))}
    asked = [each.text for each in file.element.iter(qn("w:instrText")) if each.text.strip().startswith("REF")]
    assert len(asked) > 30
    assert {each.split()[1] for each in asked} <= marks
    assert all(len(mark) <= 40 for mark in marks) and len(marks) == len({mark.lower() for mark in marks})
    assert "§\u00a05 Abs.\u00a08" in words(file)


def test_head_and_foot():
    complete, empty = opened(written("complete")), opened(written("empty"))
    head = complete.sections[0].header.paragraphs
    assert [each.text for each in head] == ["AVV-2026-001 · Vereinbarung zur Auftragsverarbeitung"]
    assert empty.sections[0].header.paragraphs[0].text == "Entwurf, unvollständig"
    foot = complete.sections[0].footer
    assert re.sub(r"\s+", " ", foot.paragraphs[0].text) == "Seite 1 von 1"
    assert [each.text.strip() for each in foot._element.iter(qn("w:instrText"))] == ["PAGE", "NUMPAGES"]


def test_the_head_of_a_table_repeats():
    file = opened(written("complete"))
    contacts = next(table for table in file.tables if table.rows[0].cells[0].text == "Aufgabe")
    assert contacts.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert contacts.rows[1]._tr.trPr.find(qn("w:tblHeader")) is None
    assert contacts.rows[1].cells[0].text == "Weisungsberechtigt"


def test_lines_to_sign_on():
    file = opened(written("two_of_three"))
    lines = [cell.text for table in file.tables for row in table.rows for cell in row.cells if "Dia" in cell.text]
    assert lines == ["Aida Dia\nGeschäftsführung"]
    assert "Es unterschreiben zwei der drei genannten Personen." in words(file)
    assert "Datum:" in words(file)


def test_letters_start_again():
    letters = Items("letters", (Item((Text("eins"),), "a)"), Item((Text("zwei"),), "b)")))
    paragraph = Paragraph((Text("Zweimal:"),), "c.p", "(1)", (letters, Paragraph((Text("und"),)), letters))
    clause = Section("c", "clause", "Titel", "§\u00a01", blocks=(paragraph,))
    file = opened(docx(bare((clause,)), created=CREATED))
    lists = [
        each._p.pPr.numPr.numId.val if each._p.pPr.numPr is not None else 1
        for each in file.paragraphs
        if each.style.name == "AVV Buchstabe"
    ]
    assert lists[0] == lists[1] != lists[2] == lists[3]


def bare(sections: tuple[Section, ...]) -> Document:
    return Document("de", (Text("Titel"),), (), Text("1"), Text("1"), (), sections)


def test_typed_text_is_only_text():
    said = words(opened(written("looks_like_code")))
    assert SPECIAL in said
    nasty = "a\x00b\x0bc\ud83dd\ufffee\tf\ng"
    clause = Section("c", "clause", nasty, "§\u00a01", blocks=(Paragraph((Text(nasty),), "c.p", "(1)"),))
    said = words(opened(docx(bare((clause,)), created=CREATED)))
    assert "abcdef" in said.replace("\n", "")


def test_everything_the_document_says_is_there():
    document = compose(template(), CASES["special_data"]())
    said = words(opened(written("special_data")))
    for section in walk(document.sections):
        assert section.title in said
        for block in section.blocks:
            if isinstance(block, Paragraph):
                assert "".join(run.text for run in block.runs) in said


def test_allowed_and_names():
    assert allowed("a\r\nb\x07\U0001f600") == "a\nb\U0001f600"
    assert bookmark_name("audit_rights.cost") == "_avv_audit_rights_cost"
    assert len(bookmark_name("x" * 90)) == 40


def test_another_zone_is_the_same_moment():
    zone = datetime.timezone(datetime.timedelta(hours=2))
    document = compose(template(), CASES["complete"]())
    assert docx(document, created=CREATED.astimezone(zone)) == docx(document, created=CREATED)


# ---- fields, data, settings


def controls(file) -> list[tuple[str, str, str, bool]]:
    """Tag, title, words, and whether they only say what is to be filled in."""
    found = []
    for each in file.element.body.iter(qn("w:sdt")):
        said = {child.tag: child.get(qn("w:val")) for child in each.find(qn("w:sdtPr"))}
        text = "".join(word.text or "" for word in each.iter(qn("w:t")))
        found.append((said[qn("w:tag")], said[qn("w:alias")], text, qn("w:showingPlcHdr") in said))
    return found


def test_fields_are_content_controls():
    found = controls(opened(flow.export_word(template(), CASES["complete"]())))
    assert (
        "duties.change_notice_days",
        template().field("duties.change_notice_days").label,
        "14 Tagen",
        False,
    ) in found
    assert (
        "controller.company.name",
        template().field("controller.company").label,
        "Muster Logistik GmbH",
        False,
    ) in found
    assert any(tag.startswith("sub_processors.list[1].") for tag, *_ in found)
    assert not [each for each in found if each[3]]


def test_gaps_are_controls_to_be_filled_in():
    gaps = [each for each in controls(opened(written("empty"))) if each[3]]
    assert len(gaps) > 20 and all(text.startswith("[") for _, _, text, _ in gaps)


def test_ids_and_tags_are_what_word_allows():
    long = Value("Wort", "a" * 90)
    clause = Section("c", "clause", "T", "§\u00a01", blocks=(Paragraph((long, long), "c.p", "(1)"),))
    file = opened(docx(bare((clause,)), created=CREATED))
    assert all(len(tag) <= 64 for tag, *_ in controls(file))
    ids = [each.get(qn("w:val")) for each in opened(written("complete")).element.body.iter(qn("w:id"))]
    assert len(ids) == len(set(ids)) > 100


def test_the_data_inside_is_what_the_pdf_carries():
    draft = CASES["special_data"]()
    data = flow.export_word(template(), draft)
    inside = msgspec.json.decode(read(data, "x.docx").data, type=Carried)
    assert inside == carried(flow.render(template(), draft).data)
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        assert b"urn:avv-desktop:agreement" in file.read("customXml/itemProps1.xml")
        relations = file.read("word/_rels/document.xml.rels").decode()
        assert relations.count("relationships/customXml") == 1 and "stylesWithEffects" not in relations
    assert flow.export_word(template(), draft) == data
    assert "customXml/item1.xml" not in zipfile.ZipFile(io.BytesIO(written("complete"))).namelist()


def test_nothing_that_is_not_printed_is_inside():
    draft = CASES["complete"]()
    rows = [dict(row) for row in draft.answers["sub_processors.list"]]
    rows.insert(0, {**rows[0], "id": "secret", "company": "GEHEIM Cloud", "active": False})
    edit = ClauseEdit("audit_rights.frequency", "changed", ("Jederzeit.",), reason="GEHEIM Grund", author="GEHEIM Wer")
    draft = draft.answer("sub_processors.list", rows).with_edit(edit)
    data = flow.export_word(template(), draft)
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        assert not [name for name in file.namelist() if b"GEHEIM" in file.read(name)]
    assert b"GEHEIM" not in read(data, "x.docx").data
    assert controls(opened(data)) == controls(opened(flow.export_word(template(), without_row(draft))))


def without_row(draft):
    return draft.answer("sub_processors.list", draft.answers["sub_processors.list"][1:])


def test_word_does_not_take_it_for_an_old_file():
    found = opened(written("complete")).settings.element
    modes = {each.get(qn("w:name")): each.get(qn("w:val")) for each in found.iter(qn("w:compatSetting"))}
    assert modes["compatibilityMode"] == "15"
    assert found.find(qn("w:updateFields")) is None and found.find(qn("w:autoHyphenation")) is not None
    assert found.find(qn("w:themeFontLang")).get(qn("w:val")) == "de-DE"


def test_headings_stay_with_their_text():
    styles = opened(written("complete")).styles
    for name in ("AVV Paragraf", "AVV Anlage", "AVV Gruppe", "AVV Kontrolle", "AVV Tabellentitel"):
        assert styles[name].paragraph_format.keep_with_next
    assert styles["AVV Absatz"].paragraph_format.widow_control
    tables = opened(written("complete")).tables
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for table in tables for row in table.rows)


# ---- lists


def listed(blocks: tuple) -> list[tuple[str, int, str]]:
    clause = Section("c", "clause", "Titel", "§\u00a01", blocks=(Paragraph((Text("Oben"),), "c.p", "(1)", blocks),))
    lines = read(docx(bare((clause,)), created=CREATED), "x.docx").lines
    return [(line.label, line.level, line.text) for line in lines if line.kind == "item"][1:]


def item(text: str, label: str = "", *blocks) -> Item:
    return Item((Text(text),), label, blocks=blocks)


def test_items_in_items_are_counted_one_level_deeper():
    inner = Items("letters", (item("innen", "a)"), item("auch", "b)")))
    numbers = Items("numbers", (item("Zahl", "1.", Items("bullets", (item("Strich"),))), item("Zahl zwei", "2.")))
    outer = Items("letters", (item("eins", "a)", inner), item("zwei", "b)", numbers), item("drei", "c)")))
    assert listed((outer,)) == [
        ("a)", 2, "eins"),
        ("a)", 3, "innen"),
        ("b)", 3, "auch"),
        ("b)", 2, "zwei"),
        ("1.", 3, "Zahl"),
        ("–", 4, "Strich"),
        ("2.", 3, "Zahl zwei"),
        ("c)", 2, "drei"),
    ]


def test_a_list_goes_on_behind_words():
    first = Items("letters", (item("eins", "a)"), item("zwei", "b)")))
    blocks = (first, Paragraph((Text("dazwischen"),)), Items("letters", (item("drei", "c)"),)))
    assert [label for label, *_ in listed(blocks)] == ["a)", "b)", "c)"]


def test_what_word_would_count_otherwise_is_typed():
    odd = Items("letters", (item("eins", "a)"), item("eingeschoben", "aa)"), item("zwei", "b)")))
    clauses = (
        Section("a", "clause", "Erster", "§\u00a01", blocks=(Paragraph((Text("x"),), "a.p", "(2a)", (odd,)),)),
        Section("b", "clause", "Später", "§\u00a07"),
        Section("d", "clause", "Englisch", "3."),
        Section("e", "clause", "Zweiter", "§\u00a02"),
    )
    lines = read(docx(bare(clauses), created=CREATED), "x.docx").lines
    said = [f"{line.label} {line.text}".strip() for line in lines[2:]]
    assert [re.sub(r"\s+", " ", each) for each in said] == [
        "§ 1 Erster", "(2a) x", "a) eins", "aa) eingeschoben", "b) zwei", "§ 7 Später", "3. Englisch", "§ 2 Zweiter",
    ]  # fmt: skip


@pytest.mark.parametrize("name", sorted(CASES))
def test_every_line_of_the_document_is_a_line_of_the_file(name):
    document = compose(template(), CASES[name]())
    ours = sent(document)
    theirs = came(read(docx(document, created=CREATED), "x.docx").lines)
    assert [each.text for each in theirs] == [each.text for each in ours]
    signed = {unit.key for unit in units(document) if unit.kind == "signature"} | {"head/version"}
    assert {unit.key for unit in units(document)} - signed <= {each.key.partition("|")[0] for each in ours}


@settings(max_examples=80, deadline=None)
@given(documents())
def test_written_and_read_again(document):
    """Words, numbers and depth of every line, whatever the tree."""
    lines = read(docx(document, created=CREATED), "x.docx").lines
    found = [(" ".join(line.label.split()), " ".join(line.text.replace("**", "").split())) for line in lines]
    assert found == [(label, " ".join(text.split())) for label, text in told(document)]


def told(document: Document) -> list[tuple[str, str]]:
    def walk(blocks):
        for block in blocks:
            match block:
                case Paragraph():
                    yield block.label, plain(block.runs)
                    yield from walk(block.blocks)
                case Items():
                    for each in block.items:
                        yield each.label or "–", plain(each.runs)
                        yield from walk(each.blocks)
                case Table():
                    yield "", block.title
                    yield "", " ".join(block.header)
                    yield from (("", " ".join(plain(cell) for cell in row)) for row in block.rows)

    head = [("", "Titel"), ("", "Nummer 1, Fassung 1")]
    return [
        *head,
        *(line for s in document.sections for line in ((s.label.replace("\u00a0", " "), s.title), *walk(s.blocks))),
    ]


def test_word_stays_off_the_start_path():
    code = "import sys, avv_desktop.flow, avv_desktop.document.compose; sys.exit('docx' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], timeout=60).returncode == 0

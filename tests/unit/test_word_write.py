"""The Word file: it opens, counts by itself, refers by itself, and is the same every time."""

from __future__ import annotations

import datetime
import io
import re
import subprocess
import sys
import zipfile

import docx as python_docx
import pytest
from docx.oxml.ns import qn

from avv_desktop.document.compose import compose
from avv_desktop.document.model import Document, Item, Items, Paragraph, Section, Text, walk
from avv_desktop.word.marks import allowed, bookmark_name
from avv_desktop.word.write import docx
from tests.golden.drafts import CASES, CREATED, SPECIAL, template


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


def test_word_stays_off_the_start_path():
    code = "import sys, avv_desktop.flow, avv_desktop.document.compose; sys.exit('docx' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], timeout=60).returncode == 0

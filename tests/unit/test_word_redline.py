"""Tracked changes: accepting all gives the new version, rejecting all the old one, whoever settles them."""

from __future__ import annotations

import datetime
import io
import re
import zipfile

import pytest
from docx.oxml.ns import qn
from hypothesis import HealthCheck, given, settings
from lxml import etree

from avv_desktop.document.compose import compose
from avv_desktop.document.model import Document
from avv_desktop.intake.model import SourceLine
from avv_desktop.intake.read import read
from avv_desktop.word.redline import redline
from avv_desktop.word.write import docx
from tests.golden.drafts import CREATED, template
from tests.unit.word_office import needs_office, settled
from tests.unit.word_samples import NAMES, document, documents, edited, moved

AUTHOR = "Erika Muster"


def made(old: Document, new: Document) -> bytes:
    return redline(old, new, author=AUTHOR, created=CREATED)


def plainly(doc: Document) -> tuple[SourceLine, ...]:
    return read(docx(doc, created=CREATED), "x.docx").lines


def said(lines: tuple[SourceLine, ...]) -> list[tuple]:
    return [(line.label, line.level, line.text, line.cells) for line in lines]


def both_readings(old: Document, new: Document) -> None:
    source = read(made(old, new), "x.docx")
    assert said(source.lines) == said(plainly(new))
    assert said(source.lines_before) == said(plainly(old))


def part(data: bytes, name: str = "word/document.xml"):
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return etree.fromstring(file.read(name))


@pytest.mark.parametrize("new", NAMES)
@pytest.mark.parametrize("old", ["complete", "special_data", "empty", "looks_like_code"])
def test_both_readings_of_all_cases(old, new):
    both_readings(document(old), document(new))


def test_clauses_struck_added_changed_and_moved():
    complete, other = document("complete"), compose(template(), edited())
    both_readings(complete, other)
    both_readings(other, complete)
    both_readings(moved(complete), complete)
    both_readings(complete, moved(other))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents(), documents())
def test_any_two_versions(old, new):
    both_readings(old, new)


def test_who_and_when():
    root = part(made(document("complete"), document("two_of_three")))
    marks = list(root.iter(qn("w:ins"), qn("w:del")))
    assert len(marks) > 100
    assert {each.get(qn("w:author")) for each in marks} == {AUTHOR}
    moments = {datetime.datetime.fromisoformat(each.get(qn("w:date"))) for each in marks}
    assert min(moments) == CREATED and max(moments) - CREATED <= datetime.timedelta(minutes=2)
    ids = [each.get(qn("w:id")) for each in marks]
    assert len(ids) == len(set(ids))


def test_nothing_changed_nothing_tracked():
    data = made(document("complete"), document("complete"))
    assert not list(part(data).iter(qn("w:ins"), qn("w:del")))
    assert said(read(data, "x.docx").lines) == said(plainly(document("complete")))


def test_only_the_words_that_differ():
    old, new = document("complete"), document("two_of_three")
    source = read(made(old, new), "x.docx")
    changed = [(each.kind, each.text) for each in source.tracked]
    assert ("deleted", "einmal") in changed and ("inserted", "zweimal") in changed
    assert max(len(text) for kind, text in changed if "mal" in text) < 1500


def test_deleted_letters_are_marked_as_such():
    root = part(made(document("complete"), document("no_sub_processor")))
    assert not [each for mark in root.iter(qn("w:del")) for each in mark.iter(qn("w:t"), qn("w:instrText"))]
    assert not [each for each in root.iter(qn("w:delText")) if not list(each.iterancestors(qn("w:del")))]
    rows = [row for row in root.iter(qn("w:tr")) if row.find(f"{qn('w:trPr')}/{qn('w:del')}") is not None]
    assert rows


def test_names_stand_once_and_references_find_them():
    other = compose(template(), edited())
    root = part(made(moved(document("complete")), other))
    names = [each.get(qn("w:name")) for each in root.iter(qn("w:bookmarkStart"))]
    assert len(names) == len(set(names))
    asked = {each.text.split()[1] for each in root.iter(qn("w:instrText"), qn("w:delInstrText")) if "REF" in each.text}
    assert asked and asked <= set(names)
    gone = {
        mark.get(qn("w:name"))
        for paragraph in root.iter(qn("w:p"))
        if paragraph.find(f"{qn('w:pPr')}/{qn('w:rPr')}") is not None
        for mark in paragraph.iter(qn("w:bookmarkStart"))
    }
    stays = {
        each.text.split()[1]
        for each in root.iter(qn("w:instrText"))
        if "REF" in each.text and not list(each.iterancestors(qn("w:ins"), qn("w:del")))
    }
    assert gone and stays and not stays & gone


def test_the_running_head():
    root = part(made(document("complete"), document("empty")), "word/header1.xml")
    kinds = {each.tag for each in root.iter(qn("w:ins"), qn("w:del"))}
    assert kinds == {qn("w:ins"), qn("w:del")}


def test_the_same_bytes():
    assert made(document("complete"), document("empty")) == made(document("complete"), document("empty"))


# ---- another program settles them


def printed(text: str) -> list[str]:
    """Lines that say something; U+200D is what LibreOffice leaves in an empty cell of a row that was inserted."""
    return [line for each in text.replace("\u200d", "").split("\n") if (line := re.sub(r"\s+", " ", each).strip())]


OFFICE = {
    "choices": lambda: (document("complete"), document("two_of_three")),
    "tables": lambda: (document("no_sub_processor"), document("special_data")),
    "gaps": lambda: (document("special_data"), document("empty")),
    "clauses": lambda: (document("complete"), compose(template(), edited())),
    "moved": lambda: (moved(compose(template(), edited())), document("complete")),
}


@needs_office
@pytest.mark.parametrize("name", sorted(OFFICE))
def test_libreoffice_settles_all(name, tmp_path):
    old, new = OFFICE[name]()
    data = made(old, new)
    for what, version in (("accept", new), ("reject", old)):
        saved, text = settled(data, what, tmp_path)
        _, wanted = settled(docx(version, created=CREATED), "open", tmp_path)
        assert printed(text) == printed(wanted)
        assert not read(saved, "x.docx").tracked

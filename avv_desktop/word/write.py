"""Document ──write──▶ Word file: real numbering, styles, tables, live references."""

from __future__ import annotations

import datetime
from typing import Any

import docx as python_docx
from docx.oxml.ns import qn

from avv_desktop.document import model as m
from avv_desktop.word.blocks import add_blocks
from avv_desktop.word.body import Body
from avv_desktop.word.marks import allowed
from avv_desktop.word.numbering import Numbering
from avv_desktop.word.package import describe, packed
from avv_desktop.word.sheet import make_sheet
from avv_desktop.word.styles import make_styles

LANGUAGES = {"de": "de-DE", "en": "en-GB"}


def docx(document: m.Document, *, created: datetime.datetime) -> bytes:
    """The bytes of a .docx file; the same Document and date give the same bytes."""
    file = python_docx.Document()
    language = LANGUAGES.get(document.language, document.language)
    make_styles(file, language)
    numbering = Numbering(file)
    _empty(file)
    make_sheet(file.sections[0], document)
    body = Body(file.element.body, numbering, document)
    _head(body, document)
    for section in document.sections:
        _section(body, section)
    describe(file, allowed("".join(run.text for run in document.title)), created, language)
    return packed(file)


def _empty(file: Any) -> None:
    body = file.element.body
    for each in list(body):
        if each.tag != qn("w:sectPr"):
            body.remove(each)


def _head(body: Body, document: m.Document) -> None:
    body.paragraph("AVV Titel", document.title)
    if document.subtitle:
        body.paragraph("AVV Untertitel", document.subtitle)
    number = (m.Text("Nummer "), document.number, m.Text(", Fassung "), document.version)
    body.paragraph("AVV Hinweis", number)
    for party in document.parties:
        body.paragraph("AVV Text", (m.Text(party.intro),))
        name = party.name if isinstance(party.name, m.Missing) else m.Strong(party.name.text)
        body.paragraph("AVV Text", (name,))
        for runs in (party.runs, party.represented, (m.Text(f"{party.role} {party.term}".strip()),)):
            if runs:
                body.paragraph("AVV Text", runs)
    if document.closing:
        body.paragraph("AVV Text", (m.Text(document.closing),))


def _section(body: Body, section: m.Section) -> None:
    style = {"clause": "AVV Paragraf", "signatures": "AVV Paragraf", "annex": "AVV Anlage", "group": "AVV Gruppe"}
    body.paragraph(
        style.get(section.kind, "AVV Kontrolle"),
        (m.Text(section.title),),
        section.id,
        numbers=(0, 0) if not section.label and section.kind != "control" else None,
        new_page=section.kind == "annex",
    )
    if section.note:
        body.paragraph("AVV Hinweis", section.note)
    add_blocks(body, section.blocks)
    for below in section.sections:
        _section(body, below)

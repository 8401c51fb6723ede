"""Document ──write──▶ Word file: real numbering, styles, tables, live references, fields as content controls."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

import docx as python_docx
from docx.oxml.ns import qn

from avv_desktop.document import model as m
from avv_desktop.word.body import Body
from avv_desktop.word.marks import allowed
from avv_desktop.word.numbering import Numbering
from avv_desktop.word.package import carry, describe, packed
from avv_desktop.word.plan import Numbers, plain
from avv_desktop.word.planning import planned
from avv_desktop.word.sheet import make_sheet
from avv_desktop.word.styles import make_styles
from avv_desktop.word.tracking import Tracking

LANGUAGES = {"de": "de-DE", "en": "en-GB"}


def docx(
    document: m.Document, *, created: datetime.datetime, data: bytes = b"", labels: Mapping[str, str] | None = None
) -> bytes:
    """The bytes of a .docx file; the same Document, date and data give the same bytes.

    data: travels inside as it is (custom XML part). labels: of fields, by name, for people who fill them in.
    """
    plan = planned(document)
    file = new_file(document, plan.lists)
    body = Body(end_of(file), {"same": plan.numbers}, labels or {}, Tracking())
    for line in plan.lines:
        body.add(line)
    return finished(file, document, created, data)


def new_file(
    document: m.Document,
    lists: Mapping[int, Numbers],
    *,
    before: m.Document | None = None,
    tracking: Tracking | None = None,
) -> Any:
    """An empty file with our styles, lists and running heads; `before`: the version its changes are tracked to."""
    file = python_docx.Document()
    make_styles(file, _language(document))
    Numbering(file, lists)
    _remove(each for each in list(file.element.body) if each.tag != qn("w:sectPr"))
    make_sheet(file.sections[0], document, before, tracking)
    return file


def end_of(file: Any) -> Any:
    """What everything is put in front of."""
    return file.element.body.find(qn("w:sectPr"))


def finished(file: Any, document: m.Document, created: datetime.datetime, data: bytes) -> bytes:
    describe(file, allowed(plain(document.title)), created, _language(document))
    carry(file, data)
    return packed(file)


def _language(document: m.Document) -> str:
    return LANGUAGES.get(document.language, document.language)


def _remove(nodes: Iterable[Any]) -> None:
    for node in nodes:
        node.getparent().remove(node)

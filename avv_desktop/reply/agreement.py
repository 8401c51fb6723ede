"""Any file with an agreement in it ──▶ Document: a draft, one of our own PDFs, or anybody else's document."""

from __future__ import annotations

import re

import msgspec

from avv_desktop.document.model import Document, signature_blocks, signature_lines
from avv_desktop.document.units import Unit, units, words
from avv_desktop.errors import DraftError, NewerFormat, NoAgreementInside
from avv_desktop.intake.model import Source
from avv_desktop.system.structs import ready

BETWEEN = re.compile(
    r"(?:[–•,·]|\(\d+\)|§\d+|[a-z]{1,2}\)|\d+\.|(?:Anlage|Annex)\d+|Fassung|Version|Datum|Date|Ort|Place)*"
)
"""What is printed between two lines of an agreement and is none of its words: numbers, bullets, names of labels."""


def agreement(data: bytes, name: str) -> Document:
    """What a file says. `name` is for messages, and its ending says which of the text formats it is.

    A draft (.json) as composed, a written Document (.json) as it is. Of a PDF of ours the agreement it carries, but
    only if its pages say the same; else what the pages say. Everything else as it is read, tracked changes accepted.

    Raises DraftError, NewerFormat, UnknownTemplate, PdfError, IntakeError.
    """
    if data.lstrip()[:1] == b"{":
        return _of_json(data, name)
    from avv_desktop.intake.read import read

    carried = _carried(data, name) if data[:1024].lstrip().startswith(b"%PDF") else None
    source = read(data, name)
    if carried is not None and printed_by(source, carried):
        return carried
    from avv_desktop.intake.structure import understand

    return understand(source).document


def _of_json(data: bytes, name: str) -> Document:
    from avv_desktop.document.compose import compose
    from avv_desktop.draft.files import from_bytes

    try:
        draft, template = from_bytes(data, name)
    except NewerFormat:
        raise
    except DraftError:
        try:
            return msgspec.json.decode(data, type=ready(Document))
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            pass
        raise
    return compose(template, draft)


def _carried(data: bytes, name: str) -> Document | None:
    from avv_desktop.pdf.carry import carried

    try:
        return carried(data, name).document
    except NoAgreementInside:
        return None


def printed_by(source: Source, document: Document) -> bool:
    """Do the pages say every line of the agreement, in its order, and nothing beside?"""
    said = _letters("".join(f"{line.label}{line.text}" for line in source.lines if line.where == "body"))
    beside = _beside(document)
    end = 0
    for wanted in [_letters(part) for unit in units(document) for part in _printed_parts(unit)]:
        start = said.find(wanted, end)
        if start < 0 or not _is_furniture(said[end:start], beside):
            return False
        end = start + len(wanted)
    return _is_furniture(said[end:], beside)


def _is_furniture(between: str, beside: list[str]) -> bool:
    for printed in beside if between else ():
        between = between.replace(printed, "")
    return BETWEEN.fullmatch(between) is not None


def _beside(document: Document) -> list[str]:
    """What the lines for signing print beside the names; the longest first."""
    found = {line.function for line in signature_lines(document)} | {line.name for line in signature_lines(document)}
    found |= {text for block in signature_blocks(document) for text in (words(block.place), block.note)}
    return sorted(filter(None, map(_letters, found)), key=len, reverse=True)


def _printed_parts(unit: Unit) -> list[str]:
    """Cells and lines one by one; of a signature the name, its party stands elsewhere."""
    if unit.kind == "signature":
        return [unit.text.partition(", ")[0]]
    return re.split(r"[\t\n]|: (?=\S)", unit.text) if unit.kind == "card" else re.split(r"[\t\n]", unit.text)


def _letters(text: str) -> str:
    """Without what a line break adds or takes, and without marks of bold words."""
    return re.sub(r"[\s\u00ad\ufffe\u0002*-]", "", text)

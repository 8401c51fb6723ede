"""The annexes, each with its own version and date, so that it can be issued again without touching the agreement."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from avv_desktop.document.cards import cards
from avv_desktop.document.contact_tables import contact_tables
from avv_desktop.document.lines import blocks as lines_of
from avv_desktop.document.lines import runs
from avv_desktop.document.measures import groups
from avv_desktop.document.model import Block, Paragraph, Runs, Section, Text
from avv_desktop.document.printing import Printing
from avv_desktop.document.tables import table
from avv_desktop.document.wording.counts import case_of
from avv_desktop.document.wording.typography import typographic
from avv_desktop.template.text import Annex, AnnexPart, FieldSlot, Words


def annex(printing: Printing, annex: Annex) -> Section:
    """One annex, numbered over those that are printed."""
    printing.decided(annex.when)
    blocks: list[Block] = list(_lead(printing, annex))
    sections: tuple[Section, ...] = ()
    match annex.kind:
        case "measures":
            sections = groups(printing)
        case "sub_processors":
            blocks += cards(printing, annex.table)
        case "contacts":
            blocks += contact_tables(printing, annex)
        case "processing":
            blocks.append(table(printing, annex.table))
        case "text":
            blocks += lines_of(printing, annex.lines, annex.id)
            sections = _parts(printing, annex.parts)
    if annex.closing:
        blocks.append(Paragraph(runs(printing, annex.closing)))
    label = printing.numbers.label(annex.id)
    return Section(annex.id, "annex", annex.title, label, _note(printing, annex), tuple(blocks), sections)


def _lead(printing: Printing, annex: Annex) -> list[Paragraph]:
    """The sentence above the table; which one depends on the number of rows."""
    rows = len(printing.values.rows(annex.table)) if annex.table else 0
    said = [parts for case, parts in annex.lead if case in ("", case_of(rows))]
    return [Paragraph(runs(printing, parts), f"{annex.id}.lead") for parts in said]


def _parts(printing: Printing, parts: Sequence[AnnexPart]) -> tuple[Section, ...]:
    """The parts of one level with those below them; numbered ones are counted."""
    found: list[Section] = []
    level = min((part.level for part in parts), default=1)
    number = at = 0
    while at < len(parts):
        end = at + 1
        while end < len(parts) and parts[end].level > level:
            end += 1
        part = parts[at]
        number += part.numbered
        note = (Text(typographic(part.art)),) if part.art else ()
        label = f"{number}." if part.numbered else ""
        kind: Literal["group", "control"] = "group" if level == 1 else "control"
        inside, below = lines_of(printing, part.lines, part.id), _parts(printing, parts[at + 1 : end])
        found.append(Section(part.id, kind, part.title, label, note, inside, below))
        at = end
    return tuple(found)


def _dated(printing: Printing, annex: Annex) -> bool:
    names = (f"{annex.id}.version", f"{annex.id}.date")
    fields = [field for field in printing.template.fields if field.name in names]
    return any(printing.values.required(field) or printing.values.filled(field.name) for field in fields)


def _note(printing: Printing, annex: Annex) -> Runs:
    """ "Fassung 1, Stand 17.10.2026"; nothing where the template has no fields for it, or they are empty and free."""
    if not _dated(printing, annex):
        return ()
    version, date = FieldSlot(f"{annex.id}.version"), FieldSlot(f"{annex.id}.date")
    return runs(printing, (Words("Fassung "), version, Words(", Stand "), date))

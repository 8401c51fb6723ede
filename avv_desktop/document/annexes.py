"""The annexes, each with its own version and date, so that it can be issued again without touching the agreement."""

from __future__ import annotations

from avv_desktop.document.cards import cards
from avv_desktop.document.contact_tables import contact_tables
from avv_desktop.document.lines import runs
from avv_desktop.document.measures import groups
from avv_desktop.document.model import Block, Paragraph, Runs, Section
from avv_desktop.document.printing import Printing
from avv_desktop.document.tables import table
from avv_desktop.document.wording.counts import case_of
from avv_desktop.template.text import Annex, FieldSlot, Words


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
    if annex.closing:
        blocks.append(Paragraph(runs(printing, annex.closing)))
    label = printing.numbers.label(annex.id)
    return Section(annex.id, "annex", annex.title, label, _note(printing, annex), tuple(blocks), sections)


def _lead(printing: Printing, annex: Annex) -> list[Paragraph]:
    """The sentence above the table; which one depends on the number of rows."""
    rows = len(printing.values.rows(annex.table)) if annex.table else 0
    said = [parts for case, parts in annex.lead if case in ("", case_of(rows))]
    return [Paragraph(runs(printing, parts), f"{annex.id}.lead") for parts in said]


def _note(printing: Printing, annex: Annex) -> Runs:
    """ "Fassung 1, Stand 17.10.2026"."""
    version, date = FieldSlot(f"{annex.id}.version"), FieldSlot(f"{annex.id}.date")
    return runs(printing, (Words("Fassung "), version, Words(", Stand "), date))

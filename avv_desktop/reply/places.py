"""Where a line of the draft stands in its template, and what can be done about it there."""

from __future__ import annotations

from avv_desktop.document.compose import composed
from avv_desktop.document.model import Document, walk
from avv_desktop.document.units import HEAD, Unit
from avv_desktop.draft.edits import FIXED
from avv_desktop.draft.model import Draft
from avv_desktop.reply.records import Record, record_of
from avv_desktop.reply.sheet import Sent
from avv_desktop.system.language import tr
from avv_desktop.template.model import Template


class Places:
    """Of one draft. `paragraphs`: id of each printed paragraph → its clause; `controls`: those with measures."""

    def __init__(self, template: Template, draft: Draft) -> None:
        self.template, self.draft = template, draft
        self.document, self.printing = composed(template, draft)
        self.paragraphs = {
            paragraph.id: clause.id
            for clause, inside in self.printing.clauses
            if clause.id not in FIXED
            for paragraph, _ in inside
        }
        self.clauses = {clause.id for clause, _ in self.printing.clauses} - set(FIXED)
        self.controls = frozenset(self.printing.measures)
        self.titles = _titles(self.document)
        self.numbered = {id for id in self.paragraphs if self.printing.numbers.label(id)}

    def paragraph(self, unit: Unit) -> str:
        """The template's paragraph that a line belongs to, or the control; "" where there is none."""
        first = unit.key.partition("/")[0].partition("~")[0]
        if first in self.paragraphs:
            return first
        return unit.part if self.is_measure(unit) else ""

    def record(self, line: Sent) -> Record | None:
        """The row of a table field that a line prints."""
        return record_of(self.template, line)

    def is_measure(self, unit: Unit) -> bool:
        return unit.part in self.controls and unit.key.startswith("annex_measures.")

    def is_title(self, unit: Unit) -> bool:
        """Of a clause that can have another one."""
        return unit.kind == "title" and unit.section == unit.part and unit.section in self.clauses

    def title(self, unit: Unit) -> str:
        return self.titles.get(unit.section, tr("First page") if unit.section == HEAD else "")

    def why_not(self, unit: Unit) -> str:
        """Why a line cannot be changed for one customer; "" where it can."""
        if self.paragraph(unit) or self.is_title(unit):
            return ""
        if unit.kind in ("row", "header", "card"):
            return tr("It stands in a table; please change the table's rows in the form.")
        if unit.section == HEAD or unit.kind == "party":
            return tr("The first page is worded by the program; please change the fields it shows.")
        if unit.section in FIXED or unit.kind == "signature":
            return tr("The lines for signing are worded by the program; please change the persons who sign.")
        return tr("This part is the same for all customers; please agree on it in a clause of its own.")


def _titles(document: Document) -> dict[str, str]:
    return {section.id: section.title for section in walk(document.sections)}

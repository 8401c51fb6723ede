"""The Document read from a source → the clauses, measures and annexes of a template, its references live."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from avv_desktop.document import model as m
from avv_desktop.document.units import words
from avv_desktop.intake.facts import Facts, slug, strong
from avv_desktop.intake.naming import measures_annex, names, spaced
from avv_desktop.template.text import (
    Annex,
    AnnexPart,
    Clause,
    ClauseParagraph,
    Control,
    FieldSlot,
    Inline,
    Measure,
    MeasureSection,
    ReferenceSlot,
    TextLine,
    Words,
)

_REFERENCE = re.compile(
    r"(?:(?P<clause>§[ \u00a0]\d+)(?:[ \u00a0]Abs\.[ \u00a0](?P<paragraph>\d+))?|(?P<annex>Anlage[ \u00a0]\d+))(?![\w])"
    r"(?!(?:[ \u00a0](?:Abs\.|Satz|S\.|Nr\.|lit\.|Buchst\.)[ \u00a0]\w+)*"
    r"[ \u00a0](?:[A-ZÄÖÜ]\w*[A-ZÄÖÜ]\w*|(?:des|der)\s+[A-ZÄÖÜ]\w*(?:gesetz|ordnung)))"
)
"""§ 7, § 7 Abs. 2, Anlage 1: of this agreement; not § 11 BDSG, not § 3 des Gesetzes."""


class Outline:
    """One conversion. `facts` collects what becomes a field, `tables` says which tables are fields."""

    def __init__(self, document: m.Document, facts: Facts, tables: dict[str, str]) -> None:
        self.document, self.facts, self.tables = document, facts, tables
        self.names = names(document)
        self.counts = {
            self.names.by_id[section.id]: sum(isinstance(b, m.Paragraph) and bool(b.label) for b in section.blocks)
            for section in document.sections
        }
        self.here, self.table = "", 0
        self.ids: set[str] = set()

    # ---- clauses

    def clauses(self) -> Iterator[Clause]:
        for section in self.document.sections:
            if section.kind == "clause":
                self.here = self.names.by_id[section.id]
                yield self.clause(section, self.here)

    def clause(self, section: m.Section, id: str) -> Clause:
        """Numbered paragraphs with what follows them; what stands before the first belongs to the clause itself."""
        blocks = list(section.blocks)
        for below in section.sections:
            blocks += [m.Paragraph((m.Strong(_titled(below)),)), *below.blocks]
        first = next((n for n, b in enumerate(blocks) if isinstance(b, m.Paragraph) and b.label), len(blocks))
        lead, numbered = (blocks[:first], blocks[first:]) if first < len(blocks) else ([], blocks)
        groups: list[list[m.Block]] = []
        for block in numbered:
            if not groups or (isinstance(block, m.Paragraph) and block.label):
                groups.append([])
            groups[-1].append(block)
        paragraphs = tuple(
            ClauseParagraph(f"{id}.p{number}", lines=tuple(self.lines(group)))
            for number, group in enumerate(groups, start=1)
        )
        lines = tuple(self.lines(lead))
        return Clause(id, section.title or section.label, bool(section.label), lines=lines, paragraphs=paragraphs)

    def lines(self, blocks: Iterable[m.Block], level: int = 0) -> Iterator[TextLine]:
        for block in blocks:
            match block:
                case m.Paragraph():
                    if block.runs:
                        yield TextLine(self.parts(block.runs, block.id), level=level)
                    yield from self.lines(block.blocks, level)
                case m.Items():
                    for item in block.items:
                        marker = item.label if re.fullmatch(r"[a-z]{1,2}\)|\d{1,3}\.", item.label) else "-"
                        yield TextLine(self.parts(item.runs, item.id), marker, level)
                        yield from self.lines(item.blocks, level + 1)
                case m.Table():
                    yield from self.rows(block, level)

    def rows(self, table: m.Table, level: int) -> Iterator[TextLine]:
        if table.id in self.tables:
            yield TextLine((FieldSlot(self.tables[table.id], "table"),), level=level)
            return
        if any(table.header):
            yield TextLine((), "|", level, tuple((Words(cell),) if cell else () for cell in table.header))
        for row in table.rows:
            yield TextLine((), "|", level, tuple(self.parts(cell, table.id) for cell in row))

    # ---- measures

    def sections(self) -> Iterator[MeasureSection]:
        annex = measures_annex(self.document)
        for number, group in enumerate(annex.sections if annex else (), start=1):
            controls = tuple(self.control(each) for each in group.sections)
            yield MeasureSection(self._own(f"group_{number}"), group.title or "–", words(group.note), controls)

    def control(self, section: m.Section) -> Control:
        blocks = list(section.blocks)
        goal = ""
        if blocks and isinstance(first := blocks[0], m.Paragraph) and not first.blocks:
            goal = " ".join(words(first.runs).split())
            blocks = blocks[1:]
        id = self._own(slug(section.title))
        return Control(id, section.title, words(section.note), goal, tuple(self.measures(blocks, id, 0)))

    def measures(self, blocks: Iterable[m.Block], control: str, level: int) -> Iterator[Measure]:
        for block in blocks:
            if isinstance(block, m.Paragraph):
                parts = self.parts(block.runs, block.id)
                yield Measure(self._own(f"{control}_1"), True, "short", "source", parts, level, True)
                yield from self.measures(block.blocks, control, level + 1)
            elif isinstance(block, m.Items):
                for item in block.items:
                    parts = self.parts(item.runs, item.id)
                    yield Measure(self._own(f"{control}_1"), True, "short", "source", parts, level)
                    yield from self.measures(item.blocks, control, level + 1)

    def _own(self, name: str) -> str:
        """An id that nothing else has: "x_1", "x_2", …"""
        base = re.sub(r"_\d+$", "", name)
        id = name if name not in self.ids else next(n for i in range(2, 9999) if (n := f"{base}_{i}") not in self.ids)
        self.ids.add(id)
        return id

    # ---- annexes

    def annexes(self) -> Iterator[Annex]:
        measures = measures_annex(self.document)
        for section in self.document.sections:
            if section.kind != "annex":
                continue
            id = self.here = self.names.by_id[section.id]
            title = section.title or section.label
            if section is measures:
                lead = tuple(("", self.parts(b.runs, b.id)) for b in section.blocks if isinstance(b, m.Paragraph))
                yield Annex(id, title, "measures", lead=lead)
            else:
                lines = tuple(self.lines(section.blocks))
                yield Annex(id, title, "text", lines=lines, parts=tuple(self.annex_parts(section, id, 1)))

    def annex_parts(self, section: m.Section, annex: str, level: int) -> Iterator[AnnexPart]:
        for below in section.sections:
            id = f"{annex}.{self._own(slug(below.title or below.label))}"
            title = below.title or below.label
            lines = tuple(self.lines(below.blocks))
            yield AnnexPart(id, title, min(level, 2), bool(below.label) and level == 1, words(below.note), lines)
            yield from self.annex_parts(below, annex, level + 1)

    # ---- words

    def parts(self, runs: m.Runs, where: str) -> tuple[Inline, ...]:
        """The runs of one line as template text: facts as fields, references live, bold words bold."""
        found: list[Inline] = []
        for run in runs:
            made = [strong(run.text)] if isinstance(run, m.Strong) else self.facts.parts(run.text, where, self.plain)
            found += made
        return tuple(found)

    def plain(self, text: str) -> list[Inline]:
        """Words with their references."""
        found: list[Inline] = []
        at = 0
        for reference in _REFERENCE.finditer(text):
            target = self._target(reference)
            if target:
                found += [Words(text[at : reference.start()])] if reference.start() > at else []
                found.append(ReferenceSlot(target))
                at = reference.end()
        return [*found, Words(text[at:])] if at < len(text) else found

    def _target(self, reference: re.Match[str]) -> str:
        """What a reference means, if the program would print it in the same words."""
        owner = self.names.by_label.get(spaced(reference["clause"] or reference["annex"] or ""), "")
        if not owner or not reference["paragraph"]:
            return owner
        number = int(reference["paragraph"])
        return f"{owner}.p{number}" if owner != self.here and 1 < self.counts[owner] >= number >= 1 else ""


def _titled(section: m.Section) -> str:
    return " ".join(filter(None, (section.label, section.title)))

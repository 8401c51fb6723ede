"""Intake ──propose──▶ Template: somebody's contract as a template of the program, its facts as answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from avv_desktop.document import model as m
from avv_desktop.document.units import words
from avv_desktop.intake.company import AS_WRITTEN, company, persons
from avv_desktop.intake.facts import Fact, Facts, slug
from avv_desktop.intake.model import Intake
from avv_desktop.intake.naming import MEASURES
from avv_desktop.intake.outline import Outline
from avv_desktop.template import catalog
from avv_desktop.template.model import Column, Field, FieldGroup, Template
from avv_desktop.template.text import Clause, FieldSlot, TextLine, Words

BASE = "avv-de"
"""Whose questions about parties, signatures, units and functions every template has."""

TAKEN = (
    *("agreement.title", "agreement.number", "agreement.version", "agreement.form"),
    *(f"{side}.{part}" for side in ("controller", "processor") for part in ("company", "representatives")),
    *(f"{side}.representation{part}" for side in ("controller", "processor") for part in ("", "_count")),
    *("main_contract.date", "signatures.controller_place", "signatures.processor_place"),
    *(f"{MEASURES}.scope", f"{MEASURES}.version", f"{MEASURES}.date"),
)
_LISTED = ("sub_processors.list", ("unterauftrag", "subunternehm", "sub-processor", "subprocessor"))


class Proposal(Struct, frozen=True):
    """A template made of somebody's contract.

    template: ready to be kept (`catalog.keep`); what is the same for every customer is proposed by its fields.
    answers: the facts of this contract, by field name; with them the template says what the contract said.
    facts: what was recognised in the text, for a person to look at.
    """

    template: Template
    answers: dict[str, Any]
    facts: tuple[Fact, ...]


def propose(intake: Intake, id: str = "", title: str = "", without: Iterable[str] = ()) -> Proposal:
    """A template of the Document that was read. `without`: names of facts that stay text."""
    document, base = intake.document, catalog.template(BASE)
    title = title.strip() or words(document.title).strip() or intake.source.name
    parties = {party.side: party for party in document.parties}
    names = tuple((words((party.name,)), f"{side}.company") for side, party in parties.items() if company(party))
    facts, tables = _Chosen(names, frozenset(without)), _tables(document, frozenset(without))
    outline = Outline(document, facts, {table.id: name for name, table in tables.items()})
    clauses = (_head(document), *outline.clauses(), _signatures(base))
    sections, annexes = tuple(outline.sections()), tuple(outline.annexes())
    found = tuple(facts.found.values())
    table_fields = [_table_field(name, table) for name, table in tables.items()]
    answers = _answers(document, parties, found, tables)
    template = Template(
        schema=base.schema,
        id=id or slug(title).replace("_", "-"),
        version=1,
        language=base.language,
        title=title,
        hash="",
        fields=(
            *_base_fields(base, answers),
            *(_own(fact) for fact in found if fact.field.name not in TAKEN),
            *table_fields,
        ),
        party_columns=(*base.party_columns, Column(AS_WRITTEN, "Wortlaut im Vertrag", "longtext")),
        person_columns=base.person_columns,
        units=base.units,
        functions=base.functions,
        clauses=clauses,
        sections=sections,
        annexes=annexes,
    )
    return Proposal(replace(template, groups=_groups(template)), answers, found)


class _Chosen(Facts):
    """Only the facts that somebody wants as fields."""

    def __init__(self, names: tuple[tuple[str, str], ...], without: frozenset[str]) -> None:
        super().__init__(names)
        self._without = without

    def _slot(self, span: Any, where: str, quote: str) -> FieldSlot | None:
        slot = super()._slot(span, where, quote)
        if slot is not None and slot.name in self._without:
            self.found.pop(slot.name, None)
            return None
        return slot


# ---- first page and signatures


def _head(document: m.Document) -> Clause:
    """Title, then each party between its introduction and its role."""
    lines = [TextLine((FieldSlot("agreement.title"),))]
    for party in document.parties:
        side = party.side
        lines += [
            TextLine((Words(party.intro.strip() or ("zwischen" if side == "controller" else "und")),)),
            TextLine((FieldSlot(f"{side}.company", "party"),)),
            TextLine((FieldSlot(f"{side}.representatives", "represented"),)),
            TextLine((Words(f"{party.role} {party.term}".strip() or "–"),)),
        ]
    if document.closing:
        lines.append(TextLine((Words(document.closing),)))
    return Clause("head", "Kopf", numbered=False, lines=tuple(lines))


def _signatures(base: Template) -> Clause:
    """The program's own: without it nobody could sign."""
    return replace(next(clause for clause in base.clauses if clause.id == "signatures"), tags=(), rules=())


# ---- fields


def _base_fields(base: Template, answers: dict[str, Any]) -> Iterator[Field]:
    """The questions every template asks, with what this contract says of our own side."""
    for name in TAKEN:
        field = replace(base.field(name), needed_by=(), confirm=False)
        if name.startswith("agreement.title"):
            field = replace(field, default=answers["agreement.title"], check=None)
        elif name.startswith("processor.") and name.rpartition(".")[2] in ("company", "representatives"):
            field = replace(field, default=answers.get(name) or None, help=_PROCESSOR, origin="source")
        elif name == "signatures.processor_place":
            city = (answers.get("processor.company") or {}).get("city")
            field = replace(field, default=city or None)
        elif name == f"{MEASURES}.scope":
            field = replace(field, default="full")
        elif name == "main_contract.date":
            field = replace(field, required=name in answers)
        elif name in (f"{MEASURES}.version", f"{MEASURES}.date"):
            field = replace(field, required=False, required_when="", default=None)
        yield field


_PROCESSOR = "Ihre Firma, wie sie im eingelesenen Vertrag steht; bitte ergänzen Sie, was dort fehlt."


def _own(fact: Fact) -> Field:
    """A recognised fact: proposed where it is the same for every customer."""
    return replace(fact.field, default=fact.value if fact.own else None)


def _answers(
    document: m.Document, parties: dict[Any, m.Party], facts: tuple[Fact, ...], tables: dict[str, m.Table]
) -> dict[str, Any]:
    found: dict[str, Any] = {"agreement.title": words(document.title)}
    for side, party in parties.items():
        if said := company(party):
            found[f"{side}.company"] = said
        if people := persons(party):
            found[f"{side}.representatives"] = people
    found |= {fact.field.name: fact.value for fact in facts if fact.value is not None}
    return found | {name: _rows(table) for name, table in tables.items()}


# ---- tables


def _tables(document: m.Document, without: frozenset[str]) -> dict[str, m.Table]:
    """Tables with a head are fields, so that rows can be added; field name → table."""
    found: dict[str, m.Table] = {}
    for section in m.walk(document.sections):
        for table in _tables_in(section.blocks):
            if table.id and len(table.header) > 1 and all(cell.strip() for cell in table.header) and table.rows:
                name, marks = _LISTED
                listed = any(mark in " ".join(table.header).lower() for mark in marks)
                name = name if listed and name not in found else f"tables.t{len(found) + 1}"
                if name not in without:
                    found[name] = table
    return found


def _tables_in(blocks: Iterable[m.Block]) -> Iterator[m.Table]:
    for block in blocks:
        if isinstance(block, m.Table):
            yield block
        elif isinstance(block, m.Paragraph):
            yield from _tables_in(block.blocks)
        elif isinstance(block, m.Items):
            for item in block.items:
                yield from _tables_in(item.blocks)


def _table_field(name: str, table: m.Table) -> Field:
    columns = tuple(
        Column(f"c{n}_{slug(label, 20)}", label, "text", required=n == 1) for n, label in enumerate(table.header, 1)
    )
    label = "Unterauftragnehmer" if name == _LISTED[0] else table.header[0]
    return Field(name, label, "table", "", "source", default=_rows(table), columns=columns)


def _rows(table: m.Table) -> list[dict[str, str]]:
    names = [f"c{n}_{slug(label, 20)}" for n, label in enumerate(table.header, 1)]
    return [dict(zip(names, (words(cell) for cell in row), strict=False)) for row in table.rows]


# ---- the form


def _groups(template: Template) -> tuple[FieldGroup, ...]:
    """Every field in one section of the form, in the order people fill it in."""
    sections = (
        ("controller", "Auftraggeber", ("controller.",)),
        ("processor", "Auftragnehmer", ("processor.",)),
        ("contract", "Vertrag", ("main_contract.", "processing.", "facts.")),
        ("tables", "Listen", ("sub_processors.", "tables.")),
        ("measures", "Maßnahmen", (f"{MEASURES}.",)),
        ("closing", "Abschluss", ("agreement.", "signatures.")),
    )
    found = []
    for id, title, starts in sections:
        fields = tuple(field.name for field in template.fields if field.name.startswith(starts))
        if fields:
            found.append(FieldGroup(id, title, "", fields))
    return tuple(found)

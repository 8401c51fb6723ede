"""Which fields a template must have: those its texts name, and those the program itself asks for."""

from __future__ import annotations

from collections.abc import Iterator

from avv_desktop.template.markup import slots
from avv_desktop.template.model import Template
from avv_desktop.template.text import Clause, FieldSlot, Inline

ALWAYS = {
    *(f"{side}.{part}" for side in ("controller", "processor") for part in ("company", "representatives")),
    *(f"{side}.representation{part}" for side in ("controller", "processor") for part in ("", "_count")),
    *("agreement.form", "main_contract.date", "annex_measures.scope"),
}

PARTY = (
    *("name", "legal_form", "street", "postal_code", "city", "country"),
    *("register_court", "register_number", "general_partner"),
)
PERSON = ("salutation", "title", "first_name", "last_name", "function", "email", "phone")


def missing_field(template: Template) -> str:
    """The first needed field or column that there is not ("?" for a name without letters), or empty."""
    there = {field.name for field in template.fields}
    there |= {f"columns.party.{column.id}" for column in template.party_columns}
    there |= {f"columns.person.{column.id}" for column in template.person_columns}
    used = ALWAYS | {f"columns.party.{id}" for id in PARTY} | {f"columns.person.{id}" for id in PERSON}
    used |= {name for group in template.groups for name in (*group.fields, *group.advanced)}
    used |= {slot.name for _, parts in all_parts(template) for slot in slots(parts) if isinstance(slot, FieldSlot)}
    used |= {each.choice for clause in template.clauses for each in clause.paragraphs} - {"", "by rule"}
    used |= {field.options_from for field in template.fields if field.options_from}
    for annex in template.annexes:
        used |= {f"{annex.id}.version", f"{annex.id}.date"} if annex.kind != "text" else set()
        used |= {contact.field for contact in annex.contacts} | ({annex.table} if annex.table else set())
    return min((name or "?" for name in used - there), default="")


def all_parts(template: Template) -> Iterator[tuple[str, tuple[Inline, ...]]]:
    """Every text of a template, with the file it stands in."""
    for clause in template.clauses:
        yield from (("clauses.md", parts) for line in _lines(clause) for parts in (line.parts, *line.cells))
    for section in template.sections:
        for control in section.controls:
            yield from (("measures.md", measure.parts) for measure in control.measures)
    for annex in template.annexes:
        yield from (("annexes.md", parts) for _, parts in annex.lead)
        yield "annexes.md", annex.closing
        for lines in (annex.lines, *(part.lines for part in annex.parts)):
            yield from (("annexes.md", parts) for line in lines for parts in (line.parts, *line.cells))


def _lines(clause: Clause):
    yield from clause.lines
    for paragraph in clause.paragraphs:
        yield from paragraph.lines
        for variant in paragraph.variants:
            yield from variant.lines

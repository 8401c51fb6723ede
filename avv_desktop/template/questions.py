"""Which questions a template asks, who needs their answers, and what nobody needs any more."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from msgspec.structs import replace

from avv_desktop.system.language import tr
from avv_desktop.template.expression import names, parsed
from avv_desktop.template.markup import slots
from avv_desktop.template.model import Template
from avv_desktop.template.needed import ALWAYS
from avv_desktop.template.references import placed
from avv_desktop.template.text import FieldSlot, Rule


def expressions(template: Template) -> Iterator[tuple[str, str]]:
    """Every condition and rule of what is printed, with the id of where it stands."""
    for clause in template.clauses:
        yield from ((clause.id, each) for each in (clause.when, *_ruled(clause.rules)))
        for paragraph in clause.paragraphs:
            yield from ((paragraph.id, each) for each in (paragraph.when, *_ruled(paragraph.rules)))
            for one in paragraph.variants:
                yield from ((paragraph.id, each) for each in (one.when, *_ruled(one.rules)))
    for section in template.sections:
        yield from ((control.id, control.when) for control in section.controls)
    for annex in template.annexes:
        yield from ((annex.id, each) for each in (annex.when, *_ruled(annex.rules)))


def asked_when(template: Template) -> Iterator[tuple[str, str]]:
    """Every condition of a question with the name of its field."""
    for field in template.fields:
        yield field.name, field.required_when
        yield from ((field.name, column.required_when) for column in field.columns)
    for column in (*template.party_columns, *template.person_columns):
        yield "", column.required_when


def _ruled(rules: tuple[Rule, ...]) -> Iterator[str]:
    return (rule.expression for rule in rules)


def used_names(template: Template) -> frozenset[str]:
    """Names of all fields whose answer is printed or decides something, and of those the program asks for."""
    known = {field.name for field in template.fields}
    used = set(ALWAYS)
    used |= {slot.name for _, parts in placed(template) for slot in slots(parts) if isinstance(slot, FieldSlot)}
    used |= {each.choice for clause in template.clauses for each in clause.paragraphs}
    used |= {field.options_from for field in template.fields}
    for annex in template.annexes:
        used |= {annex.table, f"{annex.id}.version", f"{annex.id}.date", *(each.field for each in annex.contacts)}
    for _, expression in expressions(template):
        used |= set(_fields(expression, known))
    for field, expression in asked_when(template):
        used |= {name for name in _fields(expression, known) if name != field}
    return frozenset(used & known)


def _fields(expression: str, known: set[str]) -> Iterator[str]:
    for name in names(expression) if expression else ():
        while name and name not in known:
            name = name.rpartition(".")[0]
        yield name


def mentions_of(template: Template, field: str, option: str) -> tuple[str, ...]:
    """Where a condition or rule of what is printed asks whether `field` has this answer."""
    found = [place for place, each in expressions(template) if each and _asks(each, field, option)]
    return tuple(dict.fromkeys(found))


def _asks(expression: str, field: str, option: str) -> bool:
    said = {node.value for node in ast.walk(parsed(expression)) if isinstance(node, ast.Constant)}
    return option in said and field in names(expression)


def without_field(template: Template, name: str) -> Template:
    """A question nobody needs goes, from the form as well; a section of the form that is empty then, too."""
    groups = (
        replace(
            group,
            fields=tuple(each for each in group.fields if each != name),
            advanced=tuple(each for each in group.advanced if each != name),
        )
        for group in template.groups
    )
    return replace(
        template,
        fields=tuple(field for field in template.fields if field.name != name),
        groups=tuple(group for group in groups if group.fields or group.advanced),
        hash="",
    )


def propose(template: Template, name: str, value: object) -> Template:
    """What a question proposes; None for nothing. Raises CannotDo for a value it could not take."""
    from avv_desktop.template.clean import refused
    from avv_desktop.template.fields import wrong_type

    field = next((each for each in template.fields if each.name == name), None)
    if field is None or wrong_type(field, value):
        raise refused(tr("The template does not ask for “{name}”.", name=name))
    fields = tuple(replace(each, default=value) if each.name == name else each for each in template.fields)
    return replace(template, fields=fields, hash="")


def pruned(before: Template, after: Template) -> Template:
    """`after` without the questions that `before` still needed and nobody needs now."""
    needed = used_names(before)
    while gone := needed & {field.name for field in after.fields} - used_names(after):
        for name in sorted(gone):
            after = without_field(after, name)
    return after

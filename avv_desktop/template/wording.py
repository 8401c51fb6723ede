"""All words of a template that a person reads: on the pages, and in the form."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from msgspec.structs import replace

from avv_desktop.template.model import Column, Field, Template
from avv_desktop.template.references import mapped
from avv_desktop.template.text import Annex, Clause, ClauseParagraph, Inline, OptionalPart, Rule, StrongWords, Words

Change = Callable[[str], str]


def all_words(template: Template) -> Iterator[str]:
    """Every text that is printed or asked with; in no particular order."""
    found: list[str] = []

    def noted(text: str) -> str:
        found.append(text)
        return text

    reworded(template, noted)
    return iter(found)


def reworded(template: Template, change: Change) -> Template:
    """Every text changed: titles, clauses, variants, measures, annexes, messages of rules, and the form's words."""
    said = mapped(template, lambda parts: _parts(parts, change))
    return replace(
        said,
        clauses=tuple(_clause(each, change) for each in said.clauses),
        sections=tuple(
            replace(
                section,
                title=change(section.title),
                controls=tuple(replace(c, title=change(c.title), goal=change(c.goal)) for c in section.controls),
            )
            for section in said.sections
        ),
        annexes=tuple(_annex(each, change) for each in said.annexes),
        fields=tuple(_field(each, change) for each in said.fields),
        groups=tuple(replace(each, title=change(each.title), help=change(each.help)) for each in said.groups),
        hash="",
    )


def _parts(parts: tuple[Inline, ...], change: Change) -> tuple[Inline, ...]:
    found: list[Inline] = []
    for part in parts:
        if isinstance(part, Words | StrongWords):
            found.append(replace(part, text=change(part.text)))
        elif isinstance(part, OptionalPart):
            found.append(OptionalPart(_parts(part.parts, change)))
        else:
            found.append(part)
    return tuple(found)


def _rules(rules: tuple[Rule, ...], change: Change) -> tuple[Rule, ...]:
    return tuple(replace(rule, message=change(rule.message)) for rule in rules)


def _clause(clause: Clause, change: Change) -> Clause:
    paragraphs = tuple(_paragraph(each, change) for each in clause.paragraphs)
    return replace(clause, title=change(clause.title), rules=_rules(clause.rules, change), paragraphs=paragraphs)


def _paragraph(paragraph: ClauseParagraph, change: Change) -> ClauseParagraph:
    variants = tuple(
        replace(each, title=change(each.title), rules=_rules(each.rules, change)) for each in paragraph.variants
    )
    return replace(paragraph, rules=_rules(paragraph.rules, change), variants=variants)


def _annex(annex: Annex, change: Change) -> Annex:
    return replace(
        annex,
        title=change(annex.title),
        rules=_rules(annex.rules, change),
        contacts=tuple(replace(each, task=change(each.task)) for each in annex.contacts),
        parts=tuple(replace(each, title=change(each.title)) for each in annex.parts),
    )


def _field(field: Field, change: Change) -> Field:
    """Its words, and what it proposes where that is a text."""
    default: Any = field.default
    if isinstance(default, str) and field.type in ("text", "longtext"):
        default = change(default)
    return replace(
        field,
        label=change(field.label),
        help=change(field.help),
        default=default,
        options=tuple(replace(each, label=change(each.label)) for each in field.options),
        columns=tuple(_column(each, change) for each in field.columns),
    )


def _column(column: Column, change: Change) -> Column:
    options = tuple(replace(each, label=change(each.label)) for each in column.options)
    return replace(column, label=change(column.label), help=change(column.help), options=options)

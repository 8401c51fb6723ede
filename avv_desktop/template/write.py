"""A Template → the texts of its folder, which `template.load` reads as the same Template."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from avv_desktop.template.lines import written_line
from avv_desktop.template.markup import written
from avv_desktop.template.model import Template
from avv_desktop.template.text import (
    Annex,
    AnnexPart,
    Clause,
    ClauseParagraph,
    Control,
    Measure,
    Rule,
    TextLine,
    Variant,
)

SCHEMA = 1


def files(template: Template) -> dict[str, str]:
    """File name → text, in UTF-8 to be written as it is."""
    return {
        "template.toml": _toml(template),
        "clauses.md": _joined("# Klauseln", _clauses(template)),
        "measures.md": _joined("# Maßnahmen", _sections(template)),
        "annexes.md": _joined("# Anlagen", (_annex(each) for each in template.annexes)),
    }


def _joined(title: str, parts: Iterable[list[str]]) -> str:
    return "\n".join([title, "", *(line for part in parts for line in (*part, ""))])


# ---- clauses


def _clauses(template: Template) -> Iterator[list[str]]:
    """Counted as in print; 0 for a clause without a number."""
    number = 0
    for clause in template.clauses:
        number += clause.numbered
        yield _clause(number if clause.numbered else 0, clause)


def _clause(number: int, clause: Clause) -> list[str]:
    found = [f"## § {number} · {clause.id} · {_title(clause.title)}"]
    found += _heads(tags=clause.tags, when=clause.when, rules=clause.rules)
    found += _lines(clause.lines)
    for n, paragraph in enumerate(clause.paragraphs, start=1):
        found += ["", *_paragraph(n, paragraph)]
    return found


def _paragraph(number: int, paragraph: ClauseParagraph) -> list[str]:
    found = [f"### ({number}) {paragraph.id}"]
    found += _heads(tags=paragraph.tags, when=paragraph.when, rules=paragraph.rules, choice=paragraph.choice)
    found += _lines(paragraph.lines)
    for variant in paragraph.variants:
        found += ["", *_variant(variant)]
    return found


def _variant(variant: Variant) -> list[str]:
    found = [f"#### {variant.id} · {_title(variant.title)}"]
    found += _heads(when=variant.when, rules=variant.rules, choose=variant.choose)
    return found + _lines(variant.lines)


def _lines(lines: Iterable[TextLine]) -> list[str]:
    said = [written_line(line) for line in lines]
    return ["", *said] if said else []


def _title(title: str) -> str:
    return " ".join(title.split()) or "–"


def _heads(
    tags: tuple[str, ...] = (), when: str = "", rules: tuple[Rule, ...] = (), choice: str = "", choose: str = ""
) -> Iterator[str]:
    if tags:
        yield f"tags: {', '.join(tags)}"
    for name, value in (("when", when), ("choice", choice), ("choose", choose)):
        if value:
            yield f"{name}: {value}"
    for rule in rules:
        yield f"{'rule' if rule.severity == 'E' else 'hint'}: {rule.expression} :: {rule.message}"


# ---- measures


def _sections(template: Template) -> Iterator[list[str]]:
    for number, section in enumerate(template.sections, start=1):
        found = [f"## {number} · {section.id} · {_title(section.title)}"]
        found += [f"art: {section.art}"] if section.art else []
        found += _heads(tags=section.tags)
        for control in section.controls:
            found += ["", *_control(control)]
        yield found


def _control(control: Control) -> list[str]:
    found = [f"### {control.id} · {_title(control.title)}"]
    found += [f"{name}: {value}" for name, value in (("art", control.art), ("goal", control.goal)) if value]
    found += _heads(tags=control.tags, when=control.when)
    return found + [""] * bool(control.measures) + [_measure(each) for each in control.measures]


def _measure(measure: Measure) -> str:
    margin, mark, on = "  " * measure.level, "*" if measure.plain else "-", "x" if measure.on else " "
    return f"{margin}{mark} [{on}] {measure.scope} · {measure.origin} · {measure.id} · {written(measure.parts)}"


# ---- annexes


def _annex(annex: Annex) -> list[str]:
    found = [f"## annex: {annex.id} · {_title(annex.title)}", f"kind: {annex.kind}"]
    found += _heads(tags=annex.tags, when=annex.when, rules=annex.rules)
    found += [f"table: {annex.table}"] if annex.table else []
    found += [f"lead{' ' + case if case else ''}: {written(parts)}" for case, parts in annex.lead]
    found += [f"closing: {written(annex.closing)}"] if annex.closing else []
    contacts = [
        f"- {each.party} · {'required' if each.required else 'optional'} · {each.field} · {each.task}"
        for each in annex.contacts
    ]
    found += ["", *contacts] if contacts else []
    found += _lines(annex.lines)
    numbers: dict[int, int] = {}
    for part in annex.parts:
        found += ["", *_part(annex, part, numbers)]
    return found


def _part(annex: Annex, part: AnnexPart, numbers: dict[int, int]) -> list[str]:
    number = ""
    if part.numbered:
        numbers[part.level] = numbers.get(part.level, 0) + 1
        number = f"{numbers[part.level]} · "
    found = [f"{'#' * (part.level + 2)} {number}{part.id.removeprefix(annex.id + '.')} · {_title(part.title)}"]
    found += [f"art: {part.art}"] if part.art else []
    return found + _lines(part.lines)


# ---- template.toml


def _toml(template: Template) -> str:
    import tomlkit

    head: dict[str, Any] = {
        "schema": SCHEMA,
        "template": template.id,
        "template_version": template.version,
        "title": template.title,
        "language": template.language,
        "unit": {name: _plain(unit) for name, unit in template.units.items()},
        "function": {name: _plain(function) for name, function in template.functions.items()},
        "field": [_plain(field) for field in template.fields],
        "columns": {
            "party": {column.id: _column(column) for column in template.party_columns},
            "person": {column.id: _column(column) for column in template.person_columns},
        },
        "group": [_plain(group) for group in template.groups],
        "coverage": {row: list(tags) for row, tags in template.coverage},
    }
    return tomlkit.dumps(head)


def _column(column: msgspec.Struct) -> dict[str, Any]:
    return {name: value for name, value in _plain(column).items() if name != "id"}


def _plain(value: Any) -> Any:
    """Only what is not as it is by itself, and no nothing, which TOML cannot say."""
    if isinstance(value, msgspec.Struct):
        found = {}
        for field in msgspec.structs.fields(value):
            said = getattr(value, field.name)
            if said is not None and (field.required or said != field.default):
                found[field.name] = _plain(said)
        return found
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items() if each is not None}
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    return value

"""A changed value back to its field, where that is safe: only what prints exactly the words that came back."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from avv_desktop.document.compose import compose
from avv_desktop.document.model import Value as Shown
from avv_desktop.draft.model import Draft, Value
from avv_desktop.draft.shapes import misfit
from avv_desktop.draft.values import Values
from avv_desktop.reply.sheet import Sent, same, sent
from avv_desktop.template.model import Column, Field, Option, Template

_MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November",
    "Dezember",
)  # fmt: skip
_DATE = re.compile(r"(\d{1,2})\.\s*(?:(\d{1,2})\.|(\w+))\s*(\d{4})")
_ROW = re.compile(r"\[(\d{1,4})\]\.(\w+)")
_TOWN = re.compile(r"(\d{5})\s+(\S.*)")
MOST = 12
"""Numbers that are tried where only words came back ("zweimal")."""


def field_of(template: Template, place: str) -> Field | None:
    """The field that a place is or belongs to ("controller.company.city")."""
    known = {field.name: field for field in template.fields}
    name = place.partition("[")[0]
    while name and name not in known:
        name = name.rpartition(".")[0]
    return known.get(name)


def typed(template: Template, draft: Draft, place: str, key: str, old: str, new: str, line: str) -> Value:
    """The value that makes the line `key` say `line`; None where none is found. `old`, `new`: what the place says."""
    field = field_of(template, place)
    if field is None:
        return None
    for value in _candidates(template, draft, field, place, old, new.replace("\u00a0", " ")):
        try:
            changed = with_value(template, draft, place, value)
        except (KeyError, IndexError, TypeError):
            continue
        if misfit(template, changed.answers):
            continue
        said = {each.key: each.text for each in sent(compose(template, changed))}
        if same(said.get(key, ""), line):
            return value
    return None


def without_entry(template: Template, draft: Draft, line: Sent) -> tuple[str, Value]:
    """The list that prints this line as one of its entries, and what is left of it; ("", None) where none does."""
    place = next((run.field for run in line.runs if isinstance(run, Shown)), "")
    field = field_of(template, place) if place else None
    if field is None or field.type != "multi" or field.options_from:
        return "", None
    labels = {option.id: option.label for option in field.options}
    entry = next(run.text for run in line.runs if isinstance(run, Shown))
    chosen = [str(each) for each in Values(template, draft).value(field.name) or []]
    left = [each for each in chosen if not same(labels.get(each, each), entry)]
    return (field.name, left) if len(left) == len(chosen) - 1 else ("", None)


def with_value(template: Template, draft: Draft, place: str, value: Value) -> Draft:
    """Answer a field or a part of it: of a party, of a row, of a person. "24768 Rendsburg" is code and town."""
    field = field_of(template, place)
    if field is None:
        raise KeyError(place)
    rest = place.removeprefix(field.name)
    if not rest or field.type == "multi":
        return draft.answer(field.name, value)
    whole: Any = deepcopy(Values(template, draft).value(field.name))
    if row := _ROW.fullmatch(rest):
        put(whole[int(row[1])], row[2], value)
    else:
        whole = {} if whole is None else whole
        put(whole, rest.removeprefix("."), value)
    return draft.answer(field.name, whole)


def put(parts: dict[str, Any], part: str, value: Value) -> None:
    """Into a party, a person or a row; "24768 Rendsburg" is code and town."""
    town = _TOWN.fullmatch(value) if part == "postal_code" and isinstance(value, str) else None
    if town and "city" in parts:
        parts["postal_code"], parts["city"] = town[1], town[2]
    else:
        parts[part] = value


# ---- what it could be


def _candidates(template: Template, draft: Draft, field: Field, place: str, old: str, new: str) -> Iterator[Value]:
    rest = place.removeprefix(field.name)
    if rest and field.type in ("party", "person list", "table"):
        column = _column(template, field, rest)
        if rest.endswith((".name", ".company")):
            yield from _without_form(template, draft, field, rest, new)
        if column is not None:
            yield from values_of_type(column.type, column.options, new)
    elif field.type == "multi":
        yield from _entries(template, draft, field, old, new)
    else:
        yield from values_of_type(field.type, field.options, new)


def _column(template: Template, field: Field, rest: str) -> Column | None:
    columns = {"party": template.party_columns, "person list": template.person_columns}.get(field.type, field.columns)
    part = rest.rpartition(".")[2]
    return next((column for column in columns if column.id == part), None)


def values_of_type(kind: str, options: tuple[Option, ...], new: str) -> Iterator[Value]:
    """What words can mean in a field of this type, the likeliest first."""
    match kind:
        case "int":
            yield from [int(each) for each in re.findall(r"\d{1,6}", new)] or range(1, MOST + 1)
        case "date":
            yield from _dates(new)
        case "bool":
            yield from {"ja": [True], "nein": [False]}.get(new.strip().lower(), [])
        case "enum":
            yield from (option.id for option in options if same(option.label, new))
        case "text" | "longtext":
            yield new
            yield new.removesuffix(".")


def _dates(text: str) -> Iterator[str]:
    for found in _DATE.finditer(text):
        month = int(found[2]) if found[2] else _MONTHS.index(found[3]) + 1 if found[3] in _MONTHS else 0
        try:
            yield datetime.date(int(found[4]), month, int(found[1])).isoformat()
        except ValueError:
            continue


def _without_form(template: Template, draft: Draft, field: Field, rest: str, new: str) -> Iterator[Value]:
    """A company is printed with its legal form."""
    whole: Any = Values(template, draft).value(field.name)
    row = _ROW.fullmatch(rest)
    parts = whole[int(row[1])] if row else whole
    form = parts.get("legal_form", "") if isinstance(parts, dict) else ""
    if form and new.endswith(form):
        yield new.removesuffix(form).strip()


def _entries(template: Template, draft: Draft, field: Field, old: str, new: str) -> Iterator[Value]:
    """One entry of a list in other words; only one of one's own, or an option, which becomes one."""
    if field.options_from:
        return
    labels = {option.id: option.label for option in field.options}
    chosen = [str(each) for each in Values(template, draft).value(field.name) or []]
    for number, each in enumerate(chosen):
        if same(labels.get(each, each), old):
            yield [*chosen[:number], new, *chosen[number + 1 :]]

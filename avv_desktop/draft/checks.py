"""Checks while typing: is the value of one field as it should be?"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import Any

from avv_desktop.draft import named_checks
from avv_desktop.draft.model import Draft, Finding
from avv_desktop.draft.parts import check_party, check_person, check_row
from avv_desktop.draft.values import Values
from avv_desktop.system.language import tr
from avv_desktop.template.expression import filled
from avv_desktop.template.model import Field, Template


def check_field(template: Template, draft: Draft, name: str, today: datetime.date | None = None) -> list[Finding]:
    """What is wrong with a field's value; an empty optional field is fine. Missing required ones are in it too."""
    return list(findings_of(Values(template, draft, today), template.field(name)))


def findings_of(values: Values, field: Field) -> Iterator[Finding]:
    if not values.relevant(field):
        return
    value = values.value(field.name)
    if not values.filled(field.name):
        if values.required(field) and field.type != "table":
            yield Finding("missing", "E", field.name, tr("“{label}” is missing.", label=field.label))
        if field.type != "party":
            return
    yield from _by_type(values, field, value)
    if field.check and filled(value):
        yield from _bounds(field, value)
        if field.check.kind:
            yield from named_checks.run(field.check.kind, values, field, value)


def _by_type(values: Values, field: Field, value: Any) -> Iterator[Finding]:
    match field.type:
        case "party":
            yield from check_party(values, field, value or {})
        case "person list":
            for index, person in enumerate(value):
                yield from check_person(field, index, person, values)
        case "table":
            for index, row in values.numbered_rows(field.name):
                yield from check_row(field, index, row, values)
        case "date":
            if not _is_date(value):
                yield Finding("value", "E", field.name, tr("This is not a date. Please write it like 23.11.2026."))


def _is_date(value: object) -> bool:
    try:
        return bool(datetime.date.fromisoformat(str(value)))
    except ValueError:
        return False


def _bounds(field: Field, value: Any) -> Iterator[Finding]:
    check = field.check
    assert check is not None
    size = _size(field, value)
    if size is None:
        return
    text = field.type in ("text", "longtext")
    if check.minimum is not None and size < check.minimum:
        yield Finding("value", "E", field.name, _too_little(check.minimum, text, field.type))
    elif check.maximum is not None and size > check.maximum:
        yield Finding("value", "E", field.name, _too_much(check.maximum, text, field.type))
    elif check.hint_above is not None and size > check.hint_above:
        yield Finding("value", "H", field.name, tr("More than {count} is unusual here.", count=check.hint_above))
    elif check.hint_below is not None and size < check.hint_below:
        yield Finding("value", "H", field.name, tr("Less than {count} is unusual here.", count=check.hint_below))


def _size(field: Field, value: Any) -> int | None:
    if field.type == "int":
        return value if isinstance(value, int) else None
    if field.type in ("text", "longtext"):
        return len(re.sub(r"\s+", " ", str(value)).strip())
    return len(value) if isinstance(value, list) else None


def _too_little(least: int, text: bool, kind: str) -> str:
    if kind == "int":
        return tr("At least {count}, please.", count=least)
    if text:
        return tr("Please describe it more closely, with at least {count} characters.", count=least)
    return tr("At least {count} entry is needed.", count=least)


def _too_much(most: int, text: bool, kind: str) -> str:
    if kind == "int":
        return tr("At most {count}, please.", count=most)
    if text:
        return tr("That is too long; {count} characters at most.", count=most)
    return tr("Only {count} entry is possible here.", count=most)

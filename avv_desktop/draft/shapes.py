"""Do answers have the shapes that their fields ask for? What comes from a file may hold anything."""

from __future__ import annotations

from typing import Any

from avv_desktop.template.fields import SHAPES, wrong_type
from avv_desktop.template.model import Column, Field, Template


def misfit(template: Template, answers: dict[str, Any]) -> str:
    """The name of the first answer that no form could have given, or empty."""
    found = (field.name for field in template.fields if _wrong(template, field, answers.get(field.name)))
    return next(found, "")


def _wrong(template: Template, field: Field, value: Any) -> bool:
    if value is None:
        return False
    if wrong_type(field, value):
        return True
    match field.type:
        case "enum":
            return value != "" and value not in {option.id for option in field.options}
        case "party":
            return _wrong_row(template.party_columns, value)
        case "person list":
            return any(_wrong_row(template.person_columns, person) for person in value)
        case "table":
            return any(_wrong_row(field.columns, row) for row in value)
    return False


def _wrong_row(columns: tuple[Column, ...], row: dict[str, Any]) -> bool:
    """An empty cell has no shape."""
    given = ((column, row.get(column.id)) for column in columns)
    return any(value not in (None, "") and not isinstance(value, SHAPES[column.type]) for column, value in given)

"""Answers that differ from what the template proposes: variants chosen, deadlines and amounts changed."""

from __future__ import annotations

from avv_desktop.draft.model import Draft
from avv_desktop.draft.values import Values
from avv_desktop.review.deviations_model import Deviation
from avv_desktop.template.model import Field, Template


def differing(template: Template, draft: Draft) -> list[Field]:
    """Deadlines and choices that were answered otherwise than proposed, as far as they matter here."""
    values = Values(template, draft)
    return [field for field in template.fields if _proposed(field) and _differs(field, values)]


def choices(template: Template) -> frozenset[str]:
    """Fields that choose between variants of a paragraph."""
    named = {paragraph.choice for clause in template.clauses for paragraph in clause.paragraphs}
    return frozenset(named - {"", "by rule"})


def values_page(template: Template, draft: Draft) -> tuple[Deviation, ...]:
    """The values that differ; a chosen variant shows at its paragraph and not here."""
    values, chosen = Values(template, draft), choices(template)
    return tuple(
        Deviation("value", field.name, "", field.label, "changed", note=_note(template, field, values))
        for field in differing(template, draft)
        if field.name not in chosen
    )


def _proposed(field: Field) -> bool:
    return field.type in ("int", "enum", "bool") and field.default is not None and field.origin != "program"


def _differs(field: Field, values: Values) -> bool:
    answered = values.answered(field.name) and values.relevant(field)
    return answered and values.value(field.name) != field.default


def _note(template: Template, field: Field, values: Values) -> str:
    now, proposed = (said(template, field, value) for value in (values.value(field.name), field.default))
    return f"{now} statt {proposed}"


def said(template: Template, field: Field, value: object) -> str:
    """A number, choice or yes/no in German words."""
    if field.type == "bool":
        return "ja" if value else "nein"
    if field.type == "enum":
        return next((option.label for option in field.options if option.id == value), str(value))
    unit = template.units.get(field.unit)
    return f"{value} {unit.singular if value == 1 else unit.plural}" if unit else str(value)

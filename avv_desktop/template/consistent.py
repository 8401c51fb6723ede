"""What template.toml must agree on with itself: no name twice, every field in one group, conditions about what is."""

from __future__ import annotations

from collections import Counter

from avv_desktop.template.fields import Head, Toml
from avv_desktop.template.known import Known
from avv_desktop.template.model import Column, Field


def check_head(toml: Toml, head: Head, known: Known) -> None:
    """Raises TemplateError with the line."""
    for name, count in Counter(field.name for field in head.fields).items():
        if count > 1:
            raise toml.error(toml.nth_line(f'name = "{name}"', 2), f"„{name}“ gibt es zweimal.")
    _check_groups(toml, head, known)
    for field in head.fields:
        _check_field(toml, head, known, field)
    for column in (*head.party, *head.person):
        _check_column(toml, known, column, (*head.party, *head.person), toml.line_of(f"{column.id} = "))


def _check_groups(toml: Toml, head: Head, known: Known) -> None:
    start = toml.line_of("[[group]]") - 1
    for id, count in Counter(group.id for group in head.groups).items():
        if count > 1:
            raise toml.error(toml.nth_line(f'id = "{id}"', 2, after=start), f"Die Gruppe „{id}“ gibt es zweimal.")
    grouped = Counter(name for group in head.groups for name in (*group.fields, *group.advanced))
    for name, count in grouped.items():
        if known.field(name) is None:
            line = toml.nth_line(f'"{name}"', 1, after=start)
            raise toml.error(line, f"Die Gruppe nennt „{name}“; dieses Feld gibt es nicht.")
        if count > 1:
            line = toml.nth_line(f'"{name}"', 2, after=start)
            raise toml.error(line, f"„{name}“ muss in genau einer Gruppe stehen.")
    for field in head.fields:
        if field.name not in grouped:
            raise toml.error(toml.field_line(field.name), f"„{field.name}“ steht in keiner Gruppe.")


def _check_field(toml: Toml, head: Head, known: Known, field: Field) -> None:
    line = toml.field_line(field.name)
    if field.required_when and (wrong := known.wrong_in(field.required_when)):
        raise toml.error(line, wrong)
    if field.options_from and ((source := known.field(field.options_from)) is None or source.type != "table"):
        raise toml.error(line, f"„{field.options_from}“ ist kein Feld mit einer Tabelle.")
    if field.unit and field.unit not in head.units:
        raise toml.error(line, f"Die Einheit „{field.unit}“ gibt es nicht.")
    for column in field.columns:
        _check_column(toml, known, column, field.columns, line)


def _check_column(toml: Toml, known: Known, column: Column, beside: tuple[Column, ...], line: int) -> None:
    if column.required_when and (wrong := known.wrong_in(column.required_when, beside)):
        raise toml.error(line, wrong)

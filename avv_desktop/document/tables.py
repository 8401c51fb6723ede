"""A table field as a table: printed columns only, and none that is empty in every row."""

from __future__ import annotations

from typing import Any

from avv_desktop.document.model import Run, Runs, Table, Value
from avv_desktop.document.printing import Printing
from avv_desktop.document.slots import option_label
from avv_desktop.document.wording.dates import in_table
from avv_desktop.document.wording.lists import joined
from avv_desktop.document.wording.typography import kept_together, one_line
from avv_desktop.template.expression import filled
from avv_desktop.template.model import Column

_WIDTHS = {"longtext": 1.5, "multi": 1.4, "text": 1.2, "enum": 1.1, "date": 0.9, "int": 0.6, "bool": 0.6}
_SAME_OPTIONS = {
    "operations": "processing.operations",
    "data": "processing.data_categories",
    "subjects": "processing.data_subjects",
}
"""Columns of the processing table take the options of these fields where they have none themselves."""


def table(printing: Printing, name: str, id: str = "") -> Table:
    """The rows that count, with a gap where something required is empty."""
    field = printing.field(name)
    printing.used.add(name)
    rows = printing.values.numbered_rows(name)
    columns = [
        column
        for column in field.columns
        if column.printed and (column.required or any(filled(row.get(column.id)) for _, row in rows))
    ]
    return Table(
        header=tuple(column.label for column in columns),
        rows=tuple(
            tuple(cell(printing, column, row, f"{name}[{number}]") for column in columns) for number, row in rows
        ),
        widths=tuple(_WIDTHS[column.type] for column in columns),
        field=name,
        id=id,
    )


def cell(printing: Printing, column: Column, row: dict[str, Any], place: str) -> Runs:
    """One value of a row, as a run."""
    text = cell_text(printing, column, row)
    if text:
        said: Run = Value(kept_together(text), f"{place}.{column.id}")
        return (said,)
    needed = column.required or bool(column.required_when and printing.values.holds(column.required_when, row))
    return (printing.missing(column.label, f"{place}.{column.id}"),) if needed else ()


def cell_text(printing: Printing, column: Column, row: dict[str, Any]) -> str:
    value = row.get(column.id)
    if not filled(value):
        return ""
    if column.type == "date":
        return in_table(value)
    if column.type == "enum":
        return option_label(column, str(value))
    if isinstance(value, list):
        return joined([_label(printing, column, str(each)) for each in value])
    if isinstance(value, bool):
        return "ja" if value else "nein"
    return one_line(value)


def _label(printing: Printing, column: Column, chosen: str) -> str:
    if not column.options and column.id in _SAME_OPTIONS:
        return option_label(printing.field(_SAME_OPTIONS[column.id]), chosen)
    return option_label(column, chosen)

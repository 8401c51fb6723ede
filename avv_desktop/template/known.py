"""Which names a template's texts, conditions and rules may use."""

from __future__ import annotations

from collections.abc import Iterable

from avv_desktop.errors import TemplateError
from avv_desktop.template.expression import names
from avv_desktop.template.model import Column, Field


class Known:
    """The fields of a template, and the parts of its parties, persons and rows."""

    def __init__(self, fields: Iterable[Field], party: Iterable[Column], person: Iterable[Column]) -> None:
        self._fields = {field.name: field for field in fields}
        parts = {"party": tuple(party), "person list": tuple(person)}
        self._parts = {
            f"{field.name}.{column.id}"
            for field in self._fields.values()
            for column in parts.get(field.type, field.columns)
        }

    def field(self, name: str) -> Field | None:
        return self._fields.get(name)

    def has(self, name: str) -> bool:
        """A field, or a part of what it holds ("controller.company.name")."""
        return name in self._fields or name in self._parts

    def wrong_in(self, expression: str, columns: Iterable[Column] = ()) -> str:
        """Why the expression is no condition here, or "". `columns`: those of the row it is asked for."""
        row = {f"row.{column.id}" for column in columns}
        try:
            unknown = [name for name in sorted(names(expression)) if not (self.has(name) or name in row)]
        except TemplateError as error:
            return str(error.details["reason"])
        return f"Den Namen „{unknown[0]}“ gibt es nicht." if unknown else ""

"""What a draft says for every field: the answer, or else what its template proposes."""

from __future__ import annotations

import datetime
from typing import Any

from avv_desktop.draft.edits import applied
from avv_desktop.draft.model import Draft, Value
from avv_desktop.template.expression import evaluate, filled
from avv_desktop.template.model import Field, Template

EMPTY: dict[str, Any] = {"multi": [], "person list": [], "table": [], "party": {}}


def this_day() -> datetime.date:
    """The day dates are judged by where nobody names one."""
    return datetime.date.today()


class Values:
    """Read access to one draft. Cheap to make; make a new one for every draft.

    template: as the draft prints it, with its changed clauses. today: the day dates are judged by.
    """

    def __init__(self, template: Template, draft: Draft, today: datetime.date | None = None) -> None:
        self.template, self.draft = applied(template, draft), draft
        self.today = today or this_day()
        self._fields = {field.name: field for field in template.fields}
        self._held: dict[str, bool] = {}

    def field(self, name: str) -> Field:
        return self._fields[name]

    def value(self, name: str) -> Any:
        """The answer, else the default, else empty in the field's shape (None for text, date, number, choice)."""
        answer: Value = self.draft.answers.get(name)
        if answer is not None:
            return answer
        field = self._fields[name]
        if field.default is not None:
            return field.default
        if name == "signatures.controller_place":  # a proposal: the customer's seat
            return self.party("controller.company").get("city") or None
        return EMPTY.get(field.type)

    def party(self, name: str) -> dict[str, str]:
        """A party's parts; parts that are not there are empty."""
        value = self.value(name)
        return value if isinstance(value, dict) else {}

    def rows(self, name: str) -> list[dict[str, Any]]:
        """The rows of a table that count: all that are not switched off."""
        return [row for row in self.value(name) or [] if row.get("active", True) is not False]

    def numbered_rows(self, name: str) -> list[tuple[int, dict[str, Any]]]:
        """The rows that count, each with its index in the whole table."""
        return [(n, row) for n, row in enumerate(self.value(name) or []) if row.get("active", True) is not False]

    def filled(self, name: str) -> bool:
        """Is there an answer or a default that says something? A party counts when it has a name."""
        if self._fields[name].type == "party":
            return filled(self.party(name).get("name"))
        return filled(self.value(name))

    def answered(self, name: str) -> bool:
        """Was it answered here, or its proposal confirmed?"""
        return name in self.draft.answers or name in self.draft.confirmed

    def holds(self, expression: str, row: dict[str, Any] | None = None) -> bool:
        """Is the condition true? An empty expression is. Raises TemplateError."""
        if not expression:
            return True
        if row is not None:
            return bool(evaluate(expression, lambda name: self._in_row(name, row)))
        if expression not in self._held:
            self._held[expression] = bool(evaluate(expression, self.look_up))
        return self._held[expression]

    def required(self, field: Field) -> bool:
        return field.required or (bool(field.required_when) and self.holds(field.required_when))

    def relevant(self, field: Field) -> bool:
        """Does the question apply? A conditional field only while its condition holds."""
        return not field.required_when or self.holds(field.required_when)

    def look_up(self, name: str) -> Any:
        """What an expression sees under a dotted name; tables show only the rows that count."""
        if name in self._fields:
            return self.rows(name) if self._fields[name].type == "table" else self.value(name)
        owner, _, part = name.rpartition(".")
        if owner in self._fields:
            value = self.value(owner)
            return value.get(part, "") if isinstance(value, dict) else ""
        return ""

    def _in_row(self, name: str, row: dict[str, Any]) -> Any:
        first, _, part = name.partition(".")
        return row.get(part, "") if first == "row" else self.look_up(name)

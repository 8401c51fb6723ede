"""What has been answered for one customer. Immutable: a change is a new Draft, so undo is a list."""

from __future__ import annotations

import datetime

from msgspec import Struct
from msgspec.structs import replace

from avv_desktop.draft.letters import whole

SCHEMA = 1

Value = str | int | bool | list | dict | None
"""As in an answers file: text, ISO date, option id, number, yes/no, list of ids or own entries, a party (dict of
strings), a list of persons (dicts of strings), a list of rows (dicts)."""


class TemplateRef(Struct, frozen=True):
    id: str
    version: int
    hash: str


class MeasureLine(Struct, frozen=True):
    """One line of a changed control: a measure of the template, or (`own`) one written for this customer.

    `text` is empty while the template's wording stands.
    """

    id: str
    on: bool
    text: str = ""
    own: bool = False


class Draft(Struct, frozen=True):
    """`answers` holds only what was answered here; what is absent has its field's default (see `draft.values`).

    confirmed: fields whose proposal was looked at and accepted unchanged.
    measures: control id → its lines, in order, for changed controls only; absent means as in the template.
    created: UTC, also the timestamp printed into the PDF's metadata, so that the same draft gives the same bytes.
    """

    id: str
    template: TemplateRef
    created: datetime.datetime
    changed: datetime.datetime
    answers: dict[str, Value] = {}
    confirmed: frozenset[str] = frozenset()
    measures: dict[str, tuple[MeasureLine, ...]] = {}
    schema: int = SCHEMA

    def answer(self, name: str, value: Value) -> Draft:
        """A draft in which `name` is answered; None takes the answer back (the default counts again)."""
        answers = {key: old for key, old in self.answers.items() if key != name}
        if value is not None:
            answers[name] = whole(value)
        return replace(self, answers=answers, changed=now())

    def confirm(self, *names: str) -> Draft:
        return replace(self, confirmed=self.confirmed | set(names), changed=now())

    def with_measures(self, control: str, lines: tuple[MeasureLine, ...] | None) -> Draft:
        """Change one control's lines; None restores the template's."""
        measures = {key: old for key, old in self.measures.items() if key != control}
        if lines is not None:
            measures[control] = tuple(replace(line, text=whole(line.text)) for line in lines)
        return replace(self, measures=measures, changed=now())


def now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC).replace(microsecond=0)


class Finding(Struct, frozen=True):
    """What is missing or wrong, and where.

    rule: an id such as "K20", "missing", "confirm", or the clause a rule stands in.
    severity: E stops signing, W warns, H is a hint.
    place: a field's name, or a part of it ("controller.representatives[0].email", "sub_processors.list[2].contact"),
    or a measure ("annex_measures.restore_time").
    message: one German sentence.
    """

    rule: str
    severity: str
    place: str
    message: str

"""Which paragraphs, variants and annexes a set of answers brings: every combination of the answers that decide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from typing import Any

from msgspec import Struct

from avv_desktop.template.expression import evaluate, names
from avv_desktop.template.model import Field, Template

MOST = 256
DECIDING = ("enum", "bool")
EMPTY: dict[str, Any] = {"multi": [], "person list": [], "table": [], "party": {}}


class Optional(Struct, frozen=True):
    """Something that is not always printed. id: of the clause, paragraph, variant ("paragraph/variant"), annex, or
    control ("control/…"). title: of the clause, annex or control. detail: title of the variant, or empty.
    number: of the paragraph in its clause, 0 for anything else."""

    id: str
    title: str
    detail: str = ""
    number: int = 0


class Row(Struct, frozen=True):
    """One combination: `answers` in the order of the table's fields, and the ids of what is printed."""

    answers: tuple[Any, ...]
    printed: frozenset[str]


class TruthTable(Struct, frozen=True):
    """`combinations`: how many there are; `rows` are at most MOST of them."""

    fields: tuple[str, ...]
    parts: tuple[Optional, ...]
    rows: tuple[Row, ...]
    combinations: int

    @property
    def whole(self) -> bool:
        return len(self.rows) == self.combinations


def deciding_fields(template: Template) -> tuple[str, ...]:
    """Choices and yes-no questions that decide what is printed, in the order of the form."""
    asked = set().union(*(decision.reads for _, decision in _decided(template)))
    form = [name for group in template.groups for name in (*group.fields, *group.advanced)]
    return tuple(name for name in form if name in asked and template.field(name).type in DECIDING)


def truth_table(
    template: Template, fields: Iterable[str], answers: Mapping[str, Any] | None = None, most: int = MOST
) -> TruthTable:
    """Every combination of answers to `fields` (choices and yes-no questions; others are left out).

    What is not among them is as in `answers`, else as proposed. parts: what any of the fields decides.
    Raises TemplateError for a condition that cannot be evaluated.
    """
    known = {field.name for field in template.fields}
    chosen = tuple(name for name in fields if name in known and template.field(name).type in DECIDING)
    values = [_values(template.field(name)) for name in chosen]
    count = 1
    for each in values:
        count *= len(each)
    asked = [(part, each) for part, each in _decided(template) if each.reads & set(chosen)]
    rows = []
    for combination, _ in zip(product(*values), range(most), strict=False):
        given = _Given(template, {**(answers or {}), **dict(zip(chosen, combination, strict=True))})
        printed = frozenset(part.id for part, each in asked if given.prints(each))
        rows.append(Row(combination, printed))
    return TruthTable(chosen, tuple(part for part, _ in asked), tuple(rows), count)


# ---- what decides


class _Decision(Struct, frozen=True):
    """All of `whens` hold, `choice` (if any) has the answer `option`, and none of `before` holds."""

    whens: tuple[str, ...]
    choice: str = ""
    option: str = ""
    before: tuple[str, ...] = ()

    @property
    def reads(self) -> set[str]:
        found = {self.choice} - {""}
        for when in (*self.whens, *self.before):
            found |= names(when) if when else set()
        return found


def _decided(template: Template) -> Iterator[tuple[Optional, _Decision]]:
    for clause in template.clauses:
        if clause.when:
            yield Optional(clause.id, clause.title), _Decision((clause.when,))
        for number, each in enumerate(clause.paragraphs, start=1):
            whens = tuple(when for when in (clause.when, each.when) if when)
            if each.when:
                yield Optional(each.id, clause.title, "", number), _Decision(whens)
            before: tuple[str, ...] = ()
            for variant in each.variants:
                part = Optional(f"{each.id}/{variant.id}", clause.title, variant.title, number)
                if each.choice == "by rule":
                    yield part, _Decision((*whens, variant.when), before=before)
                    before = (*before, variant.when)
                else:
                    yield part, _Decision(whens, each.choice, variant.id)
    for section in template.sections:
        for control in section.controls:
            if control.when:
                yield Optional(f"control/{control.id}", control.title), _Decision((control.when,))
    for annex in template.annexes:
        if annex.when:
            yield Optional(annex.id, annex.title), _Decision((annex.when,))


def _values(field: Field) -> tuple[Any, ...]:
    return (False, True) if field.type == "bool" else tuple(option.id for option in field.options)


class _Given:
    """Answers, and what the template proposes for the others."""

    def __init__(self, template: Template, answers: Mapping[str, Any]) -> None:
        self._fields, self._answers = {field.name: field for field in template.fields}, answers

    def prints(self, decision: _Decision) -> bool:
        chosen = not decision.choice or self._look_up(decision.choice) == decision.option
        return chosen and all(map(self._holds, decision.whens)) and not any(map(self._holds, decision.before))

    def _holds(self, when: str) -> bool:
        return bool(evaluate(when, self._look_up))

    def _look_up(self, name: str) -> Any:
        if field := self._fields.get(name):
            value: Any = self._answers.get(name)
            value = field.default if value is None else value
            if field.type == "table":
                return [row for row in value or [] if row.get("active", True) is not False]
            return EMPTY.get(field.type) if value is None else value
        owner, _, part = name.rpartition(".")
        value = self._look_up(owner) if owner in self._fields else None
        return value.get(part, "") if isinstance(value, dict) else ""

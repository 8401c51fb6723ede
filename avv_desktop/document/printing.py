"""One composition in progress: what it reads, and what of it came to be printed."""

from __future__ import annotations

from typing import Any

from avv_desktop.document.model import Missing, Run, Text, Value
from avv_desktop.document.numbering import Numbers, numbered
from avv_desktop.document.wording.representation import Representation
from avv_desktop.document.wording.typography import kept_together
from avv_desktop.draft import printed
from avv_desktop.draft.model import Draft
from avv_desktop.draft.values import Values
from avv_desktop.template.expression import names
from avv_desktop.template.model import Field, Function, Template
from avv_desktop.template.text import Clause, ClauseParagraph, Variant


class Printing:
    """Reads the values of a draft and remembers which of them are printed. `standard`: the template without changes.

    used: names of the fields whose value is printed, or decides what is printed.
    against: names of the fields that decide that something is not printed.
    measures: control id → the texts printed below it.
    incomplete: something required is missing.
    """

    def __init__(self, template: Template, draft: Draft) -> None:
        self.values = Values(template, draft)
        self.template, self.draft, self.standard = self.values.template, draft, template
        self.used: set[str] = set()
        self.against: set[str] = set()
        self.measures: dict[str, tuple[str, ...]] = {}
        self.incomplete = False
        self.clauses: list[tuple[Clause, list[tuple[ClauseParagraph, Variant | None]]]] = [
            (clause, list(printed.paragraphs(clause, self.values))) for clause in printed.clauses(self.values)
        ]
        self.annexes = list(printed.annexes(self.values))
        self.numbers: Numbers = numbered(
            ((clause.id, clause.numbered, [each.id for each, _ in inside]) for clause, inside in self.clauses),
            (annex.id for annex in self.annexes),
        )

    @property
    def functions(self) -> dict[str, Function]:
        return self.template.functions

    def field(self, name: str) -> Field:
        return self.values.field(name)

    def value(self, name: str) -> Any:
        """The value of a field that is about to be printed."""
        self.used.add(name)
        return self.values.value(name)

    def persons(self, name: str) -> list[dict[str, Any]]:
        return [person for person in self.value(name) or [] if isinstance(person, dict)]

    def representation(self, side: str) -> Representation:
        """The rule by which a party is represented."""
        rule = str(self.value(f"{side}.representation") or "joint")
        count = self.value(f"{side}.representation_count") if rule == "n_of_m" else None
        return Representation(rule, count if isinstance(count, int) else 2)

    def decided(self, expression: str) -> None:
        """A condition decided that something is printed: what it names is printed with it."""
        self.used |= self._fields_of(expression)

    def decided_against(self, expression: str) -> None:
        """A condition decided that something is not printed."""
        self.against |= self._fields_of(expression)

    def _fields_of(self, expression: str) -> set[str]:
        found = set()
        for name in names(expression) if expression else ():
            known = name
            while known and not self._is_field(known):
                known = known.rpartition(".")[0]
            found.add(known)
        return found - {""}

    def missing(self, label: str, place: str) -> Missing:
        """A gap that must be filled before anybody signs."""
        self.incomplete = True
        return Missing(label, place)

    def said(self, text: str, label: str, place: str, *, needed: bool = True) -> tuple[Run, ...]:
        """A typed text as one run; a gap where it is empty but needed."""
        if text:
            return (Value(kept_together(text), place),)
        return (self.missing(label, place),) if needed else ()

    def _is_field(self, name: str) -> bool:
        try:
            self.values.field(name)
        except KeyError:
            return False
        return True


def with_between(parts: list[tuple[Run, ...]], between: str = ", ") -> tuple[Run, ...]:
    """The parts that say something, with `between` between them."""
    found: list[Run] = []
    for part in parts:
        if part:
            found += [Text(between), *part] if found else part
    return tuple(found)

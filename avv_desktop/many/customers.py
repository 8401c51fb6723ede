"""Rows → customers: each checked like the form, a wrong value stopping its row and a missing one not."""

from __future__ import annotations

import copy
import datetime
import hashlib
import re
from collections.abc import Iterator, Mapping
from typing import Any

from msgspec.structs import replace

from avv_desktop import flow
from avv_desktop.draft.checks import findings_of
from avv_desktop.draft.model import Draft
from avv_desktop.draft.values import Values
from avv_desktop.many.cells import Wrong, persons, value_of, without_form
from avv_desktop.many.model import Customer, Problem, Row, Table, Target
from avv_desktop.many.targets import folded, targets
from avv_desktop.system.language import tr
from avv_desktop.template.model import Template

PARTY = "controller.company"
NUMBER = "agreement.number"
HOME = "DE"


class Series:
    """What all copies share: the template, the common draft, and which column is which.

    today: the day dates are judged by.
    """

    def __init__(
        self, template: Template, common: Draft, mapping: Mapping[str, str], today: datetime.date | None = None
    ) -> None:
        self.template, self.common, self.today = template, common, today
        known = {each.id: each for each in targets(template)}
        self.columns: dict[str, Target] = {header: known[id] for header, id in mapping.items() if id in known}
        self._fields = {each.field for each in self.columns.values()}
        self._whole = {each.field for each in self.columns.values() if each.part in ("name", "last_name", "full_name")}
        """Parties and persons whom the table names: nothing of them comes from the common answers."""
        filled = {each.id for each in self.columns.values()}
        self._home = PARTY in self._fields and f"{PARTY}.country" not in filled
        self._numbers = _counted(str(common.answers.get(NUMBER) or "")) if NUMBER not in filled else None

    def customers(self, table: Table, changed: Mapping[int, Mapping[str, Any]] | None = None) -> Iterator[Customer]:
        """`changed`: cells that were corrected, by row and heading."""
        for at, row in enumerate(table.rows()):
            if changed and row.number in changed:
                row = replace(row, cells={**row.cells, **changed[row.number]})
            yield self.customer(row, at, table.epoch)

    def customer(self, row: Row, at: int = 0, epoch: int = 1900) -> Customer:
        answers, wrong = self._answers(row, epoch)
        if self._numbers is not None:
            answers[NUMBER] = self._numbers(at)
        draft = self.draft(answers)
        stopped, missing = self._judged(draft, wrong, row)
        party = answers.get(PARTY) if isinstance(answers.get(PARTY), dict) else {}
        name = str((party or {}).get("name") or "").strip()
        return Customer(row.number, self._key(answers, row), name, answers, tuple(stopped), tuple(missing))

    def draft(self, answers: Mapping[str, Any]) -> Draft:
        """The common draft with these answers; of the same moment, so that the same row gives the same file."""
        return replace(self.common, answers={**self.common.answers, **answers})

    # ---- from cells to answers

    def _answers(self, row: Row, epoch: int) -> tuple[dict[str, Any], list[Problem]]:
        answers: dict[str, Any] = {name: self._empty(name) for name in self._whole}
        answers[NUMBER] = ""  # a number is never shared
        wrong: list[Problem] = []
        for header, target in self.columns.items():
            cell = row.cells.get(header)
            if cell in (None, ""):
                continue
            try:
                self._put(answers, target, value_of(cell, target, epoch))
            except Wrong as reason:
                wrong.append(Problem(header, str(cell), str(reason)))
        if isinstance(party := answers.get(PARTY), dict):
            wrong += self._company(party)
        return answers, wrong

    def _put(self, answers: dict[str, Any], target: Target, value: Any) -> None:
        if target.kind != "part":
            answers[target.field] = value
            return
        if target.field not in answers:
            common = None if target.field in self._whole else self.common.answers.get(target.field)
            answers[target.field] = copy.deepcopy(common) or self._empty(target.field)
        owner = answers[target.field]
        if isinstance(owner, dict):
            owner[target.part] = value
            return
        people = persons(value) if target.part == "full_name" else [{target.part: value}]
        for index, person in enumerate(people, target.index):
            while len(owner) <= index:
                owner.append({"function": "managing_director"} if target.field.endswith(".representatives") else {})
            owner[index] |= person

    def _empty(self, name: str) -> Any:
        return {} if self.template.field(name).type == "party" else []

    def _company(self, party: dict[str, Any]) -> list[Problem]:
        """The legal form stands once, and the customer is at home here unless the table says otherwise."""
        name, form = without_form(str(party.get("name") or ""), self.template)
        given = str(party.get("legal_form") or "")
        if form and not given:
            party["legal_form"] = given = form
        if form and form == given:
            party["name"] = name
        if self._home:
            party.setdefault("country", HOME)
        if form and given and form != given and not form.endswith(given):
            reason = tr("The name says {form}, the legal form says {other}.", form=form, other=given)
            return [Problem(self._header(f"{PARTY}.legal_form"), given, reason)]
        return []

    def _header(self, place: str) -> str:
        """The column that fills a place, or the field's label."""
        for header, target in self.columns.items():
            if target.id == place or (target.field == place and target.kind != "part"):
                return header
        field = re.sub(r"\[.*|\.[^.]*$", "", place) if place.count(".") > 1 or "[" in place else place
        return next((header for header, each in self.columns.items() if each.field == field), place)

    # ---- as the form would judge it

    def _judged(self, draft: Draft, wrong: list[Problem], row: Row) -> tuple[list[Problem], list[str]]:
        values = Values(self.template, draft, self.today)
        stopped, missing = list(wrong), []
        for name in self._fields:
            for each in findings_of(values, self.template.field(name)):
                if each.severity == "E" and each.rule == "value":
                    header = self._header(each.place)
                    stopped.append(Problem(header, str(row.cells.get(header) or ""), each.message))
        if not stopped:
            found = flow.check(self.template, draft, self.today)
            missing = [each.message for each in found if each.severity == "E"]
        return stopped, list(dict.fromkeys(missing))

    def _key(self, answers: dict[str, Any], row: Row) -> str:
        """By its number where the table gives one, else by name and place; a nameless row by where it stands."""
        mapped = {each.id for each in self.columns.values()}
        if NUMBER in mapped and answers.get(NUMBER):
            return f"number {folded(str(answers[NUMBER]))}"
        return same_customer(answers) or f"row {row.number}"


def same_customer(answers: Mapping[str, Any]) -> str:
    """Equal for rows that name the same customer; empty for a nameless one."""
    party = answers.get(PARTY)
    if not isinstance(party, dict) or not folded(str(party.get("name") or "")):
        return ""
    parts = (party.get("name"), party.get("legal_form"), party.get("postal_code") or party.get("city"))
    return "name " + hashlib.sha256("|".join(folded(str(each or "")) for each in parts).encode()).hexdigest()[:24]


OF_ONE_CUSTOMER = ("controller.", "signatures.controller_")
"""Beginnings of the names of fields that say something of one customer."""


def common_of(draft: Draft) -> Draft:
    """A draft without what it says of its customer: nobody's contacts may end in somebody else's agreement."""
    answers = {name: each for name, each in draft.answers.items() if not name.startswith(OF_ONE_CUSTOMER)}
    return replace(draft, answers=answers, overrides=())


def _counted(first: str):
    """Numbers that count on from the common one: "AVV-2026-001", "AVV-2026-002"; None if it does not end in digits."""
    found = re.fullmatch(r"(.*?)(\d{1,9})", first)
    if not found:
        return None
    return lambda at: f"{found[1]}{int(found[2]) + at:0{len(found[2])}}"

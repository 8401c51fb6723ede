"""Change + agreements ──plan──▶ notices: whom it concerns, and by when they must know."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from avv_desktop.document.model import Document
from avv_desktop.document.units import units
from avv_desktop.draft.model import Draft
from avv_desktop.draft.values import Values
from avv_desktop.notice import days
from avv_desktop.notice.clause import read_clause
from avv_desktop.notice.days import Period
from avv_desktop.notice.listed import LIST, folded, is_same
from avv_desktop.notice.model import Change, Clause, Contact, Dates, Notice, RowChange
from avv_desktop.template.model import Template

GUESSED_NOTICE, GUESSED_OBJECTION = Period(30), Period(21)
"""Where an agreement names no number: what this program's own template proposes; a person has to confirm it."""
REPLIES = ("processor.privacy_contact", "processor.instruction_recipients")
CONTACTS = ("controller.notice_contact", "controller.privacy_contact")


class InForce(Struct, frozen=True):
    """An agreement that holds. rows: its list of sub-processors as it is today, None where it has no such table."""

    id: str
    number: str
    customer: str
    document: Document
    rows: list[dict[str, Any]] | None
    contact: Contact
    sender: str = ""
    reply_to: Contact = Contact()


def in_force(draft: Draft, template: Template, document: Document, customer: str, number: str) -> InForce:
    values = Values(template, draft)
    table = any(field.name == LIST and field.type == "table" for field in template.fields)
    rows = [dict(row) for row in values.rows(LIST)] if table else None
    sender = next((party.name.text for party in document.parties if party.side == "processor"), "")
    to, back = _contact(values, CONTACTS), _contact(values, REPLIES)
    return InForce(draft.id, number, customer, document, rows, to, sender, back)


def _contact(values: Values, names: tuple[str, ...]) -> Contact:
    """Whom the agreement itself names for it, the first that has an address."""
    known = {field.name: field for field in values.template.fields}
    for name in names:
        persons = values.value(name) if name in known and known[name].type == "person list" else None
        for person in persons or []:
            if person.get("email"):
                parts = (person.get(part) for part in ("title", "first_name", "last_name"))
                return Contact(" ".join(str(part) for part in parts if part), str(person["email"]))
    return Contact()


def notices(change: Change, agreements: Iterable[InForce], sent: datetime.date) -> list[Notice]:
    """One for each customer whom it concerns, the most urgent first. `sent`: the day they are sent."""
    found = [made for each in agreements if (made := notice(change, each, sent)) is not None]
    return sorted(found, key=lambda each: (each.dates.latest, folded(each.customer)))


def notice(change: Change, agreement: InForce, sent: datetime.date) -> Notice | None:
    """None if nothing of the change concerns it."""
    rows = tuple(each for each in change.rows if _concerns(each, agreement))
    if not rows:
        return None
    clause = read_clause(agreement.document)
    material = any(each.material for each in rows)
    made = dates(clause, change.start, sent, material=material)
    guessed = material and (clause.notice is None or clause.objection is None)
    named = (change.id, agreement.id, agreement.number, agreement.customer)
    return Notice(*named, rows, clause, made, agreement.contact, agreement.sender, agreement.reply_to, guessed=guessed)


def dates(clause: Clause, wanted: datetime.date, sent: datetime.date, *, material: bool = True) -> Dates:
    """The days that follow from the agreement's own periods. What needs no answer only has to be known before."""
    received = days.arrives(sent)
    if not material:
        latest = days.latest_notice(wanted, Period(0))
        return Dates(sent, received, received, latest, max(wanted, received), received <= wanted)
    before, answer = clause.notice or GUESSED_NOTICE, clause.objection or GUESSED_OBJECTION
    answer_by = days.last_day_to_answer(received, answer)
    earliest = max(days.first_day_after(received, before), answer_by + days.DAY)
    latest = days.latest_notice(wanted, before)
    while days.last_day_to_answer(latest, answer) >= wanted:
        latest = days.latest_notice(latest, Period(0))
    return Dates(sent, received, answer_by, latest, max(wanted, earliest), earliest <= wanted)


def told(notice: Notice, sent: datetime.date, wanted: datetime.date) -> Notice:
    """It was sent on this day: from now on the days are counted from there."""
    return replace(notice, state="told", dates=dates(notice.clause, wanted, sent, material=notice.material))


def _concerns(row: RowChange, agreement: InForce) -> bool:
    """What is added concerns everybody; else the company has to stand in this agreement."""
    if row.kind == "added":
        return not any(is_same(row.new, own) for own in agreement.rows or ())
    if agreement.rows is not None:
        return any(is_same(row.old, own) for own in agreement.rows)
    return _named(agreement.document, row.old)


def _named(document: Document, row: dict[str, Any]) -> bool:
    """In an agreement without a table: is the company named anywhere, with or without its legal form?"""
    name = folded(str(row.get("company") or ""))
    return bool(name) and any(name in folded(unit.text) for unit in units(document))

"""What can be taken over instead of typed: suggestions of the template, and what stands elsewhere in the form."""

from __future__ import annotations

import datetime

from avv_desktop.draft.model import Value
from avv_desktop.system.language import tr
from avv_desktop.template.model import Field

SAME_PERSON = {
    "controller.breach_contact": "controller.privacy_contact",
    "controller.notice_contact": "controller.privacy_contact",
    "processor.breach_contact": "processor.privacy_contact",
}
SAME_PEOPLE = {
    "controller.instructing_persons": "controller.representatives",
    "processor.instruction_recipients": "processor.privacy_contact",
}
TOWN = {"signatures.controller_place": "controller.company", "signatures.processor_place": "processor.company"}

Offer = tuple[str, Value]
"""Words on the button, and the value it gives."""


def offers(field: Field, now: Value, value_of, unit: str = "") -> list[Offer]:
    """For a field whose value is `now`; `value_of(name)` gives any other field's value.

    `unit` stands behind numbers. What is already so is not offered.
    """
    found = [(_words(each, unit), each) for each in field.suggestions if field.type in ("text", "longtext", "int")]
    if source := SAME_PERSON.get(field.name):
        found += _persons(tr("Like the privacy contact"), value_of(source))
    if source := SAME_PEOPLE.get(field.name):
        like = tr("Like the representatives") if source.endswith("representatives") else tr("Like the privacy contact")
        found += _persons(like, value_of(source))
    if source := TOWN.get(field.name):
        company = value_of(source)
        town = str(company.get("city") or "").strip() if isinstance(company, dict) else ""
        found += [(town, town)] if town else []
    if field.type == "date" and field.name.startswith("annex_"):
        found.append((tr("Today"), datetime.date.today().isoformat()))
    return [(words, value) for words, value in found if value != now]


def _persons(words: str, people: Value) -> list[Offer]:
    people = people if isinstance(people, list) else []
    real = [dict(each) for each in people if isinstance(each, dict) and any(str(v).strip() for v in each.values())]
    return [(words, real)] if real else []


def _words(value: object, unit: str) -> str:
    return f"{value} {unit}" if isinstance(value, int) and unit else str(value)

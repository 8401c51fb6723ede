"""Checks of what has parts: a company, a person, a row."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import Any

from avv_desktop.draft import postcodes
from avv_desktop.draft.model import Finding
from avv_desktop.draft.values import Values
from avv_desktop.system.language import tr
from avv_desktop.template.expression import filled
from avv_desktop.template.model import Column, Field

REGISTERED = {
    "GmbH", "UG (haftungsbeschränkt)", "GmbH & Co. KG", "AG", "SE", "KG", "OHG", "eGbR", "PartG mbB", "e.K.", "e.V.",
    "eG",
}  # fmt: skip
"""Legal forms that stand in a public register (HGB, GmbHG, AktG, GenG, BGB §§ 55, 707)."""
EMAIL = re.compile(r"[^@\s]+@[^@\s]+")
COUNTRY = re.compile(r"[A-Z]{2}")


def check_party(values: Values, field: Field, party: dict[str, Any]) -> Iterator[Finding]:
    """Every part a contract needs to identify a company (Art. 28 Abs. 3 DSGVO; EDPB 07/2020)."""
    for column in values.template.party_columns:
        place = f"{field.name}.{column.id}"
        if not filled(party.get(column.id)) and _party_needs(column, party):
            if column.id != "name":  # the field itself is reported as missing then
                yield _missing(place, field, column)
        elif filled(party.get(column.id)):
            yield from _check_part(place, column.id, str(party[column.id]), party)


def _party_needs(column: Column, party: dict[str, Any]) -> bool:
    form = party.get("legal_form", "")
    if column.id in ("register_court", "register_number"):
        return form in REGISTERED
    if column.id == "general_partner":
        return form == "GmbH & Co. KG"
    return column.required


def check_person(field: Field, index: int, person: dict[str, Any], values: Values) -> Iterator[Finding]:
    """A person or an office: a name, and the parts its field asks for."""
    place = f"{field.name}[{index}]"
    columns = {column.id: column for column in values.template.person_columns}
    needed = {"last_name", *(field.check.parts if field.check else ())}
    for name, column in columns.items():
        if filled(person.get(name)):
            yield from _check_part(f"{place}.{name}", name, str(person[name]), person)
        elif name in needed:
            yield _missing(f"{place}.{name}", field, column)


def check_row(field: Field, index: int, row: dict[str, Any], values: Values) -> Iterator[Finding]:
    """A row that counts must be complete."""
    for column in field.columns:
        if not column.printed:
            continue
        place = f"{field.name}[{index}].{column.id}"
        needed = column.required or (bool(column.required_when) and values.holds(column.required_when, row))
        if filled(row.get(column.id)):
            yield from _check_part(place, column.id, str(row[column.id]), row, column)
        elif needed:
            name = str(row.get("company") or row.get("activity") or row.get("title") or index + 1)
            words = tr("“{column}” is missing for {row}.", column=column.label, row=name)
            yield Finding("missing", "E", place, words)


def _missing(place: str, field: Field, column: Column) -> Finding:
    return Finding("missing", "E", place, tr("“{part}” of “{label}” is missing.", part=column.label, label=field.label))


def _check_part(
    place: str, name: str, text: str, whole: dict[str, Any], column: Column | None = None
) -> Iterator[Finding]:
    if name == "email":
        words = email_problem(text)
    elif name == "postal_code":
        words = postcode_problem(text, str(whole.get("country") or "DE"))
    elif name == "country":
        words = "" if COUNTRY.fullmatch(text) else tr("Please choose the country.")
    elif column is not None and column.type == "date":
        words = _date_problem(text)
    else:
        words = ""
    if words:
        yield Finding("value", "E", place, words)


def _date_problem(text: str) -> str:
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return tr("This is not a date. Please write it like 23.11.2026.")
    return ""


def email_problem(text: str) -> str:
    """What is wrong with an e-mail address, or empty."""
    text = text.strip()
    if "@" not in text:
        return tr("An e-mail address has an @ in it.")
    before, _, after = text.rpartition("@")
    if not before or not EMAIL.fullmatch(text):
        return tr("This is not a complete e-mail address.")
    if "." not in after.strip(".") or after.endswith("."):
        return tr("After the @ the ending is missing, for example “.de”.")
    if not re.fullmatch(r"[\w.-]+\.([^\W\d_]{2,}|xn--[a-z\d-]+)", after) or ".." in text:
        return tr("This is not a complete e-mail address.")
    return ""


def postcode_problem(text: str, country: str) -> str:
    """What is wrong with a postal code of that country, or empty."""
    known = postcodes.pattern(country)
    if known is None or postcodes.fits(text, country):
        return ""
    return tr("A postal code of this country looks like {example}.", example=known[1])

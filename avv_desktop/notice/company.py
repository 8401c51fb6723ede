"""A company of the list in print, for templates that have no annex of their own for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from avv_desktop.document.model import Card, Text
from avv_desktop.document.wording.companies import full_name
from avv_desktop.document.wording.dates import in_table
from avv_desktop.document.wording.places import country
from avv_desktop.document.wording.typography import kept_together

LABELS = {
    "contact": "Ansprechstelle",
    "service": "Leistung",
    "data": "Daten",
    "place": "Ort der Verarbeitung",
    "third_country_link": "Bezug zu einem Drittland",
    "third_country_note": "Worin der Bezug besteht",
    "transfer_basis": "Grundlage der Übermittlung",
    "agreement_date": "AVV vom",
    "used_since": "Im Einsatz seit",
    "engaged_by": "Beauftragt von",
}
WORDS = {
    "none": "keiner",
    "group": "Konzern außerhalb des EWR",
    "access": "Zugriff von außerhalb",
    "place": "Verarbeitung außerhalb",
    "adequacy": "Angemessenheitsbeschluss (Art. 45 DSGVO)",
    "dpf": "EU-US Data Privacy Framework",
    "scc": "Standardvertragsklauseln, Modul 3",
    "bcr": "Verbindliche interne Datenschutzvorschriften (Art. 47 DSGVO)",
}
CHOICES = ("third_country_link", "transfer_basis")
DATES = ("agreement_date", "used_since")
ADDRESS = ("street", "postal_code", "city", "country")


def card(row: Mapping[str, Any], *, only: Sequence[str] = ()) -> Card:
    """`only`: the columns that are shown; without them all that say something."""
    lines = [("Anschrift", address(row))] if not only or set(only) & set(ADDRESS) else []
    lines += [(label, said(row, name)) for name, label in LABELS.items() if not only or name in only]
    named = tuple((label, (Text(kept_together(words)),)) for label, words in lines if words)
    return Card((Text(kept_together(full_name(row, "company"))),), named)


def said(row: Mapping[str, Any], name: str) -> str:
    value = str(row.get(name) or "").strip()
    if name in CHOICES:
        return WORDS.get(value, value)
    return in_table(value) if name in DATES and value else value


def address(row: Mapping[str, Any]) -> str:
    part = {name: str(row.get(name) or "").strip() for name in ADDRESS}
    town = " ".join(filter(None, (part["postal_code"], part["city"])))
    return ", ".join(filter(None, (part["street"], town, country(part["country"]) if part["country"] else "")))

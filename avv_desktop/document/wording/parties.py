"""A party in one line: name, address, register. An empty part leaves no stray comma."""

from __future__ import annotations

from collections.abc import Sequence

from avv_desktop.document.wording.companies import Party, full_name
from avv_desktop.document.wording.persons import Functions, Person, part
from avv_desktop.document.wording.places import country
from avv_desktop.document.wording.representation import owner


def address_parts(party: Party, other_country: str = "") -> list[tuple[str, str]]:
    """(part's name, text) of what stands behind the name; the country only if it differs from the other party's."""
    here = part(party, "country").upper()
    town = " ".join(filter(None, (part(party, "postal_code"), part(party, "city"))))
    found = [
        ("street", part(party, "street")),
        ("postal_code", town),
        ("country", country(here) if here and here != other_country.upper() else ""),
        ("register_court", part(party, "register_court")),
        ("register_number", part(party, "register_number")),
    ]
    return [(name, text) for name, text in found if text]


def party_line(
    party: Party, persons: Sequence[Person] = (), functions: Functions | None = None, other_country: str = "DE"
) -> str:
    """ "Muster GmbH, Musterstraße 1, 12345 Musterstadt"; an e.K. with its owner behind the name."""
    owned = owner(persons, functions) if functions and part(party, "legal_form") == "e.K." else ""
    behind = [text for _, text in address_parts(party, other_country)]
    return ", ".join(filter(None, (full_name(party), owned, *behind)))

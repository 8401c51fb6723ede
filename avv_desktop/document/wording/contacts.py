"""Contacts in a sentence: name, function, e-mail, telephone."""

from __future__ import annotations

from collections.abc import Sequence

from avv_desktop.document.wording.persons import Functions, Person, full_name, nominative, part


def contact(person: Person, functions: Functions) -> str:
    """ "Vorname Name, Datenschutzbeauftragte, datenschutz@example.org, 0461 000000"; missing parts leave nothing."""
    parts = (full_name(person), nominative(person, functions), part(person, "email"), part(person, "phone"))
    return ", ".join(filter(None, parts))


def contacts(persons: Sequence[Person], functions: Functions) -> str:
    """Several persons, separated by semicolons."""
    return "; ".join(filter(None, (contact(person, functions) for person in persons)))

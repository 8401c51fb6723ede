"""Persons and what they are: names, and functions in the form that fits the person.

A person is a dict of strings: salutation ("Frau", "Herr", "ohne" or empty), title, first_name, last_name, function
(a key of the template's functions, or a word of one's own), email, phone.
"""

from __future__ import annotations

from collections.abc import Mapping

from avv_desktop.document.wording.typography import one_line
from avv_desktop.template.model import Function

Person = Mapping[str, object]
Functions = Mapping[str, Function]


def part(person: Mapping[str, object], name: str) -> str:
    """A part of a person, party or row as stripped text; "" if it is empty or absent."""
    value = person.get(name)
    return one_line(value) if value is not None and value != "" else ""


def full_name(person: Person) -> str:
    """ "Dr. Vorname Name"."""
    return " ".join(filter(None, (part(person, "title"), part(person, "first_name"), part(person, "last_name"))))


def gender(person: Person) -> str:
    """ "f", "m", or "" where the data do not say."""
    return {"Frau": "f", "Herr": "m"}.get(part(person, "salutation"), "")


def function_of(person: Person, functions: Functions) -> Function | None:
    """The function the person's key or word stands for; None for another word of one's own, or none at all."""
    named = part(person, "function")
    if named in functions:
        return functions[named]
    if not gender(person):
        return None
    return next((each for each in functions.values() if named in (each.female, each.male)), None) if named else None


def nominative(person: Person, functions: Functions) -> str:
    """ "Geschäftsführerin", "Geschäftsführer", or "Geschäftsführung" without a salutation; own words as they stand."""
    function = function_of(person, functions)
    if function is None:
        return part(person, "function")
    return {"f": function.female, "m": function.male}.get(gender(person), function.neutral)


def neutral(person: Person, functions: Functions) -> str:
    """ "Geschäftsführung"; own words as they stand; "" without a function."""
    function = function_of(person, functions)
    return function.neutral if function else part(person, "function")


def signature_name(person: Person, functions: Functions) -> str:
    """The name below a signature line; a procurist signs "ppa." (§ 51 HGB)."""
    function = function_of(person, functions)
    per_procura = function is not None and function is functions.get("procurist")
    return f"ppa. {full_name(person)}" if per_procura else full_name(person)

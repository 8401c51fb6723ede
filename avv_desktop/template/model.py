"""What can be agreed: a template as frozen values, its questions first. Read from a folder by `template.load`."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from avv_desktop.template.text import Annex, Clause, MeasureSection, Origin

FieldType = Literal["text", "longtext", "date", "enum", "multi", "int", "bool", "party", "person list", "table"]


class Option(Struct, frozen=True):
    id: str
    label: str


class Column(Struct, frozen=True):
    """A column of a table field, or a part of a party or person."""

    id: str
    label: str
    type: Literal["text", "longtext", "date", "enum", "multi", "int", "bool"]
    required: bool = False
    required_when: str = ""
    """Expression over `row.…` and the fields, or empty."""
    printed: bool = True
    options: tuple[Option, ...] = ()
    check: Check | None = None
    help: str = ""


class Check(Struct, frozen=True, omit_defaults=True):
    """What a value must satisfy; everything not named is not checked.

    minimum, maximum: an int's value, a text's characters, a list's entries.
    hint_below, hint_above: outside of these it is only a hint (severity H).
    kind: a named check of `draft.checks` ("email", "country", "postal_code", "not_in_future", "in_future", …).
    parts: names of parts of a party, person or row that must not be empty.
    """

    minimum: int | None = None
    maximum: int | None = None
    hint_below: int | None = None
    hint_above: int | None = None
    kind: str = ""
    parts: tuple[str, ...] = ()


class Field(Struct, frozen=True):
    """A typed question. `name` is dotted English, as used in texts and answers files."""

    name: str
    label: str
    type: FieldType
    help: str
    origin: Origin
    required: bool = False
    required_when: str = ""
    default: object = None
    options: tuple[Option, ...] = ()
    options_from: str = ""
    """Name of a table field whose rows are the options (by their `id`)."""
    suggestions: tuple[object, ...] = ()
    unit: str = ""
    confirm: bool = False
    """The default is a proposal: the program asks once whether it is true here."""
    check: Check | None = None
    columns: tuple[Column, ...] = ()
    needed_by: tuple[str, ...] = ()


class Unit(Struct, frozen=True):
    gender: Literal["m", "f", "n"]
    singular: str
    plural: str
    plural_dative: str


class Function(Struct, frozen=True):
    """What a representative is, in the forms that sentences need."""

    female: str
    male: str
    neutral: str
    female_plural: str
    male_plural: str
    male_accusative: str
    grammatical_gender: Literal["", "n"] = ""


class Template(Struct, frozen=True):
    """Everything of one template folder. `hash`: SHA-256 (hex) over its files, in a fixed order."""

    schema: int
    id: str
    version: int
    language: str
    title: str
    hash: str
    fields: tuple[Field, ...]
    party_columns: tuple[Column, ...]
    person_columns: tuple[Column, ...]
    units: dict[str, Unit]
    functions: dict[str, Function]
    clauses: tuple[Clause, ...]
    sections: tuple[MeasureSection, ...]
    annexes: tuple[Annex, ...]
    groups: tuple[FieldGroup, ...] = ()
    coverage: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Rows of Art. 28 GDPR ("K01") and the tags that fulfil them; every one must be printed somewhere."""

    def field(self, name: str) -> Field:
        """The field of that name; KeyError if there is none."""
        return _by_name(self)[name]


class FieldGroup(Struct, frozen=True):
    """A section of the form: which fields stand together, in this order. Every field is in exactly one group."""

    id: str
    title: str
    help: str
    fields: tuple[str, ...]
    advanced: tuple[str, ...] = ()
    """Fields folded away under "more": proposals one rarely changes."""


_indexes: dict[int, tuple[Template, dict[str, Field]]] = {}


def _by_name(template: Template) -> dict[str, Field]:
    known = _indexes.get(id(template))
    if known is None or known[0] is not template:
        known = (template, {field.name: field for field in template.fields})
        _indexes.clear()
        _indexes[id(template)] = known
    return known[1]

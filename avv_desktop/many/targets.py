"""Where columns may go, and which heading means which."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from avv_desktop.many.model import Target
from avv_desktop.template.model import Field, Template

SYNONYMS: dict[str, tuple[str, ...]] = {
    "controller.company.name": ("kunde", "kundenname", "firma", "firmenname", "unternehmen", "name", "auftraggeber",
                                "verantwortlicher", "company", "customer"),
    "controller.company.legal_form": ("rechtsform", "legal form"),
    "controller.company.street": ("straße", "anschrift", "adresse", "straße und nr", "straße hausnummer", "street"),
    "controller.company.postal_code": ("plz", "postleitzahl", "zip", "postal code"),
    "controller.company.city": ("ort", "stadt", "sitz", "wohnort", "city"),
    "controller.company.country": ("land", "staat", "country"),
    "controller.company.register_court": ("registergericht", "amtsgericht", "register court"),
    "controller.company.register_number": ("registernummer", "handelsregister", "hrb", "hra", "register number"),
    "controller.representatives[0].full_name": ("geschäftsführer", "geschäftsführung", "vertreter", "vertretung",
                                                "vertreten durch", "geschäftsführerin"),
    "controller.representatives[0].first_name": ("vorname",),
    "controller.representatives[0].last_name": ("nachname", "familienname"),
    "controller.representatives[0].salutation": ("anrede",),
    "controller.representatives[0].function": ("funktion", "position"),
    "controller.privacy_contact[0].email": ("e-mail datenschutz", "datenschutz e-mail", "datenschutzkontakt"),
    "controller.privacy_contact[0].last_name": ("ansprechperson datenschutz", "ansprechpartner datenschutz"),
    "agreement.number": ("nummer", "nr", "vertragsnummer", "avv-nummer", "avv nr", "number"),
    "main_contract.date": ("vertragsdatum", "datum hauptvertrag", "datum des hauptvertrags"),
    "main_contract.title": ("hauptvertrag", "leistungsvereinbarung"),
    "processing.subject": ("gegenstand", "leistung"),
    "processing.purpose": ("zweck",),
}  # fmt: skip
ALIKE = 88
"""Of 100; below that, two headings are strangers."""
PERSONS = 2
"""How many persons of a list a table can name."""


def targets(template: Template) -> list[Target]:
    """Everything a column can fill, in the order of the form; tables come from the common answers."""
    return [each for field in template.fields for each in _of(template, field)]


def _of(template: Template, field: Field) -> list[Target]:
    match field.type:
        case "party":
            return [
                Target(f"{field.name}.{column.id}", f"{field.label}: {column.label}", field.name, "part", column.id,
                       options=tuple((each.id, each.label) for each in column.options))
                for column in template.party_columns
            ]  # fmt: skip
        case "person list":
            return [each for index in range(PERSONS) for each in _person(template, field, index)]
        case "table":
            return []
    options = tuple((each.id, each.label) for each in field.options)
    return [Target(field.name, field.label, field.name, field.type, options=options)]


def _person(template: Template, field: Field, index: int) -> list[Target]:
    whose = f"{field.label} {index + 1}" if index else field.label
    place = f"{field.name}[{index}]"
    parts = [
        Target(f"{place}.{column.id}", f"{whose}: {column.label}", field.name, "part", column.id, index,
               tuple((each.id, each.label) for each in column.options))
        for column in template.person_columns
    ]  # fmt: skip
    return [Target(f"{place}.full_name", f"{whose}: Name", field.name, "part", "full_name", index), *parts]


def folded(words: str) -> str:
    """Letters and digits only, however they are accented."""
    plain = words.casefold().replace("ä", "ae").replace("ö", "oe").replace("ü", "ue").replace("ß", "ss")
    return re.sub(r"[\W_]+", "", plain)


def matched(headers: Sequence[str], known: Sequence[Target]) -> dict[str, str]:
    """Heading → target, each target once: by label or id, then by synonym, then by likeness."""
    found: dict[str, str] = {}
    names = [(folded(said), each.id) for each in known for said in (each.label, each.id)]
    synonyms = [(folded(said), id) for id, said_so in SYNONYMS.items() for said in said_so]
    there = {each.id for each in known}
    for pairs in (names, synonyms):
        exact = dict(reversed(pairs))
        for header in headers:
            id = exact.get(folded(header), "")
            if header not in found and id in there and id not in found.values():
                found[header] = id
    for header in headers:
        if header not in found and (id := _alike(folded(header), names + synonyms, there - set(found.values()))):
            found[header] = id
    return found


def _alike(header: str, pairs: list[tuple[str, str]], free: set[str]) -> str:
    if len(header) < 4:
        return ""
    best = max(((fuzz.ratio(header, said), id) for said, id in pairs if id in free), default=(0.0, ""))
    return best[1] if best[0] >= ALIKE else ""


# ---- the mapping is kept for each template and set of headings


def mapping_key(template: Template, headers: Sequence[str]) -> str:
    said = "\n".join([template.id, *sorted(folded(each) for each in headers)])
    return hashlib.sha256(said.encode()).hexdigest()[:32]

"""Anlage 3: who may instruct, who is told, whom to ask; one table a party."""

from __future__ import annotations

from collections.abc import Iterator

from avv_desktop.document.model import Runs, Side, Table, Text
from avv_desktop.document.printing import Printing
from avv_desktop.document.wording.persons import full_name, nominative, part
from avv_desktop.template.terms import party_term
from avv_desktop.template.text import Annex, ContactRow

_SIDES: tuple[tuple[Side, str], ...] = (("controller", "Auftraggeber"), ("processor", "Auftragnehmer"))
_HEADER = ("Aufgabe", "Name", "Funktion", "E-Mail", "Telefon")
_WIDTHS = (1.5, 1.3, 1.1, 1.7, 0.9)


def contact_tables(printing: Printing, annex: Annex) -> tuple[Table, ...]:
    """Empty optional rows are not printed; an empty required one is a gap."""
    tables = []
    for side, otherwise in _SIDES:
        title = party_term(printing.template, side) or otherwise
        rows = [row for contact in annex.contacts if contact.party == side for row in _rows(printing, contact)]
        if rows:
            first = next(contact.field for contact in annex.contacts if contact.party == side)
            tables.append(Table(_HEADER, tuple(rows), _WIDTHS, title, first, f"{annex.id}.{side}"))
    return tuple(tables)


def _rows(printing: Printing, contact: ContactRow) -> Iterator[tuple[Runs, ...]]:
    field = printing.field(contact.field)
    if not printing.values.relevant(field):
        return
    task = (Text(contact.task),)
    persons = [person for person in printing.persons(contact.field) if any(part(person, id) for id in person)]
    needed = field.check.parts if field.check else ()
    labels = {column.id: column.label for column in printing.template.person_columns}
    if not persons and (contact.required or printing.values.required(field)):
        yield task, (printing.missing(field.label, contact.field),), (), (), ()
    for number, person in enumerate(persons):
        place = f"{contact.field}[{number}]"
        yield (
            task,
            printing.said(full_name(person), labels["last_name"], f"{place}.last_name"),
            printing.said(nominative(person, printing.functions), "", f"{place}.function", needed=False),
            printing.said(part(person, "email"), labels["email"], f"{place}.email", needed="email" in needed),
            printing.said(part(person, "phone"), labels["phone"], f"{place}.phone", needed="phone" in needed),
        )

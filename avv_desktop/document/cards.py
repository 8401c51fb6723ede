"""Anlage 2: one card for each sub-processor (Art. 28 Abs. 2 und 4 DSGVO)."""

from __future__ import annotations

from typing import Any

from avv_desktop.document.head import town
from avv_desktop.document.model import Card, Runs, Value
from avv_desktop.document.printing import Printing, with_between
from avv_desktop.document.tables import cell
from avv_desktop.document.wording.companies import full_name
from avv_desktop.document.wording.persons import part
from avv_desktop.document.wording.places import country
from avv_desktop.document.wording.typography import kept_together
from avv_desktop.template.model import Column

_TITLE = ("company", "legal_form")
_ADDRESS = ("street", "postal_code", "city", "country")
_ONLY_WITH_LINK = ("third_country_note", "transfer_basis")


def cards(printing: Printing, name: str) -> tuple[Card, ...]:
    """One card a row that counts; `place` has the row's index in the whole table."""
    printing.used.add(name)
    columns = {column.id: column for column in printing.field(name).columns if column.printed}
    return tuple(_card(printing, columns, row, f"{name}[{n}]") for n, row in printing.values.numbered_rows(name))


def printed_columns(printing: Printing, name: str, row: dict[str, Any]) -> list[str]:
    """The columns of a row that say something in print."""
    unlinked = part(row, "third_country_link") in ("", "none")
    return [
        column.id
        for column in printing.field(name).columns
        if column.printed and not (unlinked and column.id in _ONLY_WITH_LINK)
    ]


def _card(printing: Printing, columns: dict[str, Column], row: dict[str, Any], place: str) -> Card:
    full = full_name(row, "company")
    title: Runs = (Value(kept_together(full), f"{place}.company"),) if full else ()
    if not part(row, "company"):
        title = (printing.missing(columns["company"].label, f"{place}.company"),)
    lines = [("Anschrift", _address(printing, columns, row, place))]
    for id in printed_columns(printing, place.partition("[")[0], row):
        if id not in (*_TITLE, *_ADDRESS):
            said = cell(printing, columns[id], row, place)
            if said:
                lines.append((columns[id].label, said))
    return Card(title, tuple(lines), place)


def _address(printing: Printing, columns: dict[str, Column], row: dict[str, Any], place: str) -> Runs:
    """One format for all: street, postal code and city, country in German."""

    def said(id: str) -> Runs:
        text = part(row, id)
        words = country(text) if id == "country" else text
        column = columns.get(id)
        return printing.said(words, column.label, f"{place}.{id}", needed=column.required) if column else ()

    return with_between([said("street"), town(said("postal_code"), said("city")), said("country")])

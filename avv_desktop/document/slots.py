"""A field inside a sentence, in the form the sentence asks for."""

from __future__ import annotations

from typing import Any

from avv_desktop.document.printing import Printing
from avv_desktop.document.wording import quantities
from avv_desktop.document.wording.companies import full_name
from avv_desktop.document.wording.contacts import contacts
from avv_desktop.document.wording.dates import in_sentence, in_table
from avv_desktop.document.wording.lists import joined, und
from avv_desktop.document.wording.typography import full_stop, kept_together, one_line, without_full_stop
from avv_desktop.template.model import Column, Field
from avv_desktop.template.text import FieldSlot


def text_of(printing: Printing, slot: FieldSlot, before: str = "", after: str = "") -> str:
    """The words of a field between the words `before` and `after`; "" if it is empty."""
    field = printing.field(slot.name)
    value = printing.value(slot.name)
    if not printing.values.filled(slot.name):
        return ""
    if slot.form == "numeric":
        return in_table(value)
    if slot.form == "und":
        return kept_together(und(entries(printing, field)))
    match field.type:
        case "int":
            return _number(printing, field, value, slot.form)
        case "date":
            return in_table(value) if before.endswith("Stand ") else in_sentence(value)
        case "longtext":
            return _long_text(str(value), after)
        case "multi":
            return kept_together(joined(entries(printing, field)))
        case "person list":
            return contacts(printing.persons(slot.name), printing.functions)
        case "party":
            return full_name(value)
        case "bool":
            return "ja" if value else "nein"
        case "enum":
            return kept_together(option_label(field, str(value)))
    return kept_together(one_line(value))


def entries(printing: Printing, field: Field) -> list[str]:
    """The chosen entries of a list: labels of options, names of companies, entries of one's own."""
    chosen = [str(each) for each in printing.value(field.name) or []]
    if field.options_from:
        printing.used.add(field.options_from)
        rows = {str(row.get("id", "")): row for row in printing.values.rows(field.options_from)}
        return [full_name(rows[each], "company") for each in chosen if each in rows]
    return [option_label(field, each) for each in chosen if each.strip()]


def option_label(field: Field | Column, chosen: str) -> str:
    """The label of an option; an entry of one's own as it stands, without a full stop."""
    label = next((option.label for option in field.options if option.id == chosen), None)
    return label if label is not None else without_full_stop(one_line(chosen))


def _number(printing: Printing, field: Field, value: Any, form: str) -> str:
    try:
        number = int(value)
    except (TypeError, ValueError):
        return one_line(value)
    if form == "times":
        return quantities.times(number)
    unit = printing.template.units.get(field.unit)
    if unit is None or form not in ("acc", "dat"):
        return str(number)
    return quantities.accusative(number, unit) if form == "acc" else quantities.dative(number, unit)


def _long_text(text: str, after: str) -> str:
    """Lines as typed; a full stop at the end, unless the sentence goes on with its own."""
    lines = [one_line(line) for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    whole = kept_together("\n".join(line for line in lines if line))
    return without_full_stop(whole) if after[:1] in (".", ",", ";", ")", ":") and after else full_stop(whole)

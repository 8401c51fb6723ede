"""Only what is printed: the answers and measures that travel inside the PDF, and the way back.

Nothing struck, unchosen, unprinted or internal: no rows that are switched off, no internal notes, no parts of persons
or companies that the page does not show, no lines of measures that are off.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from avv_desktop.document.cards import printed_columns
from avv_desktop.document.compose import composed
from avv_desktop.document.measures import measure_runs
from avv_desktop.document.model import Document
from avv_desktop.document.plain import text
from avv_desktop.document.printing import Printing
from avv_desktop.document.wording.persons import function_of, part
from avv_desktop.draft.model import Draft, MeasureLine
from avv_desktop.system.structs import ready
from avv_desktop.template.expression import filled
from avv_desktop.template.model import Field, Template
from avv_desktop.template.text import Control, Measure

_PERSON_ALWAYS = ("title", "first_name", "last_name", "function")


def printed(template: Template, draft: Draft) -> tuple[dict[str, object], dict[str, tuple[str, ...]]]:
    """The printed answers by field name, and the printed texts of every control of Anlage 1."""
    _, printing = composed(template, draft)
    answers: dict[str, object] = {}
    for field in template.fields:
        if field.name in printing.used and (printing.values.filled(field.name) or field.type == "table"):
            answers[field.name] = _printed_value(printing, field)
        elif _left_out(printing, field):
            answers[field.name] = printing.values.value(field.name)
    return answers, dict(printing.measures)


def _left_out(printing: Printing, field: Field) -> bool:
    """Something the template proposes is plainly not there: without this answer its proposal would come back."""
    if field.default is None or field.name not in printing.draft.answers:
        return False
    if not printing.values.filled(field.name):
        return filled(field.default)
    return field.name in printing.against and printing.values.value(field.name) != field.default


def _printed_value(printing: Printing, field: Field) -> object:
    value = printing.values.value(field.name)
    match field.type:
        case "party":
            return _party(value)
        case "person list":
            return [_person(printing, field, person) for person in printing.persons(field.name)]
        case "table":
            return _rows(printing, field)
        case "multi":
            return _chosen(printing, field, value)
    return value


def _party(party: dict[str, Any]) -> dict[str, str]:
    """Without the general partner that another legal form does not name."""
    named = part(party, "legal_form") == "GmbH & Co. KG"
    return {id: part(party, id) for id in party if filled(party[id]) and (id != "general_partner" or named)}


def _person(printing: Printing, field: Field, person: dict[str, Any]) -> dict[str, str]:
    """Representatives without e-mail and telephone; a salutation only where it decides a word."""
    shown = list(_PERSON_ALWAYS)
    if field.name.rpartition(".")[2] != "representatives":
        shown += ["email", "phone"]
    if function_of(person, printing.functions):
        shown.insert(0, "salutation")
    return {id: part(person, id) for id in shown if part(person, id)}


# ---- tables: only rows that count, with ordinals instead of their internal names


def _rows(printing: Printing, field: Field) -> list[dict[str, Any]]:
    shaped = {column.id for column in field.columns}
    found = []
    for number, row in enumerate(printing.values.rows(field.name), start=1):
        kept = {id: row[id] for id in printed_columns(printing, field.name, row) if filled(row.get(id))}
        if "id" in shaped:
            kept["id"] = str(number)
        if "active" in shaped:
            kept["active"] = True
        found.append(kept)
    return found


def _chosen(printing: Printing, field: Field, value: list[Any]) -> list[Any]:
    """Chosen rows of a table by the same ordinals; a row that is switched off is no longer chosen."""
    if not field.options_from:
        return list(value)
    rows = printing.values.rows(field.options_from)
    ordinals = {str(row.get("id", "")): str(number) for number, row in enumerate(rows, start=1)}
    return [ordinals[str(each)] for each in value if str(each) in ordinals]


# ---- the Document as it travels


def carried_document(document: Document) -> Document:
    """The same Document, its rows counted as printed: not even a gap in the count tells of a row that was struck."""
    tree = msgspec.to_builtins(document)
    rows: dict[str, set[int]] = {}
    for place in _places(tree):
        if found := _ROW.match(place):
            rows.setdefault(found[1], set()).add(int(found[2]))
    ordinals = {table: {row: n for n, row in enumerate(sorted(found))} for table, found in rows.items()}
    return msgspec.convert(_recounted(tree, ordinals), ready(Document))


_ROW = re.compile(r"([a-z_.]+)\[(\d+)\]")
_PLACES = ("field", "place")


def _places(tree: Any) -> Iterator[str]:
    if isinstance(tree, dict):
        yield from (tree[key] for key in _PLACES if isinstance(tree.get(key), str))
    for each in tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list | tuple) else ():
        yield from _places(each)


def _recounted(tree: Any, ordinals: dict[str, dict[int, int]]) -> Any:
    def again(place: str) -> str:
        return _ROW.sub(lambda found: f"{found[1]}[{ordinals[found[1]][int(found[2])]}]", place, count=1)

    if isinstance(tree, dict):
        return {
            key: again(value) if key in _PLACES and isinstance(value, str) else _recounted(value, ordinals)
            for key, value in tree.items()
        }
    return [_recounted(each, ordinals) for each in tree] if isinstance(tree, list | tuple) else tree


# ---- and back


def measures_from_print(
    template: Template, draft: Draft, printed: dict[str, tuple[str, ...]]
) -> dict[str, tuple[MeasureLine, ...]]:
    """The lines of every control that `draft` would print otherwise than `printed` says.

    A text that the template has (with this draft's answers) is recognised; any other becomes a line of its own.
    """
    _, printing = composed(template, draft)
    found = {}
    for section in template.sections:
        for control in section.controls:
            wanted = printed.get(control.id, ())
            if wanted != printing.measures.get(control.id, ()) and printing.values.holds(control.when):
                found[control.id] = _lines(printing, control, wanted)
    return found


def _lines(printing: Printing, control: Control, wanted: tuple[str, ...]) -> tuple[MeasureLine, ...]:
    texts = {text(measure_runs(printing, measure)): measure for measure in control.measures}
    lines, seen = [], set()
    for number, said in enumerate(wanted, start=1):
        measure = texts.get(said)
        if measure is not None and measure.id not in seen:
            seen.add(measure.id)
            lines.append(MeasureLine(measure.id, True))
        else:
            lines.append(MeasureLine(f"own_{control.id}_{number}", True, said, own=True))
    rest = [measure for measure in control.measures if measure.id not in seen]
    return (*lines, *(MeasureLine(measure.id, _hidden(printing, measure)) for measure in rest))


def _hidden(printing: Printing, measure: Measure) -> bool:
    """On, but not printed in the short version: it stays as it was."""
    return measure.on and measure.scope == "full" and printing.values.value("annex_measures.scope") != "full"


def with_printed_measures(template: Template, draft: Draft, printed: dict[str, tuple[str, ...]]) -> Draft:
    """`draft` with the measures that a PDF printed, where they differ from what the template would print."""
    for control, lines in measures_from_print(template, draft, printed).items():
        draft = draft.with_measures(control, lines)
    return draft

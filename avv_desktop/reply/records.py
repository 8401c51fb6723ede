"""Rows of a table that the form asks for, printed as rows or as cards: struck, added, and found again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from avv_desktop.document.compose import compose
from avv_desktop.document.model import Missing
from avv_desktop.document.model import Value as Shown
from avv_desktop.draft.model import Draft
from avv_desktop.draft.shapes import misfit
from avv_desktop.draft.values import Values
from avv_desktop.reply.fields import field_of, put, values_of_type
from avv_desktop.reply.sheet import Sent, same, sent
from avv_desktop.template.clean import new_id
from avv_desktop.template.model import Field, Template

_CELL = re.compile(r"(?P<name>.+)\[(?P<row>\d{1,4})\]\.(?P<column>\w+)")


class Record(NamedTuple):
    """Row `at` of the table field `name`."""

    name: str
    at: int


def record_of(template: Template, line: Sent) -> Record | None:
    """The row that a line prints, or is a part of."""
    for run in line.runs:
        if isinstance(run, Shown | Missing) and (cell := _CELL.fullmatch(run.field)):
            field = field_of(template, run.field)
            if field is not None and field.type == "table" and field.name == cell["name"]:
                return Record(field.name, int(cell["row"]))
    return None


def rows_of(template: Template, draft: Draft, name: str) -> list[dict[str, Any]]:
    return [dict(row) for row in Values(template, draft).value(name) or []]


def without(template: Template, draft: Draft, record: Record) -> Draft:
    rows = rows_of(template, draft, record.name)
    return draft.answer(record.name, [row for at, row in enumerate(rows) if at != record.at])


def having(template: Template, draft: Draft, record: Record, row: dict[str, Any]) -> Draft:
    """With the row before the one that is there now."""
    rows = rows_of(template, draft, record.name)
    return draft.answer(record.name, [*rows[: record.at], row, *rows[record.at :]])


def printed(template: Template, draft: Draft) -> dict[Record, list[Sent]]:
    """The lines of every row, in their order."""
    found: dict[Record, list[Sent]] = {}
    for line in sent(compose(template, draft)):
        if record := record_of(template, line):
            found.setdefault(record, []).append(line)
    return found


def find(template: Template, draft: Draft, name: str, words: Sequence[str]) -> Record | None:
    """The row that says this, wherever it stands now."""
    known = {each: lines for each, lines in printed(template, draft).items() if each.name == name}
    whole = (each for each, lines in known.items() if _says(lines, words))
    first = (each for each, lines in known.items() if words and same(lines[0].text, words[0]))
    return next(whole, None) or next(first, None)


def _says(lines: Sequence[Sent], words: Sequence[str]) -> bool:
    return len(lines) == len(words) and all(same(line.text, said) for line, said in zip(lines, words, strict=True))


# ---- new ones


def new_row(template: Template, draft: Draft, record: Record, said: Sequence[str]) -> dict[str, Any] | None:
    """The row that, put at this place, prints exactly these lines; None where none is found."""
    field = field_of(template, record.name)
    patterns = _patterns(template, draft, record.name)
    if field is None or not patterns:
        return None
    row: dict[str, Any] = {}
    for line in said:
        found = next((match for each in patterns if (match := each.fullmatch(line.replace("\u00a0", " ")))), None)
        if found is None:
            return None
        _read(field, found.groupdict(), row)
    if "id" in {column.id for column in field.columns}:
        known = [str(each.get("id", "")) for each in rows_of(template, draft, record.name)]
        row["id"] = new_id(said[0].partition("\t")[0], known, "row")
    for each in _readings(_legal_forms(template, draft, record.name), row):
        changed = having(template, draft, record, each)
        if not misfit(template, changed.answers) and _says(printed(template, changed).get(record, []), said):
            return each
    return None


def _legal_forms(template: Template, draft: Draft, name: str) -> list[str]:
    """Those a company can have, as they are printed."""
    known = [
        option.label for column in template.party_columns if column.id == "legal_form" for option in column.options
    ]
    return [*known, *(str(row.get("legal_form") or "") for row in rows_of(template, draft, name))]


def _readings(forms: Sequence[str], row: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """What is printed in one piece may be two answers: "Muster GmbH", "24768 Rendsburg"."""
    company, town = str(row.get("company", "")), str(row.get("postal_code", "")).split(" ")
    endings = [form for form in dict.fromkeys(forms) if form and company.endswith(f" {form}")]
    companies = [{"company": company.removesuffix(form).strip(), "legal_form": form} for form in endings]
    towns = [{"postal_code": " ".join(town[:at]), "city": " ".join(town[at:])} for at in range(1, len(town))]
    for named in [*companies, {}]:
        for placed in [{}, *towns] if "city" in row else [{}]:
            yield {**row, **named, **placed}


def _patterns(template: Template, draft: Draft, name: str) -> list[re.Pattern[str]]:
    """One for each kind of line that the rows print now."""
    found = dict.fromkeys(
        _pattern(line) for record, lines in printed(template, draft).items() if record.name == name for line in lines
    )
    return [re.compile(each, re.S) for each in found]


def _pattern(line: Sent) -> str:
    parts, seen = [], set()
    for run in line.runs:
        cell = _CELL.fullmatch(run.field) if isinstance(run, Shown | Missing) else None
        column = cell["column"] if cell else ""
        if column and column not in seen:
            seen.add(column)
            parts.append(rf"(?P<{column}>[^\t]+?)")
        else:
            parts.append(re.escape(run.text.replace("\u00a0", " ")))
    return "".join(parts)


def _read(field: Field, cells: dict[str, str], row: dict[str, Any]) -> None:
    kinds = {column.id: column for column in field.columns}
    for name, text in cells.items():
        column = kinds.get(name)
        value = next(_values(column, text), text) if column else text
        if name == "postal_code" and "city" in kinds:
            row.setdefault("city", "")
        put(row, name, value)


def _values(column: Any, text: str) -> Iterator[Any]:
    return iter(values_of_type(column.type, column.options, text))

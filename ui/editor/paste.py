"""Rows from a spreadsheet: tab-separated text, with a header known by its labels or without one."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass

from avv_desktop.template.model import Column
from ui.editor.rows_model import ACTIVE, Row
from ui.questions.countries import country_code
from ui.widgets.dates import parse_date

OTHER_NAMES = {
    "firma": "company",
    "name": "company",
    "unternehmen": "company",
    "company": "company",
    "anschrift": "street",
    "straße": "street",
    "strasse": "street",
    "plz": "postal_code",
    "stadt": "city",
    "staat": "country",
    "e-mail": "contact",
    "kontakt": "contact",
    "zweck": "purpose",
    "tätigkeit": "service",
    "dienst": "service",
    "grundlage": "transfer_basis",
    "avv": "agreement_date",
}
"""What people call columns, beside their labels here."""
YES = {"ja", "j", "yes", "y", "x", "wahr", "true", "1"}
MOST_ROWS = 1000


@dataclass(frozen=True)
class Pasted:
    """`taken`: labels of the filled columns; `ignored`: heads nobody knows; `dropped`: rows beyond the most."""

    rows: list[Row]
    taken: list[str]
    ignored: list[str]
    had_header: bool
    dropped: int = 0


def pasted(words: str, columns: tuple[Column, ...], present: list[Row]) -> Pasted:
    """What is in the clipboard as rows. Ids are made so that none is there twice (also not among `present`)."""
    lines = [line for line in csv.reader(io.StringIO(words), delimiter="\t") if any(cell.strip() for cell in line)]
    if not lines:
        return Pasted([], [], [], False)
    fillable = [each for each in columns if each.id not in ("id", ACTIVE)]
    known = [_column(cell, columns) for cell in lines[0]]
    header = sum(each is not None for each in known) * 2 > len([cell for cell in lines[0] if cell.strip()])
    order = known if header else [*fillable][: len(lines[0])]
    ignored = [
        cell.strip() for cell, each in zip(lines[0], known, strict=True) if header and each is None and cell.strip()
    ]
    body = lines[1:] if header else lines
    taken_ids = {str(row.get("id")) for row in present}
    has_id, switchable = any(c.id == "id" for c in columns), any(c.id == ACTIVE for c in columns)
    rows = []
    for line in body[:MOST_ROWS]:
        row: Row = {ACTIVE: True} if switchable else {}
        for cell, each in zip(line, order, strict=False):
            if each is not None and cell.strip():
                row[each.id] = cell_value(cell.strip(), each)
        if has_id:
            row["id"] = new_id(row, taken_ids)
            taken_ids.add(str(row["id"]))
        rows.append(row)
    filled = {key for row in rows for key in row}
    taken = [each.label for each in order if each is not None and each.id in filled]
    return Pasted(rows, taken, ignored, header, max(0, len(body) - MOST_ROWS))


def cell_value(words: str, column: Column) -> object:
    """Text as typed into a spreadsheet, as a value of that column; what does not fit stays as words."""
    if column.id == "country":
        return country_code(words) or words
    match column.type:
        case "bool":
            return words.lower() in YES
        case "date":
            day = parse_date(words)
            return day.isoformat() if day else words
        case "enum":
            return _option(words, column)
        case "multi":
            return [_option(each.strip(), column) for each in re.split(r"[,;\n]", words) if each.strip()]
        case "int":
            return int(words) if words.lstrip("-").isdecimal() else words
        case _:
            return words


def new_id(row: Row, taken: set[str]) -> str:
    """A short name for a row by which others refer to it: "muster_hosting", "muster_hosting_2"."""
    words = str(row.get("company") or row.get("activity") or row.get("title") or "row").lower()
    for letter, plain in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss")):
        words = words.replace(letter, plain)
    stem = "_".join(re.findall(r"[a-z0-9]+", words)[:2])[:40] or "row"
    found, number = stem, 2
    while found in taken:
        found, number = f"{stem}_{number}", number + 1
    return found


def _column(head: str, columns: tuple[Column, ...]) -> Column | None:
    said = " ".join(head.strip().lower().rstrip("*:").split())
    by_name = {name: each for each in columns for name in (each.label.lower(), each.id)}
    by_id = {each.id: each for each in columns}
    return by_name.get(said) or by_id.get(OTHER_NAMES.get(said, ""))


def _option(words: str, column: Column) -> str:
    return next((o.id for o in column.options if words.lower() in (o.label.lower(), o.id.lower())), words)

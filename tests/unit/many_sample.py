"""Tables of invented customers, good and bad."""

from __future__ import annotations

import datetime
from functools import cache
from pathlib import Path

from openpyxl import Workbook

from avv_desktop import flow
from avv_desktop.draft.answers import read_answers
from avv_desktop.many.customers import Series
from avv_desktop.many.mappings import mapping_for
from avv_desktop.many.model import Customer
from avv_desktop.many.table import open_table
from avv_desktop.system.paths import resources

TODAY = datetime.date(2026, 11, 23)
HEADERS = (
    "Nummer", "Kunde", "Rechtsform", "Straße", "PLZ", "Ort", "Registergericht", "Registernummer", "Geschäftsführung",
    "Datum der Leistungsvereinbarung",
)  # fmt: skip


def line(number: int, **changed: object) -> list[object]:
    """A good row; `changed` by heading."""
    usual = (
        f"S-{number:03}", f"Muster {number} Handel", "GmbH", f"Musterweg {number}", "24768", "Rendsburg",
        "Amtsgericht Kiel", f"HRB {number}", "Frau Dr. Eva Muster", "02.02.2026",
    )  # fmt: skip
    return list((dict(zip(HEADERS, usual, strict=True)) | changed).values())


def csv_file(path: Path, rows: list[list[object]], encoding: str = "utf-8", separator: str = ";") -> Path:
    lines = [separator.join("" if cell is None else str(cell) for cell in row) for row in (list(HEADERS), *rows)]
    path.write_bytes("\r\n".join(lines).encode(encoding))
    return path


def xlsx_file(path: Path, rows: list[list[object]], change=None) -> Path:
    """`change(sheet)`: something odd, before it is saved."""
    book = Workbook()
    sheet = book.active
    for row in (list(HEADERS), *rows):
        sheet.append(row)
    if change:
        change(sheet)
    book.save(path)
    return path


@cache
def template():
    return flow.find_template("avv-de")


def common(**more: object):
    answers = read_answers(resources() / "templates" / "avv-de" / "answers.toml", template())
    return flow.begin(template(), answers | more)


def series_for(path: Path, **more: object) -> tuple[Series, list[Customer]]:
    table = open_table(path)
    series = Series(template(), common(**more), mapping_for(template(), table.headers), TODAY)
    return series, list(series.customers(table))

"""XLSX: cached values only, never a formula; row by row; joined cells count for each of their rows."""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from avv_desktop.errors import AvvError, TableError
from avv_desktop.intake.limits import opened_zip
from avv_desktop.many.headings import below, headings
from avv_desktop.many.model import Row, Table
from avv_desktop.system.files import read
from avv_desktop.system.language import tr, trn

OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How .xls files and encrypted ones begin."""
LARGEST = 60_000_000
MOST_ROWS = 1_048_576
MOST_JOINED = 20_000
CHUNK = 1 << 18
JOINED = re.compile(rb'<mergeCell\s[^>]*ref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"')
UNSAVED = re.compile(rb"(?:</f>|<f/>|<f [^>]*/>)(?:<v/>|<v></v>)?</c>")
"""A formula whose result nobody has saved."""


def xlsx_table(path: Path) -> Table:
    """The first sheet that holds something. Raises TableError, UnreadableFile, TooLarge, DamagedFile, EncryptedFile."""
    data = read(path)
    if data.startswith(OLD):
        raise TableError(path=path.name, reason=tr("It is an old Excel file (.xls), or protected with a password."))
    if len(data) > LARGEST:
        raise TableError(path=path.name, reason=tr("It has more than {count} MB.", count=LARGEST // 1_000_000))
    archive = opened_zip(data, path.name)
    _check_parts(archive, path.name)
    book = _book(data, path.name)
    epoch: Any = 1904 if book.epoch == datetime.datetime(1904, 1, 1) else 1900
    sheet = _first_filled(book, path.name)
    joined, unsaved = _oddities(archive, sheet)

    def lines() -> Iterator[tuple[int, list[Any]]]:
        return _filled(_lines(_book(data, path.name), sheet, path.name), joined)

    first, headers = headings(lines(), path.name)

    def rows() -> Iterator[Row]:
        return below(lines(), first, headers)

    return Table(path.name, tuple(filter(None, headers)), rows, _notes(joined, unsaved, epoch), epoch)


def _check_parts(archive: ZipFile, name: str) -> None:
    """No part declares a document type: spreadsheets never do, and entities could grow without end."""
    for entry in archive.infolist():
        if entry.filename.endswith((".xml", ".rels")):
            try:
                with archive.open(entry) as part:
                    beginning = part.read(2048)
            except Exception as error:  # zipfile and zlib have many
                raise TableError(path=name, reason=tr("It is damaged.")) from error
            if b"<!DOCTYPE" in beginning or b"<!ENTITY" in beginning:
                raise TableError(path=name, reason=tr("It holds parts that no spreadsheet needs."))


def _book(data: bytes, name: str) -> Any:
    import warnings

    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    except Exception as error:  # a broken file shows in any way
        raise TableError(path=name, reason=tr("It is damaged.")) from error


def _first_filled(book: Any, name: str) -> str:
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            continue
        for number, row in enumerate(sheet.iter_rows(values_only=True)):
            if any(cell is not None for cell in row):
                return sheet.title
            if number > 200:
                break
    raise TableError(path=name, reason=tr("It is empty."))


def _lines(book: Any, sheet: str, name: str) -> Iterator[tuple[int, list[Any]]]:
    """Without the size that the file claims: that is often wrong, or a million empty rows."""
    try:
        part = book[sheet]
        part.reset_dimensions()
        for number, cells in enumerate(part.iter_rows(values_only=True), 1):
            if number > MOST_ROWS:
                return
            yield number, [_cell(cell) for cell in cells]
    except AvvError:
        raise
    except Exception as error:
        raise TableError(path=name, reason=tr("It is damaged.")) from error
    finally:
        book.close()


def _cell(value: Any) -> Any:
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, (datetime.time, datetime.timedelta)):
        return str(value)
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return int(value)
    return value


# ---- what reading row by row does not show


def _oddities(archive: ZipFile, title: str) -> tuple[dict[tuple[int, int], tuple[int, int]], int]:
    """Joined cells (row, column, from 1) and the cell whose value they have; formulas without a saved result."""
    joined: dict[tuple[int, int], tuple[int, int]] = {}
    unsaved, before = 0, b""
    with archive.open(_part_of(archive, title)) as part:
        while piece := part.read(CHUNK):
            whole = before + piece
            cut = whole.rfind(b"<")
            cut = whole.rfind(b"<c ", 0, cut) if b"<mergeCell" not in whole[cut - 200 :] else cut
            cut = cut if cut > 0 else len(whole)
            unsaved += len(UNSAVED.findall(whole, 0, cut))
            _join(joined, JOINED.findall(whole, 0, cut))
            before = whole[cut:]
    _join(joined, JOINED.findall(before))
    return joined, unsaved + len(UNSAVED.findall(before))


def _part_of(archive: ZipFile, title: str) -> str:
    from openpyxl.reader.excel import ExcelReader

    assert archive.fp is not None
    reader = ExcelReader(archive.fp, read_only=True)
    reader.read_manifest()
    reader.read_strings()
    reader.read_workbook()
    return next(str(rel.target) for sheet, rel in reader.parser.find_sheets() if sheet.name == title)


def _join(joined: dict, found: list[bytes]) -> None:
    from openpyxl.utils.cell import range_boundaries

    for each in found:
        left, top, right, bottom = (side or 0 for side in range_boundaries(each.decode()))
        if (right - left + 1) * (bottom - top + 1) + len(joined) > MOST_JOINED:
            continue
        for line in range(top, bottom + 1):
            joined |= {(line, at): (top, left) for at in range(left, right + 1) if line > top and at == left}


def _filled(lines: Iterator[tuple[int, list[Any]]], joined: dict) -> Iterator[tuple[int, list[Any]]]:
    """A cell joined downwards says the same for each of its rows."""
    kept: dict[tuple[int, int], Any] = {}
    sources = set(joined.values())
    for number, cells in lines:
        if joined:
            for at in range(len(cells)):
                if (number, at + 1) in sources:
                    kept[number, at + 1] = cells[at]
            if any(cell is not None for cell in cells):
                cells = [
                    kept.get(joined.get((number, at + 1), (0, 0))) if cell is None else cell
                    for at, cell in enumerate(cells)
                ]
        yield number, cells


def _notes(joined: dict, unsaved: int, epoch: int) -> tuple[str, ...]:
    found = []
    if joined:
        found.append(tr("The table has joined cells; their value counts for each of their rows."))
    if unsaved:
        found.append(
            trn(
                "One formula has no saved result; its cell counts as empty.",
                "{count} formulas have no saved result; their cells count as empty.",
                unsaved,
            )
        )
    if epoch == 1904:
        found.append(tr("The table counts its days from 1904; its dates were read accordingly."))
    return tuple(found)

"""CSV: its encoding and its separator are recognised."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from pathlib import Path

from avv_desktop.errors import TableError, UnreadableFile
from avv_desktop.intake.encoding import composed, is_text, recognised
from avv_desktop.many.headings import below, headings
from avv_desktop.many.model import Row, Table
from avv_desktop.system.files import reason_of
from avv_desktop.system.language import tr

SEPARATORS = ";,\t|"
SAMPLE = 65_536
CHUNK = 1 << 20


def csv_table(path: Path) -> Table:
    """Raises TableError, UnreadableFile."""
    try:
        with path.open("rb") as file:
            sample = file.read(SAMPLE)
        encoding, mark = recognised(sample)
        encoding = encoding or _without_mark(path)
    except OSError as error:
        raise UnreadableFile(path=str(path), reason=reason_of(error)) from error
    text = sample[mark:].decode(encoding, "replace")
    if not text.strip():
        raise TableError(path=path.name, reason=tr("It is empty."))
    if not is_text(text):
        raise TableError(path=path.name, reason=tr("Its content is no text."))
    separator = _separator(text)
    first, headers = headings(_lines(path, encoding, mark, separator), path.name)

    def rows() -> Iterator[Row]:
        return below(_lines(path, encoding, mark, separator), first, headers)

    return Table(path.name, tuple(filter(None, headers)), rows)


def _without_mark(path: Path) -> str:
    """UTF-8 if every byte of the file fits it, else Windows-1252; read in pieces."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        try:
            while piece := file.read(CHUNK):
                decoder.decode(piece)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "cp1252"
    return "utf-8"


def _separator(text: str) -> str:
    """What Excel names in the first line; else what cuts most lines into the same number of columns."""
    first = text.splitlines()[0].strip().lower()
    if first.startswith("sep=") and len(first) == 5:
        return first[4]
    return max(SEPARATORS, key=lambda each: _evenness(text, each))


def _evenness(text: str, separator: str) -> tuple[int, int]:
    lines = text.splitlines()[:40]
    try:
        counts = [len(each) for each in csv.reader(lines[: len(lines) - 1] or lines, delimiter=separator) if each]
    except csv.Error:
        return 0, 0
    usual = max(counts, key=counts.count, default=1)
    return (counts.count(usual) if usual > 1 else 0), usual


def _lines(path: Path, encoding: str, mark: int, separator: str) -> Iterator[tuple[int, list[str | None]]]:
    """Each record with the number of its first line."""
    try:
        with path.open("rb") as raw:
            raw.seek(mark)
            text = io.TextIOWrapper(raw, encoding, errors="replace", newline="")
            reader = csv.reader(text, delimiter=separator)
            before = 0
            for record in reader:
                if not (before == 0 and len(record) == 1 and record[0].lower().startswith("sep=")):
                    yield before + 1, [composed(cell) or None for cell in record]
                before = reader.line_num
    except csv.Error as error:
        reason = tr("Near line {line} a quotation mark is open or a cell has no end.", line=reader.line_num)
        raise TableError(path=path.name, reason=reason) from error
    except OSError as error:
        raise UnreadableFile(path=str(path), reason=reason_of(error)) from error

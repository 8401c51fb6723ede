"""All copies of a series in one ZIP, and the overview of them; both written whole, neither with a formula inside."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable
from pathlib import Path

from avv_desktop.errors import CannotWrite
from avv_desktop.many.series import Told
from avv_desktop.system.files import reason_of, write_whole
from avv_desktop.system.language import tr

ARCHIVE = "serie.zip"
OVERVIEW = "serie.csv"


def pack(folder: Path, told: Iterable[Told]) -> Path:
    """Raises CannotWrite."""
    path, half = folder / ARCHIVE, folder / f".{ARCHIVE}.part"
    try:
        with zipfile.ZipFile(half, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            for each in told:
                for name in each.files:
                    archive.write(folder / name, name)
        half.replace(path)
    except OSError as error:
        half.unlink(missing_ok=True)
        raise CannotWrite(path=str(path), reason=reason_of(error)) from error
    return path


def overview(folder: Path, told: Iterable[Told]) -> Path:
    """Row, customer, state, files, and what is wrong or missing. Raises CannotWrite."""
    out = io.StringIO()
    lines = csv.writer(out, delimiter=";", lineterminator="\r\n")
    lines.writerow([tr("Row"), tr("Customer"), tr("State"), tr("Files"), tr("Wrong or missing")])
    for each in sorted(told, key=lambda one: one.row):
        cells = (
            str(each.row),
            each.name,
            state_words(each),
            ", ".join(each.files),
            " ".join(each.words or each.missing),
        )
        lines.writerow([harmless(cell) for cell in cells])
    path = folder / OVERVIEW
    write_whole(path, out.getvalue().encode("utf-8-sig"))
    return path


def harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell[:1] in "=+-@\t\r" and cell else cell


def state_words(told: Told) -> str:
    match told.state:
        case "wrong":
            return tr("not made")
        case "failed":
            return tr("failed")
    if told.missing:
        return tr("draft, incomplete")
    return tr("signed") if told.signed else tr("ready to sign")

"""A table of customers, whatever its format, and a sample of one."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from avv_desktop.errors import TableError
from avv_desktop.many.model import Table
from avv_desktop.many.targets import targets
from avv_desktop.system.files import reason_of
from avv_desktop.system.language import tr
from avv_desktop.template.model import Template

SPREADSHEETS = (".xlsx", ".xlsm", ".xltx")
TEXTS = (".csv", ".tsv", ".txt")


def open_table(path: Path) -> Table:
    """By what the file is, not by its name. Raises TableError, UnreadableFile, and what unpacking raises."""
    from avv_desktop.errors import UnreadableFile
    from avv_desktop.many.csv_table import csv_table
    from avv_desktop.many.xlsx_table import OLD, xlsx_table

    try:
        with path.open("rb") as file:
            beginning = file.read(8)
    except OSError as error:
        raise UnreadableFile(path=str(path), reason=reason_of(error)) from error
    if beginning.startswith(b"PK") or beginning.startswith(OLD):
        return xlsx_table(path)
    if path.suffix.lower() in SPREADSHEETS:
        raise TableError(path=path.name, reason=tr("It is damaged."))
    return csv_table(path)


SAMPLE_FIELDS = (
    "agreement.number", "controller.company", "controller.representatives", "controller.privacy_contact",
    "controller.instructing_persons", "controller.breach_contact", "controller.notice_contact", "main_contract.date",
    "main_contract.title", "processing.subject", "processing.purpose",
)  # fmt: skip
"""What differs from customer to customer; any other field may be a column too."""
SAMPLE_PARTS = ("salutation", "title", "phone")
"""Parts of persons that a sample leaves out."""


def sample_headers(template: Template) -> list[str]:
    wanted = [
        each
        for each in targets(template)
        if each.field in SAMPLE_FIELDS and each.index == 0 and not (each.kind == "part" and each.part in SAMPLE_PARTS)
    ]
    return [each.label for each in wanted if each.part != "full_name"]


def sample_csv(template: Template) -> bytes:
    """With a mark, so that every spreadsheet program reads its letters."""
    out = io.StringIO()
    csv.writer(out, delimiter=";", lineterminator="\r\n").writerow(sample_headers(template))
    return out.getvalue().encode("utf-8-sig")


def sample_xlsx(template: Template) -> bytes:
    from openpyxl import Workbook
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Kunden"
    for at, words in enumerate(sample_headers(template), 1):
        sheet.cell(1, at, words).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(at)].width = max(14, min(40, len(words) + 2))
    sheet.freeze_panes = "A2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()

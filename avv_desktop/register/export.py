"""The register as a file: for a spreadsheet, safe against formulas, or to print."""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Sequence

from avv_desktop.store.register_query import Line
from avv_desktop.system.language import language, tr

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet program takes for the beginning of a formula (OWASP: CSV injection)."""


def titles() -> list[str]:
    return [
        tr("Number"), tr("Customer"), tr("Subject"), tr("State"), tr("Next"), tr("Template"), tr("Ends"),
        tr("Terminated"), tr("Sub-processors"), tr("Tags"), tr("Changed"),
    ]  # fmt: skip


def rows(lines: Sequence[Line]) -> list[list[str]]:
    return [
        [
            line.entry.number, line.entry.customer, line.entry.subject, line.entry.words or state_words(line),
            line.entry.next_person, line.version, _day(line.ends), _day(line.terminated),
            ", ".join(line.sub_processors), ", ".join(line.tags), _day(line.entry.changed.astimezone().date()),
        ]
        for line in lines
    ]  # fmt: skip


def as_csv(lines: Sequence[Line]) -> bytes:
    """With a mark, so that every spreadsheet program reads its letters."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(titles())
    writer.writerows([_safe(cell) for cell in row] for row in rows(lines))
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(lines: Sequence[Line]) -> bytes:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    book = Workbook(write_only=True)
    sheet = book.create_sheet(tr("Register"))
    sheet.freeze_panes = "A2"
    heads = [WriteOnlyCell(sheet, each) for each in titles()]
    for each in heads:
        each.font = Font(bold=True)
    sheet.append(heads)
    for row in rows(lines):
        sheet.append([_text(sheet, cell) for cell in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def as_pdf(lines: Sequence[Line], at: datetime.datetime) -> bytes:
    """Raises TypesettingFailed."""
    from avv_desktop.pdf.report import Report, ReportSection, ReportTable, report

    wanted = (0, 1, 3, 6, 9)
    heads = titles()
    body = tuple(tuple(row[at] for at in wanted) for row in rows(lines))
    table = ReportTable(tuple(heads[at] for at in wanted), body, (1.4, 3.0, 1.4, 1.0, 1.2), compact=True)
    lead = tr("{count} agreements", count=len(lines))
    content = Report(tr("Register of agreements"), "", lead, (ReportSection("", table=table),), language=language())
    return report(content, at)


def state_words(line: Line) -> str:
    return state_name(line.entry.state)


def state_name(state: str) -> str:
    return {
        "draft": tr("draft"),
        "ready": tr("ready to sign"),
        "half": tr("half signed"),
        "signed": tr("signed"),
        "countersigned": tr("countersigned"),
        "problem": tr("problem"),
    }[state]


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def _text(sheet, cell: str):
    """A cell of words, whatever they begin with; letters that XML cannot hold fall away."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    made = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", cell))
    made.data_type = "s"
    return made


def _day(day: datetime.date | None) -> str:
    return day.strftime("%d.%m.%Y") if day else ""

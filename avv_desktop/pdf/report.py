"""Reports on paper: what was found or compared, tagged and in the look of the agreement. PDF/A-3a and PDF/UA-1."""

from __future__ import annotations

import datetime
from typing import Any, Literal

import msgspec
from msgspec import Struct

from avv_desktop.errors import TypesettingFailed
from avv_desktop.pdf.fonts import typst_fonts
from avv_desktop.pdf.mend import Mender
from avv_desktop.pdf.typeset import STANDARDS
from avv_desktop.pdf.words import atoms, short
from avv_desktop.system.paths import resources


class Mark(Struct, frozen=True):
    """Words; inserted ones are underlined, deleted ones struck through, not only coloured."""

    kind: Literal["same", "inserted", "deleted"]
    text: str


class Entry(Struct, frozen=True):
    """One thing that is told: where, its state in a word, the words, and what else is known of it by name.

    alert: it needs attention.
    """

    place: str
    state: str = ""
    title: str = ""
    words: tuple[Mark, ...] = ()
    details: tuple[tuple[str, str], ...] = ()
    alert: bool = False


class ReportTable(Struct, frozen=True):
    """`widths` are shares of the line, one for each column. compact: small and close, for many short rows."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    compact: bool = False


class Picture(Struct, frozen=True):
    """A drawing (SVG) with the words for whoever does not see it; width in millimetres."""

    svg: str
    alt: str
    width: float = 40


class ReportSection(Struct, frozen=True):
    """In this order: the title, paragraphs of text, steps (numbered), a picture, a table, entries. What is empty is
    left out. lines: letters and digits that are compared one by one; large: copied by hand."""

    title: str
    text: tuple[str, ...] = ()
    table: ReportTable | None = None
    entries: tuple[Entry, ...] = ()
    steps: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    picture: Picture | None = None
    large: bool = False


class Report(Struct, frozen=True):
    """about: below the title; warning: in a box above all else; lead: the result in one sentence."""

    title: str
    about: str
    lead: str
    sections: tuple[ReportSection, ...]
    warning: str = ""
    language: str = "de"


def report(content: Report, created: datetime.datetime) -> bytes:
    """The pages of a report; the same report and moment give the same bytes. Raises TypesettingFailed.

    created: printed in the foot as a date, and the time in the PDF's metadata.
    """
    import typst

    files = {
        "main.typ": (resources() / "typst" / "report.typ").read_bytes(),
        "data.json": msgspec.json.encode(_sheet(content, created)),
    }
    compiler = typst.Compiler(font_paths=typst_fonts(), ignore_system_fonts=True)
    compiled: Any = compiler.compile
    try:
        return compiled(files, pdf_standards=STANDARDS, timestamp=int(created.timestamp()))
    except typst.TypstError as error:
        raise TypesettingFailed(reason=str(getattr(error, "message", error)).splitlines()[0][:300]) from error


def _sheet(content: Report, created: datetime.datetime) -> dict[str, Any]:
    """What `report.typ` reads as data.json."""
    mender = Mender()
    title = mender.line(content.title, "") or "—"
    german = content.language == "de"
    return {
        "lang": content.language,
        "title": title,
        "about": mender.line(content.about, ""),
        "running": short(" · ".join(filter(None, (title, mender.line(content.about, "")))), 110),
        "lead": mender.line(content.lead, ""),
        "warning": mender.text(content.warning, "").strip(),
        "page": "Seite " if german else "Page ",
        "of": " von " if german else " of ",
        "day": f"{created:%d.%m.%Y}" if german else created.date().isoformat(),
        "sections": [_section(each, mender) for each in content.sections],
    }


def _section(section: ReportSection, mender: Mender) -> dict[str, Any]:
    table = section.table
    return {
        "title": mender.line(section.title, ""),
        "text": [atoms(mender.text(each, "")) for each in section.text if each.strip()],
        "table": _table(table, mender) if table and table.header and table.rows else None,
        "entries": [_entry(each, mender) for each in section.entries],
        "steps": [atoms(mender.text(each, "")) for each in section.steps if each.strip()],
        "lines": [mender.line(each, "") for each in section.lines if each.strip()],
        "large": section.large,
        "picture": msgspec.to_builtins(section.picture) if section.picture else None,
    }


def _table(table: ReportTable, mender: Mender) -> dict[str, Any]:
    columns = len(table.header)
    widths = table.widths if len(table.widths) == columns else (1.0,) * columns
    return {
        "compact": table.compact,
        "header": [mender.line(each, "") for each in table.header],
        "widths": [max(width, 0.05) for width in widths],
        "rows": [[atoms(mender.text(cell, "")) for cell in (*row, *("",) * columns)[:columns]] for row in table.rows],
    }


def _entry(entry: Entry, mender: Mender) -> dict[str, Any]:
    return {
        "place": mender.line(entry.place, ""),
        "state": mender.line(entry.state, ""),
        "title": mender.line(entry.title, ""),
        "words": [[each.kind[0], atoms(mender.text(each.text, ""))] for each in entry.words if each.text],
        "details": [[mender.line(name, ""), atoms(mender.text(said, ""))] for name, said in entry.details if said],
        "alert": entry.alert,
    }

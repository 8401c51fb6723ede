"""„Was weicht ab?“ as JSON, as text, and as pages."""

from __future__ import annotations

import datetime
import textwrap
from collections.abc import Iterator

import msgspec

from avv_desktop.document.compare.model import Piece
from avv_desktop.pdf.report import Entry, Mark, Report, ReportSection, ReportTable, report
from avv_desktop.review.deviations_model import STATES, ClauseDeviations, Deviation, DeviationPage

WIDTH = 96
LEGEND = "Gestrichenes steht in [-…-], Eingefügtes in {+…+}."


def as_json(page: DeviationPage) -> bytes:
    """All there is, also the paragraphs that are as in the standard. UTF-8."""
    return msgspec.json.format(msgspec.json.encode(page), indent=1)


def as_text(page: DeviationPage) -> str:
    """Ends with a line break; no-break spaces are spaces."""
    return "\n".join(_lines(page)).replace("\u00a0", " ").strip("\n") + "\n"


def as_pdf(page: DeviationPage, created: datetime.datetime) -> bytes:
    """Tagged pages, PDF/A-3a and PDF/UA-1. Raises TypesettingFailed."""
    return report(as_report(page), created)


def as_report(page: DeviationPage) -> Report:
    sections = [ReportSection("Wartet auf Freigabe", table=_requests(page))] if page.requests else []
    sections += [
        ReportSection(_title(clause), entries=tuple(map(_entry, clause.differing)))
        for clause in page.clauses
        if clause.differing
    ]
    sections += [ReportSection(title, entries=tuple(map(_entry, found))) for title, found in _others(page)]
    sections.append(ReportSection("Alle Klauseln", table=_overview(page)))
    return Report(page.title, page.about, page.summary, tuple(sections), page.warning)


def _others(page: DeviationPage) -> list[tuple[str, tuple[Deviation, ...]]]:
    named = (
        ("Geänderte Maßnahmen", page.measures),
        ("Abweichende Werte", page.values),
        ("Übergangene Hinweise", page.findings),
    )
    return [(title, found) for title, found in named if found]


def _title(clause: ClauseDeviations) -> str:
    label = " ".join(filter(None, (clause.label, clause.title))) or clause.id
    return f"{label} (bisher {clause.number_before})" if clause.number_before else label


def _requests(page: DeviationPage) -> ReportTable:
    rows = tuple((each.place or each.title, STATES[each.state], each.author, each.reason) for each in page.requests)
    return ReportTable(("Stelle", "Zustand", "Von", "Grund"), rows, (2.0, 1.0, 1.4, 3.0))


def _overview(page: DeviationPage) -> ReportTable:
    rows = tuple((clause.label, clause.title, STATES[clause.state]) for clause in page.clauses)
    return ReportTable(("Nr.", "Klausel", "Zustand"), rows, (0.8, 3.4, 1.0))


def _entry(each: Deviation) -> Entry:
    state = STATES[each.state] if each.kind in ("clause", "paragraph", "measure") else ""
    return Entry(
        place=each.place,
        state=f"{state}, noch nicht freigegeben" if each.open else state,
        title=each.title if each.kind != "clause" or not each.place else "",
        words=tuple(Mark(piece.kind, piece.text) for piece in each.pieces),
        details=tuple(details(each)),
        alert=each.open,
    )


def details(each: Deviation) -> Iterator[tuple[str, str]]:
    """What is known of a deviation beside its words, by name."""
    if each.note:
        yield {"finding": "Hinweis", "value": "Wert"}.get(each.kind, "Erläuterung"), each.note
    if each.reason:
        yield "Grund", each.reason
    if each.author or each.at:
        day = f"{each.at:%d.%m.%Y}" if each.at else ""
        yield "Von", ", ".join(filter(None, (each.author, day)))
    if each.allowed:
        yield "Freigegeben von", each.allowed


# ---- text


def _lines(page: DeviationPage) -> Iterator[str]:
    yield from (page.title, "=" * len(page.title), *_wrapped(page.about), "")
    if page.warning:
        yield from (*_wrapped(f"Achtung: {page.warning}"), "")
    yield from (*_wrapped(page.summary), "")
    if any(piece.kind != "same" for each in page.everything for piece in each.pieces):
        yield from (LEGEND, "")
    if page.requests:
        yield from _headed("Wartet auf Freigabe")
        yield from (f"  {each.place or each.title}: {STATES[each.state]}" for each in page.requests)
        yield ""
    for clause in page.clauses:
        if clause.differing:
            yield from _headed(_title(clause))
            yield from (line for each in clause.differing for line in _told(each))
    for title, found in _others(page):
        yield from _headed(title)
        yield from (line for each in found for line in _told(each))
    rest = sum(not clause.differing for clause in page.clauses)
    if rest:
        yield f"Ohne Abweichung: {rest} von {len(page.clauses)} Klauseln und Anlagen."


def _headed(title: str) -> Iterator[str]:
    yield from (title, "-" * min(len(title), WIDTH), "")


def _told(each: Deviation) -> Iterator[str]:
    entry = _entry(each)
    yield from _wrapped(" · ".join(filter(None, (entry.place, entry.title, entry.state))), "  ")
    if each.pieces:
        yield from _wrapped(marked(each.pieces), "    ")
    for name, said in entry.details:
        yield from _wrapped(f"{name}: {said}", "    ")
    yield ""


def marked(pieces: tuple[Piece, ...]) -> str:
    """Words with their marks."""
    signs = {"same": "{}", "deleted": "[-{}-]", "inserted": "{{+{}+}}"}
    return "".join(signs[piece.kind].format(piece.text) for piece in pieces)


def _wrapped(text: str, margin: str = "") -> list[str]:
    lines = []
    for line in text.split("\n"):
        lines += textwrap.wrap(line, WIDTH, initial_indent=margin, subsequent_indent=margin, break_long_words=False)
    return lines

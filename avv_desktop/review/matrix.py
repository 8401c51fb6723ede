"""„Prüfmatrix Art. 28“: what an agreement must say, whether it does, and where. One page for those who check it."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Mapping, Sequence

import msgspec
from msgspec import Struct

from avv_desktop.document.model import Document
from avv_desktop.document.units import words
from avv_desktop.draft.model import Draft
from avv_desktop.draft.values import Values, this_day
from avv_desktop.pdf.report import Entry, Report, ReportSection, ReportTable, report
from avv_desktop.review.engine import rules_by_check, speaks
from avv_desktop.review.packs import installed, vocabulary
from avv_desktop.review.reading import Reading
from avv_desktop.review.rows import judge
from avv_desktop.review.rules_model import Pack, Verdict
from avv_desktop.template.model import Template

WORDS: dict[Verdict, str] = {
    "OK": "erfüllt",
    "WEAK": "zu unbestimmt",
    "GAP": "fehlt",
    "FAULT": "fehlerhaft",
    "HINT": "empfohlen",
}


class MatrixRow(Struct, frozen=True):
    """where: as a reader finds it, empty if nowhere; message: what is wrong, empty for OK; answered: the reason
    somebody gave for leaving it so; checked_on: when the rule was last compared with its source."""

    id: str
    citation: str
    says: str
    verdict: Verdict
    message: str = ""
    where: str = ""
    source: str = ""
    answered: str = ""
    checked_on: datetime.date | None = None


def matrix(
    template: Template | None,
    document: Document,
    *,
    draft: Draft | None = None,
    tags: Mapping[str, tuple[str, ...]] | None = None,
    today: datetime.date | None = None,
    packs: Sequence[Pack] | None = None,
) -> tuple[MatrixRow, ...]:
    """All rows of the installed packs, in their order; none for an agreement in a language that no pack reads.

    With `template` and `draft`: by tags and fields; without, by words (see `review.engine.review`).
    """
    day = today or this_day()
    values = Values(template, draft, day) if template is not None and draft is not None else None
    used = installed() if packs is None else packs
    reading = Reading(
        document, tags=tags, values=values, template=template, today=day, vocabulary=vocabulary(tuple(used))
    )
    answered = {each.rule: each.reason or each.author for each in draft.overrides} if draft else {}
    others = rules_by_check(used)
    found = []
    for pack in used:
        for rule in pack.rules if speaks(pack, document) else ():
            if rule.row is None or not rule.valid_on(day):
                continue
            judged = judge(rule, reading, others)
            found.append(
                MatrixRow(
                    rule.id,
                    rule.row.citation,
                    rule.row.says,
                    judged.verdict,
                    judged.message,
                    judged.line.unit.label if judged.line else "",
                    rule.source,
                    answered.get(rule.id, "") if judged.verdict != "OK" else "",
                    pack.checked_on,
                )
            )
    return tuple(found)


def as_json(rows: Sequence[MatrixRow]) -> bytes:
    return msgspec.json.format(msgspec.json.encode(list(rows)), indent=1)


def as_text(rows: Sequence[MatrixRow]) -> str:
    """One line a row, and what is wrong below it."""
    lines = []
    for row in rows:
        lines.append(f"{row.id}  {WORDS[row.verdict]:<14} {row.citation:<26} {row.says}  {row.where}".rstrip())
        lines += [f"     {row.message}"] if row.message else []
        lines += [f"     Bleibt so: {row.answered}"] if row.answered else []
    return "\n".join(lines) + "\n"


def as_report(rows: Sequence[MatrixRow], document: Document) -> Report:
    table = ReportTable(
        ("Nr.", "Vorschrift", "Was der Vertrag sagen muss", "Ergebnis", "Fundstelle"),
        tuple((row.id, row.citation, row.says, WORDS[row.verdict], _short(row.where)) for row in rows),
        (0.06, 0.21, 0.44, 0.13, 0.16),
        compact=True,
    )
    notes = tuple(
        Entry(
            row.id,
            WORDS[row.verdict],
            row.says,
            details=(("Hinweis", row.message), ("Quelle", row.source), ("Bleibt so", row.answered)),
            alert=row.verdict in ("GAP", "FAULT") and not row.answered,
        )
        for row in rows
        if row.verdict != "OK"
    )
    sections = [ReportSection("", table=table)]
    if notes:
        sections.append(ReportSection("Anmerkungen", entries=notes))
    return Report("Prüfmatrix Art. 28 DSGVO", _about(document), lead(rows), tuple(sections))


def as_pdf(rows: Sequence[MatrixRow], document: Document, created: datetime.datetime) -> bytes:
    """Tagged pages, PDF/A-3a and PDF/UA-1. Raises TypesettingFailed."""
    return report(as_report(rows, document), created)


def _about(document: Document) -> str:
    parties = " – ".join(party.name.text for party in document.parties)
    number = f"Nummer {document.number.text}" if document.number.text else ""
    return " · ".join(filter(None, (words(document.title), number, parties)))


def fulfilled(rows: Sequence[MatrixRow]) -> bool:
    """Whatever must be there is there, or somebody answers for it; False where nothing could be judged."""
    return bool(rows) and all(row.verdict in ("OK", "HINT") or row.answered for row in rows)


def lead(rows: Sequence[MatrixRow]) -> str:
    """All rows in one sentence."""
    if not rows:
        return "Für die Sprache dieses Vertrags gibt es keine Regeln."
    count = Counter(row.verdict for row in rows)
    said = [f"{count[verdict]} {word}" for verdict, word in WORDS.items() if count[verdict]]
    checked = max((row.checked_on for row in rows if row.checked_on), default=None)
    state = f" Regeln zuletzt geprüft am {checked:%d.%m.%Y}; keine Rechtsberatung." if checked else ""
    return f"{len(rows)} Punkte: {', '.join(said)}.{state}"


def _short(where: str) -> str:
    return re.sub(r",.*$", "", re.sub(r"\sBuchst\.\s", " ", where))

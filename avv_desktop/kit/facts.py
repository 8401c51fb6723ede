"""What an agreement says in a few lines, read from its own words: for people who have a page's patience."""

from __future__ import annotations

from collections.abc import Iterator

from avv_desktop.document.model import Card, Document, Item, Items, Paragraph, Run, Table, Value, walk
from avv_desktop.notice.clause import read_clause
from avv_desktop.notice.promises import Promise, Topic, promises
from avv_desktop.pdf.words import short

LONGEST = 260
"""Letters of one line: all of them together stay on one page."""
ASKED = (
    ("processing.subject", "Gegenstand"),
    ("processing.purpose", "Zweck"),
    ("processing.data_categories", "Arten der Daten"),
    ("processing.data_subjects", "Betroffene Personen"),
    ("processing.places", "Orte"),
)
PROMISED: tuple[tuple[Topic, str, str], ...] = (
    ("breach", "Meldung einer Datenpanne", "innerhalb von {} Stunden"),
    ("deletion", "Löschung nach dem Ende", "innerhalb von {} Tagen"),
    ("backups", "Löschung in Sicherungen", "innerhalb von {} Tagen"),
    ("audit", "Kontrollen", ""),
    ("sub_processors", "Ankündigung neuer Unterauftragnehmer", "{} Tage vorher"),
)
UNITS = {
    "day": "Tagen",
    "working_day": "Werktagen",
    "business_day": "Arbeitstagen",
    "week": "Wochen",
    "month": "Monaten",
}


def facts(document: Document) -> list[tuple[str, str]]:
    """Names and what the agreement says, with the place where it stands."""
    found = [("Parteien", " und ".join(party.name.text for party in document.parties if party.name.text))]
    found += [(label, said(document, field)) for field, label in ASKED]
    companies = ["".join(run.text for run in card.title) for card in _cards(document)]
    found.append(("Unterauftragnehmer", ", ".join(companies) or ""))
    found += [(label, _promised(promise, words)) for label, promise, words in _promises(document)]
    objection = read_clause(document).objection
    if objection is not None and read_clause(document).regime == "general":
        count = f"{objection.count} {UNITS[objection.unit]}"
        found.append(("Widerspruch gegen neue Unterauftragnehmer", f"innerhalb von {count}"))
    return [(name, short(" ".join(text.split()), LONGEST)) for name, text in found if text.strip()]


def _promises(document: Document) -> list[tuple[str, Promise, str]]:
    made = promises(document)
    return [(label, made[topic], words) for topic, label, words in PROMISED]


def _promised(promise: Promise, words: str) -> str:
    if promise.amount is None:
        return f"unverzüglich ({promise.where})" if promise.soon else ""
    said = ("durch Unterlagen", "auch vor Ort")[promise.amount > 1] if promise.topic == "audit" else ""
    return f"{said or words.format(promise.amount)} ({promise.where})"


def said(document: Document, field: str) -> str:
    """The words in which a field is printed, where it is printed first."""
    for section in document.sections:
        for block in _blocks(section.blocks):
            runs = [run for run in block if isinstance(run, Value) and run.field.partition("[")[0] == field]
            if runs:
                return ", ".join(run.text for run in runs)
    return ""


def _blocks(blocks: tuple) -> Iterator[tuple[Run, ...]]:
    for block in blocks:
        match block:
            case Paragraph() | Item():
                yield block.runs
                yield from _blocks(block.blocks)
            case Items():
                yield from _blocks(block.items)
            case Table():
                yield from (cell for row in block.rows for cell in row)


def _cards(document: Document) -> list[Card]:
    return [block for section in walk(document.sections) for block in section.blocks if isinstance(block, Card)]

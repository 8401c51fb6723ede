"""„Was weicht ab?“: one page that says what differs, why, and who allowed it."""

from __future__ import annotations

import datetime
from typing import Literal

from msgspec import Struct

from avv_desktop.document.compare.model import Piece

State = Literal["standard", "same", "variant", "changed", "inserted", "struck", "moved"]
STATES: dict[State, str] = {
    "standard": "Standard",
    "same": "unverändert",
    "variant": "Variante",
    "changed": "geändert",
    "inserted": "eingefügt",
    "struck": "gestrichen",
    "moved": "verschoben",
}
Kind = Literal["clause", "paragraph", "value", "measure", "finding"]


class Deviation(Struct, frozen=True):
    """One thing that differs, or a paragraph that does not (state "standard", of two versions "same").

    id: of the paragraph, clause, control or field, or the rule of a finding. place: where a reader finds it
    ("§ 6 Abs. 2", as in the version at hand, else as in the standard). title: what it is about, or empty.
    pieces: the words that changed; () where the words are those of the standard.
    note: what else is to be said, one German sentence or half of one. reason, author, at: why, by whom, when (UTC).
    allowed: who approved it. open: a request that nobody has approved yet.
    follows: nobody decided it, it only follows from another deviation; it is shown and not counted.
    """

    kind: Kind
    id: str
    place: str
    title: str
    state: State
    pieces: tuple[Piece, ...] = ()
    note: str = ""
    reason: str = ""
    author: str = ""
    at: datetime.datetime | None = None
    allowed: str = ""
    open: bool = False
    follows: bool = False

    @property
    def counts(self) -> bool:
        return self.differs and not self.follows

    @property
    def differs(self) -> bool:
        return self.state not in ("standard", "same")


class ClauseDeviations(Struct, frozen=True):
    """A clause or annex with its paragraphs, those that are as in the standard too. number_before: where it differs."""

    id: str
    label: str
    title: str
    state: State
    entries: tuple[Deviation, ...]
    number_before: str = ""

    @property
    def differing(self) -> tuple[Deviation, ...]:
        return tuple(each for each in self.entries if each.differs)


class DeviationPage(Struct, frozen=True):
    """about: whose agreement, or which two versions. warning: what must be known before anything else, or empty.

    summary: "3 Abweichungen: 1 geändert, 1 gestrichen, 1 Variante". standard: the reader's own standard was there to
    compare with (always, where two documents are compared). same: nothing differs at all.
    """

    title: str
    about: str
    summary: str
    same: bool
    standard: bool
    warning: str
    clauses: tuple[ClauseDeviations, ...]
    values: tuple[Deviation, ...] = ()
    measures: tuple[Deviation, ...] = ()
    findings: tuple[Deviation, ...] = ()

    @property
    def everything(self) -> tuple[Deviation, ...]:
        """All that differs, clauses first."""
        clauses = tuple(each for clause in self.clauses for each in clause.differing)
        return (*clauses, *self.measures, *self.values, *self.findings)

    @property
    def requests(self) -> tuple[Deviation, ...]:
        """What waits for an approval."""
        return tuple(each for each in self.everything if each.open)


def summary(found: tuple[Deviation, ...], nothing: str, one: str, many: str) -> str:
    """ "3 Abweichungen: 1 geändert, 1 gestrichen, 1 Variante, davon 1 noch nicht freigegeben"."""
    counted = [each for each in found if each.counts]
    if not counted:
        return nothing
    parts = []
    for state in ("changed", "inserted", "struck", "moved", "variant"):
        number = sum(each.state == state and each.kind in ("clause", "paragraph") for each in counted)
        words = STATES[state] if state != "variant" or number == 1 else "Varianten"
        parts += [f"{number} {words}"] if number else []
    for kind, singular, plural in (
        ("measure", "Maßnahme", "Maßnahmen"),
        ("value", "Wert", "Werte"),
        ("finding", "übergangener Hinweis", "übergangene Hinweise"),
    ):
        number = sum(each.kind == kind for each in counted)
        parts += [f"{number} {singular if number == 1 else plural}"] if number else []
    said = f"{len(counted)} {one if len(counted) == 1 else many}: {', '.join(parts)}"
    open = sum(each.open for each in counted)
    return f"{said}; davon {open} noch nicht freigegeben" if open else said

"""What became of a document, in sentences. Knows no Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from avv_desktop.system.language import tr, trn

if TYPE_CHECKING:
    from avv_desktop.intake.model import Counts, Intake, Shares


def contents(counts: Counts) -> str:
    """ "10 Paragrafen · 27 Absätze · 15 Aufzählungspunkte · 1 Tabelle · 1 Anlage · 52 Maßnahmen"."""
    parts = (
        (counts.sections, trn("{count} clause", "{count} clauses", counts.sections)),
        (counts.paragraphs, trn("{count} paragraph", "{count} paragraphs", counts.paragraphs)),
        (counts.items, trn("{count} item", "{count} items", counts.items)),
        (len(counts.tables), trn("{count} table", "{count} tables", len(counts.tables))),
        (counts.annexes, trn("{count} annex", "{count} annexes", counts.annexes)),
        (counts.measures, trn("{count} measure", "{count} measures", counts.measures)),
    )
    return " · ".join(words for number, words in parts if number)


def shares(found: Shares) -> str:
    """ "99,1 % übernommen · 0,9 % Seitenzahlen, Aufzählungszeichen und Ähnliches · 0,0 % nicht verstanden"."""
    return " · ".join(
        (
            tr("{share} taken over", share=_percent(found.placed)),
            tr("{share} page numbers, bullets and the like", share=_percent(found.furniture)),
            tr("{share} not understood", share=_percent(found.not_understood)),
        )
    )


def doubts(intake: Intake) -> str:
    """How many places somebody should look at."""
    count = len(intake.unsure)
    if not count:
        return tr("Nothing is unsure.")
    return trn("One place is unsure.", "{count} places are unsure.", count)


def _percent(part: float) -> str:
    return f"{100 * part:.1f} %".replace(".", tr("."))

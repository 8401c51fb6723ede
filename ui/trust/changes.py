"""„Was weicht ab?“: the clauses that differ from the standard, with the words, the reason and who allowed it."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QWidget

from avv_desktop.document.compare.words import read
from avv_desktop.review.deviations_model import STATES, ClauseDeviations, Deviation, DeviationPage
from avv_desktop.system.language import tr
from ui.look.tokens import Space, State
from ui.widgets.banner import Banner
from ui.widgets.controls import boxed, card, column, rule, text
from ui.widgets.marked import Mark, MarkedText

MARKS = {"same": Mark.NONE, "inserted": Mark.INSERTED, "deleted": Mark.DELETED}


def changed_clauses(page: DeviationPage, title: str = "") -> QFrame | None:
    """A card with every clause that differs and every finding that was passed over; None where there is nothing."""
    clauses = [clause for clause in page.clauses if clause.differing]
    if not (clauses or page.findings or page.measures or page.warning):
        return None
    parts: list[QWidget] = [
        text(title or tr("What differs from the standard?"), "subtitle"),
        text(page.summary, "soft", wrap=True),
    ]
    if page.warning:
        parts.append(Banner(State.PROBLEM, page.warning))
    for clause in clauses:
        parts += [rule(), boxed(_clause(clause))]
    for heading, found in ((tr("Measures"), page.measures), (tr("Left so on purpose"), page.findings)):
        if found:
            entries = [boxed(_entry(each)) for each in found]
            parts += [rule(), boxed(column(text(heading, "heading"), *entries, gap=Space.S))]
    return card(*parts, padding=Space.XL, gap=Space.M)


def _clause(clause: ClauseDeviations) -> object:
    title = text(" ".join(filter(None, (clause.label, clause.title))), "heading", wrap=True)
    return column(title, *(boxed(_entry(each)) for each in clause.differing), gap=Space.S)


def _entry(entry: Deviation) -> object:
    said = " · ".join(
        filter(None, (entry.place, STATES[entry.state], entry.title if entry.kind != "paragraph" else ""))
    )
    parts: list[QWidget] = [text(said, "caption", wrap=True)]
    if entry.pieces:
        runs = [(MARKS[piece.kind], piece.text) for piece in read(entry.pieces)]
        parts.append(MarkedText(runs, said))
    for words in filter(None, (entry.note, why(entry))):
        parts.append(text(words, "soft", wrap=True))
    if entry.open:
        parts.append(text(tr("Waits for approval."), "error"))
    return column(*parts, gap=Space.XS)


def why(entry: Deviation) -> str:
    allowed = tr("allowed by {name}", name=entry.allowed) if entry.allowed else ""
    reason = tr("Reason: {reason}", reason=entry.reason) if entry.reason else ""
    return " · ".join(filter(None, (reason, entry.author, allowed)))

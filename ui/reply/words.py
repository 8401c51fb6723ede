"""What the page says of a change, of a decision and of a whole answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from avv_desktop.document.compare.model import Piece
from avv_desktop.reply.match import ENOUGH, SURE
from avv_desktop.reply.model import Reply, ReplyChange
from avv_desktop.system.language import tr, trn
from ui.reply.decisions import Decision
from ui.widgets.marked import Mark, Run

MARKS = {"same": Mark.NONE, "inserted": Mark.INSERTED, "deleted": Mark.DELETED}


def where(change: ReplyChange) -> str:
    """Where it is, and what happened there; of what is new, behind what."""
    if change.kind == "inserted":
        return tr("Inserted behind {where}", where=change.where)
    if change.kind == "deleted":
        return tr("{where} struck", where=change.where)
    return change.where


def who(change: ReplyChange) -> str:
    """ "Karl Kunde · 10.11.2026 · in Word nachverfolgt", as far as it is known."""
    how = tr("tracked in Word") if change.tracked else ""
    return " · ".join(filter(None, (change.author, day(change.date), how)))


def day(date: str) -> str:
    """ "10.11.2026" of an ISO date; empty where it is none."""
    parts = date[:10].split("-")
    return ".".join(reversed(parts)) if len(parts) == 3 and all(part.isdecimal() for part in parts) else ""


def runs(pieces: Iterable[Piece]) -> list[Run]:
    return [(MARKS[piece.kind], piece.text) for piece in pieces]


def value_runs(change: ReplyChange, label: str) -> list[Run]:
    """ "Meldefrist: 14 Tage → 21 Tage"."""
    old = [(Mark.DELETED, change.old_value)] if change.old_value else []
    new = [(Mark.NONE, " → "), (Mark.INSERTED, change.new_value)] if change.new_value else []
    return [(Mark.NONE, f"{label}: "), *old, *new]


def in_short(change: ReplyChange) -> str:
    """The words that differ, for one line."""
    if change.kind == "field" and change.new_value:
        return f"{change.old_value} → {change.new_value}"
    quoted = (" ".join(piece.text.split()) for piece in change.pieces if piece.kind != "same")
    return " → ".join(f"„{words}“" for words in quoted if words)


def said_of(decision: Decision) -> str:
    return {
        "taken": tr("taken over"),
        "declined": tr("declined: our words stay"),
        "edited": tr("taken over in other words"),
        "done": tr("done by hand"),
    }[decision.deed]


# ---- of the whole answer


def sure(score: float) -> str:
    if score >= SURE:
        return tr("certainly belongs to this agreement")
    return tr("probably belongs to this agreement") if score >= ENOUGH else tr("does not look like this agreement")


def counts(reply: Reply) -> str:
    """ "12 Änderungen, davon 3 ohne Nachverfolgung"."""
    said = trn("One change", "{count} changes", len(reply.changes))
    silent = len(reply.silent)
    return said + (trn(", one of them not tracked", ", {count} of them not tracked", silent) if silent else "")


def left_words(open: Sequence[ReplyChange]) -> str:
    return trn("One is still to be decided.", "{count} are still to be decided.", len(open)) if open else ""


def summary(decisions: Iterable[Decision]) -> str:
    """ "3 übernommen, 1 abgelehnt, 1 von Hand erledigt"."""
    number = Counter(each.deed for each in decisions)
    parts = (
        (number["taken"], tr("{count} taken over", count=number["taken"])),
        (number["edited"], tr("{count} in other words", count=number["edited"])),
        (number["declined"], tr("{count} declined", count=number["declined"])),
        (number["done"], tr("{count} done by hand", count=number["done"])),
    )
    return ", ".join(words for count, words in parts if count)

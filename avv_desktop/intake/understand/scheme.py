"""How this contract numbers its clauses, and which of its lines are their headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from avv_desktop.intake.understand.pieces import Piece

Scheme = Literal["§", "word", "number", "heading", "none"]
LONGEST_TITLE = 140
LAW = re.compile(
    r"(?:Abs|Absatz|Satz|S|Nr|lit|Buchst|BDSG|DSGVO|DS-GVO|GDPR|BGB|HGB|GmbHG|TDDDG|SGB|des|der|dieses|dieser|und|oder|bis|"
    r"ff|f|of|and|to|or|shall|gilt|bleibt|ist|sind)\b"
)
SENTENCE = re.compile(
    r"(?:zu|und|oder|des|der|ist|sind|enthält|beschreibt|nennt|regelt|zum|zur|to|and|or|of|is|are|shall|contains|sets)\b"
)
PREAMBLE = re.compile(r"(?:Präambel|Vorbemerkung(?:en)?|Einleitung|Preamble|Recitals|Background|Whereas)\W*", re.I)
NO_TITLE = re.compile(r"[.;,:]$")


def is_title(said: str) -> bool:
    """Short, and not a sentence."""
    return 0 < len(said) <= LONGEST_TITLE and not NO_TITLE.search(said) and not said[:1].islower()


def scheme_of(pieces: list[Piece]) -> Scheme:
    """By what the headings of clauses begin with; the file's own headings where nothing is counted."""
    ahead = _before_annexes(pieces)
    if any(piece.is_a("clause") and piece.marker and piece.marker.key == "§" and fits_clause(piece) for piece in ahead):
        return "§"
    if sum(piece.is_a("clause") and fits_clause(piece) for piece in ahead) > 1:
        return "word"
    if _counted(ahead) > 1:
        return "number"
    headings = [piece for piece in ahead if piece.heading]
    return "heading" if len(headings) > 1 else "none"


def _before_annexes(pieces: list[Piece]) -> list[Piece]:
    first = next((n for n, piece in enumerate(pieces) if n > 2 and fits_annex(piece)), len(pieces))
    return pieces[:first] if first > 8 else pieces


def _counted(pieces: list[Piece]) -> int:
    """How far the headings "1. …", "2. …" count."""
    return sum(1 for _ in _numbers(pieces))


def last_number(pieces: list[Piece]) -> int:
    """Where the last of the headings "1. …", "2. …" stands; -1 for none."""
    return max(_numbers(_before_annexes(pieces)), default=-1)


def _numbers(pieces: list[Piece]) -> Iterator[int]:
    reached = 0
    for at in range(len(pieces)):
        if fits_number(pieces, at, reached):
            reached += 1
            yield at


def fits_clause(piece: Piece) -> bool:
    """A label with a title or alone, not the beginning of "§ 11 BDSG gilt …"."""
    if not piece.is_a("clause") or piece.sign:
        return False
    said = piece.said
    return not said or (is_title(said) and not LAW.match(said))


def fits_number(pieces: list[Piece], at: int, reached: int) -> bool:
    """ "4. Title": the next number, with a title that is no sentence, and something below it."""
    piece = pieces[at]
    if not piece.is_a("number") or not piece.marker or piece.marker.value != reached + 1 or not is_title(piece.said):
        return False
    if piece.heading or piece.whole.all_bold or piece.text.all_bold:
        return True
    after = pieces[at + 1] if at + 1 < len(pieces) else None
    alone = after is not None and not (after.marker and after.marker.key == piece.marker.key)
    return alone and len(piece.said) <= 90 and (piece.said[:1].isupper()) and not piece.is_bullet


def fits_annex(piece: Piece) -> bool:
    """ "Anlage 1: Title", not "Anlage 1 beschreibt …"."""
    if not piece.is_a("annex") or piece.sign or not piece.marker:
        return False
    said = piece.said
    if not said:
        return bool(piece.marker.value) or bool(piece.heading) or piece.whole.all_bold
    divided = bool(re.search(r"[:–—)-]", piece.whole.text[piece.bare : piece.start]))
    if not (piece.marker.value or divided or piece.heading):
        return False
    short = len(said) <= LONGEST_TITLE and not re.search(r"[.;,]$", said)
    return short and not (SENTENCE.match(said) and not divided) and (divided or not said[:1].islower())

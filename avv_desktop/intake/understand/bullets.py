"""Levels of bullets: by the words that open a list, the file's own levels, else indentation."""

from __future__ import annotations

import re
from dataclasses import dataclass

from avv_desktop.intake.understand.pieces import Piece

OPENS = re.compile(r"(?:\b(?:für|per|durch|mittels|mit|wie|bei|by|for|including|such as))$")
FELL = "Nach einer Leerzeile steht der Punkt weiter links als die davor. Gehört er noch zu ihnen?"
LABEL = "Ist das ein Punkt oder die Überschrift der Punkte danach?"
END = "Die Unterpunkte sind nicht eingerückt. Endet die Unterliste hier?"
SHORT = 30
"""Letters of a word or two that only complete the sentence above them."""
INSIDE = 40
"""Letters of a point that may stand in the middle of a sentence."""


@dataclass
class Placed:
    """A bullet, or the words behind a list that end the sentence before it (tail)."""

    piece: Piece
    level: int = 0
    tail: bool = False
    unsure: str = ""


def placed(run: list[Piece]) -> list[Placed]:
    """Neighbouring bullets, with those that lost their sign and the ends of sentences among them, by level."""
    levels = _Levels(run)
    for at in range(len(run)):
        levels.take(at)
    return levels.found


class _Levels:
    def __init__(self, run: list[Piece]) -> None:
        self.run = run
        self.found: list[Placed] = []
        self.deep: list[tuple[int, int]] = []
        """Bullets that are open: (depth in the file, level)."""
        self.nouns = -1
        """Level of the point whose sentence single words complete, or -1."""
        self.flat: Placed | None = None
        """A point that ends with a colon, and whose own points are not set in."""
        self.ends: Placed | None = None
        """The last point below that one so far."""
        self.falling = -1
        """Depth of bullets that a page break set further out, or -1."""
        bullets = [piece for piece in run if piece.is_bullet or piece.lost]
        self.loose = sum(piece.blank for piece in bullets[1:]) * 3 > len(bullets)

    def take(self, at: int) -> None:
        piece = self.run[at]
        if not (piece.is_bullet or piece.lost):
            return self._tail(piece)
        before = self.found[-1] if self.found else None
        if before is None or before.tail:
            return self._by_depth(piece)
        if not piece.listed and self._is_special(at, piece, before):
            return None
        self.flat, self.falling, self.nouns = None, -1, -1
        return self._by_depth(piece)

    def _is_special(self, at: int, piece: Piece, before: Placed) -> bool:
        """The cases in which something speaks louder than indentation."""
        after = self.run[at + 1] if at + 1 < len(self.run) else None
        leads = after is not None and (after.is_bullet or after.lost) and after.depth > piece.depth
        short = _is_short(piece)
        if after is not None and after.lost and self.deep and self.deep[-1][0] > piece.depth:
            return self._set(piece, before.level)
        if self.nouns >= 0 and short:
            shifted = piece.depth < before.piece.depth or bool(before.unsure)
            return self._set(piece, self.nouns + 1, FELL if shifted else "")
        same = piece.depth == before.piece.depth
        if OPENS.search(before.piece.said) and short and same and not before.piece.lost:
            self.nouns = before.level
            return self._set(piece, before.level + 1)
        self.nouns = -1
        fell = piece.depth < before.piece.depth and (piece.blank or piece.new_page) and not self.loose
        still = self.falling == piece.depth and not piece.blank
        if (fell or still) and before.level > 0 and not leads and not piece.said.endswith(":"):
            self.falling = piece.depth
            return self._set(piece, before.level, FELL)
        self.falling = -1
        return self._is_flat(piece, before, leads)

    def _is_flat(self, piece: Piece, before: Placed, leads: bool) -> bool:
        """Below "…:" without being set in: the points up to the next one of its kind."""
        if self.flat is None and before.piece.said.endswith(":") and piece.depth == before.piece.depth:
            self.flat, self.ends = before, None
        if self.flat is None or piece.depth != self.flat.piece.depth or piece.said.endswith(":") or leads:
            return False
        if self.ends is not None:
            self.ends.unsure = ""
        self._set(piece, self.flat.level + 1, END)
        self.ends = self.found[-1]
        return True

    def _by_depth(self, piece: Piece) -> None:
        out = None
        while self.deep and self.deep[-1][0] > piece.depth:
            out = self.deep.pop()
        if not self.deep or self.deep[-1][0] < piece.depth:
            level = out[1] if out and self.deep and out[1] > self.deep[-1][1] else self._next_level()
            self.deep.append((piece.depth, level))
        label = "/" in piece.said and re.fullmatch(r"[\w-]+(?: / [\w-]+)+", piece.said) is not None
        self._set(piece, self.deep[-1][1], LABEL if label else "")

    def _next_level(self) -> int:
        if not self.deep:
            return 0
        before = next((each for each in reversed(self.found) if not each.tail), None)
        return max(self.deep[-1][1], before.level if before else 0) + 1

    def _set(self, piece: Piece, level: int, unsure: str = "") -> bool:
        self.found.append(Placed(piece, level, unsure=unsure))
        return True

    def _tail(self, piece: Piece) -> None:
        """The short points before it stand inside the sentence; the longer one before them is its beginning."""
        last = self.found[-1]
        holder = len(self.found) - 1
        while holder > 0 and self._inside(self.found[holder], last.level):
            holder -= 1
        begins = self.found[holder]
        if begins.level == last.level and begins is not last and not re.search(r"[.;:]$", begins.piece.said):
            for each in self.found[holder + 1 :]:
                each.level += 1
            self.found.append(Placed(piece, begins.level + 1, tail=True))
        else:
            self.found.append(Placed(piece, last.level, tail=True))
        self.nouns, self.flat, self.falling = -1, None, -1

    def _inside(self, each: Placed, level: int) -> bool:
        short = len(each.piece.said) <= INSIDE and not re.search(r"[.;:]$", each.piece.said)
        return each.level > level or (short and not each.tail)


def _is_short(piece: Piece) -> bool:
    said = piece.said
    return len(said) <= SHORT and len(said.split()) <= 2 and not re.search(r"[.;:]$", said) and said[:1].isupper()

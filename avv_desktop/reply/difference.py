"""What differs between two texts as edits of the old one, so that parts of them can be taken alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from avv_desktop.document.compare.model import Piece
from avv_desktop.document.compare.tokens import plain
from avv_desktop.document.compare.words import pieces as between


class Edit(Struct, frozen=True):
    """`old[start:end]` becomes `text`."""

    start: int
    end: int
    text: str

    def inside(self, start: int, end: int) -> bool:
        """Does it lie in this range? What is only put in at one of its ends does not."""
        if self.start == self.end:
            return start < self.start < end
        return start <= self.start and self.end <= end


def edits(old: str, new: str) -> tuple[Edit, ...]:
    """What has to be done to `old`; kinds of blanks, hyphens and quotation marks do not count."""
    found: list[Edit] = []
    at = 0
    for piece in between(old, new):
        start, size = at, len(piece.text) if piece.kind != "inserted" else 0
        at += size
        if piece.kind == "same":
            continue
        if found and found[-1].end == start:
            found[-1] = Edit(found[-1].start, at, found[-1].text + ("" if size else piece.text))
        else:
            found.append(Edit(start, at, "" if size else piece.text))
    return tuple(edit for edit in found if not _alike(old[edit.start : edit.end], edit.text))


def _alike(old: str, new: str) -> bool:
    return old == new or (bool(old.strip()) and plain(old) == plain(new)) or (old.isspace() and new.isspace())


def applied(old: str, done: Iterable[Edit]) -> str:
    found, at = [], 0
    for edit in sorted(done, key=lambda each: (each.start, each.end)):
        found += [old[at : edit.start], edit.text]
        at = edit.end
    return "".join((*found, old[at:]))


def pieces(old: str, done: Sequence[Edit]) -> tuple[Piece, ...]:
    """The same difference as pieces."""
    found: list[Piece] = []
    at = 0
    for edit in sorted(done, key=lambda each: (each.start, each.end)):
        found += [Piece("same", old[at : edit.start]), Piece("deleted", old[edit.start : edit.end])]
        found.append(Piece("inserted", edit.text))
        at = edit.end
    return tuple(piece for piece in (*found, Piece("same", old[at:])) if piece.text)


def rebased(done: Sequence[Edit], old: str, now: str) -> tuple[Edit, ...] | None:
    """The same edits of `now`, which was `old`; None where another change has touched the same words."""
    if old == now:
        return tuple(done)
    moves = edits(old, now)
    found = []
    for edit in done:
        if any(move.start < edit.end and edit.start < move.end for move in moves):
            return None
        if any(move.start == edit.start and move.end == edit.end for move in moves):
            return None
        shift = sum(len(move.text) - (move.end - move.start) for move in moves if move.end <= edit.start)
        found.append(Edit(edit.start + shift, edit.end + shift, edit.text))
    return tuple(found)

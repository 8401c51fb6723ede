"""What differs between two versions of a file: in words, and on the pages as they are drawn."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from avv_desktop.document.compare.model import Piece
from avv_desktop.document.compare.words import pieces
from avv_desktop.pdf.pages import Bitmap, Pages
from avv_desktop.pdf.report import Mark

SCALE = 1.0
"""Pixels a point; enough to see a changed comma."""
MOST_PAGES = 200
AROUND = 8
"""Words before and after a change that are told along."""


class Area(Struct, frozen=True):
    """In points from the left and from the top of the page."""

    left: float
    top: float
    right: float
    bottom: float


class PageDifference(Struct, frozen=True):
    """One page. number: from 1. state: "changed", "added", "gone". words: empty if only the look differs.

    area: what is drawn otherwise; None where a whole page came or went, or was not drawn.
    """

    number: int
    state: str
    words: tuple[Mark, ...] = ()
    area: Area | None = None


def differences(before: bytes, after: bytes, *, drawn: bool = True) -> tuple[PageDifference, ...]:
    """The pages that differ. drawn: also how they look, which takes longer. Raises PdfError, EncryptedPdf."""
    with Pages(before) as old, Pages(after) as new:
        return tuple(_pages(old, new, drawn))


def _pages(old: Pages, new: Pages, drawn: bool) -> Iterator[PageDifference]:
    for index in range(min(max(old.count, new.count), MOST_PAGES)):
        if index >= old.count:
            yield PageDifference(index + 1, "added", _marks("", new.text(index)))
        elif index >= new.count:
            yield PageDifference(index + 1, "gone", _marks(old.text(index), ""))
        else:
            words = _marks(old.text(index), new.text(index))
            area = _area(old.render(index, SCALE), new.render(index, SCALE)) if drawn else None
            if words or area:
                yield PageDifference(index + 1, "changed", words, area)


def _marks(before: str, after: str) -> tuple[Mark, ...]:
    """The changed words with some around them; empty if every word is the same."""
    old, new = (" ".join(text.split()) for text in (before, after))
    if old == new:
        return ()
    return tuple(Mark(each.kind, _shortened(each)) for each in pieces(old, new))


def _shortened(piece: Piece) -> str:
    words = piece.text.split()
    if piece.kind != "same" or len(words) <= 2 * AROUND:
        return " ".join(words)
    return " ".join([*words[:AROUND], "…", *words[-AROUND:]])


def _area(before: Bitmap, after: Bitmap) -> Area | None:
    """The smallest box around everything that is drawn otherwise."""
    if (before.width, before.height) != (after.width, after.height):
        return Area(0, 0, after.width / SCALE, after.height / SCALE)
    if before.data == after.data:
        return None
    rows = [(y, _row(before, y), _row(after, y)) for y in range(after.height)]
    differing = [(y, one, other) for y, one, other in rows if one != other]
    if not differing:
        return None
    left = min(_first(one, other) for _, one, other in differing)
    right = max(_last(one, other) for _, one, other in differing)
    top, bottom = differing[0][0], differing[-1][0] + 1
    return Area(left / SCALE, top / SCALE, right / SCALE, bottom / SCALE)


def _row(drawn: Bitmap, y: int) -> bytes:
    return drawn.data[y * drawn.stride : y * drawn.stride + drawn.width * 4]


def _first(one: bytes, other: bytes) -> int:
    return next(at for at in range(len(one)) if one[at] != other[at]) // 4


def _last(one: bytes, other: bytes) -> int:
    return next(at for at in range(len(one) - 1, -1, -1) if one[at] != other[at]) // 4 + 1

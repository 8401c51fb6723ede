"""A piece of a source: a paragraph, point, heading or row, whole again, with what marks it set apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from avv_desktop.document.wording.typography import NO_BREAK
from avv_desktop.intake.model import FurnitureKind
from avv_desktop.intake.understand.markers import ROMANS, Marker, bullet_of, marker_of
from avv_desktop.intake.understand.words import Words

END = 120
GLYPHS = {"–": "-", "—": "-", "−": "-", "*": "-", "+": "-"}
_COUNTED = re.compile(r"(?:[^\W\d]{1,12}\.?\s+)?(?P<n>\d{1,3}|[IVX]{1,6}|[A-Z])[.):]?")


@dataclass
class Piece:
    """whole: everything it says; from `start` on its words, before them up to `sign` a bullet and up to `bare` a label.

    index: of its first line. depth: of its bullet (blanks before it, or the level of the file's list). heading: level
    that the file gives it, 0 for none. listed: the file itself counts it. hanging: its second line stands further in.
    new_page: something of the paper stood before it. pair: the length of the name in "Name: value", 0 for none.
    """

    whole: Words
    index: int
    numbers: list[int]
    marker: Marker | None = None
    bullet: str = ""
    sign: int = 0
    bare: int = 0
    start: int = 0
    depth: int = 0
    blank: bool = False
    apart: bool = False
    """A paragraph of its own: behind an empty line, or because the file says so."""
    new_page: bool = False
    heading: int = 0
    titled: bool = False
    listed: bool = False
    hanging: bool = False
    pair: int = 0
    page: int = 0
    cells: list[Words] = field(default_factory=list)
    lost: bool = False
    """A bullet that lost its sign."""
    refused: bool = False
    """It begins like a number, but is none."""
    first: bool = False
    """The first row of a table."""
    titles: bool = False
    """The title of the table below it."""

    @property
    def text(self) -> Words:
        return self.whole[self.start :].strip()

    @property
    def said(self) -> str:
        return self.whole.text[self.start :].strip()

    @property
    def end(self) -> str:
        """Its last words: all that tells whether a sentence goes on."""
        return self.whole.text[max(self.start, len(self.whole.text) - END) :].rstrip()

    @property
    def label(self) -> str:
        return self.marker.label if self.marker else ""

    @property
    def plain(self) -> bool:
        """Words with nothing before them, and no row."""
        return not (self.marker or self.bullet or self.cells or self.heading)

    @property
    def is_bullet(self) -> bool:
        return bool(self.bullet) and not self.cells

    def is_a(self, *kinds: str) -> bool:
        return self.marker is not None and self.marker.kind in kinds

    def unmark(self) -> None:
        """What looked like a number is the beginning of its words."""
        self.marker, self.bare, self.start = None, self.sign, self.sign

    def decoration(self) -> Iterator[tuple[Words, FurnitureKind]]:
        """What is before the words and no number."""
        yield self.whole[: self.sign], "bullet"
        yield self.whole[self.bare : self.start], "list marker"


def mark(piece: Piece, label: str = "") -> None:
    """Find bullet and number at the beginning of a piece's words; `label`: what the file itself counts."""
    text = piece.whole.text
    at = len(text) - len(text.lstrip())
    if length := bullet_of(text[at:]):
        piece.bullet = GLYPHS.get(text[at], text[at])
        at += length
    found = marker_of(text[at:])
    if found is None and label and not piece.bullet:
        found = _counted(label)
        if found is None:
            piece.bullet, at = label, len(label) + 1
            found = marker_of(text[at:])
    piece.sign = piece.bare = piece.start = at
    if found and (not piece.bullet or found.kind in ("paragraph", "letter", "roman")):
        piece.marker, piece.bullet = found, ""
        piece.bare, piece.start = at + found.bare, at + found.end


def _counted(label: str) -> Marker | None:
    """A number of a kind that nobody types: "1", "I.", "A", "Art. 1"."""
    found = _COUNTED.fullmatch(label)
    if not found:
        return None
    text = found["n"]
    value = int(text) if text.isdigit() else ROMANS.get(text.lower(), 0) or ord(text[0]) - 64
    said = re.sub(r"\s+", NO_BREAK, label)
    return Marker("number", said, re.sub(r"\w", "n", said), value, len(label) + 1, len(label))

"""Lines of a source → pieces: wrapped lines joined, words across lines mended, the paper's own lines left out."""

from __future__ import annotations

import re

from avv_desktop.intake.model import Source, SourceLine
from avv_desktop.intake.understand.lines import Lines
from avv_desktop.intake.understand.markers import Marker
from avv_desktop.intake.understand.pieces import Piece
from avv_desktop.intake.understand.scheme import fits_clause
from avv_desktop.intake.understand.words import WIDEST, Taken, Words

LEAST_WRAPPED, WIDEST_WRAPPED = 50, 140
"""Letters of the longest line of a text that was wrapped."""
LONGEST = 12_000
"""Letters of a paragraph; what is longer is cut."""
ROOM = 0.85
"""A line this full of the widest one had no room for the next word."""
ENDED = re.compile(r"[.:;?!][“”\"’')\]»]*$")
GOES_ON = re.compile(
    r"(?:,|\b(?:und|oder|sowie|bzw\.|and|or|der|die|das|des|den|dem|von|vom|zur|zum|im|für|the|of|by|for))$"
)
REFERS = re.compile(
    r"(?:\b(?:Artt?|Abs|Nr|lit|Buchst|S|Satz|Ziff|Anlage|Ziffer|Absatz)\.?|§§?|\b(?:bis|nach|gemäß|under))$"
)
"""The beginning of a reference, whose number stands in the next line."""
ALONE = re.compile(r"(?:abgeschlossen\s+)?(?:zwischen|und|and|between|by and between|sowie)\W*", re.I)
BLANKS_OF_NAME = re.compile(r"[_.…\s]+")
KEPT = ("und", "oder", "bzw", "sowie", "and", "or")
_HYPHENED = re.compile(r"\w[-\u00ad]$")


class Joining:
    """One reading. `taken`: what was left out."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.lines = source.lines
        self.taken = Taken(source.lines)
        self.format = source.format
        self.width = _width(self.lines) if self.format == "text" else 0
        self.last: dict[str, int] = {}

    def pieces(self) -> list[Piece]:
        found: list[Piece] = []
        made = list(Lines(self.source, self.taken).pieces())
        for at, piece in enumerate(made):
            before = found[-1] if found else None
            if self.format == "text":
                piece.lost = _is_lost(made, at)
            if before is not None and self._refuses_marker(before, piece):
                piece.unmark()
                piece.refused = True
            if before is not None and self._belongs(before, piece):
                self._join(before, piece)
            else:
                found.append(piece)
            if piece.marker:
                self.last[piece.marker.key] = piece.marker.value
        return found

    # ---- what belongs together

    def _refuses_marker(self, before: Piece, piece: Piece) -> bool:
        """A wrapped line that only happens to begin like a number: "… nach Abs.\\n(2) …"."""
        if piece.marker is None or piece.sign or piece.listed or piece.heading or before.cells or before.heading:
            return False
        if piece.is_a("clause") and not fits_clause(piece):
            return True
        if piece.is_a("clause", "annex") and not piece.blank and _open(before.end):
            return True
        refers = bool(REFERS.search(before.end)) and not _is_alone(before)
        if piece.blank and not (refers and piece.is_a("clause")):
            return False
        expected = piece.marker.value in (1, self.last.get(piece.marker.key, 0) + 1) or self._also_expected(
            piece.marker
        )
        same_line = before.index == piece.index
        full = self._full(before, piece) and not ENDED.search(before.end)
        return (not expected and (full or same_line)) or (refers and (full or not expected))

    def _also_expected(self, marker: Marker) -> bool:
        also = marker.also
        return also is not None and also.value in (1, self.last.get(also.key, 0) + 1)

    def _full(self, before: Piece, piece: Piece) -> bool:
        """Had the line before no room for the next word?"""
        last = self.lines[self._last_line(before)]
        first = piece.whole.text.split(maxsplit=1)[0] if piece.whole.text.split() else ""
        return 0 < self.width * ROOM <= last.indent + len(last.text) + 1 + len(first)

    def _last_line(self, piece: Piece) -> int:
        return next((place // WIDEST for place in reversed(piece.whole.origin) if place >= 0), piece.index)

    def _belongs(self, before: Piece, piece: Piece) -> bool:
        """Is it the rest of the piece before?"""
        if self._same_paragraph(before, piece) and piece.plain and not before.cells:
            return True
        if not piece.plain or before.cells or before.heading or piece.lost or piece.titled or before.titled:
            return False
        text = before.said
        if (
            not text
            or _is_alone(before)
            or _is_alone(piece)
            or BLANKS_OF_NAME.fullmatch(text)
            or BLANKS_OF_NAME.fullmatch(piece.said)
        ):
            return False
        if before.is_a("clause", "annex") and not self._full(before, piece):
            return False
        line = self.lines[piece.index]
        if line.where != self.lines[before.index].where:
            return False
        if piece.blank or piece.new_page or (piece.page != before.page):
            return self._goes_on_behind(before, piece)
        return self._goes_on_below(before, piece) if self.format == "text" else False

    def _same_paragraph(self, before: Piece, piece: Piece) -> bool:
        """Behind a line break that somebody typed."""
        in_file = self.format in ("docx", "html") and before.numbers[-1] == piece.numbers[0] and not piece.blank
        return piece.index == before.index or (in_file and not (piece.titled or before.heading))

    def _goes_on_below(self, before: Piece, piece: Piece) -> bool:
        """In the next line of a text file."""
        text, line = before.end, self.lines[piece.index]
        last = self.lines[self._last_line(before)]
        further_in = line.indent > before.depth
        if piece.pair and line.indent == last.indent and not (before.hanging and further_in):
            return False
        if piece.pair and before.hanging and line.indent < last.indent:
            return False
        if before.pair and not piece.pair:
            return further_in
        if re.match(r"[-–—(\[_]", piece.said) and not self._full(before, piece):
            return False
        if before.bullet and not further_in:
            return self._full(before, piece) and not ENDED.search(text) and bool(self.width)
        if self._full(before, piece) or (piece.refused and not ENDED.search(text)):
            return True
        if _HYPHENED.search(text):
            return True
        return _open(text) or (bool(self.width or further_in) and piece.said[:1].islower() and not ENDED.search(text))

    def _goes_on_behind(self, before: Piece, piece: Piece) -> bool:
        """Behind an empty line or on the next page: only where the sentence cannot have ended."""
        text, lower = before.end, piece.said[:1].islower()
        if ENDED.search(text) or before.pair or piece.pair:
            return False
        if _open(text) or (_HYPHENED.search(text) and lower):
            return True
        if before.bullet or before.is_a("letter", "roman", "number"):
            return lower and piece.new_page and self.format != "docx"
        if lower:
            return len(text) >= 40
        cut = self.format in ("text", "pdf") and before.is_a("paragraph")
        return cut and len(text) >= 60 and (piece.new_page or piece.blank)

    def _join(self, before: Piece, piece: Piece) -> None:
        tight = False
        if (found := _HYPHENED.search(before.end)) and before.index != piece.index:
            first = re.match(r"\w*", piece.said)
            soft = before.whole.text[-1] == "\u00ad"
            lower = piece.said[:1].islower() and not (first and first[0] in KEPT)
            tight = lower or soft or not piece.said[:1].islower()
            if (lower or soft) and found[0][0].isalpha():
                self.taken.words(before.whole[-1:], "hyphenation")
                before.whole = before.whole[:-1]
        same = self._same_paragraph(before, piece)
        before.hanging = before.hanging or self.lines[piece.index].indent > before.depth
        between = Words("") if tight else Words("\n" if same else " ")
        before.whole = before.whole + between + piece.whole.strip()
        before.numbers += piece.numbers
        before.page = piece.page


def _width(lines: tuple[SourceLine, ...]) -> int:
    """Letters of a full line (a few may have a word that is longer); 0 for a file that is not wrapped."""
    lengths = sorted(line.indent + len(line.text) for line in lines)
    widest = lengths[-1 - len(lengths) // 40] if lengths else 0
    return widest if LEAST_WRAPPED <= widest <= WIDEST_WRAPPED else 0


def _open(text: str) -> bool:
    """Does it end in the midst of a sentence?"""
    return bool(GOES_ON.search(text)) and len(text.split()) >= 3


def _is_alone(piece: Piece) -> bool:
    return len(piece.whole.text) < 60 and ALONE.fullmatch(piece.said) is not None


def _is_lost(made: list[Piece], at: int) -> bool:
    """A point that lost its sign: short, directly below a point and directly above deeper ones."""
    if not 0 < at < len(made) - 1:
        return False
    before, piece, after = made[at - 1 : at + 2]
    short = piece.plain and not piece.blank and len(piece.said) <= 40 and not ENDED.search(piece.said)
    capital = piece.said[:1].isupper() and not before.said.endswith((",", "-"))
    return short and capital and bool(before.bullet and after.bullet) and not after.blank and after.depth > piece.depth

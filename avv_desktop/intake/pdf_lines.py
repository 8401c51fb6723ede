"""Lines as they stand on paper, and the paragraphs they are parts of."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby

from msgspec import Struct

from avv_desktop.intake.encoding import composed
from avv_desktop.intake.model import Furniture
from avv_desktop.intake.pieces import SOFT_HYPHEN, Pieces, lines_of
from avv_desktop.pdf.letters import HYPHEN, Stretch

SLACK = 3.0
"""Points that a line may stay away from the edge although the next word would have had room."""
FLUSH = 1.5
"""Points that a justified line may end before the edge."""
NARROW = "\u00a0"
"""A blank where no line may break."""
KEPT = frozenset(("und", "oder", "bzw", "sowie", "and", "or"))
"""Words after a hyphen that stands for the rest of a word: "Vor- und Nachname"."""
MARKER = re.compile(
    r"(?:§\s*\d+[a-z]?\b(?!\s*(?:Abs|Satz|S\.|Nr|BDSG|ff?\.|und|oder|bis|[a-zäöü,;)]))|\(\d{1,2}[a-z]?\)\s|\(?[a-z]{1,2}\)\s"
    r"|\d{1,2}(?:\.\d{1,2})*[.)]\s+(?!(?:Jan|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez)[a-zä]*\s+\d)[A-ZÄÖÜ]|\d{1,2}(?:\.\d{1,2})+\s+[A-ZÄÖÜ]|[-–—•▪◦●○■□☐☒\uf0b7]\s"
    r"|(?:Anlage|Anhang|Annex|Appendix)\s+[\dIVX]+\s*(?:[:–-]|$)|(?:Artikel|Article|Section|Ziffer)\s+\d+\s*(?:[:–-]|$))"
)
"""What begins a paragraph, and not a reference that a line happens to begin with."""
_REFERENCE = re.compile(r"\(?(?:Artt?\.|§§?|Abs\.|Nr\.|lit\.|Buchst\.)\s")
_BLANKS = re.compile(r"[ \t\n\u00a0]{2,}")
_WORD = re.compile(r"\w+")
_ADDRESS = re.compile(r"\S*(?:@|://|www\.)(?:\S*[./_@-])?$")
"""The beginning of an address that goes on in the next line."""


class Line(Struct, frozen=True):
    """One line on a page. Points from the left and the top."""

    page: int
    stretches: tuple[Stretch, ...]

    @property
    def text(self) -> str:
        return "".join(each.text for each in self.stretches).strip()

    @property
    def left(self) -> float:
        return min(each.left for each in self.stretches)

    @property
    def right(self) -> float:
        return max(each.right for each in self.stretches)

    @property
    def top(self) -> float:
        return min(each.top for each in self.stretches)

    @property
    def bottom(self) -> float:
        return max(each.bottom for each in self.stretches)

    @property
    def size(self) -> float:
        """Of most of its letters, in points."""
        return max(self.stretches, key=lambda each: len(each.text)).size

    @property
    def bold(self) -> bool:
        return all(each.bold for each in self.stretches if each.text.strip())


def lines_on(page: int, stretches: Iterable[Stretch]) -> list[Line]:
    """Neighbours of one line together; what is blank is left out."""
    found = [Line(page, tuple(group)) for _, group in groupby(stretches, key=lambda each: each.line)]
    return [line for line in found if line.text]


def has_room(line: Line, following: Line, edge: float) -> bool:
    """Whether the next line's first word would have fitted behind this one: then the break is wanted."""
    if _REFERENCE.match(following.text) and line.text[-1] not in ".:;!?":
        return False  # its blanks do not break, which its letters do not tell
    first = following.stretches[0]
    width = first.word - first.left
    return not hyphenated(line.text) and line.right + 0.25 * line.size + width + SLACK < edge


def open_end(line: Line, edge: float) -> bool:
    """Whether a page's last line may go on: no sentence ends there, or it fills the line to its edge, as only lines
    inside of a paragraph do."""
    return line.text[-1] not in ".!?:;" or edge - line.right < FLUSH


def hyphenated(text: str) -> bool:
    return text.endswith((HYPHEN, "-", SOFT_HYPHEN, "\u2010")) and len(text) > 1 and text[-2].isalnum()


def wanted_breaks(lines: list[Line], edge: float) -> list[list[Line]]:
    """The lines of one element of a page, divided where somebody broke them."""
    found: list[list[Line]] = []
    for line in lines:
        if found and (found[-1][-1].page != line.page or not has_room(found[-1][-1], line, edge)):
            found[-1].append(line)
        else:
            found.append([line])
    return found


def joined(lines: list[Line], number: int, *, bold: bool = True) -> tuple[str, list[Furniture]]:
    """The words of lines that belong together, and the hyphens that only the paper needed."""
    pieces: Pieces = []
    furniture: list[Furniture] = []
    for line in lines:
        if pieces:
            furniture += _meet(pieces, line.text, number)
        pieces += [(each.text, each.bold) for each in line.stretches]
    pieces = [(text.replace(HYPHEN, "-"), heavy) for text, heavy in pieces]
    hyphens = sum(text.count(SOFT_HYPHEN) for text, _ in pieces)
    furniture += [Furniture("hyphenation", SOFT_HYPHEN, number)] * hyphens
    pieces = [(text.replace(SOFT_HYPHEN, ""), heavy) for text, heavy in pieces]
    said = " ".join(lines_of(pieces, bold=bold))
    return composed(_BLANKS.sub(lambda found: NARROW if NARROW in found[0] else " ", said).strip()), furniture


def _meet(pieces: Pieces, following: str, number: int) -> list[Furniture]:
    """Make the end of what is there fit to the next line."""
    while len(pieces) > 1 and not pieces[-1][0].strip():
        pieces.pop()
    text, heavy = pieces[-1]
    end = "".join(each for each, _ in pieces[-12:]).rstrip()
    address = _ADDRESS.search(end.replace(HYPHEN, "-")) is not None and not following[:1].isupper()
    if hyphenated(end):
        keep, blank = (True, False) if address else hyphen_stays(end, following)
        core = text.rstrip()[:-1]
        pieces[-1] = (core + ("-" if keep else "") + (" " if blank else ""), heavy)
        return [] if keep else [Furniture("hyphenation", "-", number)]
    pieces[-1] = (text.rstrip() + ("" if address else " "), heavy)
    return []


def hyphen_stays(before: str, following: str) -> tuple[bool, bool]:
    """Whether a hyphen at the end of a line is part of the word, and whether a blank comes behind it."""
    found = _WORD.match(following)
    word = found[0] if found else ""
    if word.lower() in KEPT:
        return True, True
    last = re.split(r"[\s(„“\"/-]", before[:-1])[-1]
    capitals = len(last) > 1 and last.isupper()
    return capitals or not word[:1].islower() or last[-1:].isdigit(), False

"""The inside of an annex: numbered groups, controls with their legal references, and what stands below them."""

from __future__ import annotations

import re
from itertools import islice

from avv_desktop.intake.understand.drafts import SectionDraft
from avv_desktop.intake.understand.pieces import Piece
from avv_desktop.intake.understand.scheme import fits_annex, is_title
from avv_desktop.intake.understand.words import Taken, Words

NOTE = re.compile(
    r"\(?(?:(?:gem(?:äß|\.)|nach)\s+)?(?:Artt?\.|§)\s.{2,110}[^.]|(?:Fassung|Version|Stand)\b.{0,70}\d.{0,12}", re.S
)
NOTED = re.compile(r"\s*(?P<open>\()(?P<note>[^()]*(?:Artt?\.|Articles?|§)[^()]*)(?P<close>\))\s*(?P<end>[;.:]*)\s*$")
CONTROL = re.compile(
    r"(?:kontrolle|pseudonymisierung|verschlüsselung|belastbarkeit|wiederherstell\w*|management|voreinstellungen|control|"
    r"encryption|pseudonymi[sz]ation|resilience|availability|integrity|confidentiality|trennungsgebot)\W*$",
    re.I,
)
LONGEST_HEADING = 300
SHORT = 60
LONG = 60
"""Letters of a control's title at most, of the sentence that describes it at least."""


class Annexes:
    """One annex. `annex` is filled with what is taken."""

    def __init__(self, pieces: list[Piece], at: int, annex: SectionDraft, taken: Taken) -> None:
        self.pieces, self.annex, self.taken = pieces, annex, taken
        self.group: SectionDraft | None = None
        self.control: SectionDraft | None = None
        self.counted = 0
        self.bold = False
        """This group has controls in bold."""
        self.levels = self._levels(at)

    def _levels(self, at: int) -> list[int]:
        """Levels of the headings in this annex, the outermost first."""
        found = set()
        for piece in islice(self.pieces, at + 1, None):
            if fits_annex(piece):
                break
            if piece.heading and not set(piece.numbers) & set(self.annex.numbers):
                found.add(piece.heading)
        return sorted(found)

    @property
    def innermost(self) -> SectionDraft:
        return self.control or self.group or self.annex

    def take(self, at: int) -> None:
        piece = self.pieces[at]
        kind = self._kind(at)
        if kind == "group":
            self.group, self.control, self.bold = self._open("group", piece, self.annex), None, False
            self.counted = piece.marker.value if piece.marker else self.counted
        elif kind == "control":
            self.bold = self.bold or piece.text.all_bold
            self.control = self._open("control", piece, self.group or self.annex)
        elif self._is_note(piece):
            self._note(piece)
        else:
            self.innermost.pieces.append(piece)

    def _kind(self, at: int) -> str:
        """What the piece is the heading of; "" for none."""
        piece = self.pieces[at]
        after = self.pieces[at + 1] if at + 1 < len(self.pieces) else None
        if piece.cells or not piece.said or len(piece.whole.text) > LONGEST_HEADING:
            return ""
        if piece.heading:
            return self._by_level(piece)
        if piece.is_a("number", "clause") and self._is_group(piece, after):
            return "group"
        if piece.is_a("decimal") and is_title(piece.said) and len(piece.said) <= SHORT and _explains(after, 1):
            return "control"
        return "control" if self._is_control(piece, after) else ""

    def _by_level(self, piece: Piece) -> str:
        outer = piece.heading == self.levels[0] if self.levels else True
        numbered = piece.is_a("number", "clause")
        return (
            "group" if numbered or (outer and (len(self.levels) > 1 or not CONTROL.search(piece.said))) else "control"
        )

    def _is_group(self, piece: Piece, after: Piece | None) -> bool:
        """The next number, with a title that is no sentence, and something other below it."""
        title = NOTED.sub("", piece.said)
        if not piece.marker or piece.marker.value not in (1, self.counted + 1) or not is_title(title):
            return False
        if piece.marker.value == 1 and self.counted:
            return False
        follows = after is not None and not (after.marker and after.marker.key == piece.marker.key)
        return follows and len(title) <= 110 and not piece.is_bullet

    def _is_control(self, piece: Piece, after: Piece | None) -> bool:
        """A heading in bold; in a group without such, a short point that a paragraph explains."""
        title = NOTED.sub("", piece.said).rstrip(";.: ")
        if piece.marker or not 0 < len(title) <= 90:
            return False
        if _is_bold_title(piece):
            return piece.is_bullet or not (after and after.cells)
        if piece.is_bullet:
            ends = bool(NOTED.search(piece.said)) or piece.said[-1] in ";." or bool(CONTROL.search(title))
            explained = after is not None and after.plain and not after.lost and len(after.said) > LONG
            return (
                not self.bold
                and self.group is not None
                and ends
                and len(title) <= SHORT
                and explained
                and piece.depth == 0
            )
        alone = (
            piece.plain
            and piece.apart
            and is_title(NOTED.sub("", piece.said))
            and len(title) <= SHORT
            and not piece.pair
        )
        if not alone or len(self.levels) > 1 or self._is_note(piece):
            return False
        if after is None or after.cells or after.pair or not (after.apart or NOTE.fullmatch(after.said)):
            return False
        return bool(CONTROL.search(title)) or (self.group is not None and (after.plain or after.is_bullet))

    def _open(self, kind: str, piece: Piece, above: SectionDraft) -> SectionDraft:
        for words, furniture in piece.decoration():
            self.taken.words(words, furniture)
        title, note = self._noted(piece.text)
        draft = SectionDraft(kind, piece.label, title, list(piece.numbers), note, list(piece.numbers) if note else [])  # type: ignore[arg-type]
        above.below.append(draft)
        return draft

    def _noted(self, words: Words) -> tuple[Words, Words]:
        """Title and legal reference of a heading, without the signs around them."""
        found = NOTED.search(words.text)
        if not found:
            ends = ";:. " if words.text.count(".") == 1 else ";: "
            title = words[: len(words.text.rstrip(ends))]
            self.taken.words(words[len(title.text) :], "punctuation")
            return title, Words()
        for part in ("open", "close", "end"):
            self.taken.words(words[found.start(part) : found.end(part)], "punctuation")
        return words[: found.start()].strip(), words[found.start("note") : found.end("note")].strip()

    # ---- notes

    def _is_note(self, piece: Piece) -> bool:
        """A legal reference or an edition directly below a heading."""
        here = self.innermost
        if here.pieces or here.below or here.note or not piece.plain or len(piece.whole.text) > LONGEST_HEADING:
            return False
        return NOTE.fullmatch(piece.said) is not None

    def _note(self, piece: Piece) -> None:
        words = piece.text
        if words.text.startswith("(") and words.text.endswith(")"):
            self.taken.words(words[:1], "punctuation")
            self.taken.words(words[-1:], "punctuation")
            words = words[1:-1]
        self.innermost.note, self.innermost.noted = words, list(piece.numbers)


def settle(annex: SectionDraft) -> None:
    """Numbered parts that have no controls below them, and names of controls, are controls themselves."""
    groups = [each for each in annex.below if each.kind == "group"]
    named = [each for each in groups if CONTROL.search(each.title.text)]
    if len(named) * 2 > len(groups) and not any(group.below for group in groups):
        for group in groups:
            group.kind = "control"


def _is_bold_title(piece: Piece) -> bool:
    """All of it, or all but a legal reference behind it."""
    text = piece.text
    if text.all_bold:
        return not re.search(r"[.,]$", text.text) or len(text.text) <= SHORT
    found = NOTED.search(text.text)
    return found is not None and text[: found.start()].all_bold


def _explains(after: Piece | None, length: int) -> bool:
    return after is not None and not after.is_a("decimal") and len(after.said) >= length

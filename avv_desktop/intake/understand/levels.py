"""The pieces of one section → entries with levels: from the kind of marker and the order of numbers and letters."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from avv_desktop.intake.understand.bullets import placed
from avv_desktop.intake.understand.markers import Marker
from avv_desktop.intake.understand.pieces import Piece
from avv_desktop.intake.understand.words import Words

EntryKind = Literal["paragraph", "letters", "numbers", "bullets", "table"]
NO_FIRST = "Der Buchstabe oder die Zahl davor fehlt."
DEEPEST = 12
OWNERS = ("paragraph", "decimal")


@dataclass
class Entry:
    """One line of a section and how deep it stands (0: directly below the section). rows: pieces of a table."""

    kind: EntryKind
    level: int
    words: Words
    label: str = ""
    numbers: list[int] = field(default_factory=list)
    unsure: str = ""
    rows: list[Piece] = field(default_factory=list)
    title: Piece | None = None


@dataclass
class _Open:
    """Something that further lines may stand below. key: of its list, "" for words without a number."""

    key: str
    value: int
    level: int
    depth: int
    kind: str


class Levels:
    """`clause`: points stand below the words before them; in an annex they stand beside them."""

    def __init__(self, clause: bool, set_in: bool) -> None:
        self.clause, self.set_in = clause, set_in
        self.entries: list[Entry] = []
        self.path: list[_Open] = []
        self.closed: list[_Open] = []
        """Lists that were left, but may go on: the newest last."""

    def read(self, pieces: list[Piece]) -> list[Entry]:
        at = 0
        while at < len(pieces):
            piece, end = pieces[at], at + 1
            if piece.cells:
                while end < len(pieces) and _same_table(piece, pieces[end]):
                    end += 1
                self._table(pieces[at:end], pieces[at - 1] if at else None)
            elif piece.is_bullet:
                while end < len(pieces) and _goes_with(pieces, end):
                    end += 1
                self._bullets(pieces[at:end])
            elif piece.marker is not None:
                self._numbered(piece, piece.marker)
            else:
                self._plain(piece)
            at = end
        return self.entries

    # ---- numbers and letters

    def _numbered(self, piece: Piece, marker: Marker) -> None:
        frame, marker = self._found(marker)
        unsure, counts = "", False
        if frame is not None:
            level = frame.level
            self._leave(level)
        elif marker.kind in OWNERS and not any(each.kind == marker.kind for each in self.path):
            level = marker.key.count(".") - 1 if marker.kind == "decimal" else 0
            self._leave(level)
            level = min(level, len(self.path))
        else:
            counts = self.clause and marker.kind == "number" and marker.value == 1 and not self.entries
            known = [each for each in (*self.closed, *self.path) if each.key == marker.key and marker.value > 1]
            level = known[-1].level if known else self._below()
            unsure = "" if marker.value == 1 or (known and marker.value > known[-1].value) else NO_FIRST
            self._leave(level)
        owner = marker.kind in OWNERS or counts or (frame is not None and frame.kind in OWNERS)
        kind: EntryKind = "paragraph" if owner else "numbers" if marker.kind == "number" else "letters"
        self._add(Entry(kind, level, piece.text, marker.label, piece.numbers, unsure))
        name = "paragraph" if owner and marker.kind not in OWNERS else marker.kind
        self.path.append(_Open(marker.key, marker.value, level, piece.depth, name))

    def _found(self, marker: Marker) -> tuple[_Open | None, Marker]:
        """The open list that counts to this number; "i)" goes on with letters only behind "h)"."""
        frames = [*self.closed, *self.path]
        for candidate in filter(None, (marker, marker.also)):
            for frame in reversed(frames):
                if frame.key == candidate.key and frame.value + 1 == candidate.value:
                    return frame, candidate
        if marker.kind == "decimal":
            return next((each for each in reversed(frames) if each.key == marker.key), None), marker
        return None, marker.also if marker.also and marker.also.value == 1 else marker

    def _below(self) -> int:
        """The level of a new list: below what was said last."""
        return min(self.path[-1].level + 1, DEEPEST) if self.path else 0

    def _leave(self, level: int) -> None:
        """Everything at this level or deeper is no more open."""
        left = [each for each in self.path if each.level >= level]
        self.path = [each for each in self.path if each.level < level]
        kept = [each for each in (*self.closed, *left) if each.key and each.level >= level]
        self.closed = [each for each in kept if each.level <= level][-8:]

    # ---- bullets, tables, words

    def _bullets(self, run: list[Piece]) -> None:
        base = self._below() if self.clause or any(each.key for each in self.path) else 0
        for each in placed(run):
            kind: EntryKind = "paragraph" if each.tail else "bullets"
            level = min(base + each.level, DEEPEST)
            self._add(Entry(kind, level, each.piece.text, "", each.piece.numbers, each.unsure))

    def _table(self, rows: list[Piece], above: Piece | None) -> None:
        title = None
        if (
            above
            and self.entries
            and (above.titles or (above.plain and above.text.all_bold and len(rows[0].cells) > 2))
        ):
            title, last = above, self.entries.pop()
            self.path = [each for each in self.path if each.level < last.level or each.key]
        level = self._below() if any(each.key for each in self.path) else 0
        numbers = [number for row in rows for number in row.numbers]
        self._add(Entry("table", level, Words(), "", numbers, rows=rows, title=title))

    def _plain(self, piece: Piece) -> None:
        """Below the numbered paragraph it follows; by its indentation where the file sets paragraphs in."""
        if self.set_in:
            self.path = [each for each in self.path if each.depth < piece.depth or not each.key]
            frames = [each for each in self.path if each.key]
            level = frames[-1].level + 1 if frames else 0
        else:
            owners = [each for each in self.path if each.kind in OWNERS]
            level = owners[-1].level + 1 if owners else 0
        tail = piece.said[:1].islower() and self.path and not self.set_in
        if tail:
            level = max(self.path[-1].level, level) if self.path[-1].key else level
        self._leave(level)
        self._add(Entry("paragraph", level, piece.text, "", piece.numbers))
        if self.clause and level == 0:
            self.path.append(_Open("", 0, 0, piece.depth, "plain"))

    def _add(self, entry: Entry) -> None:
        self.entries.append(entry)


def _same_table(first: Piece, piece: Piece) -> bool:
    return bool(piece.cells) and len(piece.cells) == len(first.cells) and not piece.first


def _goes_with(pieces: list[Piece], at: int) -> bool:
    """A bullet, one that lost its sign, or the end of a sentence round a list."""
    piece = pieces[at]
    if piece.is_bullet or piece.lost:
        return True
    return piece.plain and not piece.pair and piece.said[:1].islower()

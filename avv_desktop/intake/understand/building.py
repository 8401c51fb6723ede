"""Drafts of sections → the Document's sections: ids from the words, where each unit came from, what is unsure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from avv_desktop.document import model as m
from avv_desktop.intake.model import Unsure
from avv_desktop.intake.understand.drafts import SectionDraft
from avv_desktop.intake.understand.levels import Entry, Levels
from avv_desktop.intake.understand.nesting import Line, nested
from avv_desktop.intake.understand.pairs import with_rows
from avv_desktop.intake.understand.pieces import Piece
from avv_desktop.intake.understand.words import Taken, Words

_PLACEHOLDER = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
WORDS_OF_ID = 4
_UNDERSCORES = re.compile(r"[_\s.…]*_{5,}[_\s.…]*")

_DATE = re.compile(r",?\s*(?:Datum|Date):?\s*_{3,}$")
"""A line to write the date on, behind the place."""


class Building:
    """`set_in`: indentation tells which paragraph words belong to."""

    def __init__(self, taken: Taken, set_in: bool) -> None:
        self.taken, self.set_in = taken, set_in
        self.places: dict[str, tuple[int, int]] = {}
        self.unsure: list[Unsure] = []
        self.ids: dict[str, int] = {}
        """How often each was wanted."""

    def sections(self, drafts: Iterable[SectionDraft]) -> tuple[m.Section, ...]:
        return tuple(self.section(draft) for draft in drafts)

    def section(self, draft: SectionDraft) -> m.Section:
        name = slug(draft.title.text or draft.label, 8)
        id = self.id(f"annex_{name}" if draft.kind == "annex" else name or draft.kind)
        self.place(f"{id}/title", draft.numbers)
        self.place(f"{id}/note", draft.noted)
        if draft.kind == "signatures":
            blocks = self.signed(draft.pieces, id)
        else:
            set_in = self.set_in and draft.kind == "clause"
            for piece in draft.pieces:
                if piece.is_a("clause", "annex"):
                    piece.unmark()
            pieces = with_rows(draft.pieces, self.taken)
            blocks = self.blocks(Levels(draft.kind == "clause", set_in).read(pieces), pieces, id)
        below = self.sections(draft.below)
        return m.Section(id, draft.kind, draft.title.text, draft.label, draft.note.runs(), blocks, below)

    def id(self, wanted: str) -> str:
        """One that nothing else has; the same for the same words."""
        wanted = wanted.strip("._") or "text"
        id = wanted
        while id in self.ids:
            self.ids[wanted] += 1
            id = f"{wanted}_{self.ids[wanted]}"
        self.ids[id] = 1
        return id

    def place(self, key: str, numbers: list[int]) -> None:
        if numbers:
            self.places[key] = (min(numbers), max(numbers))

    def blocks(self, entries: list[Entry], pieces: list[Piece], section: str) -> tuple[m.Block, ...]:
        for piece in pieces:
            if not piece.cells:
                for words, kind in piece.decoration():
                    self.taken.words(words, kind)
        return nested([self.line(entry, section) for entry in entries])

    def line(self, entry: Entry, section: str) -> Line:
        if entry.kind == "table":
            return Line("table", entry.level, self.table(entry, section))
        id = self.id(f"{section}.{slug(entry.words.text or entry.label, WORDS_OF_ID)}")
        self.place(id, entry.numbers)
        if entry.unsure:
            said = entry.words.text
            self.unsure.append(Unsure(id, min(entry.numbers, default=0), entry.unsure, said, entry.level))
        runs = entry.words.runs()
        if entry.kind == "paragraph":
            return Line("paragraph", entry.level, m.Paragraph(runs, id, entry.label))
        return Line(entry.kind, entry.level, m.Item(runs, entry.label, id))

    def table(self, entry: Entry, section: str) -> m.Table:
        """The first row is the head."""
        rows, title = _rows(entry.rows), entry.title.text.text if entry.title else ""
        id = self.id(f"{section}.{slug(title or ' '.join(cell.text for cell in rows[0]), WORDS_OF_ID)}")
        self.place(f"{id}/title", entry.title.numbers if entry.title else [])
        for number, row in enumerate(entry.rows):
            self.place(f"{id}/row{number}" if number else f"{id}/header", row.numbers)
        head = tuple(cell.text for cell in rows[0])
        return m.Table(head, tuple(tuple(c.runs() for c in r) for r in rows[1:]), (1.0,) * len(head), title, id=id)

    def signed(self, pieces: list[Piece], section: str) -> tuple[m.Block, ...]:
        """Every line a paragraph of its own; lines to write on are none."""
        found: list[m.Block] = []
        below_line = False
        for piece in pieces:
            for cell in piece.cells or [piece.whole]:
                for words in self._signed_lines(cell, below_line):
                    id = self.id(f"{section}.{slug(words.text, WORDS_OF_ID)}")
                    self.place(id, piece.numbers)
                    found.append(m.Paragraph(words.runs(), id))
                below_line = _UNDERSCORES.fullmatch(cell.text) is not None
        return tuple(found)

    def _signed_lines(self, cell: Words, below_line: bool) -> Iterator[Words]:
        """The lines of a cell; "Name, Function" below a line to write on are two."""
        start = 0
        for text in cell.text.split("\n"):
            words = cell[start : start + len(text)].strip()
            start += len(text) + 1
            comma = words.text.find(", ") if below_line and words.text.count(",") == 1 else -1
            dated = None if words.text.startswith(("Ort", "Place")) else _DATE.search(words.text)
            if dated:
                self.taken.words(words[dated.start() :], "rule")
                words = words[: dated.start()]
            if _UNDERSCORES.fullmatch(words.text):
                self.taken.words(words, "rule")
            elif comma > 0:
                self.taken.words(words[comma : comma + 1], "punctuation")
                yield words[:comma]
                yield words[comma + 2 :]
            elif words:
                yield words


def _rows(pieces: list[Piece]) -> list[list[Words]]:
    wide = max(len(piece.cells) for piece in pieces)
    return [[*piece.cells, *[Words()] * (wide - len(piece.cells))] for piece in pieces]


def slug(text: str, words: int) -> str:
    """The first words in small letters without accents: "gegenstand_und_dauer"."""
    plain = unicodedata.normalize("NFKD", text.lower().translate(_PLACEHOLDER)).encode("ascii", "ignore").decode()
    return "_".join(re.findall(r"[a-z0-9]+", plain)[:words])[:60]

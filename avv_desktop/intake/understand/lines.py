"""Lines of a source → pieces not yet joined: their marks set apart, bold words found, the paper's lines left out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from avv_desktop.intake.model import Source, SourceLine
from avv_desktop.intake.understand.paper import paper
from avv_desktop.intake.understand.pieces import Piece, mark
from avv_desktop.intake.understand.words import WIDEST, Taken, Words, joined, said, unmarked

PAIR = re.compile(r"(?P<name>[A-ZÄÖÜ][^:.,;„“\"]{1,48}):\s+\S")
UNSEEN = "\u00ad\u200b\ufeff"
"""Signs that only say where a word may be broken."""


class Lines:
    def __init__(self, source: Source, taken: Taken) -> None:
        self.source, self.taken = source, taken

    def pieces(self) -> Iterator[Piece]:
        gone = paper(self.source.lines)
        new_page = False
        for at, line in enumerate(self.source.lines):
            if kind := gone.get(at):
                self.taken.at(at * WIDEST, said(line), kind)
                new_page = True
                continue
            for piece in self._of_line(at, line):
                piece.new_page, new_page = new_page, False
                yield piece

    def _of_line(self, at: int, line: SourceLine) -> Iterator[Piece]:
        """A row, or the parts of a line between the breaks in it."""
        if line.cells:
            cells = list(self._cells(at, line))
            if any(cells):
                whole = joined(cells, "\t")
                yield Piece(whole, at, [line.number], cells=cells, blank=line.blank_before, page=line.page)
            return
        column = 0
        for part in said(line).split("\n"):
            if part.strip():
                yield self._piece(at, line, part, column)
            column += len(part) + 1

    def _piece(self, at: int, line: SourceLine, part: str, column: int) -> Piece:
        first = column == 0
        piece = Piece(self._words(part, at, column), at, [line.number], blank=line.blank_before and first)
        piece.apart = first and (line.blank_before or self.source.format != "text")
        piece.page, piece.listed, piece.titled = line.page, line.kind == "item", line.kind == "title"
        piece.depth = line.level if line.kind == "item" and line.level >= 0 else line.indent
        piece.heading = max(line.level, 1) if line.kind == "heading" and first else 0
        mark(piece, line.label if first else "")
        if self.source.format == "text" and not (piece.marker or piece.bullet) and (pair := PAIR.match(part)):
            piece.pair = pair.end("name")
        return piece

    def _words(self, part: str, at: int, column: int) -> Words:
        """Without signs that nobody sees; a soft hyphen at the end is left for joining."""
        words = unmarked(part, at, column, self.taken.at)
        words = words[: len(words.text.rstrip())]
        if not any(sign in words.text for sign in UNSEEN):
            return words
        kept = [
            n
            for n, sign in enumerate(words.text)
            if sign not in UNSEEN or (sign == UNSEEN[0] and n + 1 == len(words.text))
        ]
        for n in sorted(set(range(len(words.text))) - set(kept)):
            self.taken.words(words[n : n + 1], "hyphenation")
        return Words(
            "".join(words.text[n] for n in kept), [words.bold[n] for n in kept], [words.origin[n] for n in kept]
        )

    def _cells(self, at: int, line: SourceLine) -> Iterator[Words]:
        column = 0
        for cell in line.cells:
            yield unmarked(cell, at, column, self.taken.at).strip()
            column += len(cell) + 1

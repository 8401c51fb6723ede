"""Pieces → the first page, and the sections behind it: clauses, signatures, annexes with groups and controls."""

from __future__ import annotations

import re

from avv_desktop.intake.understand.annexes import Annexes, settle
from avv_desktop.intake.understand.drafts import SectionDraft
from avv_desktop.intake.understand.pieces import Piece
from avv_desktop.intake.understand.scheme import (
    PREAMBLE,
    Scheme,
    fits_annex,
    fits_clause,
    fits_number,
    is_title,
    last_number,
    scheme_of,
)
from avv_desktop.intake.understand.words import Taken

SIGNATURES = re.compile(r"(?:Unterschrift(?:en)?|Unterzeichnung|Signatur(?:en)?|Signatures?|Signature page)\W*", re.I)
PARTIES = re.compile(r"(?:Die |The )?(?:Vertrags)?(?:parteien|partner)|Parties|Between", re.I)
SIGNED = re.compile(r"(?:\bOrt\s*(?:,|und|/)\s*Datum\b|\bPlace\s*(?:,|and|/)\s*date\b|^[_.\s]*_{6,}[_.\s]*$)", re.I)


class Sections:
    """One reading. `head`: the pieces of the first page; `found`: the sections."""

    def __init__(self, pieces: list[Piece], taken: Taken) -> None:
        self.pieces, self.taken = pieces, taken
        self.scheme: Scheme = scheme_of(pieces)
        self.found: list[SectionDraft] = []
        self.last = 0
        self.annexes: Annexes | None = None
        self.top = min((p.heading for p in pieces if p.heading and fits_clause(p)), default=0)
        self.titles: set[int] = set()
        self.final = self._final()
        start = self._start()
        self.head = pieces[:start]
        for at in range(start, len(pieces)):
            if at not in self.titles:
                self._take(at)
        for draft in self.found:
            settle(draft)

    def _start(self) -> int:
        """The first clause, or the preamble before it."""
        for at, piece in enumerate(self.pieces):
            if self._is_clause(at) and not (self.scheme in ("number", "heading") and PARTIES.fullmatch(piece.said)):
                return at
            if at and PREAMBLE.fullmatch(piece.said) and not piece.cells:
                return at
            if (
                at > 2
                and fits_annex(piece)
                and not any(self._is_clause(later) for later in range(at, len(self.pieces)))
            ):
                return at
        return len(self.pieces) if self.scheme != "none" else min(len(self.pieces), self._sentence())

    def _sentence(self) -> int:
        """Where a text without clauses begins to talk."""
        long = (at for at, piece in enumerate(self.pieces) if at and len(piece.said) > 160)
        return next(long, len(self.pieces))

    def _is_clause(self, at: int) -> bool:
        piece = self.pieces[at]
        match self.scheme:
            case "§" | "word":
                return fits_clause(piece) and self._counts(piece)
            case "number":
                return fits_number(self.pieces, at, self.last)
            case "heading":
                return bool(piece.heading) and at > 0 and not fits_annex(piece)
        return False

    def _final(self) -> int:
        """The last clause, whatever comes behind it; -1 for none."""
        if self.scheme == "number":
            return last_number(self.pieces)
        fits = fits_clause if self.scheme in ("§", "word") else lambda piece: bool(piece.heading)
        return max((at for at, piece in enumerate(self.pieces) if fits(piece) and not fits_annex(piece)), default=-1)

    def _counts(self, piece: Piece) -> bool:
        """The next number, or one that only a heading can have."""
        value = piece.marker.value if piece.marker else 0
        if value == self.last + 1 or piece.heading or piece.whole.all_bold:
            return True
        return value > self.last and (piece.apart or piece.new_page)

    def _take(self, at: int) -> None:
        piece = self.pieces[at]
        if fits_annex(piece) and not self._is_listed(at):
            return self._annex(at)
        if self.annexes is not None and not (self._is_clause(at) and self._back_in_body(piece)):
            return self.annexes.take(at)
        if self._is_clause(at) or (self.scheme == "none" and not self.found):
            return self._clause(at)
        if self._is_signatures(at):
            return self._signatures(piece)
        if PREAMBLE.fullmatch(piece.said) and not self.last and is_title(piece.said):
            return self._open(SectionDraft("clause", piece.label, piece.text, piece.numbers), piece)
        if piece.heading and (piece.heading <= self.top or not self.top) and not piece.marker:
            return self._open(SectionDraft("clause", piece.label, piece.text, piece.numbers), piece)
        return self._current().pieces.append(piece)

    def _current(self) -> SectionDraft:
        if not self.found:
            self.found.append(SectionDraft("clause"))
        return self.found[-1]

    def _open(self, draft: SectionDraft, piece: Piece) -> None:
        for words, kind in piece.decoration():
            self.taken.words(words, kind)
        self.annexes = None
        self.found.append(draft)

    # ---- clauses

    def _clause(self, at: int) -> None:
        piece = self.pieces[at]
        if SIGNATURES.fullmatch(piece.said):
            return self._signatures(piece)
        if self.scheme == "none":
            self.found.append(SectionDraft("clause", pieces=[piece]))
            return None
        self.last = piece.marker.value if piece.marker else self.last
        draft = SectionDraft("clause", piece.label, piece.text, list(piece.numbers), level=piece.heading)
        self._open(draft, piece)
        if not draft.title:
            self._title_behind(at, draft)
        return None

    def _title_behind(self, at: int, draft: SectionDraft) -> None:
        """A label alone takes the title from the next line."""
        after = self.pieces[at + 1] if at + 1 < len(self.pieces) else None
        if after and not after.marker and not after.cells and not after.bullet and is_title(after.said):
            draft.title, draft.numbers = after.text, draft.numbers + after.numbers
            draft.level = draft.level or after.heading
            self.titles.add(at + 1)

    def _back_in_body(self, piece: Piece) -> bool:
        """A clause behind an annex: only if it goes on counting, and the annex has nothing counted like it."""
        return self.scheme == "§" and piece.marker is not None and piece.marker.value == self.last + 1 > 1

    # ---- signatures

    def _is_signatures(self, at: int) -> bool:
        piece = self.pieces[at]
        if not self.found or at < self.final:
            return False
        if self.found[-1].kind == "signatures":
            return False
        if SIGNATURES.fullmatch(piece.said) and (piece.heading or piece.plain):
            return True
        return bool(SIGNED.search(piece.whole.text)) and (piece.plain or bool(piece.cells)) and len(piece.said) < 200

    def _signatures(self, piece: Piece) -> None:
        if SIGNATURES.fullmatch(piece.said):
            return self._open(SectionDraft("signatures", piece.label, piece.text, piece.numbers), piece)
        above = self._current().pieces
        first = len(above)
        while (
            first
            and above[first - 1].plain
            and len(above[first - 1].said) < 60
            and not re.search(r"[.;:]$", above[first - 1].said)
        ):
            first -= 1
        draft = SectionDraft("signatures", pieces=[*above[first:], piece])
        del above[first:]
        self.found.append(draft)
        return None

    # ---- annexes

    def _is_listed(self, at: int) -> bool:
        """One line of a list of annexes: nothing stands below it, and the same annex comes again."""
        piece = self.pieces[at]
        after = self.pieces[at + 1] if at + 1 < len(self.pieces) else None
        if after is None or not after.is_a("annex"):
            return False
        again = (later for later in self.pieces[at + 1 :] if fits_annex(later) and later.label == piece.label)
        return next(again, None) is not None

    def _annex(self, at: int) -> None:
        piece = self.pieces[at]
        now = self.annexes.annex if self.annexes else None
        if now and now.label == piece.label and (not piece.said or piece.said == now.title.text):
            self.taken.words(piece.whole, "running header")
            return
        draft = SectionDraft("annex", piece.label, piece.text, list(piece.numbers), level=piece.heading)
        self._open(draft, piece)
        if not draft.title:
            self._title_behind(at, draft)
        self.annexes = Annexes(self.pieces, at, draft, self.taken)

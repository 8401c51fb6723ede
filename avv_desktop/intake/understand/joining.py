"""Lines of a source → pieces: wrapped lines joined, titles taken to their numbers, every piece knows its lines."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from avv_desktop.intake.model import Source, SourceLine
from avv_desktop.intake.understand.markers import Marked, marked

ENDED = re.compile(r"[.:;?!][“\"')\]]*\**$")
GOES_ON = re.compile(r"(?:\b(?:und|oder|sowie|and|or|der|die|das|des|den|dem)|,)$")


@dataclass
class Piece:
    mark: Marked
    text: str
    lines: list[int]
    blank: bool
    indent: int
    cells: tuple[str, ...] = ()
    heading: int = 0
    """Level of a heading as the file says it, 0 for none."""
    listed: bool = False
    glued: bool = False
    """Stands directly below the line before, without a marker of its own."""
    extra: list[str] = field(default_factory=list)


def pieces(source: Source) -> list[Piece]:
    found: list[Piece] = []
    made = [_piece(line) for line in source.lines if line.text.strip() or any(line.cells)]
    for number, piece in enumerate(made):
        piece.glued = _glued(made, number)
        before = found[-1] if found else None
        if before is not None and _belongs(before, piece, source):
            before.text = _joined(before.text, piece.text)
            before.lines += piece.lines
        elif before is not None and _titles(before, piece):
            before.text, before.lines = piece.text, before.lines + piece.lines
        else:
            found.append(piece)
    return found


def _glued(made: list[Piece], number: int) -> bool:
    """A point that lost its bullet: short, below a point, above deeper ones."""
    if not 0 < number < len(made) - 1:
        return False
    before, piece, after = made[number - 1 : number + 2]
    short = piece.mark.kind == "text" and not piece.blank and len(piece.text) <= 40 and not ENDED.search(piece.text)
    deeper = after.mark.kind == "bullet" and not after.blank and after.indent > piece.indent
    return short and before.mark.kind == "bullet" and deeper


def _piece(line: SourceLine) -> Piece:
    mark = marked(line.text, line.label) if not line.cells else Marked("text", "", line.text)
    heading = max(line.level, 1) if line.kind == "heading" else 0
    if line.kind == "title":
        heading = -1
    return Piece(mark, mark.text, [line.number], line.blank_before, line.indent, line.cells, heading, bool(line.label))


def _titles(before: Piece, piece: Piece) -> bool:
    """A number alone, its title on the next line."""
    alone = before.mark.kind in ("clause", "annex") and not before.text and before.mark.label
    return bool(alone) and piece.mark.kind == "text" and not piece.cells and len(piece.text) < 140


def _belongs(before: Piece, piece: Piece, source: Source) -> bool:
    """A line that was broken by the paper."""
    if piece.glued or (before.text.endswith("**") and before.text.startswith("**")):
        return False
    if piece.cells or before.cells or piece.mark.kind != "text" or piece.heading or before.heading:
        return False
    if before.mark.kind in ("clause", "annex") or re.match(r"^[-–—]", piece.text):
        return False
    if source.format in ("docx", "html", "markdown") and not GOES_ON.search(before.text):
        return False
    if ENDED.search(before.text):
        return False
    long = len(before.text) > 60
    if GOES_ON.search(before.text) and " " in before.text and (long or not piece.blank):
        return True
    if piece.blank:
        return long and source.format != "docx" and piece.text[:1].islower()
    return long and not before.text.endswith("“")


def _joined(before: str, after: str) -> str:
    return f"{before} {after}"

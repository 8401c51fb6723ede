"""Words of a source that know where they stand: the line and column of every letter, and whether it is bold."""

from __future__ import annotations

import re
from collections.abc import Callable

from avv_desktop.document import model as m
from avv_desktop.intake.model import Furniture, FurnitureKind, SourceLine

WIDEST = 1 << 32
"""A place is the index of its line times this, plus its column."""
NOWHERE = -1
_BOLD = re.compile(r"\*\*(?=[^\s*])(.+?)(?<=[^\s*])\*\*")


def said(line: SourceLine) -> str:
    """All that a line says: the cells of a row divided by tabs, else its label and its text. Columns count in this."""
    if line.cells:
        return "\t".join(line.cells)
    return f"{line.label} {line.text}" if line.label else line.text


class Words:
    """Letters, which of them are bold, and where each stands (NOWHERE: set in between two lines)."""

    __slots__ = ("bold", "origin", "text")

    def __init__(self, text: str = "", bold: list[bool] | None = None, origin: list[int] | None = None) -> None:
        self.text = text
        self.bold = [False] * len(text) if bold is None else bold
        self.origin = [NOWHERE] * len(text) if origin is None else origin

    def __getitem__(self, part: slice) -> Words:
        return Words(self.text[part], self.bold[part], self.origin[part])

    def __add__(self, other: Words) -> Words:
        return Words(self.text + other.text, self.bold + other.bold, self.origin + other.origin)

    def __bool__(self) -> bool:
        return bool(self.text)

    def strip(self, signs: str | None = None) -> Words:
        start = len(self.text) - len(self.text.lstrip(signs))
        return self[start : max(len(self.text.rstrip(signs)), start)]

    def runs(self) -> m.Runs:
        """Bold words as strong runs."""
        found: list[m.Run] = []
        start, text, bold = 0, self.text, self.bold
        if True not in bold:
            return (m.Text(text),) if text else ()
        while start < len(text):
            end = start + 1
            while end < len(text) and bold[end] == bold[start]:
                end += 1
            found.append(m.Strong(text[start:end]) if bold[start] else m.Text(text[start:end]))
            start = end
        return tuple(found)

    @property
    def all_bold(self) -> bool:
        return bool(self.text.strip()) and all(
            bold or sign.isspace() for sign, bold in zip(self.text, self.bold, strict=True)
        )


class Taken:
    """What is no word of the agreement, with the place it was taken from."""

    def __init__(self, lines: tuple[SourceLine, ...]) -> None:
        self.lines = lines
        self.furniture: list[Furniture] = []

    def words(self, words: Words, kind: FurnitureKind) -> None:
        """Neighbouring letters of one line are one piece of furniture."""
        start = 0
        while start < len(words.text):
            end = start + 1
            while end < len(words.text) and words.origin[end] == words.origin[end - 1] + 1:
                end += 1
            text = words.text[start:end]
            if words.origin[start] != NOWHERE and text.strip():
                self.at(words.origin[start] + len(text) - len(text.lstrip()), text.strip(), kind)
            start = end

    def at(self, origin: int, text: str, kind: FurnitureKind) -> None:
        line, column = divmod(origin, WIDEST)
        self.furniture.append(Furniture(kind, text, self.lines[line].number, column))


def unmarked(text: str, line: int, column: int, take: Callable[[int, str, FurnitureKind], None]) -> Words:
    """The words of a line without the asterisks around bold ones."""
    start = line * WIDEST + column
    if "**" not in text:
        return Words(text, None, list(range(start, start + len(text))))
    found, end = [], 0

    def plain(a: int, b: int, bold: bool) -> Words:
        return Words(text[a:b], [bold] * (b - a), list(range(start + a, start + b)))

    for match in _BOLD.finditer(text):
        found += [plain(end, match.start(), False), plain(match.start(1), match.end(1), True)]
        take(start + match.start(), "**", "emphasis")
        take(start + match.end() - 2, "**", "emphasis")
        end = match.end()
    found.append(plain(end, len(text), False))
    return Words(
        "".join(each.text for each in found),
        [bold for each in found for bold in each.bold],
        [place for each in found for place in each.origin],
    )


def joined(parts: list[Words], between: str) -> Words:
    """One after the other, with something set in between."""
    found = Words()
    for part in parts:
        found = (found + Words(between) if found and part else found) + part
    return found

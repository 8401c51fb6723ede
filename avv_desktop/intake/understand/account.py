"""What became of every letter: the letters of the lines laid beside those of the tree, in order and then out of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

from msgspec import Struct

from avv_desktop.document import model as m
from avv_desktop.document.units import words
from avv_desktop.intake.model import Furniture, Leftover, Shares, Source
from avv_desktop.intake.understand.words import said

REACH = 4000
"""Letters of the tree that may be passed over to find the next words of the source."""
SHORT_REACH = 20
"""The same for each letter of a short piece: short words stand everywhere."""
LEAST = 4
"""Letters in a row that are recognised when a passage is found in part only."""
MOST_WORK = 20_000_000
"""Letters that are looked at for passages out of order."""


class Account(Struct, frozen=True):
    """twice: words of the tree that no letter of the source stands for: said twice, or made up."""

    shares: Shares
    leftovers: tuple[Leftover, ...]
    twice: tuple[str, ...]


def letters(text: str) -> str:
    """Without blanks."""
    return "".join(text.split())


def account(source: Source, document: m.Document, furniture: Iterable[Furniture]) -> Account:
    """Every letter of a line is laid beside one of the tree, or is furniture, or is left over."""
    gone, outside = _gone(source, furniture)
    aligned = _Aligned("".join(letters(text) for text in said_by(document)))
    pieces = [piece for at, line in enumerate(source.lines) for piece in _pieces(at, said(line), gone.get(at, []))]
    waiting = [piece for piece in pieces if not aligned.next(piece[1])]
    waiting.sort(key=lambda piece: -len(piece[1]))
    left = sorted((at, rest) for at, text in waiting for rest in aligned.anywhere(text))
    total = sum(len(letters(said(line))) for line in source.lines) + outside
    lost = sum(len(text) for _, text in left)
    taken = sum(len(letters(said(line))) for line in source.lines) - sum(len(text) for _, text in pieces)
    leftovers = tuple(Leftover(source.lines[at].number, text) for at, text in left)
    if not total:
        return Account(Shares(1.0, 0.0, 0.0), (), aligned.free())
    furnished, unknown = (taken + outside) / total, lost / total
    return Account(Shares(1.0 - furnished - unknown, furnished, unknown), leftovers, aligned.free())


def _gone(source: Source, furniture: Iterable[Furniture]) -> tuple[dict[int, list[tuple[int, int]]], int]:
    """Columns of every line that are furniture; letters that the reader of the file took out."""
    lines: dict[int, list[int]] = {}
    for at, line in enumerate(source.lines):
        lines.setdefault(line.number, []).append(at)
    found: dict[int, list[tuple[int, int]]] = {}
    outside = 0
    for each in furniture:
        end = each.start + len(each.text)
        fits = (at for at in lines.get(each.number, ()) if said(source.lines[at])[each.start : end] == each.text)
        place = next(fits, None) if each.start >= 0 else None
        if place is None:
            outside += len(letters(each.text))
        else:
            found.setdefault(place, []).append((each.start, end))
    return found, outside


def _pieces(at: int, text: str, gone: list[tuple[int, int]]) -> Iterator[tuple[int, str]]:
    """The letters of a line between its furniture, tabs and line breaks."""
    end = 0
    for start, stop in [*sorted(gone), (len(text), len(text))]:
        for part in re.split(r"[\t\n]", text[end:start]):
            if found := letters(part):
                yield at, found
        end = max(end, stop)


class _Aligned:
    """The letters of the tree, those not yet taken as stretches in order."""

    def __init__(self, text: str) -> None:
        self.text, self.at = text, 0
        self.passed: list[tuple[int, int]] = []
        self.work = 0

    def next(self, piece: str) -> bool:
        """Directly behind what was found last, or a little further on."""
        if self.text.startswith(piece, self.at):
            self.at += len(piece)
            return True
        reach = min(REACH, SHORT_REACH * (len(piece) - 1))
        found = self.text.find(piece, self.at, self.at + reach + len(piece))
        if found < 0:
            return False
        self.passed.append((self.at, found))
        self.at = found + len(piece)
        return True

    def anywhere(self, piece: str) -> list[str]:
        """What remains of a piece when everything that is still free was looked through."""
        if self.at < len(self.text):
            self.passed.append((self.at, len(self.text)))
            self.at = len(self.text)
        for number, (start, end) in enumerate(self.passed):
            self.work += end - start
            if self.work > MOST_WORK:
                return [piece]
            found = self.text.find(piece, start, end)
            if found >= 0:
                self._take(number, found, found + len(piece))
                return []
        return self._in_part(piece)

    def _in_part(self, piece: str) -> list[str]:
        """The longest common stretch with anything free, then what is before and behind it."""
        best = (0, 0, 0, 0)
        for number, (start, end) in enumerate(self.passed):
            self.work += len(piece) * (end - start)
            if self.work > MOST_WORK:
                break
            matcher = SequenceMatcher(None, piece, self.text[start:end], autojunk=False)
            found = matcher.find_longest_match()
            if found.size > best[0]:
                best = (found.size, number, start + found.b, found.a)
        size, number, at, column = best
        if size < min(LEAST, max(len(piece) - 1, 1)):
            return [piece]
        self._take(number, at, at + size)
        rests = [rest for rest in (piece[:column], piece[column + size :]) if rest]
        return [left for rest in rests for left in self._in_part(rest)]

    def _take(self, number: int, start: int, end: int) -> None:
        first, last = self.passed[number]
        self.passed[number : number + 1] = [(a, b) for a, b in ((first, start), (end, last)) if a < b]

    def free(self) -> tuple[str, ...]:
        """Letters of the tree that nothing stands for; a comma that was set between two lines of a party is none."""
        rest = [*self.passed, (self.at, len(self.text))]
        return tuple(text for a, b in sorted(rest) if a < b and (text := self.text[a:b]).strip(","))


def said_by(document: m.Document) -> Iterator[str]:
    """Everything the tree says, in reading order."""
    yield from (words(document.title), words(document.subtitle), document.number.text, document.version.text)
    for party in document.parties:
        yield from (party.intro, party.name.text, words(party.runs), words(party.represented), party.role, party.term)
    yield document.closing
    for section in m.walk(document.sections):
        yield from (section.label, section.title, words(section.note))
        yield from _blocks(section.blocks)


def _blocks(blocks: Iterable[m.Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case m.Paragraph():
                yield from (block.label, words(block.runs))
                yield from _blocks(block.blocks)
            case m.Items():
                for item in block.items:
                    yield from (item.label, words(item.runs))
                    yield from _blocks(item.blocks)
            case m.Table():
                yield from (block.title, *block.header, *(words(cell) for row in block.rows for cell in row))

"""The first page → title, the two parties with their roles, and what is said of both."""

from __future__ import annotations

import re
from collections.abc import Iterator

from avv_desktop.intake.understand.parties import Head, Part, Parties
from avv_desktop.intake.understand.pieces import Piece
from avv_desktop.intake.understand.roles import AND, BETWEEN, INLINE, LABELLED, is_role
from avv_desktop.intake.understand.words import Taken, Words, joined


def read_head(pieces: list[Piece], taken: Taken) -> Head:
    """Everything between "zwischen" and the first clause belongs to a party, to its role, or to both of them."""
    head = Head()
    parts = list(_parts(pieces))
    at = next((n for n, part in enumerate(parts) if n < len(parts) and _introduces(part)), len(parts))
    titled = 1
    while titled < at and titled < len(pieces) and pieces[titled].titled and pieces[0].titled:
        titled += 1
    before = parts[:at]
    title, subtitle = before[:titled], before[titled:]
    head.title, head.subtitle = (joined([p.words.strip() for p in part], " ") for part in (title, subtitle))
    head.places["title"] = [number for part in title for number in part.numbers]
    head.places["subtitle"] = [number for part in subtitle for number in part.numbers]
    Parties(head, taken).read(parts[at:])
    return head


def _parts(pieces: list[Piece]) -> Iterator[Part]:
    """Lines, with names, roles and "und" apart that stand in one line."""
    for piece in pieces:
        if piece.cells:
            yield from (Part(cell, piece.numbers) for cell in piece.cells if cell.text.strip())
            continue
        for rest in _lines(piece.whole):
            yield from _line(rest, piece.numbers)


def _lines(words: Words) -> Iterator[Words]:
    start = 0
    for text in words.text.split("\n"):
        yield words[start : start + len(text)].strip()
        start += len(text) + 1


def _line(words: Words, numbers: list[int]) -> Iterator[Part]:
    if not LABELLED.match(words.text) and (found := BETWEEN.match(words.text)) and found.end() < len(words.text):
        yield Part(words[: found.end()], numbers)
        words = words[found.end() :]
    if re.match(r"[-–—]\s", words.text):
        yield Part(words, numbers)
    else:
        yield from _split(words, numbers)


def _split(words: Words, numbers: list[int]) -> Iterator[Part]:
    """ "X GmbH (nachfolgend „Auftraggeber“) und Y GmbH (…)" as four parts and an "und"."""
    while found := next((each for each in INLINE.finditer(words.text) if is_role(each["role"])), None):
        if words.text[: found.start()].strip():
            yield Part(words[: found.start()].strip(), numbers)
        yield Part(words[found.start("role") : found.end("role")], numbers)
        words = words[found.end() :]
        more = re.match(r"\s*[,;]?\s*", words.text)
        rest = words[more.end() if more else 0 :]
        if (both := AND.match(rest.text)) and both.end() < len(rest.text):
            yield Part(rest[: both.end()], numbers)
            words = rest[both.end() :]
    if re.search(r"\w|[_\[…{$]|\.\.", words.text) or (words.text.strip() and len(words.text.strip()) > 2):
        yield Part(words.strip(), numbers)


def _introduces(part: Part) -> bool:
    return bool(BETWEEN.fullmatch(part.said) or LABELLED.match(part.said))

"""The first page → title, the two parties with their roles, and what is said of both."""

from __future__ import annotations

import re
from collections.abc import Iterator

from avv_desktop.intake.understand.parties import Head, Part, Parties
from avv_desktop.intake.understand.pieces import Piece
from avv_desktop.intake.understand.roles import AND, BETWEEN, INLINE, LABELLED, is_role
from avv_desktop.intake.understand.words import Taken, Words, joined

LONGEST = 2000
"""Letters of a line that may name two parties."""


def read_head(pieces: list[Piece], taken: Taken) -> Head:
    """Everything between "zwischen" and the first clause belongs to a party, to its role, or to both of them."""
    head = Head()
    parts = list(_parts(pieces, taken))
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


def _parts(pieces: list[Piece], taken: Taken) -> Iterator[Part]:
    """Lines, with names, roles and "und" apart that stand in one line."""
    count = 0
    for piece in pieces:
        for words in piece.cells or _lines(piece.whole):
            count += 1
            parts = [words] if piece.cells else _line(words, taken)
            yield from (Part(part, piece.numbers, count) for part in parts if part.text.strip())


def _lines(words: Words) -> Iterator[Words]:
    start = 0
    for text in words.text.split("\n"):
        if text.strip():
            yield words[start : start + len(text)].strip()
        start += len(text) + 1


def _line(words: Words, taken: Taken) -> Iterator[Words]:
    if not LABELLED.match(words.text) and (found := BETWEEN.match(words.text)) and found.end() < len(words.text):
        yield words[: found.end()].strip()
        words = words[found.end() :]
    if (
        len(words.text) > LONGEST
        or re.match(r"[-–—]\s", words.text)
        or not any(is_role(each["role"]) for each in INLINE.finditer(words.text))
    ):
        yield words
    else:
        yield from _split(words, taken)


def _split(words: Words, taken: Taken) -> Iterator[Words]:
    """ "X GmbH (nachfolgend „Auftraggeber“) und Y GmbH (…)" as four parts and an "und"; commas between are let go."""
    while found := next((each for each in INLINE.finditer(words.text) if is_role(each["role"])), None):
        if words.text[: found.start()].strip():
            yield words[: found.start()].strip()
        taken.words(words[found.start() : found.start("role")], "punctuation")
        yield words[found.start("role") : found.end("role")]
        words = words[found.end() :]
        comma = re.match(r"\s*[,;.]?\s*", words.text)
        if comma:
            taken.words(words[: comma.end()], "punctuation")
            words = words[comma.end() :]
        if (both := AND.match(words.text)) and both.end() < len(words.text):
            yield words[: both.end()].strip()
            words = words[both.end() :]
    if words.text.strip():
        yield words.strip()


def _introduces(part: Part) -> bool:
    return bool(BETWEEN.fullmatch(part.said) or LABELLED.match(part.said))

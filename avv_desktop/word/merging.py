"""Two versions of a paragraph's runs as one row of segments: what both say, what is gone, what is new."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from msgspec.structs import replace

from avv_desktop.document import model as m
from avv_desktop.document.compare.words import pieces
from avv_desktop.word.segments import Kind, Segment, Segments, all_of

_FIRST, _LAST = 0xE000, 0xF8FF
"""Letters without a meaning, which stand for what cannot be cut: references and gaps."""


def merged(old: m.Runs, new: m.Runs) -> Segments:
    """Without the inserted ones they say `old`, without the deleted ones `new`."""
    before, after = _letters(old, new)
    if not before or not after:
        return (*all_of("deleted", old), *all_of("inserted", new))
    found: list[Segment] = []
    i = j = 0
    for piece in pieces("".join(letter for letter, _ in before), "".join(letter for letter, _ in after)):
        size = len(piece.text)
        if piece.kind == "same":
            found += _same(before[i : i + size], after[j : j + size])
        else:
            found += _segments(piece.kind, before[i : i + size] if piece.kind == "deleted" else after[j : j + size])
        i += size if piece.kind != "inserted" else 0
        j += size if piece.kind != "deleted" else 0
    return tuple(found)


Letters = list[tuple[str, m.Run]]


def _letters(old: m.Runs, new: m.Runs) -> tuple[Letters, Letters]:
    """Every letter with its run; a run that cannot be cut is one letter, the same for the same words."""
    typed = any(_FIRST <= ord(letter) <= _LAST for run in (*old, *new) for letter in run.text)
    signs: dict[str, str] = {}

    def letters(runs: m.Runs) -> Iterator[tuple[str, m.Run]]:
        for run in runs:
            if isinstance(run, m.Reference | m.Missing) and not typed and len(signs) < _LAST - _FIRST:
                yield signs.setdefault(run.text, chr(_FIRST + len(signs))), run
            else:
                whole = m.Text(run.text) if isinstance(run, m.Reference | m.Missing) else run
                yield from ((letter, whole) for letter in run.text)

    return list(letters(old)), list(letters(new))


def _same(old: Letters, new: Letters) -> Iterator[Segment]:
    """The new letters; where their weight is another one, the old ones are gone."""
    for heavy, group in groupby(zip(old, new, strict=True), key=lambda pair: tuple(map(_heavy, pair))):
        before, after = (list(letters) for letters in zip(*group, strict=True))
        if heavy[0] == heavy[1]:
            yield from _segments("same", after)
        else:
            yield from _segments("deleted", before)
            yield from _segments("inserted", after)


def _heavy(letter: tuple[str, m.Run]) -> bool:
    return isinstance(letter[1], m.Strong)


def _segments(kind: Kind, letters: Letters) -> Iterable[Segment]:
    for _, group in groupby(letters, key=lambda each: id(each[1])):
        together = list(group)
        run = together[0][1]
        if isinstance(run, m.Reference | m.Missing):
            yield from (Segment(kind, run) for _ in together)
        else:
            yield Segment(kind, replace(run, text="".join(letter for letter, _ in together)))

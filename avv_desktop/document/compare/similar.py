"""How much two lines say the same, from 0 to 1."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from avv_desktop.document.compare.tokens import plain, word_list
from avv_desktop.document.units import Unit

ALIKE = 0.5
"""From here on two lines are versions of one."""
SAME_ID = 0.3
"""What the same id in the same clause says at least, even where no word was left as it was."""
SHORT = 4
"""Words up to which letters are compared instead of words."""
MANY = 2500
"""Pairs up to which all are looked at; beyond, only those that share a rare word."""

_KINDS = {"paragraph": "text", "item": "text", "note": "text", "head": "text", "header": "row"}


def _kind(unit: Unit) -> str:
    """Lines of different kinds are never versions of one; what was read may take a title for a paragraph."""
    if unit.kind == "title" and unit.depth:
        return "text"
    if unit.kind == "header" and "\t" not in unit.text:
        return "text"
    return _KINDS.get(unit.kind, unit.kind)


class Line:
    """A unit with what it is compared by."""

    __slots__ = ("bag", "id", "kind", "name", "text", "unit", "words")

    def __init__(self, unit: Unit) -> None:
        self.unit = unit
        self.text = plain(unit.text)
        self.words = word_list(unit.text)
        self.bag = frozenset(self.words)
        self.kind = _kind(unit)
        self.id = unit.key if "." in unit.key else ""
        divider = "\t" if self.kind == "row" else "\n"
        self.name = plain(unit.text.split(divider)[0]).casefold() if self.kind in ("row", "card") else ""

    @property
    def same(self) -> tuple[str, str]:
        """Equal for lines that say exactly the same."""
        return self.kind, self.text


def similarity(old: Line, new: Line) -> float:
    """0 where they are no versions of one line at all."""
    if old.kind != new.kind:
        return 0.0
    if old.text == new.text:
        return 1.0
    if old.name and old.name == new.name:
        return 0.95
    if old.id and old.id == new.id and old.unit.section == new.unit.section:
        return min(0.99, _likeness(old, new, 0.2) + SAME_ID)
    found = _likeness(old, new, ALIKE)
    return found if found >= ALIKE else 0.0


def _likeness(old: Line, new: Line, least: float) -> float:
    if max(len(old.words), len(new.words)) <= SHORT:
        return fuzz.ratio(old.text, new.text) / 100
    both = len(old.words) + len(new.words)
    possible = 2 * min(len(old.words), len(new.words)) / both
    if possible < least or 3 * len(old.bag & new.bag) < least * min(len(old.bag), len(new.bag)):
        return 0.0
    return Indel.normalized_similarity(old.words, new.words, score_cutoff=least)


def similar_pairs(old: Sequence[Line], new: Sequence[Line]) -> dict[tuple[int, int], float]:
    """All pairs of places whose lines are versions of one, and how similar they are."""
    found = {}
    for i, j in _candidates(old, new):
        if score := similarity(old[i], new[j]):
            found[i, j] = score
    return found


def _candidates(old: Sequence[Line], new: Sequence[Line]) -> Iterator[tuple[int, int]]:
    if len(old) * len(new) <= MANY:
        yield from ((i, j) for i in range(len(old)) for j in range(len(new)))
        return
    places: dict[object, list[int]] = defaultdict(list)
    for j, line in enumerate(new):
        for mark in _marks(line):
            places[mark].append(j)
    for i, line in enumerate(old):
        shared = Counter(j for mark in _marks(line) if len(places.get(mark, ())) <= 8 for j in places.get(mark, ()))
        yield from ((i, j) for j, _ in shared.most_common(6))


def _marks(line: Line) -> list[object]:
    return [*line.bag, ("name", line.name), ("id", line.id), line.same]

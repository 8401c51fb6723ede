"""Which clause of one version is which clause of the other, by what they say."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from msgspec import Struct
from rapidfuzz import fuzz

from avv_desktop.document.compare.similar import Line
from avv_desktop.document.model import Document
from avv_desktop.document.units import HEAD, units

ENOUGH = 0.4
"""Likeness from which on two clauses are versions of one."""
MANY, RARE = 10_000, 8
"""Pairs up to which all are looked at, and how often a rare word occurs at most."""
LEFT_OVER = 0.2
"""Likeness that is enough for two clauses of one id, or of one title, that nothing else fits."""
TITLED = 0.7
"""Likeness from which on two titles are one."""


class Clause(Struct, frozen=True):
    """An outermost section, or the head: its lines, and its words with how often each occurs."""

    id: str
    label: str
    title: str
    kind: str
    lines: tuple[Line, ...]
    words: Counter[str]


def clauses(document: Document) -> tuple[Clause, ...]:
    found: dict[str, list[Line]] = {HEAD: []}
    for section in document.sections:
        found.setdefault(section.id, [])
    for unit in units(document):
        found.setdefault(unit.section, []).append(Line(unit))
    named = {section.id: (section.label, section.title, section.kind) for section in document.sections}
    return tuple(_clause(id, *named.get(id, ("", "Kopf", HEAD)), lines) for id, lines in found.items())


def _clause(id: str, label: str, title: str, kind: str, lines: list[Line]) -> Clause:
    words = Counter(word for line in lines if line.unit.kind != "title" for word in line.words if not word.isdigit())
    return Clause(id, label, title, kind, tuple(lines), words)


def counterparts(old: Sequence[Clause], new: Sequence[Clause]) -> dict[int, int]:
    """Places of old clauses → places of their counterparts; each clause has at most one."""
    found: dict[int, int] = {}
    taken: set[int] = set()
    pairs = ((i, j) for i, j in _candidates(old, new) if _comparable(old[i], new[j]))
    scored = sorted((-_likeness(old[i], new[j]), abs(i - j), i, j) for i, j in pairs)
    for least, named in ((ENOUGH, False), (LEFT_OVER, True)):
        for score, _, i, j in scored:
            if -score >= least and i not in found and j not in taken and (not named or _one_name(old[i], new[j])):
                found[i] = j
                taken.add(j)
    return found


def _candidates(old: Sequence[Clause], new: Sequence[Clause]) -> Iterator[tuple[int, int]]:
    """All pairs; of very many clauses those that share an id, a title or a rare word."""
    if len(old) * len(new) <= MANY:
        yield from ((i, j) for i in range(len(old)) for j in range(len(new)))
        return
    places: dict[object, list[int]] = defaultdict(list)
    for j, clause in enumerate(new):
        for mark in _marks(clause):
            places[mark].append(j)
    for i, clause in enumerate(old):
        near = [places[mark] for mark in _marks(clause) if mark in places and len(places[mark]) <= RARE]
        yield from ((i, j) for j, _ in Counter(j for each in near for j in each).most_common(RARE))


def _marks(clause: Clause) -> list[object]:
    return [*clause.words, ("id", clause.id), ("title", clause.title)]


def _comparable(old: Clause, new: Clause) -> bool:
    """The head and the signatures are only compared with their like."""
    own = (HEAD, "signatures")
    return old.kind == new.kind or not (old.kind in own or new.kind in own)


def _likeness(old: Clause, new: Clause) -> float:
    """What they share of their words, their titles, their ids."""
    if old.kind == new.kind and old.kind in (HEAD, "signatures"):
        return 1.0
    if old.words == new.words and old.title == new.title:
        return 1.0 if old.id == new.id else 0.99
    both = old.words.total() + new.words.total()
    words = 2 * (old.words & new.words).total() / both if both else 1.0
    return 0.65 * words + 0.25 * _title(old, new) + 0.1 * (old.id == new.id)


def _title(old: Clause, new: Clause) -> float:
    """Titles of which one only says more ("Gegenstand und Dauer des Auftrags") are nearly one."""
    first, second = old.title.casefold(), new.title.casefold()
    return max(fuzz.ratio(first, second), 0.9 * fuzz.token_set_ratio(first, second)) / 100 if first and second else 0.0


def _one_name(old: Clause, new: Clause) -> bool:
    return old.id == new.id or (old.kind == new.kind and _title(old, new) >= TITLED)

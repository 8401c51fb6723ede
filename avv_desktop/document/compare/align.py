"""Which line of one version is which line of the other, as long as their order is kept."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable, Sequence

from rapidfuzz.distance import LCSseq

from avv_desktop.document.compare.similar import Line, similar_pairs

Pairs = list[tuple[int, int]]

SURE = 4_000_000
"""Lines of the old times lines of the new version up to which the longest common order is looked for at once."""
LOOK_BACK = 200
"""Pairs of similar lines among which the one before is looked for."""


def aligned(old: Sequence[Line], new: Sequence[Line]) -> Pairs:
    """Pairs of places, rising in both: equal lines first, similar ones between them."""
    pairs: Pairs = []
    before = (-1, -1)
    for pair in [*_equal([line.same for line in old], [line.same for line in new]), (len(old), len(new))]:
        i, j = before[0] + 1, before[1] + 1
        pairs += [(i + a, j + b) for a, b in _in_gap(old[i : pair[0]], new[j : pair[1]])]
        if pair[0] < len(old):
            pairs.append(pair)
        before = pair
    return pairs


def _equal(old: Sequence[Hashable], new: Sequence[Hashable]) -> Pairs:
    """A longest common order of equal lines; of very long texts, of the lines that occur once."""
    if len(old) * len(new) > SURE:
        return _unique(old, new)
    pairs = []
    for code in LCSseq.opcodes(list(old), list(new)):
        if code.tag == "equal":
            pairs += [(code.src_start + n, code.dest_start + n) for n in range(code.src_end - code.src_start)]
    return _early(pairs, old, new)


def _early(pairs: Pairs, old: Sequence[Hashable], new: Sequence[Hashable]) -> Pairs:
    """Where lines repeat, those as far from the pair before in both; what is new or gone then stands together."""
    found: Pairs = []
    i, j = 0, 0
    for a, b in pairs:
        if b - j > a - i and new[j + a - i] == new[b]:
            b = j + a - i
        elif a - i > b - j and old[i + b - j] == old[a]:
            a = i + b - j
        found.append((a, b))
        i, j = a + 1, b + 1
    return found


def _unique(old: Sequence[Hashable], new: Sequence[Hashable]) -> Pairs:
    places = {line: place for place, line in enumerate(new)}
    found = {line: (place, places[line]) for place, line in enumerate(old) if line in places}
    return rising(sorted(set(found.values())))


def _in_gap(old: Sequence[Line], new: Sequence[Line]) -> Pairs:
    """The order of similar lines with the largest sum of similarities."""
    if not old or not new:
        return []
    scores = similar_pairs(old, new)
    return heaviest([(i, j, score) for (i, j), score in sorted(scores.items())])


def heaviest(scored: list[tuple[int, int, float]]) -> Pairs:
    """Of scored pairs a rising chain that weighs most; `scored` is sorted."""
    best: list[tuple[float, int]] = []
    for here, (i, j, score) in enumerate(scored):
        weight, before = 0.0, -1
        for earlier in range(max(0, here - LOOK_BACK), here):
            if scored[earlier][0] < i and scored[earlier][1] < j and best[earlier][0] > weight:
                weight, before = best[earlier][0], earlier
        best.append((weight + score, before))
    chain: Pairs = []
    at = max(range(len(best)), key=lambda place: best[place][0], default=-1)
    while at >= 0:
        chain.append(scored[at][:2])
        at = best[at][1]
    return chain[::-1]


def rising(pairs: Sequence[tuple[int, int]]) -> Pairs:
    """The longest chain of pairs (sorted by the first place) that rises in the second place too."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for place, (_, j) in enumerate(pairs):
        at = bisect_left(tails, j)
        before.append(ends[at - 1] if at else -1)
        tails[at : at + 1] = [j]
        ends[at : at + 1] = [place]
    chain: Pairs = []
    place = ends[-1] if ends else -1
    while place >= 0:
        chain.append(pairs[place])
        place = before[place]
    return chain[::-1]

"""Document + Document → Comparison: what became of every line, by what it says and not by its number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from avv_desktop.document.compare.align import Pairs, aligned, rising
from avv_desktop.document.compare.clauses import Clause, clauses, counterparts
from avv_desktop.document.compare.even import evened
from avv_desktop.document.compare.model import Change, ClauseComparison, Comparison, Piece, State
from avv_desktop.document.compare.references import follows, renumbered
from avv_desktop.document.compare.similar import Line, similar_pairs
from avv_desktop.document.compare.words import pieces
from avv_desktop.document.model import Document

MOVED = 0.75
"""Likeness from which on a line that is gone here and new there has moved."""
MOVED_WORDS = 5
"""A shorter line that turns up elsewhere is a coincidence."""


def compare(old: Document, new: Document) -> Comparison:
    """What differs from `old` to `new`. Never fails; linear in the length of texts that are mostly the same.

    The units are those of the two documents, but for a composed one beside one that was read: there cards and lines
    for signing are told as plain lines, since they were read so (see `even`).
    """
    return _Comparing(*evened(old, new)).comparison()


class _Comparing:
    """`here`: pairs of lines that stand in one clause and in one order; `moved`: the others, by old and by new key."""

    def __init__(self, old: Document, new: Document) -> None:
        self.old, self.new = clauses(old), clauses(new)
        self.pairs = counterparts(self.old, self.new)
        self.here = {i: _here(self.old[i].lines, self.new[j].lines) for i, j in self.pairs.items()}
        self.moved = _moved(*self._left())
        self.arrived = {new.unit.key: old for old, new in self.moved}
        self.gone = {old.unit.key for old, _ in self.moved}
        self.labels = renumbered(self._labels())

    def comparison(self) -> Comparison:
        back = {j: i for i, j in self.pairs.items()}
        in_order = set(rising(sorted((i, j) for i, j in self.pairs.items())))
        found, told = [], -1
        for j in range(len(self.new)):
            i = back.get(j)
            if i is not None and (i, j) in in_order:
                found += [self._clause(gone, None) for gone in range(told + 1, i) if gone not in self.pairs]
                told = i
            found.append(self._clause(i, j))
        found += [self._clause(gone, None) for gone in range(told + 1, len(self.old)) if gone not in self.pairs]
        moved = {self.new[j].id for i, j in self.pairs.items() if (i, j) not in in_order}
        return Comparison(tuple(_with_move(each, each.new in moved) for each in found))

    # ---- what belongs together

    def _left(self) -> tuple[list[Line], list[Line]]:
        """The lines that have no counterpart where they stand."""
        old = [{i for i, _ in self.here.get(place, ())} for place in range(len(self.old))]
        back = {j: {b for _, b in self.here[i]} for i, j in self.pairs.items()}
        left_old = [n for place, c in enumerate(self.old) for i, n in enumerate(c.lines) if i not in old[place]]
        left_new = [
            n for place, c in enumerate(self.new) for j, n in enumerate(c.lines) if j not in back.get(place, ())
        ]
        return left_old, left_new

    def _labels(self) -> Iterator[tuple[str, str]]:
        for i, j in self.pairs.items():
            old, new = self.old[i], self.new[j]
            yield old.label, new.label
            yield from ((old.lines[a].unit.label, new.lines[b].unit.label) for a, b in self.here[i])
        yield from ((old.unit.label, new.unit.label) for old, new in self.moved)

    # ---- what became of it

    def _clause(self, i: int | None, j: int | None) -> ClauseComparison:
        old = self.old[i] if i is not None else None
        new = self.new[j] if j is not None else None
        changes = tuple(self._changes(old, new, self.here.get(i, []) if i is not None else []))
        return ClauseComparison(
            old=old.id if old else "",
            new=new.id if new else "",
            old_label=old.label if old else "",
            new_label=new.label if new else "",
            title=(new or old or self.new[0]).title,
            state=_state(old, new, changes),
            moved=False,
            changes=changes,
        )

    def _changes(self, old: Clause | None, new: Clause | None, pairs: Pairs) -> Iterator[Change]:
        """In the order of the new version; between two lines that both have, first what is gone."""
        before, after = old.lines if old else (), new.lines if new else ()
        i = j = 0
        for next_i, next_j in [*pairs, (len(before), len(after))]:
            yield from (self._only_old(line) for line in before[i:next_i])
            yield from (self._only_new(line) for line in after[j:next_j])
            if next_i < len(before):
                yield self._both(before[next_i], after[next_j])
            i, j = next_i + 1, next_j + 1

    def _only_old(self, line: Line) -> Change:
        return Change(line.unit, None, (Piece("deleted", line.unit.text),), line.unit.key in self.gone)

    def _only_new(self, line: Line) -> Change:
        old = self.arrived.get(line.unit.key)
        if old is not None:
            return self._both(old, line, moved=True)
        return Change(None, line.unit, (Piece("inserted", line.unit.text),))

    def _both(self, old: Line, new: Line, moved: bool = False) -> Change:
        if old.unit.text == new.unit.text:
            return Change(old.unit, new.unit, (Piece("same", new.unit.text),), moved)
        found = pieces(old.unit.text, new.unit.text, follows(old.unit, self.labels))
        return Change(old.unit, new.unit, found, moved)


def _here(old: Sequence[Line], new: Sequence[Line]) -> Pairs:
    """Lines of one clause; its title is its title, whatever it says."""
    titled = bool(old and new) and all(line.unit.kind == "title" and not line.unit.depth for line in (old[0], new[0]))
    if not titled:
        return aligned(old, new)
    return [(0, 0), *((i + 1, j + 1) for i, j in aligned(old[1:], new[1:]))]


def _moved(old: Sequence[Line], new: Sequence[Line]) -> list[tuple[Line, Line]]:
    """Lines that are gone where they stood and turn up elsewhere; the most similar ones first."""
    old = [line for line in old if len(line.words) >= MOVED_WORDS or (line.unit.kind == "row" and line.text)]
    new = [line for line in new if len(line.words) >= MOVED_WORDS or (line.unit.kind == "row" and line.text)]
    scored = [(score, i, j) for (i, j), score in similar_pairs(old, new).items() if score >= MOVED]
    found: list[tuple[Line, Line]] = []
    used_old: set[int] = set()
    used_new: set[int] = set()
    for _, i, j in sorted(scored, key=lambda each: (-each[0], each[1], each[2])):
        if i not in used_old and j not in used_new:
            used_old.add(i)
            used_new.add(j)
            found.append((old[i], new[j]))
    return found


def _state(old: Clause | None, new: Clause | None, changes: tuple[Change, ...]) -> State:
    if old is None:
        return "inserted"
    if new is None:
        return "deleted"
    return "changed" if any(each.state != "same" or each.moved for each in changes) else "same"


def _with_move(clause: ClauseComparison, moved: bool) -> ClauseComparison:
    from msgspec.structs import replace

    return replace(clause, moved=True) if moved and clause.old and clause.new else clause

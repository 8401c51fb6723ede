"""Which line of the old plan is which line of the new one, so that one file can show both."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from difflib import SequenceMatcher

from avv_desktop.document.compare.align import rising
from avv_desktop.document.compare.model import Comparison
from avv_desktop.word.numbering import FRESH
from avv_desktop.word.plan import Grid, Line, Numbers, Para, Plan, Row, plain

Pairs = list[tuple[int, int]]


def counterparts(comparison: Comparison) -> dict[str, str]:
    """Keys of the old units by keys of the new ones; what has moved is deleted here and inserted there."""
    return {
        change.old.key: change.new.key
        for clause in comparison.clauses
        for change in clause.changes
        if change.old and change.new and not change.moved
    }


class Matching:
    """`pairs`: places of lines in both plans, rising. `lists`: lists of the old plan under their new numbers."""

    def __init__(self, old: Plan, new: Plan, keys: dict[str, str]) -> None:
        self.old, self.new, self.keys = old, new, keys
        self.lists: dict[int, int] = {}
        self.pairs: Pairs = [pair for pair in self._filled(rising(self._anchors())) if self._fits(*pair)]
        for id in old.lists:
            self.lists.setdefault(id, FRESH + len(new.lists) + id)

    def _anchors(self) -> Pairs:
        """Lines that the comparison takes for the same."""
        places = {key: place for place, line in enumerate(self.new.lines) for key in _keys(line)}
        found = []
        for place, line in enumerate(self.old.lines):
            there = Counter(places[self.keys[key]] for key in _keys(line) if self.keys.get(key) in places)
            if there:
                found.append((place, there.most_common(1)[0][0]))
        return found

    def _filled(self, anchors: Pairs) -> Pairs:
        """With the lines between them that are no units and say the same."""
        found: Pairs = []
        i = j = 0
        for next_i, next_j in [*anchors, (len(self.old.lines), len(self.new.lines))]:
            old, new = self.old.lines[i:next_i], self.new.lines[j:next_j]
            found += [(i + a, j + b) for a, b in equal([_said(line) for line in old], [_said(line) for line in new])]
            found.append((next_i, next_j))
            i, j = next_i + 1, next_j + 1
        return found[:-1]

    def _fits(self, i: int, j: int) -> bool:
        """May one line show both? Not where it would have to change its style, its number or its columns."""
        old, new = self.old.lines[i], self.new.lines[j]
        if isinstance(old, Grid) or isinstance(new, Grid):
            return isinstance(old, Grid) and isinstance(new, Grid) and _columns(old) == _columns(new)
        shape = (old.style, old.left, old.new_page) == (new.style, new.left, new.new_page)
        return shape and self._same_numbers(old.numbers, new.numbers)

    def _same_numbers(self, old: Numbers | None, new: Numbers | None) -> bool:
        if old is None or new is None or old[0] < FRESH or new[0] < FRESH:
            return old == new
        if self.old.lists[old[0]] != self.new.lists[new[0]] or old[1] != new[1]:
            return False
        if old[0] not in self.lists and new[0] not in self.lists.values():
            self.lists[old[0]] = new[0]
        return self.lists.get(old[0]) == new[0]


def row_pairs(old: Grid, new: Grid, keys: dict[str, str]) -> Pairs:
    """Rows that both tables have, rising; those that are no units by their first words, or by their place."""
    places = {row.key: place for place, row in enumerate(new.rows) if row.key}
    if places:
        found = [(place, places[keys[row.key]]) for place, row in enumerate(old.rows) if keys.get(row.key) in places]
    elif not old.lines and len(old.rows) == len(new.rows):
        found = [(place, place) for place in range(len(old.rows))]
    else:
        found = equal([_first(row) for row in old.rows], [_first(row) for row in new.rows])
    return [(i, j) for i, j in rising(found) if _shape(old.rows[i]) == _shape(new.rows[j])]


def equal(old: Sequence[Hashable], new: Sequence[Hashable]) -> Pairs:
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    return [(block.a + n, block.b + n) for block in blocks for n in range(block.size)]


def _keys(line: Line) -> list[str]:
    if isinstance(line, Para):
        return [line.key] if line.key else []
    return [key for key in (line.key, *(row.key for row in line.rows)) if key]


def _said(line: Line) -> Hashable:
    return (line.style, plain(line.runs)) if isinstance(line, Para) else (_columns(line), line.lines)


def _columns(grid: Grid) -> int:
    return len(grid.widths)


def _first(row: Row) -> Hashable:
    """A card's row by its label; its title is its title."""
    return "" if row.head else plain(row.cells[0].paras[0].runs)


def _shape(row: Row) -> Hashable:
    return row.head, row.height, tuple((len(cell.paras), cell.across, cell.above) for cell in row.cells)

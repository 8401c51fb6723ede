"""Counts as Word does, to see whether it will print the label that the Document has."""

from __future__ import annotations

from avv_desktop.document import model as m
from avv_desktop.word.numbering import CLAUSES, FRESH, LETTERS, NUMBERS, number
from avv_desktop.word.plan import Numbers


class Counting:
    """`lists`: fresh lists so far."""

    def __init__(self) -> None:
        self.lists: dict[int, Numbers] = {}
        self._counts: dict[tuple[int, int], int] = {}

    def counts(self, list: int, level: int, label: str) -> bool:
        """Is `label` what comes next? Then it is counted, and the levels below begin again."""
        next = self._counts.get((list, level), 0) + 1
        if " ".join(number(*self._made_of(list, level), next).split()) != " ".join(label.split()):
            return False
        self._counts[list, level] = next
        for of, deeper in self._counts:
            if of == list and deeper > level:
                self._counts[of, deeper] = 0
        return True

    def at_start(self, list: int, level: int) -> bool:
        return not self._counts.get((list, level), 0)

    def fresh(self, of: int, level: int) -> Numbers:
        """A new list of that kind whose level begins at one."""
        id = FRESH + len(self.lists)
        self.lists[id] = (of, level)
        return id, level

    def _made_of(self, list: int, level: int) -> Numbers:
        return (self.lists[list][0] if list in self.lists else list), level


class ItemLists:
    """The lists of letters and numbers that stand below one paragraph or item, and go on when they are interrupted."""

    def __init__(self, counting: Counting, level: int, *, below: bool) -> None:
        self.counting, self.level, self.below = counting, level, below
        self._last: dict[str, Numbers] = {}

    def numbers(self, kind: str, item: m.Item) -> Numbers | None:
        """List and level that print the item's label; None where no list does."""
        last = self._last.get(kind)
        if last is not None and self.counting.counts(*last, item.label):
            return last
        if item.label not in ("a)", "1."):
            return None
        self._last[kind] = self._begun(kind)
        return self._last[kind] if self.counting.counts(*self._last[kind], item.label) else None

    def _begun(self, kind: str) -> Numbers:
        if kind == "numbers":
            return self.counting.fresh(NUMBERS, self.level)
        if self.level > 2:
            return self.counting.fresh(LETTERS, self.level)
        if self.below and self.counting.at_start(CLAUSES, 2):
            return CLAUSES, 2
        return self.counting.fresh(CLAUSES, 2)

"""What was found in a line is kept: after a keystroke, all lines but one are as they were."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from avv_desktop.review.patterns import bounded

LINES = 8192
SEARCHES = 32768


class Vocabulary:
    """All that patterns hold (see `Pattern.holds`), looked for in a line at once, and once for each line."""

    def __init__(self, expressions: Iterable[str]) -> None:
        self.known = frozenset(hold for each in expressions for hold in bounded(each).holds)
        self.within = lru_cache(maxsize=LINES)(self._within)
        """Which of them a line has (lower case)."""

    def _within(self, lower: str) -> tuple[str, ...]:
        return tuple(each for each in self.known if each in lower)


EMPTY = Vocabulary(())


@lru_cache(maxsize=SEARCHES)
def search(expression: str, text: str) -> re.Match[str] | None:
    """The first match of a bounded expression. Raises ValueError for one that is not."""
    return bounded(expression).expression.search(text)


@lru_cache(maxsize=LINES)
def every(expression: str, text: str) -> tuple[re.Match[str], ...]:
    """All matches of an expression of the program's own."""
    return tuple(re.finditer(expression, text))

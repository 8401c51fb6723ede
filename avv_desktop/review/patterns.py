"""Regular expressions of rule packs: bounded, so that no text and no pack can make them run for long."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from msgspec import Struct

LONGEST = 600
"""Characters of one expression."""
MOST_WAYS = 60_000
"""In how many ways an expression may match from one place; what repeats multiplies."""
LONGEST_REPEAT = 1000
SHORTEST_HOLD = 3


class Pattern(Struct, frozen=True):
    """An expression, and words of which one must be there for it to match (lower case; empty: unknown)."""

    expression: re.Pattern[str]
    holds: tuple[str, ...]

    def may_match(self, lower: str) -> bool:
        for each in self.holds:  # a loop: this runs for every line and rule
            if each in lower:
                return True
        return not self.holds


@lru_cache(maxsize=4096)
def bounded(expression: str) -> Pattern:
    """The checked expression. Raises ValueError with a German reason."""
    if len(expression) > LONGEST:
        raise ValueError(f"Das Muster ist länger als {LONGEST} Zeichen.")
    try:
        compiled = re.compile(expression)
        tree = _parsed(expression)
    except (re.error, RecursionError, OverflowError) as error:
        raise ValueError(f"Das Muster „{expression}“ ist nicht lesbar ({error}).") from error
    if _ways(tree) > MOST_WAYS:
        raise ValueError(f"Das Muster „{expression}“ kann auf zu viele Arten passen; bitte Wiederholungen begrenzen.")
    if compiled.match(""):
        raise ValueError(f"Das Muster „{expression}“ passt auf leeren Text.")
    return Pattern(compiled, tuple(sorted(_holds(tree) or ())))


def _parsed(expression: str) -> Any:
    import re._parser as parser  # type: ignore[import-untyped, import-not-found, unused-ignore]

    return parser.parse(expression)


# ---- how long it can take


def _ways(sequence: Iterable, repeated: bool = False) -> int:
    """Upper bound of the ways in which a sequence can match from one place. Raises ValueError for what has no bound."""
    total = 1
    for kind, given in sequence:
        total *= _ways_of(str(kind), given, repeated)
        if total > MOST_WAYS:
            break
    return total


def _ways_of(kind: str, given: Any, repeated: bool) -> int:
    match kind:
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
            least, most, inside = given
            if int(most) > LONGEST_REPEAT:
                raise ValueError("Das Muster wiederholt ohne Grenze; statt „*“ und „+“ bitte eine Zahl wie {0,80}.")
            inner = _ways(inside, int(most) > 1)
            if kind == "POSSESSIVE_REPEAT":
                return _once(inner)
            each = inner ** int(most) if most < 20 else _once(inner) if inner == 1 else MOST_WAYS + 1
            return (int(most) - int(least) + 1) * each
        case "SUBPATTERN":
            return _ways(given[-1], repeated)
        case "BRANCH":
            ways = [_ways(each, repeated) for each in given[1]]
            return sum(ways) if repeated else max(1, sum(each for each in ways if each > 1))
        case "ASSERT" | "ASSERT_NOT":
            return _once(_ways(given[1]))
        case "ATOMIC_GROUP":
            return _once(_ways(given))
        case "GROUPREF" | "GROUPREF_EXISTS":
            raise ValueError("Das Muster bezieht sich auf sich selbst; das ist nicht erlaubt.")
    return 1


def _once(ways: int) -> int:
    """What is never tried again counts once, if it can be tried at all."""
    return 1 if ways <= MOST_WAYS else ways


# ---- what must be there


def _holds(sequence: Iterable) -> frozenset[str] | None:
    """Words of which one stands in everything that matches; None where there are none."""
    best: frozenset[str] | None = None
    for candidate in _candidates(sequence):
        if (
            candidate
            and min(map(len, candidate)) >= SHORTEST_HOLD
            and (best is None or _worth(candidate) > _worth(best))
        ):
            best = candidate
    return best


def _worth(words: frozenset[str]) -> tuple[int, int]:
    return (min(map(len, words)), -len(words))


def _candidates(sequence: Iterable) -> Iterator[frozenset[str] | None]:
    run = ""
    for kind, given in sequence:
        if str(kind) == "LITERAL":
            run += chr(given).lower()
            continue
        yield frozenset((run,))
        run = ""
        match str(kind):
            case "SUBPATTERN":
                yield _holds(given[-1])
            case "BRANCH":
                parts = [_holds(each) for each in given[1]]
                yield None if None in parts else frozenset().union(*[each for each in parts if each])
            case "MAX_REPEAT" | "MIN_REPEAT" if given[0] >= 1:
                yield _holds(given[2])
    yield frozenset((run,))

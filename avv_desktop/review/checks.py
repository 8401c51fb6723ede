"""Named checks: what patterns cannot say. Each is a function in a module of this room, registered by its name."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from msgspec import Struct

from avv_desktop.draft.model import Fix
from avv_desktop.review.reading import Line, Reading
from avv_desktop.review.rules_model import Rule, Severity


class Hit(Struct, frozen=True):
    """Where a rule is broken. What is empty is as the rule says; line: None for what stands nowhere."""

    line: Line | None
    quote: str = ""
    message: str = ""
    severity: Severity | None = None
    fixes: tuple[Fix, ...] = ()


Check = Callable[[Reading, Rule], Iterable[Hit]]
CHECKS: dict[str, Check] = {}


def check(name: str) -> Callable[[Check], Check]:
    """Register a function as the named check that packs call."""

    def register(function: Check) -> Check:
        CHECKS[name] = function
        return function

    return register


def run(name: str, reading: Reading, rule: Rule) -> list[Hit]:
    return list(CHECKS[name](reading, rule))

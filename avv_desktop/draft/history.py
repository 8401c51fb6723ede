"""Undo and redo: a list of drafts."""

from __future__ import annotations

from collections.abc import Mapping

from avv_desktop.draft.model import Draft

TOGETHER = 2.0
"""Seconds within which typing in one field is one step."""
DEEPEST = 500


class History:
    """Where one is in the list of drafts. `place` names what was edited, so that typing in it is one step.

    steps: those of an earlier time, by number; where `draft` is none of them it becomes the newest.
    """

    def __init__(self, draft: Draft, steps: Mapping[int, Draft] | None = None) -> None:
        known = sorted((steps or {}).items())
        self._drafts = [each for _, each in known]
        self._numbers = [number for number, _ in known]
        self._count = max(self._numbers, default=0)
        if draft in self._drafts:
            self._at = len(self._drafts) - 1 - self._drafts[::-1].index(draft)
        else:
            self._add(draft)
        self._last: tuple[str, float] = ("", 0.0)

    @property
    def now(self) -> Draft:
        return self._drafts[self._at]

    @property
    def can_undo(self) -> bool:
        return self._at > 0

    @property
    def can_redo(self) -> bool:
        return self._at < len(self._drafts) - 1

    @property
    def steps(self) -> dict[int, Draft]:
        """All of it by number; what has another number is another draft."""
        return dict(zip(self._numbers, self._drafts, strict=True))

    def _add(self, draft: Draft) -> None:
        self._count += 1
        self._drafts.append(draft)
        self._numbers.append(self._count)
        over = max(0, len(self._drafts) - DEEPEST)
        del self._drafts[:over], self._numbers[:over]
        self._at = len(self._drafts) - 1

    def push(self, draft: Draft, place: str = "", moment: float | None = None) -> None:
        """A new state; what was undone before is gone. `moment`: seconds on a clock that only goes forward."""
        import time

        moment = time.monotonic() if moment is None else moment
        place = place or _only_change(self.now, draft)
        together = bool(place) and place == self._last[0] and moment - self._last[1] <= TOGETHER and self._at > 0
        keep = self._at if together else self._at + 1
        del self._drafts[keep:], self._numbers[keep:]
        self._add(draft)
        self._last = (place, moment)

    def undo(self) -> Draft | None:
        return self._go(-1) if self.can_undo else None

    def redo(self) -> Draft | None:
        return self._go(1) if self.can_redo else None

    def _go(self, step: int) -> Draft:
        self._at += step
        self._last = ("", 0.0)
        return self.now


def _only_change(old: Draft, new: Draft) -> str:
    """The one field that differs, or empty."""
    names = {name for name in old.answers.keys() | new.answers.keys() if old.answers.get(name) != new.answers.get(name)}
    return names.pop() if len(names) == 1 and old.measures == new.measures else ""

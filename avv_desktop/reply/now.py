"""Where a line of the answer stands in the draft as it is now: every change that is taken over moves the others."""

from __future__ import annotations

from rapidfuzz import fuzz

from avv_desktop.document.compose import compose
from avv_desktop.draft.model import Draft
from avv_desktop.errors import CannotDo
from avv_desktop.reply.model import ReplyChange
from avv_desktop.reply.sheet import Sent, same, sent
from avv_desktop.system.language import tr
from avv_desktop.template.model import Template

MEASURE = "annex_measures."
ALIKE = 55
"""Per cent of their letters from which on two lines are versions of one."""


class Now:
    """The lines of the draft as it is now: places in lists shift with every change that is taken over."""

    def __init__(self, template: Template, draft: Draft) -> None:
        self.lines = sent(compose(template, draft))
        self.said = {each.key: each.text for each in self.lines}

    def count(self, text: str) -> int:
        return sum(same(each.text, text) for each in self.lines)

    def key(self, change: ReplyChange, key: str, text: str) -> str:
        """Of the line that had this key and said this text. Raises CannotDo."""
        if same(self.said.get(key, ""), text):
            return key
        measure = key.startswith(MEASURE)
        first = key.partition("/")[0]
        family = [
            each
            for each in self.lines
            if (each.unit.part == change.paragraph if measure else each.key.partition("/")[0] == first)
        ]
        moved = next((each.key for each in family if same(each.text, text)), "")
        if not moved:
            likeness = {each.key: fuzz.ratio(each.text, text) for each in family}
            moved = max(likeness, key=lambda each: likeness[each], default="")
            moved = moved if likeness.get(moved, 0) >= ALIKE else ""
        if not moved:
            raise CannotDo(reason=tr("Another change has been taken over at the same words."))
        return moved

    def line(self, change: ReplyChange) -> Sent:
        """The line that the change is about. Raises CannotDo."""
        key = self.key(change, change.unit, change.old)
        return next(each for each in self.lines if each.key == key)

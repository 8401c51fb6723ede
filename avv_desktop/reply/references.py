"""References that only follow what the customer added or struck: Word has counted again."""

from __future__ import annotations

import re
from collections.abc import Sequence

from avv_desktop.document.model import Reference
from avv_desktop.reply.difference import Edit, applied
from avv_desktop.reply.sheet import Came, Sent

_NUMBER = re.compile(r"\d+")


def without_followers(
    found: Sequence[Edit], line: Sent, ours: Sequence[Sent], theirs: Sequence[Came], now: dict[int, int]
) -> tuple[Edit, ...]:
    """Without the edits of references whose new number is that of their target."""
    rest = list(found)
    at = 0
    for run in line.runs:
        start, at = at, at + len(run.text)
        inside = [each for each in rest if each.inside(start, at)]
        if inside and isinstance(run, Reference):
            new = applied(run.text, [Edit(each.start - start, each.end - start, each.text) for each in inside])
            if _NUMBER.findall(new) == _numbers(run, ours, theirs, now):
                rest = [each for each in rest if each not in inside]
    return tuple(rest)


def _numbers(run: Reference, ours: Sequence[Sent], theirs: Sequence[Came], now: dict[int, int]) -> list[str]:
    """The numbers that the reference has to say now: of the clause and, where it says it, of the paragraph."""
    labels = {line.id: theirs[now[place]].label for place, line in enumerate(ours) if line.id and place in now}
    targets = [run.target]
    if len(_NUMBER.findall(run.text)) > 1:
        targets.insert(0, run.target.partition(".")[0])
    return [number for target in targets for number in _NUMBER.findall(labels.get(target, ""))]

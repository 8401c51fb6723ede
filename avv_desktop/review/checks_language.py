"""Checks of language that need more than one line: full stops, and lists that mix phrases and sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

from avv_desktop.draft.model import Fix
from avv_desktop.review.checks import Hit, check
from avv_desktop.review.reading import Reading
from avv_desktop.review.rules_model import Rule

VERB = re.compile(
    r"\b(?:ist|sind|wird|werden|hat|haben|kann|können|muss|müssen|darf|dürfen|erfolgt|erfolgen|besteht|bestehen|gilt)\b"
)
OPEN = re.compile(r"(?:\b(?:und|oder|bzw|sowie|für|als)|[.!?:;,…)\"“”»«\]/-])$")


@check("full_stop")
def full_stop(reading: Reading, rule: Rule) -> Iterator[Hit]:
    """A whole sentence that nothing follows ends with a full stop."""
    lines = reading.of("body", "annex")
    for line, after in zip_longest(lines, lines[1:]):
        if line.unit.kind not in ("paragraph", "item") or not line.text[:1].isupper() or OPEN.search(line.text):
            continue
        if after is not None and after.unit.depth > line.unit.depth and after.unit.part == line.unit.part:
            continue
        if line.unit.kind == "item" and after is not None and after.unit.kind == "item" and after.text[:1].islower():
            continue
        words = line.text.split(" ")
        if len(words) >= 5 and VERB.search(" ".join(words[1:])) and words[-1][:1].islower():
            fix = Fix("replace", "Punkt setzen", line.unit.key, words[-1], f"{words[-1]}.")
            yield Hit(line, " ".join(words[-4:]), fixes=(fix,))


@check("mixed_list")
def mixed_list(reading: Reading, rule: Rule) -> Iterator[Hit]:
    """Lettered items of one list that are phrases here and sentences there."""
    groups: dict[str, list[tuple[bool, int]]] = {}
    for line in reading.of("body"):
        if line.unit.kind == "item" and "Buchst." in line.unit.label and line.text[:1].isupper():
            above = line.unit.label.rpartition(" Buchst.")[0]
            first = re.split(r"(?<=[.;]) ", line.text)[0]
            starts = re.match(r"(?:Der|Die|Das|Er|Sie|Soweit|Wenn|Sofern|Bei)\b", first)
            groups.setdefault(above, []).append((bool(starts and VERB.search(first)), line.order))
    for found in groups.values():
        kinds = {sentence for sentence, _ in found}
        if len(found) >= 4 and len(kinds) == 2:
            yield Hit(reading.lines[found[0][1]])

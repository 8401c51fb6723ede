"""Letters with their weight, and the lines they make: bold words as **…**."""

from __future__ import annotations

import re
from typing import TypeAlias

Pieces: TypeAlias = "list[tuple[str, bool]]"
"""Letters, and whether they are bold."""
SOFT_HYPHEN = "\u00ad"
_MARKER_TAB = re.compile(r"^(\s*(?:§\s*)?[(\d\w.)–•-]{1,8}[).:•–-]|§\s*\d+\w?|\d+(?:\.\d+)*)\t+")
"""A typed number and the tab behind it."""


def lines_of(pieces: Pieces, *, bold: bool) -> list[str]:
    """The paragraph's lines, without blanks at their ends; bold words between asterisks, if wanted."""
    text = "".join(_starred(text) if bold and heavy else text for text, heavy in _merged(pieces))
    return [_MARKER_TAB.sub(r"\1 ", line.rstrip()) for line in text.split("\n")]


def _merged(pieces: Pieces) -> Pieces:
    """Neighbours of one weight as one; blanks have the weight of what is before them."""
    found: Pieces = []
    for text, heavy in pieces:
        if found and (found[-1][1] == heavy or not text.strip()):
            found[-1] = (found[-1][0] + text, found[-1][1])
        elif text:
            found.append((text, heavy))
    return found


def _starred(text: str) -> str:
    return "\n".join(_star(line) for line in text.split("\n"))


def _star(line: str) -> str:
    core = line.strip()
    if not core:
        return line
    start = line.index(core)
    return f"{line[:start]}**{core}**{line[start + len(core) :]}"

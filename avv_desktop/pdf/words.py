"""Words on the paper: where a line must or may break, and how a list is numbered."""

from __future__ import annotations

import re
from functools import lru_cache

LONG_WORD, PART = 60, 22
"""Letters from which a word may break anywhere, and the length of its parts: none is wider than its column."""


@lru_cache(maxsize=8192)
def atoms(text: str) -> str | list:
    """Text as it is, or, where lines or long words must break, a list of text, ["n"] (new line) and
    ["a", part, part …] (a word that is never hyphenated and may break between its parts)."""
    if not _SPECIAL.search(text):
        return text
    found: list = []
    end = 0
    for match in _SPECIAL.finditer(text):
        if match.start() > end:
            found.append(text[end : match.start()])
        found.append(["n"] if match.group() == "\n" else ["a", *_PART.findall(match.group())])
        end = match.end()
    return [*found, text[end:]] if end < len(text) else found


_SPECIAL = re.compile(rf"\n|[^\s@]*@\S+|\S*(?:://|www\.)\S*|\S{{{LONG_WORD},}}")
_PART = re.compile(rf"[^@./_-]{{1,{PART}}}[@./_-]?|[@./_-]")


def pattern(labels: list[str]) -> tuple[str, int]:
    """A numbering pattern and its first number that give exactly these labels, or ("", 1)."""
    first = labels[0] if labels else ""
    if first[1:-1].isdecimal() and labels == [f"({int(first[1:-1]) + n})" for n in range(len(labels))]:
        return "(1)", int(first[1:-1])
    if labels == [f"{chr(97 + n)})" for n in range(min(len(labels), 26))]:
        return "a)", 1
    return "", 1


def bare_number(text: str) -> bool:
    return text.strip().replace(".", "").isdecimal()


def short(text: str, length: int) -> str:
    """For the running head: no long words, and not more than `length` letters."""
    text = " ".join(word if len(word) < LONG_WORD else word[: LONG_WORD // 2] + "…" for word in text.split(" "))
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"

"""Text as rules read it: soft hyphens, hyphens at the end of a line and double blanks hide nothing."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

GONE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
SAME = str.maketrans(
    {
        **dict.fromkeys("\u00a0\u202f\u2007\u2009\u200a\u2002\u2003", " "),
        "\u2011": "-",
        "\u2010": "-",
        "\ufb01": "fi",
        "\ufb02": "fl",
        "\ufb00": "ff",
        "\ufb03": "ffi",
        "\ufb04": "ffl",
    }
)
LINES = re.compile(r"(?<=[^\W\d_])-[ \t]*\r?\n[ \t]*(?=[a-zäöüß])(?!(?:und|oder|bzw|sowie|bis)\b)")
"""A word divided at the end of a line; "Post-" before "und" keeps its hyphen."""
WORDS = re.compile(
    r"(?<=[a-zäöüß]{2})- (?=[a-zäöüß]{3})(?!(?:und|oder|bzw|sowie|bis|noch|als|wie|statt|mit|nicht|aber|auch|inkl)\b)"
)
BLANKS = re.compile(r"[ \r\f\v]*\n[ \r\f\v]*|[ \r\f\v]{2,}")
ABBREVIATIONS = re.compile(
    r"(?i)artt?|abs|nr|lit|buchst|bzw|ggfs?|gem|ca|vgl|inkl|exkl|ext|usw|etc|evtl|sog|str|dr|prof|ziff|rn|ff|bspw|max|"
    r"min|tel|co|st|hon|kap|vom|[a-z]|\d\d?"
)
LONGEST = 3000
"""Characters that a pattern is tried on at once."""
BREAK = re.compile(r"[.!?][\"“)]?\s+(?=[„\"(]?[A-ZÄÖÜ])|\n")
LAST_WORD = re.compile(r"(\w+)$")


@lru_cache(maxsize=8192)
def normal(text: str, keep_lines: bool = False) -> str:
    """`text` without what only the paper needs. Tabs stay: they divide cells. keep_lines: line breaks are meant."""
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    text = text.translate(GONE).translate(SAME)
    if keep_lines:
        return "\n".join(BLANKS.sub(" ", line).strip() for line in text.split("\n"))
    if "-" in text:
        text = WORDS.sub("", LINES.sub("", text))
    return BLANKS.sub(" ", text).strip()


@lru_cache(maxsize=8192)
def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Where each sentence of a normalised text starts and ends; periods of abbreviations and numbers end none."""
    found, start = [], 0
    for stop in BREAK.finditer(text):
        word = LAST_WORD.search(text, start, stop.start())
        last = word[1] if word else ""
        if text[stop.start()] == "." and ABBREVIATIONS.fullmatch(last):
            continue
        found.append((start, stop.end()))
        start = stop.end()
    if start < len(text):
        found.append((start, len(text)))
    return tuple(piece for each in found for piece in _pieces(*each))


def _pieces(start: int, end: int) -> list[tuple[int, int]]:
    """What is far too long for a sentence, in pieces that a pattern can be tried on."""
    return (
        [(at, min(at + LONGEST, end)) for at in range(start, end, LONGEST)] if end - start > LONGEST else [(start, end)]
    )

"""A text as words, punctuation and blanks that joined give the text back."""

from __future__ import annotations

import re
import unicodedata

TOKEN = re.compile(
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"  # an address
    r"|\d+(?:[.,:/]\d+)+"  # 01.02.2026, 1.000,50, 24/7
    r"|[\w\xad]+(?:[-\u2010\u2011'’][\w\xad]+|[:*_](?=in)\w+)*"  # AVV-Entwurf, Mitarbeiter:innen
    r"|\s+|.",
    re.DOTALL,
)
ALIKE = str.maketrans(
    {"\xad": None, "\u200b": None, "\ufeff": None}
    | dict.fromkeys("„“”‟«»″", '"')
    | dict.fromkeys("‚‘’‛‹›′", "'")
    | dict.fromkeys("‐‑‒–—−", "-")
)
"""What looks much the same in print and means the same."""


def tokens(text: str) -> list[str]:
    return TOKEN.findall(text)


def alike(text: str) -> str:
    """What a token is compared by: kinds of hyphens, quotation marks and ligatures do not count, any blank is one."""
    if text.isspace():
        return " "
    return text if text.isascii() else unicodedata.normalize("NFKC", text).translate(ALIKE)


def plain(text: str) -> str:
    """A whole text as it is compared: `alike`, with single blanks."""
    return " ".join(alike(text).split())


def is_word(token: str) -> bool:
    return token[:1].isalnum() or (len(token) > 1 and not token.isspace())


def word_list(text: str) -> list[str]:
    """Words in small letters, without punctuation: for finding out how similar two lines are."""
    return [alike(token).casefold() for token in TOKEN.findall(text) if is_word(token)]

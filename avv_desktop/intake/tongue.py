"""Which language a text is in, by its commonest words: what a file says of itself is often its program's language."""

from __future__ import annotations

import re
from collections.abc import Iterable

GERMAN = frozenset(
    ("der", "die", "das", "und", "des", "den", "dem", "ist", "nicht", "mit", "von", "für", "zur", "zum", "auf", "durch",
     "nach", "oder", "wird", "werden")
)  # fmt: skip
ENGLISH = frozenset(
    ("the", "of", "and", "to", "in", "is", "not", "with", "for", "by", "or", "shall", "will", "be", "any", "that",
     "this", "such", "under", "its")
)  # fmt: skip
ENOUGH = 3
"""Words that must speak for a language."""
_WORD = re.compile(r"[a-zäöüß]+")


def language_of(texts: Iterable[str]) -> str:
    """ "de", "en", or "" where nothing can be said."""
    german = english = 0
    for text in texts:
        for word in _WORD.findall(text.lower()):
            german += word in GERMAN
            english += word in ENGLISH
        if abs(german - english) > 500:
            break
    if max(german, english) < ENOUGH:
        return ""
    return "de" if german >= english else "en"

"""Names of persons, compared as people would: "Dr. Aida Dia" is "DIA, Aida" is "Aida Dia (Probe)". Pure.

A name that fits is no identity; it only says that the certificate claims to be the person expected.
"""

from __future__ import annotations

import re
import unicodedata

TRIAL_MARK = "(Probe)"

_TITLES = frozenset(
    """dr prof professor dipl ing kfm mag phd med jur rer nat pol oec phil iur habil univ hc h c herr frau mr mrs ms
    ra rain""".split()  # noqa: SIM905
)
"""Before a name."""
_DEGREES = _TITLES | frozenset("ll m b a sc llm llb msc bsc mba ba ma mag fh tum stb wp ph d".split())  # noqa: SIM905
"""After a name and a comma: "Aida Dia, LL.M."."""
_SPELLINGS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ø": "oe", "æ": "ae", "å": "aa", "ł": "l"})


def names_fit(expected: str, given: str) -> bool:
    """Whether both name the same person, whatever case, titles, order "Name, Vorname" and spelling of umlauts."""
    return bool(plain_name(expected)) and plain_name(expected) == plain_name(given)


def plain_name(name: str) -> tuple[str, ...]:
    """The words of a name in a comparable form; empty for a name without letters."""
    text = unicodedata.normalize("NFKC", name).replace(TRIAL_MARK, " ").casefold()
    last, _, first = text.partition(",")
    after = _words(first)
    if after and not _DEGREES.issuperset(after):
        return _untitled([*after, *_words(last)])
    return _untitled(_words(last))


def without_trial_mark(name: str) -> str:
    return name.replace(TRIAL_MARK, "").strip()


def clean(name: str) -> str:
    """`name` in one line, composed, without control characters and marks that turn the reading direction."""
    composed = unicodedata.normalize("NFC", name)
    kept = "".join(" " if c.isspace() else c for c in composed if c.isspace() or unicodedata.category(c)[0] != "C")
    return " ".join(kept.split())


def _words(text: str) -> list[str]:
    spelled = unicodedata.normalize("NFC", text).translate(_SPELLINGS)
    bare = "".join(c for c in unicodedata.normalize("NFD", spelled) if not unicodedata.combining(c))
    return re.findall(r"[^\W_]+", bare)


def _untitled(words: list[str]) -> tuple[str, ...]:
    start = next((n for n, word in enumerate(words) if word not in _TITLES), 0)
    return tuple(words[start:])

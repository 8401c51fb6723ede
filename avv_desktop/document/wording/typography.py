"""Small rules of German typesetting: spaces that do not break, quotation marks, the full stop of a long text."""

from __future__ import annotations

import re
from functools import lru_cache

NO_BREAK = "\u00a0"

MONTHS = (
    *("Januar", "Februar", "März", "April", "Mai", "Juni"),
    *("Juli", "August", "September", "Oktober", "November", "Dezember"),
)

_ABBREVIATED = re.compile(r"\b(Art|Abs|Nr|Buchst|Dr|Prof)\. (?=\w)")
_PARAGRAPH_SIGN = re.compile(r"(§§?) (?=\d)")
_TWO_LETTERS = re.compile(r"\b(z|d|u|e|i|o)\. (?=(B|h|a|V|K|d|R|Ä|g)\.)")
_DAY = re.compile(rf"\b(\d{{1,2}}\.) (?={'|'.join(MONTHS)}\b)")
_QUOTED = re.compile(r'"([^"\n]*)"')
_DASH = re.compile(r"(?<=\S) - (?=\S)")
_HALVES = re.compile("[\ud800-\udfff]")
_SPACES = re.compile(r"[ \t\r\n]+")
_END = re.compile(r"[.!?…][“”\"')\]»«]*$")


@lru_cache(maxsize=8192)
def kept_together(text: str) -> str:
    """No-break spaces in "Art. 28", "Abs. 2", "Nr. 7", "Buchst. a", "§ 7", "z. B.", "17. Oktober", "e. V."."""
    if ". " not in text and "§" not in text:
        return text
    text = _ABBREVIATED.sub(rf"\1.{NO_BREAK}", text)
    text = _PARAGRAPH_SIGN.sub(rf"\1{NO_BREAK}", text)
    text = _TWO_LETTERS.sub(rf"\1.{NO_BREAK}", text)
    return _DAY.sub(rf"\1{NO_BREAK}", text)


@lru_cache(maxsize=8192)
def typographic(text: str) -> str:
    """A template's own words as they are printed: „…“, " – ", ’, and spaces that do not break."""
    text = _QUOTED.sub("„\\1“", text)
    text = _DASH.sub(" – ", text).replace("'", "’")
    return kept_together(text)


def sound(text: str) -> str:
    """The text without halves of letters, which no file can hold; all else is as typed."""
    return _HALVES.sub("\ufffd", text)


def one_line(text: object) -> str:
    """Typed text as one line: no breaks, no runs of spaces, none at the ends; no-break spaces stay."""
    return " ".join(part for part in _SPACES.split(sound(str(text))) if part)


def full_stop(text: str) -> str:
    """The text with a full stop at its end, added if it is missing, never doubled; an empty text stays empty."""
    text = text.strip()
    return text if not text or _END.search(text) else text + "."


def without_full_stop(text: str) -> str:
    """The text without its last full stop, for a sentence that goes on or brings its own."""
    text = text.strip()
    return text[:-1] if text.endswith(".") and not text.endswith("..") else text


def capital(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]

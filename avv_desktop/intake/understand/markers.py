"""What stands at the beginning of a line: a number, a letter, a bullet, the label of a clause or an annex."""

from __future__ import annotations

import re
from typing import Literal

from msgspec import Struct

from avv_desktop.document.wording.typography import MONTHS, NO_BREAK

Kind = Literal["clause", "annex", "paragraph", "letter", "roman", "number", "decimal"]

BULLET = re.compile(r"(?:[-–—−•▪◦●○■□☐☒▸►‣⁃·*+\uf0b7\uf0a7\uf0d8\uf02d]|o(?=\s+\S))(?:\s+|$)")
CLAUSE = re.compile(r"§\s*(?P<n>\d{1,3})(?P<more>[a-z]?)(?![\w,]|\.\d)")
WORDED = re.compile(
    r"(?P<word>Ziffer|Ziff\.|Artikel|Article|Section|Clause|Abschnitt|Paragraph|Punkt)\s+(?P<n>\d{1,3})(?![\w,]|\.\d)",
    re.I,
)
ANNEX = re.compile(
    r"(?:Anlage|Anhang|Annex|Appendix|Schedule|Exhibit|ANLAGE|ANHANG|ANNEX|APPENDIX|SCHEDULE|EXHIBIT)"
    r"(?:\s+(?:Nr\.\s*)?(?P<n>\d{1,2}|[IVX]{1,4}|[A-Z])(?:[a-z]|\.\d{1,2})?(?!\w))?(?=\s|[:.–—)-]|$)"
)
AFTER_LABEL = re.compile(r"\s*(?:[:.)]|[–—-](?=\s|$))?\s*")
PARAGRAPH = re.compile(r"\((?P<n>\d{1,2})(?P<more>[a-z]?)\)(?=\s|$)\s*")
DECIMAL = re.compile(r"(?P<before>\d{1,3}(?:\.\d{1,2})*)\.(?P<n>\d{1,2})\.?(?=\s|$)\s*")
NUMBER = re.compile(rf"(?P<n>\d{{1,2}})(?P<end>[.)])(?=\s|$)(?!\s+(?:{'|'.join(MONTHS)})\b)\s*")
LETTER = re.compile(r"(?P<open>\(?)(?P<n>[a-zA-Z]|(?P<twice>[a-z])(?P=twice))(?P<end>\)|\.(?=\s+[A-ZÄÖÜ]))(?=\s|$)\s*")
ROMAN = re.compile(r"(?P<open>\(?)(?P<n>[ivx]{1,5})(?P<end>[.)])(?=\s|$)\s*")
ROMANS = {
    text: number
    for number, text in enumerate(
        (
            *("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"),
            *("xi", "xii", "xiii", "xiv", "xv", "xvi", "xvii", "xviii", "xix", "xx"),
        ),
        start=1,
    )
}


class Marker(Struct, frozen=True):
    """label: as printed, with a space that does not break. key: lists of one kind count together. value: 1, 2, …

    end: where the words begin behind it; bare: where the label ends (what is between is decoration). also: what it may
    be as well ("i)" is the ninth letter, or the first Roman number).
    """

    kind: Kind
    label: str
    key: str
    value: int
    end: int
    bare: int
    also: Marker | None = None


def bullet_of(text: str) -> int:
    """Letters of the bullet at the beginning, with the blanks behind it; 0 for none."""
    found = BULLET.match(text)
    return found.end() if found else 0


def marker_of(text: str) -> Marker | None:
    if not text or text[0] not in _FIRST:
        return None
    if found := CLAUSE.match(text) or WORDED.match(text):
        key = found["word"].lower() if "word" in found.re.groupindex else "§"
        return _made("clause", found, key, int(found["n"]), AFTER_LABEL.match(text, found.end()).end())  # type: ignore[union-attr]
    if found := ANNEX.match(text):
        return _made("annex", found, "annex", _annex_number(found["n"]), AFTER_LABEL.match(text, found.end()).end())  # type: ignore[union-attr]
    if found := PARAGRAPH.match(text):
        return _made("paragraph", found, "()", int(found["n"]))
    if found := DECIMAL.match(text):
        return _made("decimal", found, f"{found['before']}.", int(found["n"]))
    if found := NUMBER.match(text):
        return _made("number", found, found["end"], int(found["n"]))
    return _lettered(text)


_FIRST = frozenset("§(0123456789ZAaSsCcPpEeIiVvXx") | frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")


def _lettered(text: str) -> Marker | None:
    letter, roman = LETTER.match(text), ROMAN.match(text)
    counted = None
    if roman and roman["n"] in ROMANS:
        counted = _made("roman", roman, f"i{roman['open']}{roman['end']}", ROMANS[roman["n"]])
    if not letter or (letter["n"].isupper() and letter["end"] == "."):
        return counted
    first = letter["n"][0]
    key = f"{'a' if first.islower() else 'A'}{'2' if letter['twice'] else ''}{letter['open']}{letter['end']}"
    made = _made("letter", letter, key, ord(first.lower()) - 96)
    return Marker(made.kind, made.label, key, made.value, made.end, made.bare, counted)


def _made(kind: Kind, found: re.Match[str], key: str, value: int, end: int = 0) -> Marker:
    label = re.sub(r"\s+", NO_BREAK, re.sub(r"§(?=\d)", "§ ", found[0].strip()))
    return Marker(kind, label, key, value, end or found.end(), found.start() + len(found[0].rstrip()))


def _annex_number(text: str | None) -> int:
    if not text:
        return 0
    if text.isdigit():
        return int(text)
    return ROMANS.get(text.lower(), 0) or ord(text[0].lower()) - 96

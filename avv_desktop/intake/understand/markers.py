"""What stands at the beginning of a line: a number, a letter, a bullet, the heading of a clause or an annex."""

from __future__ import annotations

import re
from typing import Literal

from msgspec import Struct

from avv_desktop.document.wording.typography import NO_BREAK

Kind = Literal["clause", "paragraph", "letter", "number", "bullet", "annex", "text"]

BULLET = re.compile(r"^(?:[-–—•▪◦●·*\uf0b7]|o(?= [A-ZÄÖÜ]))\s+")
CLAUSE = re.compile(r"^(?P<label>§\s*\d+[a-z]?)(?:[.:)]|\s+[–-])?\s*(?P<rest>.*)$")
WORDED = re.compile(
    r"^(?P<label>(?:Ziffer|Ziff\.|Artikel|Article|Section|Clause)\s+\d+)(?:[.:)]|\s+[–-])?\s*(?P<rest>.*)$", re.I
)
ANNEX = re.compile(
    r"^(?P<label>(?:Anlage|Anhang|Annex|Appendix|Schedule|Exhibit)(?:\s+(?:Nr\.\s*)?(?:\d+|[A-Z]|[IVX]+)\b)?)"
    r"(?:\s*[:–—-]\s*|\s+|$)(?P<rest>.*)$"
)
SENTENCE = re.compile(r"(?:zu|und|oder|des|der|ist|sind|enthält|to|and|or|of|is|are)\b")
PARAGRAPH = re.compile(r"^\((?P<n>\d{1,2})\)\s*(?P<rest>.*)$")
DECIMAL = re.compile(r"^(?P<n>\d{1,2}(?:\.\d{1,2})+)\.?\s+(?P<rest>\S.*)$")
NUMBER = re.compile(r"^(?P<n>\d{1,2})[.)]\s+(?P<rest>\S.*)$")
LETTER = re.compile(r"^(?:\((?P<a>[a-z]{1,2})\)|(?P<b>[a-z]{1,2})\))\s*(?P<rest>\S.*)$")
ROMAN = re.compile(r"^\((?P<n>[ivx]{2,4})\)\s*(?P<rest>\S.*)$")
LAW = re.compile(r"(?:Abs|Satz|S\.|Nr|lit|BDSG|DSGVO|GDPR|BGB|GmbHG|HGB|des\b|der\b|und\b|ff|of\b|and\b)")
LONGEST_TITLE = 140


class Marked(Struct, frozen=True):
    """A line without what marks it.

    label: the number as it is printed. taken: a sign that is only decoration. depth: of a decimal number, 1 for "1.".
    """

    kind: Kind
    label: str
    text: str
    taken: str = ""
    depth: int = 0


def marked(text: str, label: str = "") -> Marked:
    """`label`: what the file's own list counts."""
    said = text.strip()
    if label:
        found = _numbered(f"{label} {said}")
        return found if found.kind != "text" else Marked("bullet", "", said, label)
    if bullet := BULLET.match(said):
        rest = said[bullet.end() :]
        inner = _numbered(rest)
        if inner.kind in ("paragraph", "letter"):
            return Marked(inner.kind, inner.label, inner.text, bullet[0].strip())
        return Marked("bullet", "", rest, bullet[0].strip())
    return _numbered(said)


def _numbered(said: str) -> Marked:
    bold = re.fullmatch(r"\*\*([^*]+)\*\*", said)
    plain = bold[1] if bold else said
    for pattern in (CLAUSE, WORDED):
        if (found := pattern.match(plain)) and _is_title(found["rest"]):
            return Marked("clause", _label(found["label"]), found["rest"])
    if (found := ANNEX.match(plain)) and _is_annex(plain, found["rest"]):
        return Marked("annex", _label(found["label"]), found["rest"])
    if found := PARAGRAPH.match(said):
        return Marked("paragraph", f"({found['n']})", found["rest"])
    if found := ROMAN.match(said):
        return Marked("letter", f"({found['n']})", found["rest"])
    if found := LETTER.match(said):
        return Marked("letter", f"{found['a'] or found['b']})", found["rest"])
    if found := DECIMAL.match(plain):
        return Marked("number", found["n"], found["rest"], depth=found["n"].count(".") + 1)
    if found := NUMBER.match(plain):
        return Marked("number", f"{found['n']}.", found["rest"], depth=1)
    return Marked("text", "", said)


def _label(text: str) -> str:
    """ "§ 7" with a space that does not break."""
    return re.sub(r"\s+", NO_BREAK, text.replace("§", "§ ").strip())


def _is_title(rest: str) -> bool:
    """A title, or nothing; not the rest of "§ 11 BDSG gilt …"."""
    return len(rest) < LONGEST_TITLE and not rest.endswith((".", ";", ",")) and not LAW.match(rest)


def _is_annex(said: str, rest: str) -> bool:
    return len(said) < LONGEST_TITLE and not said.endswith((".", ";", ",")) and not SENTENCE.match(rest)

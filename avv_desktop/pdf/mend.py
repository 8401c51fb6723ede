"""What people type and PDF/A, PDF/UA or the fonts refuse, made printable, and said."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from avv_desktop.pdf.fonts import covered
from avv_desktop.pdf.model import Mended

STAND_IN = "□"
_GLUE = "\u200d\ufe0e\ufe0f\u20e3\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff"
"""What joins or tints emoji: swallowed by the stand-in of the letter before it."""


class Mender:
    """Mends texts and remembers what it replaced, and where."""

    def __init__(self) -> None:
        self.mended: list[Mended] = []

    def text(self, text: str, place: str) -> str:
        """`text` with line breaks as "\\n", and a visible stand-in for everything that cannot be printed."""
        if not unprintable().search(text):
            return text
        text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))
        found = [match.group() for match in unprintable().finditer(text) if match.group() != "\n"]
        if found:
            mended = Mended(characters="".join(dict.fromkeys(found)), place=place)
            self.mended += [] if mended in self.mended else [mended]
        return unprintable().sub(lambda match: "\n" if match.group() == "\n" else STAND_IN, text)

    def line(self, text: str, place: str) -> str:
        """The same in one line, for headings, titles and cells."""
        return " ".join(self.text(text, place).split("\n")).strip()


def mend(text: str, place: str = "") -> tuple[str, tuple[Mended, ...]]:
    """One text as it will be printed, and what was replaced: for a finding beside the field."""
    mender = Mender()
    return mender.text(text, place), tuple(mender.mended)


@cache
def unprintable() -> re.Pattern[str]:
    """One match for each letter that needs a stand-in; "\\n" matches too, so that callers see line breaks."""
    allowed = "".join(_ranges(sorted(point for point in covered() if _permitted(chr(point)))))
    return re.compile(f"\n|[^{allowed}][{_GLUE}]*")


def _permitted(letter: str) -> bool:
    """Control, private, unassigned and surrogate code points, U+FEFF, and marks that turn the reading direction, are
    no letters of an agreement even where a font has a glyph for them."""
    category = unicodedata.category(letter)
    if category in ("Cc", "Co", "Cn", "Cs", "Zl", "Zp"):
        return False
    return category != "Cf" or letter in "\u00ad\u200b\u2060"


def _ranges(points: list[int]) -> list[str]:
    """Sorted code points as the inside of a character class."""
    found: list[str] = []
    start = previous = points[0]
    for point in [*points[1:], 0x110001]:
        if point != previous + 1:
            found.append(f"{re.escape(chr(start))}-{re.escape(chr(previous))}")
            start = point
        previous = point
    return found

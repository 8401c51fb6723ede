"""The letters of a signature: which font has them, how wide they are, and a small font that holds only these.

Cutting a font takes longer than signing, so a cut is kept for the next signature with the same letters.
"""

from __future__ import annotations

import io
from functools import cache, lru_cache
from typing import NamedTuple

from avv_desktop.errors import GlyphsMissing
from avv_desktop.pdf.fonts import REGULAR, font_file

COMMON = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyzÄÖÜäöüß0123456789 .,:-–()…")
"""Cut along in any case, so that most signatures share one cut."""
DROPPED = ("GPOS", "GDEF", "GSUB", "BASE", "MATH", "STAT", "kern", "DSIG", "VDMX", "hdmx", "gasp", "LTSH", "meta")


class Typeface(NamedTuple):
    """A font cut down to some letters. `data` is the font file; widths are shares of the em."""

    data: bytes
    widths: dict[str, float]

    def width(self, text: str) -> float:
        return sum(self.widths[letter] for letter in text)


def typeface(text: str, place: str = "") -> Typeface:
    """The paper's first font that has all letters of `text`. Raises GlyphsMissing (letters, place)."""
    letters = set(text)
    for name in REGULAR:
        if letters <= _letters(name):
            return _cut(name, frozenset(letters | (COMMON & _letters(name))))
    missing = letters - frozenset.union(*(_letters(name) for name in REGULAR))
    raise GlyphsMissing(letters="".join(sorted(missing or letters - _letters(REGULAR[-1]))), place=place)


def missing_letters(text: str) -> str:
    """Letters of `text` that cannot be printed in a signature; empty if it can."""
    best = min((set(text) - _letters(name) for name in REGULAR), key=len)
    return "".join(sorted(best))


@cache
def _letters(name: str) -> frozenset[str]:
    from fontTools.ttLib import TTFont

    with TTFont(font_file(name), lazy=True) as font:
        return frozenset(map(chr, font.getBestCmap()))


@lru_cache(maxsize=16)
def _cut(name: str, letters: frozenset[str]) -> Typeface:
    from fontTools import subset
    from fontTools.ttLib import TTFont

    options = subset.Options(layout_features=[], hinting=False, desubroutinize=True, name_IDs=[1, 2, 6])
    options.notdef_outline = True
    options.drop_tables = [*options.drop_tables, *DROPPED]
    with TTFont(font_file(name), lazy=True) as font:
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=[ord(letter) for letter in letters])
        cutter.subset(font)
        units, widths, names = font["head"].unitsPerEm, font["hmtx"].metrics, font.getBestCmap()
        out = io.BytesIO()
        font.save(out)
    return Typeface(out.getvalue(), {letter: widths[names[ord(letter)]][0] / units for letter in letters})

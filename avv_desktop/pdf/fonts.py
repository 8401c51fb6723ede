"""The fonts of the paper, and which letters they have."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from avv_desktop.system.paths import resources

if TYPE_CHECKING:
    from typst import Fonts

REGULAR = ("libertinus/LibertinusSerif-Regular.otf", "noto-serif/NotoSerif-Regular.ttf")
SEMIBOLD = ("libertinus/LibertinusSerif-Semibold.otf", "noto-serif/NotoSerif-Bold.ttf")
"""First choice and fallback of each weight, below resources/fonts; `agreement.typ` names the same families.

All have 1,000 units an em. Signature appearances must use one of these: pyHanko writes wrong glyph widths for an
OpenType font with any other number (Inter has 2,816), and the signed file fails ISO 19005-3, 6.2.11.5."""


def font_file(name: str) -> Path:
    return resources() / "fonts" / name


@cache
def typst_fonts() -> Fonts:
    """The paper's fonts and no others: the same pages on every machine."""
    from typst import Fonts

    folders = sorted({str(font_file(name).parent) for name in REGULAR + SEMIBOLD})
    return Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)


@cache
def covered() -> frozenset[int]:
    """Code points that can be printed in both weights."""
    return _letters(REGULAR) & _letters(SEMIBOLD)


def _letters(names: tuple[str, ...]) -> frozenset[int]:
    from fontTools.ttLib import TTFont

    letters: set[int] = set()
    for name in names:
        with TTFont(font_file(name), lazy=True) as font:
            letters |= font.getBestCmap().keys()
    return frozenset(letters)

"""The numbers that Word counts: "§ 3", "(2)", "a)", "iv.", bullets."""

from __future__ import annotations

import re
from typing import Any

from msgspec import Struct

from avv_desktop.intake.docx_package import W
from avv_desktop.intake.docx_styles import on, value, whole

LEVELS = 9
BULLET = "•"
DASHES = "-–—−\uf02d\uf0be"
"""The last two in the font Symbol."""
_PLACE = re.compile(r"%([1-9])")
_ROMAN = tuple(
    zip((1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"), strict=True)
)  # fmt: skip


class Level(Struct, frozen=True):
    start: int = 1
    format: str = "decimal"
    text: str = ""
    style: str = ""
    legal: bool = False
    """All numbers in it are printed as 1, 2, …"""


class Numbering:
    """Counts while a file is read from its beginning to its end; a new one for each reading."""

    def __init__(self, root: Any) -> None:
        self._levels: dict[str, dict[int, Level]] = {}
        self._of: dict[str, str] = {}
        self._own: dict[str, dict[int, Level]] = {}
        self._restart: dict[tuple[str, int], int] = {}
        self._counts: dict[str, list[int | None]] = {}
        if root is not None:
            self._read(root)

    def label(self, list_id: str, level: int, style: str) -> tuple[str, int]:
        """The next number of a list and the level it stands on; ("", -1) where there is no such list."""
        abstract = self._of.get(list_id)
        if abstract is None:
            return "", -1
        levels = self._levels.get(abstract, {}) | self._own.get(list_id, {})
        if level < 0:
            level = next((n for n, each in levels.items() if style and each.style == style), 0)
        if level >= LEVELS or level not in levels:
            return "", -1
        self._count(abstract, list_id, level, levels)
        return self._shown(abstract, level, levels), level

    def _count(self, abstract: str, list_id: str, level: int, levels: dict[int, Level]) -> None:
        counts = self._counts.setdefault(abstract, [None] * LEVELS)
        start = self._restart.pop((list_id, level), None)
        before = counts[level]
        counts[level] = start if start is not None else levels[level].start if before is None else before + 1
        for above in range(level):
            if counts[above] is None and above in levels:
                counts[above] = levels[above].start
        counts[level + 1 :] = [None] * (LEVELS - level - 1)

    def _shown(self, abstract: str, level: int, levels: dict[int, Level]) -> str:
        this = levels[level]
        if this.format == "bullet":
            dash = this.text[:1] if this.text[:1] and this.text[:1] in DASHES else ""
            return ("–" if dash > "\ue000" else dash) or BULLET
        if this.format == "none":
            return this.text if not _PLACE.search(this.text) else ""
        counts = self._counts[abstract]

        def number(match: re.Match[str]) -> str:
            place = int(match[1]) - 1
            count = counts[place]
            other = levels.get(place, this)
            return "" if count is None else written(count, "decimal" if this.legal else other.format)

        return _PLACE.sub(number, this.text).strip()

    # ---- the part

    def _read(self, root: Any) -> None:
        links: dict[str, str] = {}
        styled: dict[str, str] = {}
        for abstract in root.iter(f"{W}abstractNum"):
            id = abstract.get(f"{W}abstractNumId", "")
            self._levels[id] = _levels(abstract)
            if value(abstract, "numStyleLink"):
                links[id] = value(abstract, "numStyleLink")
            if value(abstract, "styleLink"):
                styled[value(abstract, "styleLink")] = id
        for num in root.iter(f"{W}num"):
            id, of = num.get(f"{W}numId", ""), value(num, "abstractNumId")
            self._of[id] = styled.get(links.get(of, ""), of)
            self._overrides(id, num)

    def _overrides(self, id: str, num: Any) -> None:
        for override in num.findall(f"{W}lvlOverride"):
            level = whole(override.get(f"{W}ilvl", ""), -1)
            own = _levels(override)
            if own:
                self._own.setdefault(id, {}).update(own)
            start = whole(value(override, "startOverride"), -1)
            if start >= 0:
                self._restart[id, level] = start


def _levels(node: Any) -> dict[int, Level]:
    found = {}
    for each in node.findall(f"{W}lvl"):
        legal = each.find(f"{W}isLgl")
        found[whole(each.get(f"{W}ilvl", ""), 0)] = Level(
            start=whole(value(each, "start"), 1),
            format=value(each, "numFmt") or "decimal",
            text=value(each, "lvlText"),
            style=value(each, "pStyle"),
            legal=legal is not None and on(legal.get(f"{W}val", "1")),
        )
    return found


def written(count: int, format: str) -> str:
    """3 as "3", "c", "C", "iii", "III" or "03"."""
    match format:
        case "lowerLetter" | "upperLetter":
            letter = letters(count)
            return letter.upper() if format == "upperLetter" else letter
        case "lowerRoman" | "upperRoman":
            numeral = roman(count)
            return numeral.upper() if format == "upperRoman" else numeral
        case "decimalZero":
            return f"{count:02}"
        case "none":
            return ""
    return str(count)


def letters(count: int) -> str:
    """1 is "a", 27 is "aa", 28 is "bb", as Word counts."""
    return chr(97 + (count - 1) % 26) * min((count - 1) // 26 + 1, 40) if count > 0 else str(count)


def roman(count: int) -> str:
    if not 0 < count < 4000:
        return str(count)
    said = ""
    for size, numeral in _ROMAN:
        said += numeral * (count // size)
        count %= size
    return said

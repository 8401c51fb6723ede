"""Real numbering: "§ 1", "(1)", "a)"; "Anlage 1", "1."; bullets. Word counts, nothing is typed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from docx.oxml.ns import qn
from msgspec import Struct

from avv_desktop.word.marks import element
from avv_desktop.word.plan import Numbers
from avv_desktop.word.styles import style_id

CLAUSES, ANNEXES, BULLETS, LETTERS, NUMBERS = 1, 2, 3, 4, 5
"""Ids of the lists; letters and numbers of their own are those that stand below other items."""
FRESH = 6
"""The first id of a list that starts again."""
TWIPS = 567
"""One centimetre."""
DEEPEST = 8
"""Word has nine levels."""


class Level(Struct, frozen=True):
    """left, hanging: centimetres; behind: what follows the number."""

    format: str
    text: str
    style: str
    left: float
    hanging: float
    behind: str = "tab"


def _deeper(format: str, text: str, style: str = "", style_at: int = -1) -> list[Level]:
    """Levels below those of a clause, each set in a little more."""
    return [
        Level(format, text.replace("%", f"%{level + 1}"), style if level == style_at else "", _left(level), 0.7)
        for level in range(DEEPEST + 1)
    ]


def _left(level: int) -> float:
    return round(1.6 + 0.7 * (level - 2), 2) if level > 1 else (0.7, 1.5)[level]


LEVELS: dict[int, list[Level]] = {
    CLAUSES: [
        Level("decimal", "§\u00a0%1", "AVV Paragraf", 0.0, 0.0, "space"),
        Level("decimal", "(%2)", "AVV Absatz", 0.9, 0.9),
        Level("lowerLetter", "%3)", "AVV Buchstabe", 1.6, 0.7),
    ],
    ANNEXES: [
        Level("decimal", "Anlage\u00a0%1", "AVV Anlage", 0.0, 0.0, "space"),
        Level("decimal", "%2.", "AVV Gruppe", 0.0, 0.0, "space"),
        Level("decimal", "%3.", "", 0.0, 0.0, "space"),
    ],
    BULLETS: [
        Level("bullet", "–", "AVV Strich", 0.6, 0.6),
        Level("bullet", "–", "", 1.5, 0.6),
        *_deeper("bullet", "–")[2:],
    ],
    LETTERS: _deeper("lowerLetter", "%)"),
    NUMBERS: _deeper("decimal", "%.", "AVV Ziffer", 2),
}


NUMBERED = frozenset(level.style for levels in LEVELS.values() for level in levels if level.style)
"""Styles that bring a number."""


def left_of(numbers: Numbers, lists: Mapping[int, Numbers]) -> int:
    """Twips by which the words of a level are set in."""
    of = lists[numbers[0]][0] if numbers[0] in lists else numbers[0]
    return round(LEVELS[of][numbers[1]].left * TWIPS)


def number(list: int, level: int, count: int) -> str:
    """What Word prints for the number `count` of a level."""
    of = LEVELS[list][level]
    said = chr(97 + (count - 1) % 26) * ((count - 1) // 26 + 1) if of.format == "lowerLetter" else str(count)
    return of.text.replace(f"%{level + 1}", said)


class Numbering:
    """The numbering part of one file."""

    def __init__(self, document: Any, lists: Mapping[int, Numbers]) -> None:
        """`lists`: those that start again, see `Plan.lists`."""
        self.root = document.part.numbering_part.element
        for old in list(self.root):
            self.root.remove(old)
        for id, levels in LEVELS.items():
            self.root.append(_abstract(id, levels))
        for id in LEVELS:
            self.root.append(element("w:num", element("w:abstractNumId", val=id), numId=id))
        for id, (of, level) in sorted(lists.items()):
            override = element("w:lvlOverride", element("w:startOverride", val=1), ilvl=level)
            self.root.append(element("w:num", element("w:abstractNumId", val=of), override, numId=id))
        _link_styles(document)


def _abstract(id: int, levels: list[Level]) -> Any:
    made = element("w:abstractNum", element("w:multiLevelType", val="multilevel"), abstractNumId=id)
    for number, each in enumerate(levels):
        level = element("w:lvl", element("w:start", val=1), element("w:numFmt", val=each.format), ilvl=number)
        if each.style:
            level.append(element("w:pStyle", val=style_id(each.style)))
        level.append(element("w:suff", val=each.behind))
        level.append(element("w:lvlText", val=each.text))
        level.append(element("w:lvlJc", val="left"))
        indent = element("w:ind", left=round(each.left * TWIPS), hanging=round(each.hanging * TWIPS))
        level.append(element("w:pPr", indent))
        made.append(level)
    return made


def _link_styles(document: Any) -> None:
    """A style of a list brings its number with it; the built-in list styles have none here."""
    for other in document.styles.element.findall(f".//{qn('w:numPr')}"):
        other.getparent().remove(other)
    for id, levels in LEVELS.items():
        for number, each in enumerate(levels):
            if each.style:
                properties = document.styles[each.style].element.get_or_add_pPr()
                properties._insert_numPr(number_properties(id, number))


def number_properties(id: int, level: int) -> Any:
    return element("w:numPr", element("w:ilvl", val=level), element("w:numId", val=id))

"""Real numbering: "§ 1", "(1)", "a)"; "Anlage 1", "1."; bullets. Word counts, nothing is typed."""

from __future__ import annotations

from typing import Any

from docx.oxml.ns import qn

from avv_desktop.word.marks import element
from avv_desktop.word.styles import style_id

CLAUSES, ANNEXES, BULLETS = 1, 2, 3
"""Ids of the lists."""
_TWIPS = 567
"""One centimetre."""

_LEVELS: dict[int, list[tuple[str, str, str, float, float, str]]] = {
    # format, text, style, left and hanging in centimetres, what follows the number
    CLAUSES: [
        ("decimal", "§\u00a0%1", "AVV Paragraf", 0.0, 0.0, "space"),
        ("decimal", "(%2)", "AVV Absatz", 0.9, 0.9, "tab"),
        ("lowerLetter", "%3)", "AVV Buchstabe", 1.6, 0.7, "tab"),
    ],
    ANNEXES: [
        ("decimal", "Anlage\u00a0%1", "AVV Anlage", 0.0, 0.0, "space"),
        ("decimal", "%2.", "AVV Gruppe", 0.0, 0.0, "space"),
    ],
    BULLETS: [
        ("bullet", "–", "AVV Strich", 0.6, 0.6, "tab"),
        ("bullet", "–", "", 1.5, 0.6, "tab"),
    ],
}


class Numbering:
    """The numbering part of one file; hands out a fresh list where letters start again."""

    def __init__(self, document: Any) -> None:
        self.root = document.part.numbering_part.element
        for old in list(self.root):
            self.root.remove(old)
        for id, levels in _LEVELS.items():
            self.root.append(_abstract(id, levels))
        for id in _LEVELS:
            self.root.append(element("w:num", element("w:abstractNumId", val=id), numId=id))
        self._next = len(_LEVELS) + 1
        _link_styles(document)

    def fresh_letters(self) -> int:
        """The clauses' list with its letters starting again at a)."""
        override = element("w:lvlOverride", element("w:startOverride", val=1), ilvl=2)
        self.root.append(element("w:num", element("w:abstractNumId", val=CLAUSES), override, numId=self._next))
        self._next += 1
        return self._next - 1


def _abstract(id: int, levels: list[tuple[str, str, str, float, float, str]]) -> Any:
    made = element("w:abstractNum", element("w:multiLevelType", val="multilevel"), abstractNumId=id)
    for number, (format, text, style, left, hanging, behind) in enumerate(levels):
        level = element("w:lvl", element("w:start", val=1), element("w:numFmt", val=format), ilvl=number)
        if style:
            level.append(element("w:pStyle", val=style_id(style)))
        level.append(element("w:suff", val=behind))
        level.append(element("w:lvlText", val=text))
        level.append(element("w:lvlJc", val="left"))
        indent = element("w:ind", left=round(left * _TWIPS), hanging=round(hanging * _TWIPS))
        level.append(element("w:pPr", indent))
        made.append(level)
    return made


def _link_styles(document: Any) -> None:
    """A style of a list brings its number with it; the built-in list styles have none here."""
    for other in document.styles.element.findall(f".//{qn('w:numPr')}"):
        other.getparent().remove(other)
    for id, levels in _LEVELS.items():
        for number, (_, _, name, *_) in enumerate(levels):
            if name:
                properties = document.styles[name].element.get_or_add_pPr()
                properties._insert_numPr(number_properties(id, number))


def number_properties(id: int, level: int) -> Any:
    """`id` 0: no number, although the style has one."""
    return element("w:numPr", element("w:ilvl", val=level), element("w:numId", val=id))

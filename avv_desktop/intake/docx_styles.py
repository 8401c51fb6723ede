"""Styles of a Word file: which are headings, titles, bold, and which bring a number."""

from __future__ import annotations

import re
from typing import Any

from msgspec import Struct

from avv_desktop.intake.docx_package import W

DEEPEST = 20
"""Styles that are based on one another."""
_HEADING = re.compile(r"(?:heading|(?:ü|u|ue|Ü)?berschrift)\s*_?(\d)", re.I)
"""German Word drops the umlaut from the id: "berschrift1"."""
_TITLE = re.compile(r"(?:avv\s*)?(?:title|titel)", re.I)
_CONTENTS = re.compile(r"(?:toc|verzeichnis|inhaltsverzeichnis)\s*_?\d?", re.I)


class ListNumber(Struct, frozen=True):
    """List "0" is none. level: -1 where the list's own levels name the style that says it."""

    list: str
    level: int
    style: str = ""


class Style(Struct, frozen=True):
    """With what it takes from the styles below it. level: of a heading (1 …), or 0."""

    level: int = 0
    title: bool = False
    contents: bool = False
    bold: bool | None = None
    hidden: bool | None = None
    number: ListNumber | None = None


PLAIN = Style()


class Styles:
    def __init__(self, root: Any) -> None:
        self._made: dict[str, Style] = {}
        self._raw: dict[str, Any] = {}
        self.default = ""
        for style in root.iter(f"{W}style") if root is not None else ():
            self._raw.setdefault(style.get(f"{W}styleId", ""), style)
            if style.get(f"{W}type") == "paragraph" and on(style.get(f"{W}default", "0")):
                self.default = self.default or style.get(f"{W}styleId", "")

    def of(self, id: str) -> Style:
        """Of a paragraph or of letters; what is not there is plain."""
        return self._resolved(id or self.default, DEEPEST)

    def _resolved(self, id: str, left: int) -> Style:
        if id not in self._made:
            raw = self._raw.get(id)
            below = PLAIN
            if raw is not None and left:
                below = self._resolved(value(raw, "basedOn"), left - 1) if value(raw, "basedOn") else PLAIN
            self._made[id] = _style(id, raw, below)
        return self._made[id]


def _style(id: str, raw: Any, below: Style) -> Style:
    name = value(raw, "name") if raw is not None else ""
    paragraph = raw.find(f"{W}pPr") if raw is not None else None
    letters = raw.find(f"{W}rPr") if raw is not None else None
    named = next((found for each in (name, id) if (found := _HEADING.fullmatch(each))), None)
    outline = outline_of(paragraph)
    level = outline if outline is not None else int(named[1]) if named else below.level
    return Style(
        level=level if level <= 9 else 0,
        title=any(_TITLE.fullmatch(each) for each in (name, id)) or (below.title and not level),
        contents=any(_CONTENTS.fullmatch(each) for each in (name, id)) or below.contents,
        bold=switch(letters, "b", below.bold),
        hidden=switch(letters, "vanish", below.hidden),
        number=list_of(paragraph, below.number, id),
    )


# ---- properties of a paragraph or of letters


def value(node: Any, tag: str) -> str:
    """`w:val` of a child, or ""."""
    found = node.find(f"{W}{tag}") if node is not None else None
    return found.get(f"{W}val", "") if found is not None else ""


def on(text: str) -> bool:
    return text not in ("0", "false", "off", "none")


def switch(letters: Any, tag: str, otherwise: bool | None) -> bool | None:
    """A property that is on, off, or not said."""
    found = letters.find(f"{W}{tag}") if letters is not None else None
    return otherwise if found is None else on(found.get(f"{W}val", "1"))


def whole(text: str, otherwise: int) -> int:
    return int(text) if re.fullmatch(r"-?\d{1,9}", text or "", re.A) else otherwise


def outline_of(paragraph: Any) -> int | None:
    """Level of a heading (1 …), 0 for body text, None if nothing is said."""
    text = value(paragraph, "outlineLvl")
    level = whole(text, -1)
    return None if level < 0 else level + 1 if level < 9 else 0


def list_of(paragraph: Any, otherwise: ListNumber | None, style: str = "") -> ListNumber | None:
    """What a paragraph's properties say of its list; `style`: whose properties they are."""
    found = paragraph.find(f"{W}numPr") if paragraph is not None else None
    if found is None:
        return otherwise
    list_id, level = value(found, "numId"), whole(value(found, "ilvl"), -1)
    if not list_id and otherwise is not None:
        return ListNumber(otherwise.list, level if level >= 0 else otherwise.level, otherwise.style)
    return ListNumber(list_id, level, style)

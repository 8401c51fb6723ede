"""One line of a clause's text, and back: its level, its marker, its parts or cells."""

from __future__ import annotations

import re
from collections.abc import Callable

from avv_desktop.template.markup import escaped, written
from avv_desktop.template.text import Inline, TextLine

ITEM = re.compile(r"^([a-z]{1,2}\)|\d{1,3}\.|-) (.+)$")
CELL = re.compile(r"(?<!\\)\|")
LINE_START = re.compile(r"^(?:[#>|]|-(?= )|---$|\d{1,3}(?=\. )|[a-z]{1,2}(?=\) )|[a-z]+(?: [a-z]+)?(?=:(?: |$)))")
"""What would make plain words a heading, a note, an item or a key at the start of a line."""


def text_line(text: str, inline: Callable[[str], tuple[Inline, ...]]) -> TextLine:
    """`inline` reads the markup of the words and may raise for it."""
    said = text.lstrip(" ")
    level = (len(text) - len(said)) // 2
    if said.startswith("| ") and said.endswith(" |"):
        return TextLine((), "|", level, tuple(inline(cell.strip()) for cell in CELL.split(said[1:-1])))
    item = ITEM.match(said)
    marker, words = (item[1], item[2]) if item else ("", said)
    return TextLine(inline(words), marker, level)


def written_line(line: TextLine) -> str:
    """The text that `text_line` reads as this line."""
    margin = "  " * line.level
    if line.marker == "|":
        return margin + "| " + " | ".join(written(cell).replace("|", "\\|") for cell in line.cells) + " |"
    if line.marker:
        return f"{margin}{line.marker} {written(line.parts)}"
    return margin + guarded(written(line.parts))


def plain_line(words: str, marker: str = "", level: int = 0) -> str:
    """Words as a line that says exactly them."""
    said = escaped(" ".join(words.split()))
    return "  " * level + (f"{marker} {said}" if marker else guarded(said))


def guarded(said: str) -> str:
    """Markup whose beginning is not taken for a marker."""
    start = LINE_START.match(said)
    if not start:
        return said
    mark = start[0]
    return f"{mark}\\{said[len(mark) :]}" if mark[-1].isalnum() else f"\\{said}"

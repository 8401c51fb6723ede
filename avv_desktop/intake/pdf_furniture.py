"""Running heads and page numbers: what stands at the edge of page after page."""

from __future__ import annotations

import re
from collections import Counter
from typing import Literal

from avv_desktop.intake.model import Furniture
from avv_desktop.intake.pdf_lines import MARKER, Line

ZONE = 0.11
"""Of the page's height, at the top and at the bottom."""
SHARE = 0.4
"""Of the pages, from which on a line is a running head."""
_NUMBER = re.compile(
    r"(?:(?:Seite|Page|S\.|Blatt)\s*)?[-–|]?\s*\d{1,4}\s*[-–|]?(?:\s*(?:von|of|/|\|)\s*\d{1,4})?\s*[-–]?", re.I
)


def running(pages: list[list[Line]], heights: list[float]) -> set[tuple[int, float, float]]:
    """Places (page, top, left) of the lines that are furniture."""
    at_edge = [
        (line, _pattern(line.text))
        for lines, height in zip(pages, heights, strict=True)
        for line in lines
        if (line.bottom < ZONE * height or line.top > (1 - ZONE) * height)
        and (is_page_number(line.text, len(pages)) or not MARKER.match(line.text))
    ]
    counts = Counter(pattern for pattern, _ in {(pattern, line.page) for line, pattern in at_edge})
    least = max(2, SHARE * len(pages))
    return {
        place(line) for line, pattern in at_edge if counts[pattern] >= least or is_page_number(line.text, len(pages))
    }


def place(line: Line) -> tuple[int, float, float]:
    return line.page, line.top, line.left


def is_page_number(text: str, pages: int) -> bool:
    """ "Seite 3 von 14", "- 3 -", "3": no number above the count of pages."""
    return bool(_NUMBER.fullmatch(text.strip())) and all(int(each) <= pages + 5 for each in re.findall(r"\d+", text))


def furniture_of(line: Line, pages: int, number: int) -> Furniture:
    kind: Literal["page number", "running header"] = "running header"
    if is_page_number(line.text, pages):
        kind = "page number"
    return Furniture(kind, line.text, number)


def _pattern(text: str) -> str:
    return re.sub(r"\d+", "#", text)

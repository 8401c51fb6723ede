"""A PDF without tags: paragraphs, headings and tables by where the words stand."""

from __future__ import annotations

import statistics
from collections import Counter
from itertools import pairwise

from msgspec.structs import replace

from avv_desktop.intake.model import Furniture, SourceLine
from avv_desktop.intake.pdf_furniture import furniture_of, place, running
from avv_desktop.intake.pdf_lines import MARKER, Line, has_room, hyphenated, joined, lines_on, open_end, wanted_breaks
from avv_desktop.intake.pdf_rows import cells, is_row, rows, table_at, visual_lines
from avv_desktop.pdf.letters import ARTIFACT, PageText

LARGER = 0.9
"""Points above the size of most letters, from which on a line is a heading."""
BETWEEN = ("zwischen", "und", "between", "and")
INSET, OUTSET = 60.0, 40.0
"""Points that the next line of a paragraph may begin further in or out."""


class Layout:
    """`lines` and `furniture` of all pages."""

    def __init__(self, pages: list[PageText]) -> None:
        self.lines: list[SourceLine] = []
        self.furniture: list[Furniture] = []
        self._count = len(pages)
        found = []
        for number, page in enumerate(pages, start=1):
            said = [each for each in page.stretches if each.mark == ARTIFACT]
            self.furniture += [
                furniture_of(part, self._count, 0) for line in lines_on(number, said) for part in cells(line)
            ]
            found.append(visual_lines(number, [each for each in page.stretches if each.mark != ARTIFACT]))
        gone = running(found, [page.height for page in pages])
        for lines in found:
            self.furniture += [furniture_of(each, self._count, 0) for each in lines if place(each) in gone]
        self._pages = [[line for line in lines if place(line) not in gone] for lines in found]
        flat = [line for lines in self._pages for line in lines]
        self._size = _commonest(flat)
        self._sizes = sorted({line.size for line in flat if line.size > self._size + LARGER}, reverse=True)
        self._pitch = _pitch(self._pages, self._size)
        self._paragraph: list[Line] = []
        self._last: Line | None = None
        for page, lines in zip(pages, self._pages, strict=True):
            self._rules = page.rules
            self._page(lines)
        self._close()

    def _page(self, lines: list[Line]) -> None:
        self._edge = max((line.right for line in lines if abs(line.size - self._size) < 1), default=0.0)
        self._margin = min((line.left for line in lines), default=0.0)
        index = 0
        while index < len(lines):
            length = table_at(lines, index, self._rules)
            if length:
                self._close()
                self._table(lines[index : index + length])
                index += length
                continue
            if not self._paragraph or not self._goes_on(self._paragraph[-1], lines[index]):
                self._close()
            self._paragraph.append(lines[index])
            index += 1

    def _goes_on(self, line: Line, following: Line) -> bool:
        """Whether both lines are one paragraph."""
        first = self._paragraph[0]
        if hyphenated(line.text) and following.text[:1].islower():
            return True
        if MARKER.match(following.text) or abs(line.size - following.size) > 0.6 or (line.bold != following.bold):
            return False
        if is_row(line) or has_room(line, following, self._edge):
            return False
        if line.page != following.page:
            return open_end(line, self._edge) and not line.bold
        if not 0 < following.top - line.top < 1.35 * self._pitch * max(line.size / self._size, 1):
            return False
        return -OUTSET <= following.left - first.left <= INSET

    # ---- lines of the source

    def _close(self) -> None:
        lines, self._paragraph = self._paragraph, []
        if not lines:
            return
        number = len(self.lines) + 1
        larger = lines[0].size > self._size + LARGER
        text, hyphens = joined(lines, number, bold=not larger)
        self.furniture += hyphens
        indent = max(round((lines[0].left - self._margin) / 5), 0)
        made = SourceLine(text, number, lines[0].page, indent=indent, blank_before=self._apart(lines[0]))
        self._last = lines[-1]
        if larger:
            made = replace(made, kind="heading", level=self._sizes.index(lines[0].size) + 1)
        if text:
            self.lines.append(made)

    def _apart(self, line: Line) -> bool:
        """Whether there is more room above it than between lines."""
        last = self._last
        return last is None or last.page != line.page or line.bottom - last.bottom > 1.35 * self._pitch

    def _table(self, lines: list[Line]) -> None:
        found = rows(lines, self._rules)
        self._last = lines[-1]
        edges = [max((line.right for row in found for line in row[n]), default=0.0) for n in range(len(found[0]))]
        for row in found:
            texts: list[str] = []
            for cell, edge in zip(row, edges, strict=True):
                edge = self._edge if texts and texts[0].lower() in BETWEEN else edge
                said = [joined(part, len(self.lines) + 1) for part in wanted_breaks(cell, edge)]
                self.furniture += [each for _, hyphens in said for each in hyphens]
                texts.append("\n".join(text for text, _ in said))
            if len(texts) == 2 and texts[0].lower() in BETWEEN:
                self._party(texts, lines[0].page)
            elif any(texts):
                number, page = len(self.lines) + 1, lines[0].page
                self.lines.append(SourceLine("\t".join(texts), number, page, kind="row", cells=tuple(texts)))

    def _party(self, texts: list[str], page: int) -> None:
        """A party beside "zwischen" is no table."""
        for text in [texts[0], *texts[1].split("\n")]:
            self.lines.append(SourceLine(text, len(self.lines) + 1, page))


def _commonest(lines: list[Line]) -> float:
    counts: Counter[float] = Counter()
    for line in lines:
        counts[line.size] += len(line.text)
    return counts.most_common(1)[0][0] if counts else 10.0


def _pitch(pages: list[list[Line]], size: float) -> float:
    """From line to line, in points."""
    steps = [
        following.top - line.top
        for lines in pages
        for line, following in pairwise(lines)
        if 0.8 * size < following.top - line.top < 2.2 * size
    ]
    return statistics.median_low(steps) if steps else 1.3 * size

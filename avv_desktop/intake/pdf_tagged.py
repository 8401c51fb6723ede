"""A tagged PDF: the file itself says what is a heading, an item, a row; pages only divide it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from avv_desktop.intake.model import Furniture, SourceLine
from avv_desktop.intake.pdf_lines import MARKER, Line, has_room, joined, lines_on, open_end, wanted_breaks
from avv_desktop.pdf.letters import PageText, Stretch
from avv_desktop.pdf.tags import Tag

INLINE = frozenset(
    ("Span", "Link", "Reference", "Em", "Strong", "Quote", "Code", "Annot", "Sub", "BibEntry", "Ruby", "RB", "Warichu")
)
SILENT = frozenset(("Form", "RT", "RP", "Artifact"))
_HEADING = re.compile(r"H([1-6])?|Title")
COLUMN = 15.0
"""Points between two cells of a line."""


class Tagged:
    """Grows page by page. `lines` and `furniture` are the result."""

    def __init__(self) -> None:
        self.lines: list[SourceLine] = []
        self.furniture: list[Furniture] = []
        self._label, self._depth = "", -1
        self._page, self._edge = 0, 0.0
        self._marks: dict[int, list[Stretch]] = {}
        self._last: tuple[Line, float, bool] | None = None
        self._open: list[Line] = []
        self._first_on_page = False
        self._header: tuple[str, ...] = ()

    def add(self, number: int, page: PageText) -> None:
        self._page, self._marks = number, {}
        for stretch in page.stretches:
            self._marks.setdefault(stretch.mark, []).append(stretch)
        self._edge = max((s.right for s in page.stretches if s.mark >= 0), default=0.0)
        self._first_on_page = True
        for tag in page.tags:
            self._block(tag)

    # ---- elements

    def _block(self, tag: Tag) -> None:
        heading = _HEADING.fullmatch(tag.kind)
        if heading:
            self._heading(tag, int(heading[1] or 1) if tag.kind != "Title" else 0)
        elif tag.kind == "Table":
            self._table(tag)
        elif tag.kind in ("TOC", "TOCI"):
            text = joined(self._lines(tag), 0, bold=False)[0]
            self.furniture.append(Furniture("contents", text, len(self.lines)))
        elif tag.kind == "L":
            self._list(tag)
        elif tag.kind not in SILENT and not self._card(tag):
            self._children(tag)

    def _children(self, tag: Tag) -> None:
        """Letters between blocks are paragraphs."""
        inline: list[Tag | int] = []
        for child in tag.children:
            if isinstance(child, int) or child.kind in INLINE:
                inline.append(child)
            else:
                self._paragraph(inline)
                inline = []
                self._block(child)
        self._paragraph(inline)

    def _list(self, tag: Tag) -> None:
        before, self._depth = self._depth, self._depth + 1
        for child in tag.children:
            if isinstance(child, Tag) and child.kind == "LI":
                self._item(child)
            elif isinstance(child, Tag):
                self._block(child)
        self._depth = before

    def _item(self, tag: Tag) -> None:
        labels = [child for child in tag.children if isinstance(child, Tag) and child.kind == "Lbl"]
        rest = tuple(child for child in tag.children if child not in labels)
        self._label = joined([line for each in labels for line in self._lines(each)], 0, bold=False)[0]
        self._children(Tag("LI", rest))
        if self._label:  # a number without words
            self._emit(SourceLine(self._label, 0))
        self._label = ""

    def _heading(self, tag: Tag, level: int) -> None:
        text, hyphens = joined(self._lines(tag), len(self.lines) + 1, bold=False)
        if text:
            self.furniture += hyphens
            title = not level or (level == 1 and not self.lines and not MARKER.match(text))
            made = SourceLine(text, 0, kind="title") if title else SourceLine(text, 0, kind="heading", level=level)
            self._emit(made)
            self._last, self._first_on_page = None, False

    def _paragraph(self, inline: list[Tag | int]) -> None:
        lines = self._lines(Tag("P", tuple(inline)))
        for part in wanted_breaks(lines, self._edge):
            text, hyphens = joined(part, len(self.lines) + 1)
            self.furniture += hyphens
            if not self._goes_on(part):
                made = SourceLine(text, 0, level=self._depth)
                self._emit(replace(made, kind="item", label=self._label) if self._label else made)
                self._open = list(part)
            self._label = ""
            self._last, self._first_on_page = (part[-1], self._edge, self._depth >= 0), False

    def _goes_on(self, part: list[Line]) -> bool:
        """Join the first words of a page to the last ones of the page before, if they are one paragraph."""
        if not self._first_on_page or self._last is None or self._label or MARKER.match(part[0].text):
            return False
        last, edge, in_list = self._last
        if not (open_end(last, edge) or (in_list and self._depth >= 0)) or has_room(last, part[0], edge):
            return False
        number = len(self.lines)
        self._open += part
        text, hyphens = joined(self._open, number)
        self.furniture = [each for each in self.furniture if (each.kind, each.number) != ("hyphenation", number)]
        self.furniture += hyphens
        self.lines[-1] = replace(self.lines[-1], text=text)
        return True

    # ---- tables

    def _table(self, tag: Tag) -> None:
        rows = [*_rows(tag)]
        lefts = self._lefts(rows)
        edges = self._edges(rows, lefts)
        for row in rows:
            head = all(cell.kind == "TH" for cell in row)
            texts = [""] * len(lefts)
            for cell, column in self._placed(row, lefts):
                texts[column] = self._cell(cell, edges[column], bold=not head)
            cells = tuple(texts)
            if head and cells == self._header and self._first_on_page:
                self.furniture.append(Furniture("running header", "\t".join(cells), len(self.lines)))
            elif any(cells):
                self._row(cells)
                self._header = cells if head else self._header
        for child in tag.children:
            if isinstance(child, Tag) and child.kind == "Caption":
                self._block(child)

    def _row(self, cells: tuple[str, ...]) -> None:
        self._emit(SourceLine("\t".join(cells), 0, kind="row", cells=cells))
        self._last, self._first_on_page = None, False

    def _cell(self, cell: Tag, edge: float, *, bold: bool) -> str:
        said = []
        for part in wanted_breaks(self._lines(cell), edge):
            text, hyphens = joined(part, len(self.lines) + 1, bold=bold)
            self.furniture += hyphens
            said.append(text)
        return "\n".join(said)

    def _lefts(self, rows: list[list[Tag]]) -> list[float]:
        """Where the columns begin; a page's structure does not name cells that are empty there."""
        fullest = max(rows, key=len, default=[])
        return [min((line.left for line in self._lines(cell)), default=0.0) for cell in fullest]

    def _placed(self, row: list[Tag], lefts: list[float]) -> list[tuple[Tag, int]]:
        """The cells of a row with their columns."""
        if len(row) == len(lefts):
            return [(cell, column) for column, cell in enumerate(row)]
        found: dict[int, Tag] = {}
        for cell in row:
            left = min((line.left for line in self._lines(cell)), default=0.0)
            column = min(range(len(lefts)), key=lambda n: abs(lefts[n] - left))
            while column in found and column + 1 < len(lefts):
                column += 1
            found[column] = Tag(cell.kind, (found[column], cell)) if column in found else cell
        return [(cell, column) for column, cell in found.items()]

    def _edges(self, rows: list[list[Tag]], lefts: list[float]) -> list[float]:
        """The right edge of each column."""
        edges = [0.0] * len(lefts)
        for row in rows:
            for cell, column in self._placed(row, lefts):
                edges[column] = max([edges[column], *(line.right for line in self._lines(cell))])
        return edges

    def _card(self, tag: Tag) -> bool:
        """Boxes with one paragraph each, some side by side on a line: names and values."""
        boxes = [child for child in tag.children if isinstance(child, Tag)]
        if len(boxes) < 3 or len(boxes) != len(tag.children) or any(box.kind != "Div" for box in boxes):
            return False
        if any(len(box.children) != 1 or isinstance(box.children[0], int) for box in boxes):
            return False
        rows: list[list[Tag]] = []
        for box in boxes:
            if rows and len(rows[-1]) == 1 and self._beside(rows[-1][0], box):
                rows[-1].append(box)
            else:
                rows.append([box])
        if sum(len(row) == 2 for row in rows) < 2:
            return False
        for row in rows:
            cells = tuple(self._cell(box, self._edge, bold=True) for box in row)
            if any(cells):
                self._row(cells if len(cells) == 2 else (*cells, ""))
        return True

    def _beside(self, left: Tag, right: Tag) -> bool:
        one, other = self._lines(left), self._lines(right)
        return (
            bool(one and other) and abs(one[0].bottom - other[0].bottom) < 4 and (other[0].left - one[0].right > COLUMN)
        )

    # ---- letters

    def _lines(self, tag: Tag) -> list[Line]:
        return lines_on(self._page, self._stretches(tag))

    def _stretches(self, tag: Tag) -> Iterator[Stretch]:
        for child in tag.children:
            if isinstance(child, int):
                yield from self._marks.get(child, ())
            elif child.kind not in SILENT:
                yield from self._stretches(child)

    def _emit(self, line: SourceLine) -> None:
        self.lines.append(replace(line, number=len(self.lines) + 1, page=self._page))


def _rows(table: Tag) -> Iterator[list[Tag]]:
    for child in table.children:
        if isinstance(child, Tag) and child.kind == "TR":
            yield [cell for cell in child.children if isinstance(cell, Tag) and cell.kind in ("TH", "TD")]
        elif isinstance(child, Tag) and child.kind in ("THead", "TBody", "TFoot"):
            yield from _rows(child)


def marks_of(tags: tuple[Tag, ...]) -> set[int]:
    """All marked content that a page's structure names."""
    found: set[int] = set()
    for tag in tags:
        found |= {child for child in tag.children if isinstance(child, int)}
        found |= marks_of(tuple(child for child in tag.children if isinstance(child, Tag)))
    return found

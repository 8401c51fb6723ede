"""The blocks of a Word file as lines: paragraphs, tables, text boxes, in the order a reader meets them."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from avv_desktop.intake.docx_changes import (
    NUMBER,
    cell_gone,
    is_gone,
    mark_gone,
    number_of,
    properties_of,
    row_gone,
)
from avv_desktop.intake.docx_inline import Inline
from avv_desktop.intake.docx_numbering import Numbering
from avv_desktop.intake.docx_package import MC, W
from avv_desktop.intake.docx_styles import Style, Styles, list_of, outline_of, value, whole
from avv_desktop.intake.encoding import composed
from avv_desktop.intake.model import Furniture, SourceLine, Where
from avv_desktop.intake.pieces import Pieces, lines_of

WIDEST = 60
"""Columns that a cell may span."""


class Body:
    """One reading of the file. `lines`, `furniture` and `notes` (kind, id, paragraph) grow while it walks."""

    def __init__(self, styles: Styles, numbering: Numbering, *, before: bool = False) -> None:
        self.styles, self.numbering, self.before = styles, numbering, before
        self.lines: list[SourceLine] = []
        self.furniture: list[Furniture] = []
        self.notes: list[tuple[str, str, int]] = []
        self._inline = Inline(styles, before=before)
        self._waiting: Pieces = []
        self._blank = False

    def walk(self, container: Any, where: Where = "body") -> None:
        """All blocks below a body, a cell, a text box, a note."""
        self._blocks(container, where)
        self._flush(where)

    def _blocks(self, container: Any, where: Where) -> None:
        for block in container:
            if is_gone(block, before=self.before):
                continue
            match block.tag:
                case _ if block.tag == f"{W}p":
                    self._paragraph(block, where)
                case _ if block.tag == f"{W}tbl":
                    self._flush(where)
                    self._table(block, where)
                case _ if block.tag == f"{W}sdt" and _is_contents(block):
                    self._contents(block)
                case _ if block.tag == f"{MC}Fallback" and container.find(f"{MC}Choice") is not None:
                    pass
                case _ if block.tag not in (f"{W}sdtPr", f"{W}sectPr", f"{W}tcPr"):
                    self._blocks(block, where)

    # ---- paragraphs

    def _paragraph(self, paragraph: Any, where: Where) -> None:
        properties = properties_of(paragraph, before=self.before)
        style_id = value(properties, "pStyle")
        style = self.styles.of(style_id)
        number = int(paragraph.get(NUMBER, "0"))
        pieces = [*self._waiting, *self._inline.pieces(paragraph, style)]
        self._take(number)
        if mark_gone(paragraph.find(f"{W}pPr"), before=self.before):
            self._waiting = pieces
        else:
            self._waiting = []
            self._emit(properties, style_id or self.styles.default, style, number, pieces, where)
        boxes, self._inline.boxes = self._inline.boxes, []
        for box in boxes:
            self._apart(box)

    def _emit(self, properties: Any, style_id: str, style: Style, number: int, pieces: Pieces, where: Where) -> None:
        label, list_level = self._label(properties, style_id, style)
        outline = outline_of(properties)
        level = style.level if outline is None else outline
        if style.contents:
            self.furniture += [Furniture("contents", text, number) for text, _ in pieces if text.strip()]
            return
        plain = bool(level) or style.title
        texts = [composed(line) for line in lines_of(pieces, bold=not plain)]
        if level:
            texts = [" ".join(filter(None, (line.strip() for line in texts)))]
        made = SourceLine("", number, where=where)
        if level:
            made = replace(made, kind="heading", level=level, label=label)
        elif style.title:
            made = replace(made, kind="title", label=label)
        elif label:
            made = replace(made, kind="item", level=list_level, label=label)
        self._add(texts, made)

    def _add(self, texts: list[str], made: SourceLine) -> None:
        for text in texts:
            core = text.strip()
            if not core:
                self._blank = True
                continue
            indent = len(text) - len(text.lstrip())
            self.lines.append(replace(made, text=core, indent=indent, blank_before=self._blank))
            self._blank = False
            made = replace(made, label="", kind="line" if made.kind == "item" else made.kind)

    def _label(self, properties: Any, style_id: str, style: Style) -> tuple[str, int]:
        found = list_of(properties, style.number)
        return self.numbering.label(found.list, found.level, found.style or style_id) if found else ("", -1)

    def _take(self, number: int) -> None:
        """What the letters of a paragraph brought along."""
        self.furniture += [Furniture(kind, text, number) for kind, text in self._inline.furniture]
        self.notes += [(kind, id, number) for kind, id in self._inline.notes]
        self._inline.furniture, self._inline.notes = [], []

    def _flush(self, where: Where) -> None:
        """Letters whose paragraph has no end of its own, and no next one."""
        pieces, self._waiting = self._waiting, []
        number = self.lines[-1].number if self.lines else 1
        self._add([composed(line) for line in lines_of(pieces, bold=True)], SourceLine("", number, where=where))

    def _apart(self, box: Any) -> None:
        waiting, self._waiting = self._waiting, []
        self.walk(box, "text box")
        self._waiting = waiting

    def _contents(self, block: Any) -> None:
        """A table of contents only repeats the titles."""
        kept = self._within(block)
        self.furniture += [Furniture("contents", line.text, line.number) for line in kept]

    # ---- tables

    def _table(self, table: Any, where: Where) -> None:
        self._blank = True
        rows = [row for row in _below(table, "tr") if not row_gone(row, before=self.before)]
        frame = max((len(_below(row, "tc")) for row in _below(table, "tr")), default=0) <= 1
        for row in rows:
            cells = [cell for cell in _below(row, "tc") if not cell_gone(cell, before=self.before)]
            if len(cells) == 1 and (row is rows[0] or frame):  # a box, or a title above the columns
                self.walk(cells[0], where)
            else:
                self._row(row, cells, where)

    def _row(self, row: Any, cells: list[Any], where: Where) -> None:
        head = row.find(f"{W}trPr/{W}tblHeader") is not None
        texts: list[str] = []
        for cell in cells:
            found = self._within(cell)
            said = "\n".join(" ".join(filter(None, (line.label, line.text.replace("\t", " ")))) for line in found)
            texts.append(said.replace("**", "") if head else said)
            texts += [""] * (min(whole(value(cell.find(f"{W}tcPr"), "gridSpan"), 1), WIDEST) - 1)
        if any(texts):
            line = SourceLine("\t".join(texts), number_of(row), kind="row", cells=tuple(texts), where=where)
            self.lines.append(replace(line, blank_before=self._blank))
        self._blank = False

    def _within(self, container: Any) -> list[SourceLine]:
        """The lines below a container, apart from all others."""
        kept, blank, self.lines = self.lines, self._blank, []
        self.walk(container)
        found, self.lines, self._blank = self.lines, kept, blank
        return found


def _is_contents(block: Any) -> bool:
    gallery = block.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
    return gallery is not None and gallery.get(f"{W}val", "") == "Table of Contents"


def _below(node: Any, tag: str) -> list[Any]:
    """Rows of a table or cells of a row, also those in content controls."""
    found = []
    for child in node:
        if child.tag == f"{W}{tag}":
            found.append(child)
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml"):
            found += _below(child, tag)
    return found

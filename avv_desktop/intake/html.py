"""HTML ──read──▶ Source: what a reader of the page sees. Nothing is fetched, no script is read, no style applied."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree, html

from avv_desktop.errors import DamagedFile, NoText
from avv_desktop.intake.html_inline import Inline
from avv_desktop.intake.html_lists import Lists
from avv_desktop.intake.limits import check_letters, check_lines
from avv_desktop.intake.model import Furniture, Source, SourceLine
from avv_desktop.intake.tongue import language_of
from avv_desktop.system.language import tr

INLINE = frozenset(
    ("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "button", "cite", "code", "data", "del", "dfn", "em", "font",
     "i", "ins", "kbd", "label", "mark", "o:p", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup",
     "time", "tt", "u", "var", "br", "wbr", "img", "nobr")
)  # fmt: skip
SILENT = frozenset(
    ("script", "style", "head", "template", "noscript", "iframe", "object", "embed", "svg", "math", "select", "option",
     "input", "textarea", "canvas", "audio", "video", "map", "frameset", "title", "meta", "link", "rp", "datalist")
)  # fmt: skip
LINES = ("p", "li", "tr", "br", "h1", "h2", "h3", "h4", "h5", "h6")
"""Elements that make a line of their own."""
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)", re.I)
_HEADING = re.compile(r"h([1-6])")
_TITLE = re.compile(r"(?:mso)?(?:title|titel)", re.I)


def read_html(text: str, name: str) -> Source:
    """Raises DamagedFile, NoText, TooLarge."""
    parser = html.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True, recover=True
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError) as error:
        raise DamagedFile(path=name, reason=tr("It is no HTML.")) from error
    if any(each.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for each in parser.error_log):
        raise DamagedFile(path=name, reason=tr("Its parts are nested too deeply."))
    if root is None:
        raise NoText(path=name)
    check_lines(sum(1 for _ in root.iter(*LINES)), name)
    check_letters(sum(len(each) for each in root.itertext("p", "td", "li", "div", "span", "body", "pre")), name)
    page = _Page()
    page.blocks(root)
    page.close()
    check_lines(len(page.lines), name)
    if not page.lines:
        raise NoText(path=name)
    lines = tuple(page.lines)
    return Source(
        name=name,
        format="html",
        lines=lines,
        lines_before=lines,
        furniture=tuple(page.furniture),
        language=language_of(line.text for line in lines),
    )


class _Page:
    """Grows by one line for each paragraph, row, or part before a line break."""

    def __init__(self) -> None:
        self.lines: list[SourceLine] = []
        self.furniture: list[Furniture] = []
        self._lists = Lists()
        self._inline = Inline()
        self._kind: tuple[str, int] = ("line", -1)
        self._number = 0

    def blocks(self, node: Any) -> None:
        self._inline.add(node.text or "")
        for child in node:
            if isinstance(child.tag, str) and not unseen(child):
                self._child(child)
            self._inline.add(child.tail or "")

    def _child(self, child: Any) -> None:
        tag = child.tag.lower()
        if tag == "br":
            self._inline.new_line()
        elif tag in INLINE and not _holds_blocks(child):
            with self._inline.weight(child):
                self.blocks(child)
        else:
            self.close()
            self._block(child, tag)
            self.close()

    def _block(self, child: Any, tag: str) -> None:
        heading = _HEADING.fullmatch(tag)
        if tag in ("ol", "ul", "menu", "dir"):
            with self._lists.inside(child):
                self.blocks(child)
        elif tag == "li":
            self._lists.item(child)
            self.blocks(child)
            self.close()
            self._lists.forget()
        elif tag == "table" and not _is_layout(child):
            self._table(child)
        elif tag == "div" and child.get("title") in ("header", "footer"):  # as LibreOffice writes them
            self._running(child)
        elif tag == "hr":
            self.furniture.append(Furniture("rule", "", self._number))
        elif heading or _TITLE.fullmatch(child.get("class") or ""):
            self._kind = ("heading", int(heading[1])) if heading else ("title", -1)
            self.blocks(child)
            self.close()
            self._kind = ("line", -1)
        else:
            self._inline.as_typed(tag == "pre")
            self.blocks(child)
            self.close()
            self._inline.as_typed(False)

    def close(self) -> None:
        """The letters so far are a paragraph."""
        kind, level = self._kind
        texts, hyphens = self._inline.taken(bold=kind == "line")
        if not any(texts):
            return
        self._number += 1
        self.furniture += [Furniture("hyphenation", "\u00ad", self._number)] * hyphens
        if kind == "heading":
            texts = [" ".join(filter(None, texts))]
        for text in filter(None, texts):
            self.lines.append(self._line(text, kind, level))

    def _line(self, text: str, kind: str, level: int) -> SourceLine:
        label, depth = self._lists.label()
        if kind == "heading":
            return SourceLine(text, self._number, kind="heading", level=level, label=label)
        if kind == "title":
            return SourceLine(text, self._number, kind="title")
        if label:
            return SourceLine(text, self._number, kind="item", level=depth, label=label)
        return SourceLine(text, self._number, level=depth)

    def _running(self, child: Any) -> None:
        within = _Page()
        within.blocks(child)
        within.close()
        self.furniture += [Furniture("running header", line.text, self._number) for line in within.lines]

    # ---- tables

    def _table(self, table: Any) -> None:
        caption = table.find("caption")
        if caption is not None and not unseen(caption):
            self.blocks(caption)
            self.close()
        first = True
        for row in _rows(table):
            cells: list[str] = []
            for cell in row:
                if cell.tag in ("td", "th") and not unseen(cell):
                    cells += [self._cell(cell), *[""] * (_span(cell) - 1)]
            if any(cells):
                self._number += 1
                line = SourceLine("\t".join(cells), self._number, kind="row", cells=tuple(cells), blank_before=first)
                self.lines.append(line)
                first = False

    def _cell(self, cell: Any) -> str:
        within = _Page()
        within.blocks(cell)
        within.close()
        self.furniture += within.furniture
        said = "\n".join(" ".join(filter(None, (line.label, line.text.replace("\t", " ")))) for line in within.lines)
        return said.replace("**", "") if cell.tag == "th" else said


def unseen(node: Any) -> bool:
    """Whether a browser shows nothing of it."""
    tag = node.tag.lower()
    return tag in SILENT or node.get("hidden") is not None or bool(_HIDDEN.search(node.get("style") or ""))


def _holds_blocks(node: Any) -> bool:
    """A span around paragraphs is a block itself."""
    return any(isinstance(each.tag, str) and each.tag.lower() not in INLINE for each in node.iterdescendants())


def _is_layout(table: Any) -> bool:
    """A table that only places things: one column, or with headings or further tables in it."""
    if (table.get("role") or "") in ("presentation", "none"):
        return True
    if next(table.iterdescendants("table", "h1", "h2", "h3"), None) is not None:
        return True
    return max((sum(1 for cell in row if cell.tag in ("td", "th")) for row in _rows(table)), default=0) <= 1


def _rows(table: Any) -> list[Any]:
    """Its own rows, not those of tables inside."""
    found = []
    for child in table:
        if child.tag == "tr" and not unseen(child):
            found.append(child)
        elif child.tag in ("thead", "tbody", "tfoot") and not unseen(child):
            found += [row for row in child if row.tag == "tr" and not unseen(row)]
    return found


def _span(cell: Any) -> int:
    text = cell.get("colspan") or "1"
    return min(int(text), 60) if text.isascii() and text.isdecimal() and int(text) else 1

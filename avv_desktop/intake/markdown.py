"""Markdown → lines: headings, nested lists, tables, bold words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from avv_desktop.document.plain import INCOMPLETE
from avv_desktop.intake.model import Furniture, FurnitureKind, Source, SourceLine
from avv_desktop.intake.tongue import language_of
from avv_desktop.intake.understand.markers import marker_of

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_BREAK = re.compile(r"<br\s*/?>", re.I)
_TAGS = re.compile(r"</?[a-zA-Z][^<>]*>|<!--.*?-->", re.S)
SOFT = "\x1e"
"""Stands for the end of a line that is no more than a blank."""
MARKS = frozenset("*_`#|\\<>~[]()!=-+")


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": True, "maxNesting": 60}).enable("table")


def read_markdown(text: str, name: str) -> Source:
    """One line of the source a paragraph, heading, point or row. Raw HTML is words without its tags."""
    reading = _Reading(text)
    reading.read()
    lines = tuple(reading.lines)
    language = language_of(line.text for line in lines)
    return Source(name, "markdown", lines, lines, tuple(reading.furniture), language=language)


class _Reading:
    def __init__(self, text: str) -> None:
        self.raw = text.split("\n")
        self.tokens = _parser().parse(text)
        self.lines: list[SourceLine] = []
        self.furniture: list[Furniture] = []
        self.lists: list[Token] = []
        self.counts: list[int] = []
        self.sign: tuple[str, int] | None = None
        """Label of an item whose first words are still to come, and its line."""
        self.heading = ""
        self.quoted = 0
        self.row: list[str] = []
        self.in_cell = False
        self.seen: set[int] = set()

    def read(self) -> None:
        for token in self.tokens:
            if token.map:
                self.seen.update(range(*token.map) if token.type in _LEAVES else range(token.map[0], token.map[0] + 1))
            self._take(token)
        for number, line in enumerate(self.raw):
            if line.strip() and number not in self.seen:
                self._gone("hidden", line.strip(), number + 1)

    def _take(self, token: Token) -> None:
        match token.type:
            case "bullet_list_open" | "ordered_list_open":
                self.lists.append(token)
                self.counts.append(int(token.attrs.get("start", 1)) - 1)
            case "bullet_list_close" | "ordered_list_close":
                self.lists.pop()
                self.counts.pop()
            case "list_item_open":
                self.counts[-1] += 1
                self._lone_sign()
                ordered = self.lists[-1].type == "ordered_list_open"
                label = f"{self.counts[-1]}{token.markup}" if ordered else token.markup
                self.sign = (label, _line(token))
            case "list_item_close":
                self._lone_sign()
            case "heading_open":
                self.heading = token.tag
                self._gone("rule", token.markup, _line(token))
            case "heading_close":
                self.heading = ""
            case "blockquote_open" | "blockquote_close":
                self.quoted += 1 if token.nesting > 0 else -1
            case "tr_open":
                self.row = []
            case "tr_close":
                self._row(_line(token))
            case "th_open" | "td_open" | "th_close" | "td_close":
                self.in_cell = token.nesting > 0
            case "hr":
                self._gone("rule", token.markup, _line(token))
            case "code_block" | "fence" | "html_block":
                self._raw(token)
            case "inline":
                self._inline(token)

    # ---- words

    def _inline(self, token: Token) -> None:
        said = _broken("".join(_said(token.children or [])))
        self._marks(token.content, said, _line(token))
        if self.in_cell:
            self.row.append(said.strip())
            return
        text = "\n".join(part.strip() for part in said.split("\n")).strip()
        if self.quoted and text == INCOMPLETE:
            self._gone("running header", text, _line(token))
        elif text:
            self._line(text, _line(token))

    def _line(self, text: str, number: int) -> None:
        depth = len(self.lists)
        if self.heading:
            title = self.heading == "h1" and not self.lines
            kind, level = ("title", 0) if title else ("heading", int(self.heading[1]))
            self.lines.append(SourceLine(text, number, kind=kind, level=level, blank_before=True))  # type: ignore[arg-type]
        elif self.sign:
            label, self.sign = self.sign[0], None
            self.lines.append(SourceLine(text, number, kind="item", level=depth - 1, label=label))
        else:
            self.lines.append(SourceLine(text, number, indent=depth, blank_before=True))

    def _lone_sign(self) -> None:
        """An item without words."""
        if self.sign:
            label, number = self.sign
            self._gone("bullet", label, number)
            self.sign = None

    def _row(self, number: int) -> None:
        if any(self.row):
            cells = tuple(self.row)
            self.lines.append(SourceLine("\t".join(cells), number, kind="row", cells=cells, blank_before=False))
        self._gone("rule", "|" * (len(self.row) + 1), number)

    def _raw(self, token: Token) -> None:
        first = _line(token)
        text = token.content if token.type != "html_block" else _TAGS.sub("", _BREAK.sub("\n", token.content))
        for number, line in enumerate(text.split("\n"), start=first):
            if line.strip():
                self._line(line.strip(), number)
        self._marks(token.content, text, first)

    # ---- what is no word

    def _marks(self, raw: str, said: str, number: int) -> None:
        """Signs of Markdown that the words lack; names of links and tags are hidden."""
        gone = Counter(sign for sign in raw if not sign.isspace()) - Counter(said)
        signs = "".join(sign * count for sign, count in gone.items() if sign in MARKS)
        hidden = "".join(sign * count for sign, count in gone.items() if sign not in MARKS)
        self._gone("emphasis", signs, number)
        self._gone("hidden", hidden, number)

    def _gone(self, kind: FurnitureKind, text: str, number: int) -> None:
        if text:
            self.furniture.append(Furniture(kind, text, number))


_LEAVES = (
    "inline",
    "code_block",
    "fence",
    "html_block",
    "hr",
    "heading_open",
    "table_open",
    "thead_open",
    "tbody_open",
)


def _line(token: Token) -> int:
    return token.map[0] + 1 if token.map else 0


def _broken(said: str) -> str:
    """The words with a blank at a line's end, unless the next line begins with a number or letter of its own."""
    first, *rest = said.split(SOFT)
    return first + "".join(f"{chr(10) if marker_of(part.lstrip('*')) else ' '}{part}" for part in rest)


def _said(tokens: list[Token]) -> Iterator[str]:
    """The words, bold ones between asterisks."""
    for token in tokens:
        match token.type:
            case "text" | "code_inline":
                yield token.content
            case "strong_open" | "strong_close":
                yield "**"
            case "softbreak":
                yield SOFT
            case "hardbreak":
                yield "\n"
            case "image":
                yield token.content
            case "html_inline":
                yield "\n" if _BREAK.fullmatch(token.content) else ""
            case "text_special":
                yield token.content

"""Somebody else's document on its way to a Document: lines as read, then a tree, and what became of every letter."""

from __future__ import annotations

from typing import Literal, TypeAlias

from msgspec import Struct

from avv_desktop.document.model import Document

Format = Literal["text", "markdown", "html", "docx", "pdf"]
Where = Literal["body", "header", "footer", "footnote", "text box"]


SIGNS = tuple(";:.,")


class SourceLine(Struct, frozen=True):
    """One line (text, Markdown, PDF) or paragraph (HTML, Word) of a source, in reading order.

    text: its words, without the number or bullet that the file itself counts, bold words as **…**.
    number: line of a text file, paragraph of a Word file (1, 2, …); page: 1, 2, …, or 0 where there are none.
    label: number or bullet that the file's own list counts ("§ 3", "(2)", "a)", "1.", "•"), else empty: typed-in
    numbers stay in `text`. level: of the heading (1 …) or of the list (0 …) as the file says it, -1 where it says
    nothing. cells: a row of a table, else empty (then `text` is the cells joined by tabs). indent: leading blanks.
    """

    text: str
    number: int
    page: int = 0
    kind: Literal["line", "heading", "title", "item", "row"] = "line"
    level: int = -1
    label: str = ""
    cells: tuple[str, ...] = ()
    indent: int = 0
    blank_before: bool = False
    where: Where = "body"


FurnitureKind: TypeAlias = Literal[
    "page number",
    "running header",
    "hyphenation",
    "bullet",
    "list marker",
    "emphasis",
    "rule",
    "contents",
    "hidden",
    "punctuation",
]


class Furniture(Struct, frozen=True):
    """Letters that belong to the paper, not to the agreement; mended while reading.

    contents: a table of contents, which repeats the titles; hidden: letters of a Word file that are never printed.
    list marker: what stands between a number and its words, and names of columns said again. punctuation: signs round
    a legal reference, between the parts of a party, behind a heading.
    start: the column in its line where it was taken (of a row: its cells divided by tabs; a label stands before the
    text), -1 for what the reader of the file had taken out before.
    """

    kind: FurnitureKind
    text: str
    number: int = 0
    start: int = -1


class Comment(Struct, frozen=True):
    """A remark in the margin of a Word file. `number`: the paragraph it stands at, `quoted`: the words it is about."""

    author: str
    date: str
    text: str
    number: int
    quoted: str = ""


class TrackedChange(Struct, frozen=True):
    """One tracked insertion or deletion of a Word file, in the paragraph `number`."""

    kind: Literal["inserted", "deleted"]
    author: str
    date: str
    text: str
    number: int


class Source(Struct, frozen=True):
    """A file as read. `lines`: with tracked changes accepted; `lines_before`: with all of them rejected (the same
    where there are none). furniture: what the reader took out of the lines. language: "de" or "en", "" if unknown.
    data: our own data inside a Word file (the custom XML part), else empty."""

    name: str
    format: Format
    lines: tuple[SourceLine, ...]
    lines_before: tuple[SourceLine, ...] = ()
    furniture: tuple[Furniture, ...] = ()
    comments: tuple[Comment, ...] = ()
    tracked: tuple[TrackedChange, ...] = ()
    language: str = ""
    data: bytes = b""
    fields: tuple[tuple[str, str], ...] = ()
    """Content controls of a Word file: (tag, text), in order."""


class Unsure(Struct, frozen=True):
    """Something that no rule can decide. `key`: the unit (`document.units`), `number`: the source line.

    level: the nesting that was chosen (0: directly below the section), to be moved up or down by a person.
    """

    key: str
    number: int
    reason: str
    text: str
    level: int = 0


class Leftover(Struct, frozen=True):
    """Words of the source that are nowhere in the tree."""

    number: int
    text: str


class Shares(Struct, frozen=True):
    """Of all letters of the source that are no blanks; the three add up to 1."""

    placed: float
    furniture: float
    not_understood: float


class Counts(Struct, frozen=True):
    sections: int
    paragraphs: int
    items: int
    tables: tuple[tuple[int, int], ...]
    annexes: int
    controls: int
    measures: int


class Intake(Struct, frozen=True):
    """The Document read from a source, and the account of it.

    places: unit key → (first, last) line of the source.
    """

    source: Source
    document: Document
    places: dict[str, tuple[int, int]]
    furniture: tuple[Furniture, ...]
    leftovers: tuple[Leftover, ...]
    unsure: tuple[Unsure, ...]
    shares: Shares
    counts: Counts

    @property
    def signs(self) -> dict[str, str]:
        """Unit key of a title → the sign behind it that reading took away: "Zugangskontrolle;"."""
        ends = {line.number: line.text.rstrip("* ")[-1:] for line in self.source.lines}
        taken = {
            each.number: each.text.strip()
            for each in self.furniture
            if each.kind == "punctuation" and each.text.strip() == ends.get(each.number) in SIGNS
        }
        titles = {key: last for key, (_, last) in self.places.items() if key.endswith("/title")}
        return {key: taken[number] for key, number in titles.items() if number in taken}

"""The agreement as readable text: the .txt export and the preview's text view."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from avv_desktop.document.model import (
    Block,
    Card,
    Document,
    Items,
    Paragraph,
    Party,
    Run,
    Section,
    SignatureBlock,
    Table,
)

WIDTH = 96
INCOMPLETE = "Entwurf, unvollständig"


def plain(document: Document, *, width: int = WIDTH) -> str:
    """Lines of at most `width` letters where words allow it; no-break spaces become spaces. Ends with a line break."""
    said = "\n".join(_Page(width).document(document)).replace("\u00a0", " ")
    return said.strip("\n") + "\n"


def text(runs: Iterable[Run]) -> str:
    """The words of runs, as printed."""
    return "".join(run.text for run in runs)


def numbers(document: Document) -> str:
    """ "Nummer AVV-2026-001, Fassung 1", as far as there are any."""
    said = [("Nummer", document.number.text), ("Fassung", document.version.text)]
    return ", ".join(f"{name} {text}" for name, text in said if text)


class _Page:
    def __init__(self, width: int) -> None:
        self.width = width

    def document(self, document: Document) -> Iterator[str]:
        if not document.complete:
            yield from (f"*** {INCOMPLETE} ***", "")
        title = text(document.title)
        yield from (title, "=" * min(len(title), self.width))
        yield from self.wrapped(text(document.subtitle))
        yield from (numbers(document), "")
        for party in document.parties:
            yield from self.party(party)
        if document.closing:
            yield from (*self.wrapped(document.closing), "")
        for section in document.sections:
            yield from self.section(section)

    def party(self, party: Party) -> Iterator[str]:
        yield from (party.intro, "")
        for line in (party.name.text, text(party.runs), text(party.represented), f"{party.role} {party.term}"):
            yield from self.wrapped(line.strip())
        yield ""

    def section(self, section: Section) -> Iterator[str]:
        title = " ".join(filter(None, (section.label, section.title)))
        yield from ("", title)
        if section.kind != "control":
            yield ("=" if section.kind == "annex" else "-") * min(len(title), self.width)
        if section.note:
            yield from self.wrapped(text(section.note))
        yield ""
        yield from self.blocks(section.blocks)
        for below in section.sections:
            yield from self.section(below)

    def blocks(self, blocks: Iterable[Block], indent: int = 0) -> Iterator[str]:
        for block in blocks:
            match block:
                case Paragraph():
                    yield from self.paragraph(block, indent)
                case Items():
                    yield from self.items(block, indent)
                case Table():
                    yield from self.table(block)
                case Card():
                    yield from self.card(block)
                case SignatureBlock():
                    yield from self.signatures(block)

    def paragraph(self, paragraph: Paragraph, indent: int) -> Iterator[str]:
        label = f"{paragraph.label} " if paragraph.label else ""
        yield from self.wrapped(text(paragraph.runs), indent, label)
        yield ""
        yield from self.blocks(paragraph.blocks, indent + len(label))

    def items(self, items: Items, indent: int) -> Iterator[str]:
        for item in items.items:
            label = f"{item.label} " if item.label else "- "
            yield from self.wrapped(text(item.runs), indent, label)
            below = list(self.blocks(item.blocks, indent + len(label)))
            while items.kind == "bullets" and below and not below[-1]:
                below.pop()  # behind an empty line, the next point might belong to those set in
            yield from below
        yield ""

    def table(self, table: Table) -> Iterator[str]:
        """Row by row with the column's name before each value: readable aloud, and in any width."""
        if table.title:
            yield from (table.title, "")
        for row in table.rows:
            for name, cell in zip(table.header, row, strict=True):
                if cell:
                    yield from self.wrapped(text(cell), 0, f"{name}: ", hanging=2)
            yield ""

    def card(self, card: Card) -> Iterator[str]:
        yield from self.wrapped(text(card.title))
        for name, runs in card.lines:
            yield from self.wrapped(text(runs), 2, f"{name}: ", hanging=2)
        yield ""

    def signatures(self, block: SignatureBlock) -> Iterator[str]:
        yield from (block.title, text(block.place) + (", Datum ____________" if block.paper else ""), "")
        if block.note:
            yield from (*self.wrapped(block.note), "")
        for line in block.lines:
            yield from ("_" * 40, ", ".join(filter(None, (line.name, line.function))), "")

    def wrapped(self, said: str, indent: int = 0, label: str = "", hanging: int | None = None) -> Iterator[str]:
        """Text below its label: "(1) Der Auftragnehmer …" with the following lines set in."""
        margin = " " * indent
        deeper = " " * (indent + (len(label) if hanging is None else hanging))
        first = margin + label
        for line in said.split("\n"):
            if line.strip():
                yield from textwrap.wrap(
                    line, self.width, initial_indent=first, subsequent_indent=deeper,
                    break_long_words=False, break_on_hyphens=False,
                )  # fmt: skip
                first = deeper

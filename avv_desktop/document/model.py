"""What an agreement says: a tree, already numbered and worded. Everything written comes from it."""

from __future__ import annotations

from typing import Literal, TypeAlias

from msgspec import Struct

SCHEMA = 1

Side = Literal["controller", "processor"]

# ---- runs: pieces of a line


class Text(Struct, frozen=True, tag="text"):
    text: str


class Strong(Struct, frozen=True, tag="strong"):
    text: str


class Value(Struct, frozen=True, tag="value"):
    """Text that comes from a field."""

    text: str
    field: str


class Missing(Struct, frozen=True, tag="missing"):
    """A required field that is still empty: printed in brackets, marked, and it makes the document incomplete."""

    label: str
    field: str

    @property
    def text(self) -> str:
        return f"[{self.label}]"


class Reference(Struct, frozen=True, tag="reference"):
    """A live reference: `text` as printed today ("§ 7 Abs. 2"), `target` the id it follows."""

    text: str
    target: str


Run: TypeAlias = "Text | Strong | Value | Missing | Reference"
Runs: TypeAlias = "tuple[Run, ...]"

# ---- blocks


class Paragraph(Struct, frozen=True, tag="paragraph"):
    """`label` is "(1)" for a numbered paragraph, else empty. `blocks` follow below it, indented."""

    runs: Runs
    id: str = ""
    label: str = ""
    blocks: tuple[Block, ...] = ()


class Item(Struct, frozen=True):
    runs: Runs
    label: str = ""
    """ "a)" for lettered items, "1." for numbered ones, empty for bullets."""
    id: str = ""
    blocks: tuple[Block, ...] = ()


class Items(Struct, frozen=True, tag="items"):
    kind: Literal["letters", "numbers", "bullets"]
    items: tuple[Item, ...]


class Table(Struct, frozen=True, tag="table"):
    """`widths` are shares; `field` is the table field it prints, so that a click finds it."""

    header: tuple[str, ...]
    rows: tuple[tuple[Runs, ...], ...]
    widths: tuple[float, ...]
    title: str = ""
    field: str = ""
    id: str = ""


class Card(Struct, frozen=True, tag="card"):
    """One company of Anlage 2: a title and labelled lines. `place` is "sub_processors.list[0]"."""

    title: Runs
    lines: tuple[tuple[str, Runs], ...]
    place: str = ""


class SignatureLine(Struct, frozen=True, tag="signature"):
    """Where one person signs.

    field: the PDF signature field's name ("processor_1"): no periods.
    function: in print below the line ("Geschäftsführerin"); party: the company's full name; place: the town.
    order: 1 signs first; 0 when the order is free.
    """

    field: str
    side: Side
    name: str
    function: str
    party: str
    place: str
    order: int = 0


class SignatureBlock(Struct, frozen=True, tag="signatures"):
    """One party's lines. `needed` of them must be signed; fewer than there are lines with "zwei von n"."""

    side: Side
    title: str
    place: Runs
    lines: tuple[SignatureLine, ...]
    needed: int
    note: str = ""
    paper: bool = False
    """Signed on paper: an empty line for the date is printed beside the place."""


Block: TypeAlias = "Paragraph | Items | Table | Card | SignatureBlock"


class Section(Struct, frozen=True):
    """A clause, the signatures, an annex, or a part of an annex.

    label: "§ 1", "Anlage 1", "1." or empty. note: small print below the title ("Fassung 1, Stand 17.10.2026";
    "Art. 32 Abs. 1 Buchst. b DSGVO").
    """

    id: str
    kind: Literal["clause", "signatures", "annex", "group", "control"]
    title: str
    label: str = ""
    note: Runs = ()
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()


class Party(Struct, frozen=True):
    """A party's block on the first page. `runs` is the address line, `represented` the line below it."""

    side: Side
    intro: str
    name: Run
    runs: Runs
    represented: Runs
    role: str
    term: str


class Document(Struct, frozen=True):
    """A whole agreement. `number` and `version` stand in the running head; `complete`: nothing is missing."""

    language: str
    title: Runs
    subtitle: Runs
    number: Run
    version: Run
    parties: tuple[Party, ...]
    sections: tuple[Section, ...]
    complete: bool = True
    schema: int = SCHEMA
    closing: str = ""
    """The sentence under the parties that names them together."""


class PrintedClause(Struct, frozen=True):
    """A changed or added clause as it is printed, in the markup of clause files; no reason, no author.

    target, title, after: as in `draft.model.ClauseEdit`; inserted: the template has none there.
    """

    target: str
    lines: tuple[str, ...]
    title: str = ""
    after: str = ""
    inserted: bool = False


def walk(sections: tuple[Section, ...]):
    """Every section, depth first, in reading order."""
    for section in sections:
        yield section
        yield from walk(section.sections)


def signature_lines(document: Document) -> list[SignatureLine]:
    """All signature lines in reading order."""
    return [
        line
        for section in walk(document.sections)
        for block in section.blocks
        if isinstance(block, SignatureBlock)
        for line in block.lines
    ]


def signature_blocks(document: Document) -> list[SignatureBlock]:
    return [b for s in walk(document.sections) for b in s.blocks if isinstance(b, SignatureBlock)]

"""What a template says: clauses, measures and annexes as frozen values, their inline markup parsed."""

from __future__ import annotations

from typing import Literal, TypeAlias

from msgspec import Struct

Origin = Literal["source", "updated", "proposal", "open", "program"]
Form = Literal[
    "", "acc", "dat", "times", "numeric", "und", "items", "table", "party", "represented", "contact", "signatures"
]
Scope = Literal["short", "full"]
AnnexKind = Literal["measures", "sub_processors", "contacts", "processing", "text"]


class Rule(Struct, frozen=True):
    """Must hold before signing (E), or only warns (H)."""

    expression: str
    message: str
    severity: Literal["E", "H"]


class Words(Struct, frozen=True, tag="words"):
    text: str


class StrongWords(Struct, frozen=True, tag="strong"):
    """`**bold**`"""

    text: str


class FieldSlot(Struct, frozen=True, tag="field"):
    """`{controller.company|party}`"""

    name: str
    form: Form = ""


class ReferenceSlot(Struct, frozen=True, tag="ref"):
    """`{ref:audit_rights}`: a clause, a paragraph or an annex by id."""

    target: str


class OptionalPart(Struct, frozen=True, tag="optional"):
    """`[[ … ]]`: falls away when a field inside is empty."""

    parts: tuple[Inline, ...]


Inline: TypeAlias = "Words | StrongWords | FieldSlot | ReferenceSlot | OptionalPart"


class TextLine(Struct, frozen=True):
    """One line of a text. `marker`: "" a paragraph, "a)" or "1." an item, "-" a bullet, "|" a row of a table.

    level: 0, and one more for every two blanks it is set in: it belongs to the item above. cells: of a row.
    """

    parts: tuple[Inline, ...]
    marker: str = ""
    level: int = 0
    cells: tuple[tuple[Inline, ...], ...] = ()


class Variant(Struct, frozen=True):
    id: str
    title: str
    choose: str
    lines: tuple[TextLine, ...]
    when: str = ""
    rules: tuple[Rule, ...] = ()


class ClauseParagraph(Struct, frozen=True):
    """A numbered paragraph; `choice` is an enum field's name, "by rule", or empty."""

    id: str
    tags: tuple[str, ...] = ()
    when: str = ""
    choice: str = ""
    rules: tuple[Rule, ...] = ()
    lines: tuple[TextLine, ...] = ()
    variants: tuple[Variant, ...] = ()


class Clause(Struct, frozen=True):
    """`head` and `signatures` carry their lines themselves; the others have paragraphs."""

    id: str
    title: str
    numbered: bool = True
    tags: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()
    lines: tuple[TextLine, ...] = ()
    paragraphs: tuple[ClauseParagraph, ...] = ()
    when: str = ""
    """Printed only while this holds."""


class Measure(Struct, frozen=True):
    """One promise. `level`: 0, or one more than that of the measure above it; `plain`: a paragraph, not a bullet."""

    id: str
    on: bool
    scope: Scope
    origin: Origin
    parts: tuple[Inline, ...]
    level: int = 0
    plain: bool = False


class Control(Struct, frozen=True):
    id: str
    title: str
    art: str
    goal: str
    measures: tuple[Measure, ...]
    tags: tuple[str, ...] = ()
    when: str = ""


class MeasureSection(Struct, frozen=True):
    id: str
    title: str
    art: str
    controls: tuple[Control, ...]
    tags: tuple[str, ...] = ()


class ContactRow(Struct, frozen=True):
    """A row of the contacts annex."""

    party: Literal["controller", "processor"]
    task: str
    field: str
    required: bool


class AnnexPart(Struct, frozen=True):
    """A titled part of an annex of kind "text". `level`: 1 for "1.", 2 for what stands below it."""

    id: str
    title: str
    level: int = 1
    numbered: bool = False
    art: str = ""
    lines: tuple[TextLine, ...] = ()


class Annex(Struct, frozen=True):
    """An annex. `kind` says which of the program's layouts prints it."""

    id: str
    title: str
    kind: AnnexKind
    tags: tuple[str, ...] = ()
    when: str = ""
    rules: tuple[Rule, ...] = ()
    lead: tuple[tuple[str, tuple[Inline, ...]], ...] = ()
    """Lead-in sentences by case: "none", "one", "many" (number of rows), or "" for always."""
    table: str = ""
    """The table field it prints, for sub_processors and processing."""
    contacts: tuple[ContactRow, ...] = ()
    closing: tuple[Inline, ...] = ()
    lines: tuple[TextLine, ...] = ()
    parts: tuple[AnnexPart, ...] = ()
    """Lines and parts of kind "text"."""

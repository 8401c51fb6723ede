"""Changed clauses that travel inside the PDF, only as far as they are printed, and the way back."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from avv_desktop.document.compose import compose, composed
from avv_desktop.document.lines import dropped, said
from avv_desktop.document.model import Document, Paragraph, PrintedClause, walk
from avv_desktop.document.printing import Printing
from avv_desktop.draft.edits import FIXED
from avv_desktop.draft.model import ClauseEdit, Draft
from avv_desktop.template.lines import written_line
from avv_desktop.template.model import Template
from avv_desktop.template.text import Clause, Inline, OptionalPart, TextLine


def carried_clauses(template: Template, draft: Draft) -> tuple[PrintedClause, ...]:
    """The changed and added clauses as printed: no optional part that was left out, no reason, no author."""
    document, printing = composed(template, draft)
    ids = printed_ids(document)
    found = []
    for edit in draft.edits:
        if edit.kind == "struck" or not any(id == edit.target or id.startswith(f"{edit.target}.") for id in ids):
            continue
        lines = _lines_of(printing, edit.target) if edit.lines else ()
        after = _printed_before(edit.after, draft, ids)
        found.append(PrintedClause(edit.target, lines, edit.title, after, edit.kind == "inserted"))
    return tuple(found)


def printed_ids(document: Document) -> frozenset[str]:
    """Ids of the clauses and numbered paragraphs that are printed."""
    blocks = (block for section in document.sections for block in section.blocks)
    paragraphs = {block.id for block in blocks if isinstance(block, Paragraph) and block.id}
    return frozenset(paragraphs | {section.id for section in walk(document.sections)})


def _lines_of(printing: Printing, target: str) -> tuple[str, ...]:
    paragraphs = [
        paragraph
        for clause in printing.template.clauses
        for paragraph in clause.paragraphs
        if paragraph.id == target or clause.id == target
    ]
    return tuple(
        written_line(_as_printed(printing, line))
        for paragraph in paragraphs
        for line in paragraph.lines
        if not dropped(printing, line)
    )


def _as_printed(printing: Printing, line: TextLine) -> TextLine:
    cells = tuple(_parts(printing, cell) for cell in line.cells)
    return replace(line, parts=_parts(printing, line.parts), cells=cells)


def _parts(printing: Printing, parts: Iterable[Inline]) -> tuple[Inline, ...]:
    return tuple(part for part in parts if not isinstance(part, OptionalPart) or said(printing, part))


def _printed_before(after: str, draft: Draft, ids: frozenset[str]) -> str:
    """What the insertion follows in print; its clause where its neighbour is not printed."""
    return after if after in ids else after.partition(".")[0]


# ---- and back


def with_printed_clauses(
    template: Template, draft: Draft, clauses: tuple[PrintedClause, ...], document: Document
) -> Draft:
    """`draft` with the changes that a PDF printed; what it does not print although the template would, is struck."""
    edits = [
        ClauseEdit(each.target, "inserted" if each.inserted else "changed", each.lines, each.title, each.after)
        for each in clauses
    ]
    there = printed_ids(document)
    for clause in template.clauses:
        edits += _struck(clause, there, printed_ids(compose(template, draft)))
    for edit in edits:
        draft = draft.with_edit(edit)
    return draft


def _struck(clause: Clause, there: frozenset[str], expected: frozenset[str]) -> list[ClauseEdit]:
    if clause.id in FIXED:
        return []
    if clause.id in expected and clause.id not in there:
        return [ClauseEdit(clause.id, "struck")]
    gone = [each.id for each in clause.paragraphs if each.id in expected and each.id not in there]
    return [ClauseEdit(id, "struck") for id in gone]

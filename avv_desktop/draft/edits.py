"""Changed clauses: the template as one draft prints it, its conditions and rules included."""

from __future__ import annotations

from msgspec.structs import replace

from avv_desktop.draft.model import ClauseEdit, Draft
from avv_desktop.template.lines import text_line
from avv_desktop.template.markup import parse, slots
from avv_desktop.template.model import Template
from avv_desktop.template.text import Clause, ClauseParagraph, FieldSlot, Inline, ReferenceSlot, TextLine, Words

FIXED = ("head", "signatures")
"""Clauses that the program prints itself; nobody changes them by hand."""

_last: tuple[Template, tuple[ClauseEdit, ...], Template] | None = None


def applied(template: Template, draft: Draft) -> Template:
    """`template` with the draft's changes; the same object where there are none.

    What is struck is gone with its rules and tags, so that what it fulfilled is missed; a changed paragraph keeps its
    tags and conditions and says its own lines instead of its variants. Requests count as well: the pages show them.
    """
    global _last
    if not draft.edits:
        return template
    if _last is None or _last[0] is not template or _last[1] is not draft.edits:
        _last = (template, draft.edits, _applied(template, draft.edits))
    return _last[2]


def _applied(template: Template, edits: tuple[ClauseEdit, ...]) -> Template:
    read = _Lines(template, edits)
    by_target = {edit.target: edit for edit in edits if edit.kind != "inserted"}
    clauses: list[Clause] = []
    for clause in template.clauses:
        edit = by_target.get(clause.id) if clause.id not in FIXED else None
        if edit is not None and edit.kind == "struck":
            continue
        titled = replace(clause, title=edit.title) if edit is not None and edit.title.strip() else clause
        clauses.append(replace(titled, paragraphs=tuple(_paragraphs(clause, by_target, read))))
    for edit in edits:
        if edit.kind == "inserted":
            _insert(clauses, edit, read, template)
    return replace(template, clauses=tuple(clauses))


def _paragraphs(clause: Clause, edits: dict[str, ClauseEdit], read: _Lines) -> list[ClauseParagraph]:
    found = []
    for paragraph in clause.paragraphs:
        edit = edits.get(paragraph.id)
        if edit is None:
            found.append(paragraph)
        elif edit.kind == "changed" and (lines := read.lines(edit.lines)):
            found.append(replace(paragraph, lines=lines, variants=(), choice=""))
        elif edit.kind == "changed":
            found.append(paragraph)
    return found


# ---- insertions


def _insert(clauses: list[Clause], edit: ClauseEdit, read: _Lines, template: Template) -> None:
    lines = read.lines(edit.lines)
    if not lines:
        return
    if edit.title.strip():
        at = _clause_at(clauses, edit.after, template)
        clauses.insert(at, Clause(edit.target, edit.title, paragraphs=tuple(_as_paragraphs(edit.target, lines))))
        return
    owner = edit.after.partition(".")[0]
    for number, clause in enumerate(clauses):
        ids = [paragraph.id for paragraph in clause.paragraphs]
        if edit.after in ids or clause.id == owner or clause.id == edit.after:
            at = ids.index(edit.after) + 1 if edit.after in ids else _where_it_was(template, ids, edit.after)
            new = ClauseParagraph(edit.target, lines=lines)
            clauses[number] = replace(clause, paragraphs=(*clause.paragraphs[:at], new, *clause.paragraphs[at:]))
            return


def _clause_at(clauses: list[Clause], after: str, template: Template) -> int:
    """Behind the clause `after`, or where it stood; never behind the signatures."""
    order = [clause.id for clause in template.clauses]
    earlier = order[: order.index(after) + 1] if after in order else []
    places = [number for number, clause in enumerate(clauses) if clause.id == after or clause.id in earlier]
    end = next((number for number, clause in enumerate(clauses) if clause.id == FIXED[1]), len(clauses))
    exact = [number for number, clause in enumerate(clauses) if clause.id == after]
    return min((exact or places or [end - 1])[-1] + 1, end)


def _where_it_was(template: Template, ids: list[str], after: str) -> int:
    """Where a struck paragraph stood: behind the last one before it that is still there."""
    order = [paragraph.id for clause in template.clauses for paragraph in clause.paragraphs]
    earlier = set(order[: order.index(after)]) if after in order else set()
    return max((number + 1 for number, id in enumerate(ids) if id in earlier), default=0)


def _as_paragraphs(target: str, lines: tuple[TextLine, ...]) -> list[ClauseParagraph]:
    """Every plain line opens a paragraph, with the items that follow it."""
    groups: list[list[TextLine]] = []
    for line in lines:
        if not groups or (not line.marker and line.level == 0):
            groups.append([])
        groups[-1].append(line)
    return [ClauseParagraph(f"{target}.{n}", lines=tuple(group)) for n, group in enumerate(groups, start=1)]


class _Lines:
    """Reads the lines of edits; markup that means nothing here is taken as the words it is."""

    def __init__(self, template: Template, edits: tuple[ClauseEdit, ...]) -> None:
        self._fields = {field.name for field in template.fields}
        self._targets = {clause.id for clause in template.clauses} | {annex.id for annex in template.annexes}
        self._targets |= {each.id for clause in template.clauses for each in clause.paragraphs}
        self._targets |= {edit.target for edit in edits}

    def lines(self, lines: tuple[str, ...]) -> tuple[TextLine, ...]:
        return tuple(text_line(line, self._inline) for line in lines if line.strip())

    def _inline(self, text: str) -> tuple[Inline, ...]:
        try:
            parts = parse(text)
        except ValueError:
            return (Words(text),)
        return parts if all(self._known(slot) for slot in slots(parts)) else (Words(text),)

    def _known(self, slot: FieldSlot | ReferenceSlot) -> bool:
        return slot.target in self._targets if isinstance(slot, ReferenceSlot) else slot.name in self._fields

"""What a person's change to a clause makes of the draft. Pure; knows no Qt.

A director's change is approved by whoever makes it; a salesperson's is a request that waits for a director.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from msgspec.structs import replace

from avv_desktop.draft.edits import applied
from avv_desktop.draft.model import ClauseEdit, Draft, now
from avv_desktop.draft.printed import variant_of
from avv_desktop.draft.values import Values
from avv_desktop.template.lines import written_line
from avv_desktop.template.model import Template
from avv_desktop.template.text import TextLine


class Who(NamedTuple):
    """Who works here. Only a director with a name approves anything."""

    name: str
    director: bool

    @property
    def allows(self) -> str:
        return self.name.strip() if self.director else ""


def owner(draft: Draft, id: str) -> ClauseEdit | None:
    """The insertion that a paragraph is, or is a part of."""
    return next((e for e in draft.edits if e.kind == "inserted" and (id == e.target or _part_of(id, e.target))), None)


def _part_of(id: str, target: str) -> bool:
    return id.rpartition(".")[0] == target and id.rpartition(".")[2].isdecimal()


def reworded(template: Template, draft: Draft, id: str, lines: Sequence[TextLine], who: Who) -> Draft:
    """Other words for a paragraph; the standard's own words are no change any more."""
    said = tuple(written_line(line) for line in lines)
    if not any(line.strip() for line in said):
        return draft
    own = owner(draft, id)
    if own is not None:
        return draft.with_edit(_by(replace(own, lines=_inside(template, draft, own, id, said)), who))
    if said == tuple(map(written_line, usual(template, draft, id))):
        return draft.without_edit(id)
    before = draft.edit_of(id) or ClauseEdit(id, "changed")
    return draft.with_edit(_by(replace(before, kind="changed", lines=said), who))


def _inside(template: Template, draft: Draft, own: ClauseEdit, id: str, said: tuple[str, ...]) -> tuple[str, ...]:
    """All lines of an insertion, of which one paragraph has other words now."""
    if id == own.target:
        return said
    clause = next(each for each in applied(template, draft).clauses if each.id == own.target)
    found: list[str] = []
    for each in clause.paragraphs:
        found += said if each.id == id else [written_line(line) for line in each.lines]
    return tuple(found)


def struck(template: Template, draft: Draft, id: str, who: Who) -> Draft:
    """Gone from this agreement; what was inserted is simply not there any more."""
    own = owner(draft, id)
    if own is not None and own.target == id:
        return draft.without_edit(id)
    if own is not None:
        lines = _inside(template, draft, own, id, ())
        return draft.with_edit(_by(replace(own, lines=lines), who)) if lines else draft.without_edit(own.target)
    before = draft.edit_of(id) or ClauseEdit(id, "struck")
    return draft.with_edit(_by(replace(before, kind="struck", lines=(), title=""), who))


def titled(draft: Draft, clause: str, title: str, standard: str, who: Who) -> Draft:
    """Another title; the standard's own is no change any more."""
    before = draft.edit_of(clause)
    if title == standard and before is not None and before.kind == "changed":
        return draft.without_edit(clause)
    if not title.strip() or (before is None and title == standard):
        return draft
    return draft.with_edit(_by(replace(before or ClauseEdit(clause, "changed"), title=title), who))


def inserted(draft: Draft, after: str, words: str, who: Who, title: str = "") -> tuple[Draft, str]:
    """A paragraph behind a paragraph, or with a title a clause behind a clause; and its id."""
    taken = {edit.target for edit in draft.edits}
    target = next(name for n in range(1, len(taken) + 2) if (name := f"own.{n}") not in taken)
    made = ClauseEdit(target, "inserted", (words,), title=title, after=after)
    return draft.with_edit(_by(made, who)), target


def with_reason(draft: Draft, target: str, reason: str) -> Draft:
    before = draft.edit_of(target)
    return draft if before is None or before.reason == reason else draft.with_edit(replace(before, reason=reason))


def chosen(draft: Draft, field: str, variant: str) -> Draft:
    """One of the approved wordings: an answer like any other."""
    return draft.answer(field, variant)


def _by(edit: ClauseEdit, who: Who) -> ClauseEdit:
    return replace(edit, author=who.name.strip(), at=now(), allowed=who.allows)


def usual(template: Template, draft: Draft, id: str) -> tuple[TextLine, ...]:
    """What the standard says there with these answers."""
    found = next((each for clause in template.clauses for each in clause.paragraphs if each.id == id), None)
    if found is None:
        return ()
    variant = variant_of(found, Values(template, draft))
    return variant.lines if variant else found.lines

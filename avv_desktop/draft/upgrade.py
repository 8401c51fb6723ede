"""A draft carried to a newer version of its template, and what does not fit there any more."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from avv_desktop.draft.model import ClauseEdit, Draft, MeasureLine, TemplateRef, Value, now
from avv_desktop.draft.shapes import misfit
from avv_desktop.template.model import Field, Template

Reason = Literal["gone", "type", "option", "clause", "changed_clause", "control"]
"""The question is gone; it asks for something else now; the answer is no longer offered (in a list it stays, in words);
the clause of a change is gone; it reads differently now (the change stays); the control of changed measures is gone."""


class Left(Struct, frozen=True):
    """Something that did not fit. name: of the field, clause or control; label: as people know it."""

    reason: Reason
    name: str
    label: str


class Upgrade(Struct, frozen=True):
    draft: Draft
    left: tuple[Left, ...]


def upgrade(draft: Draft, old: Template, new: Template) -> Upgrade:
    """`draft`, begun with `old`, on `new`. Answers, confirmations, measures and changes to clauses stay as far as they
    fit; confirmations of proposals that are others now do not. Nothing is dropped without being in `left`."""
    left: list[Left] = []
    answers = _answers(draft, old, new, left)
    before = {field.name: field.default for field in old.fields}
    after = {field.name: field.default for field in new.fields}
    confirmed = {name for name in draft.confirmed if name in after and before.get(name) == after[name]}
    carried = replace(
        draft,
        template=TemplateRef(new.id, new.version, new.hash),
        answers=answers,
        confirmed=frozenset(confirmed),
        measures=_measures(draft, old, new, left),
        edits=_edits(draft, old, new, left),
        changed=now(),
    )
    return Upgrade(carried, tuple(left))


def _answers(draft: Draft, old: Template, new: Template, left: list[Left]) -> dict[str, Value]:
    before = {field.name: field for field in old.fields}
    after = {field.name: field for field in new.fields}
    found: dict[str, Value] = {}
    for name, value in draft.answers.items():
        if name not in after:
            left.append(Left("gone", name, before[name].label if name in before else name))
            continue
        kept = _worded(before[name], after[name], value) if name in before else value
        if misfit(new, {name: kept}):
            choice = name in before and before[name].type == after[name].type == "enum"
            left.append(Left("option" if choice else "type", name, after[name].label))
            continue
        if kept != value:
            left.append(Left("option", name, after[name].label))
        found[name] = kept
    return found


def _worded(old: Field, new: Field, value: Value) -> Value:
    """An entry of a list that is no longer offered stays, in its own words."""
    if old.type != "multi" or new.type != "multi" or not isinstance(value, list):
        return value
    gone = {option.id: option.label for option in old.options if option.id not in {each.id for each in new.options}}
    return [gone.get(each, each) if isinstance(each, str) else each for each in value]


def _measures(draft: Draft, old: Template, new: Template, left: list[Left]) -> dict[str, tuple[MeasureLine, ...]]:
    """Changed controls. Measures the new version adds to them are added; those it drops go unless reworded here."""
    controls = {control.id: control for section in new.sections for control in section.controls}
    before = {control.id: control for section in old.sections for control in section.controls}
    found = {}
    for id, lines in draft.measures.items():
        if id not in controls:
            left.append(Left("control", id, before[id].title if id in before else id))
            continue
        ids = {measure.id for measure in controls[id].measures}
        kept = [
            _own(line) if line.id not in ids and line.text else line for line in lines if line.id in ids or line.text
        ]
        known = {line.id for line in lines} | {each.id for each in (before[id].measures if id in before else ())}
        added = [MeasureLine(each.id, each.on) for each in controls[id].measures if each.id not in known]
        found[id] = (*kept, *added)
    return found


def _own(line: MeasureLine) -> MeasureLine:
    return replace(line, own=True)


def _edits(draft: Draft, old: Template, new: Template, left: list[Left]) -> tuple[ClauseEdit, ...]:
    before, after = _texts(old), _texts(new)
    titles = {clause.id: clause.title for clause in old.clauses}
    found = []
    for edit in draft.edits:
        title = edit.title or titles.get((edit.after or edit.target).partition(".")[0], edit.target)
        if edit.kind != "inserted" and edit.target not in after:
            left.append(Left("clause", edit.target, title))
            continue
        if edit.kind != "inserted" and before.get(edit.target) != after[edit.target]:
            left.append(Left("changed_clause", edit.target, title))
        found.append(edit)
    return tuple(found)


def _texts(template: Template) -> dict[str, object]:
    found: dict[str, object] = {}
    for clause in template.clauses:
        found[clause.id] = (clause.title, tuple((each.lines, each.variants) for each in clause.paragraphs))
        found |= {each.id: (each.lines, each.variants) for each in clause.paragraphs}
    return found

"""What was decided about a customer's changes, and how one decision is taken back under all that came after. No Qt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

from msgspec.structs import replace

from avv_desktop.draft.model import ClauseEdit, Draft
from avv_desktop.errors import CannotDo
from avv_desktop.reply.model import ReplyChange
from avv_desktop.reply.take import edit, take
from avv_desktop.system.language import tr
from avv_desktop.template.model import Template

Deed = Literal["taken", "declined", "edited", "done"]
Changes = Mapping[str, ReplyChange]


class Decision(NamedTuple):
    """done: a person has done by hand what the program cannot. text: of what was edited, the words."""

    deed: Deed
    text: str = ""


class Step(NamedTuple):
    """key: of the change that was decided; "" for an edit made elsewhere."""

    key: str
    decision: Decision | None
    before: Draft
    after: Draft


Log = tuple[Step, ...]
"""From the draft that the answer was read against to the draft as it is now."""


def decided(log: Log) -> dict[str, Decision]:
    return {step.key: step.decision for step in log if step.decision is not None}


def decide(template: Template, draft: Draft, change: ReplyChange, decision: Decision) -> Draft:
    """Always another draft, so that every decision can be undone. Raises CannotDo."""
    made = draft
    if decision.deed == "taken":
        made = take(draft, template, change)
    elif decision.deed == "edited":
        made = edit(draft, template, change, decision.text)
    return replace(made) if made is draft else made


def decide_all(
    template: Template, draft: Draft, log: Log, changes: Iterable[ReplyChange], decision: Decision
) -> tuple[Draft, Log, dict[str, str]]:
    """As many as can be, in their order; and of the others the reason by their key."""
    left: dict[str, str] = {}
    for change in changes:
        try:
            made = decide(template, draft, change, decision)
        except CannotDo as error:
            left[change.key] = str(error.details["reason"])
            continue
        log = (*log, Step(change.key, decision, draft, made))
        draft = made
    return draft, log, left


def taken_back(template: Template, log: Log, changes: Changes, key: str) -> tuple[Draft, Log]:
    """As if this had not been decided; all that came after stays. Raises CannotDo where it rests on it."""
    at = next(number for number, step in enumerate(log) if step.key == key)
    draft, again = log[at].before, log[:at]
    for step in log[at + 1 :]:
        if step.decision is None:
            made = _carried(draft, step.before, step.after)
        else:
            made = decide(template, draft, changes[step.key], step.decision)
        again = (*again, step._replace(before=draft, after=made))
        draft = made
    return (replace(draft) if draft is log[at].before else draft), again


def _carried(draft: Draft, before: Draft, after: Draft) -> Draft:
    """What somebody did elsewhere (before → after), done to this draft."""
    for name in _differing(before.answers, after.answers):
        _same(draft.answers.get(name), before.answers.get(name))
        draft = draft.answer(name, after.answers.get(name))
    for control in _differing(before.measures, after.measures):
        _same(draft.measures.get(control), before.measures.get(control))
        draft = draft.with_measures(control, after.measures.get(control))
    draft = _with_edits(draft, before, after)
    return replace(draft, confirmed=after.confirmed, overrides=after.overrides)


def _with_edits(draft: Draft, before: Draft, after: Draft) -> Draft:
    old, new = ({each.target: each for each in one.edits} for one in (before, after))
    for target in _differing(old, new):
        was, now, here = old.get(target), new.get(target), draft.edit_of(target)
        if here is None and (now is None or _only_approved(was, now)):
            continue
        _same(here, was)
        draft = draft.with_edit(now) if now is not None else draft.without_edit(target)
    return draft


def _only_approved(was: ClauseEdit | None, now: ClauseEdit) -> bool:
    return was is not None and replace(was, allowed=now.allowed) == now


def _differing(before: Mapping[str, object], after: Mapping[str, object]) -> list[str]:
    return [name for name in dict.fromkeys((*before, *after)) if before.get(name) != after.get(name)]


def _same(here: object, there: object) -> None:
    if here != there:
        raise CannotDo(reason=tr("The same place was changed again later; please change it there."))

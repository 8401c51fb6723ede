"""What has been answered for one customer. Immutable: a change is a new Draft, so undo is a list."""

from __future__ import annotations

import datetime
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from avv_desktop.draft.letters import whole

SCHEMA = 2

Value = str | int | bool | list | dict | None
"""As in an answers file: text, ISO date, option id, number, yes/no, list of ids or own entries, a party (dict of
strings), a list of persons (dicts of strings), a list of rows (dicts)."""


class TemplateRef(Struct, frozen=True):
    id: str
    version: int
    hash: str


class MeasureLine(Struct, frozen=True):
    """One line of a changed control: a measure of the template, or (`own`) one written for this customer.

    `text` is empty while the template's wording stands.
    """

    id: str
    on: bool
    text: str = ""
    own: bool = False


class ClauseEdit(Struct, frozen=True):
    """A change to one paragraph of the template, or to a whole clause, for this customer only.

    target: id of the paragraph ("audit_rights.fee") or clause ("audit_rights"); for what is inserted an id of its own
    ("own.1"). kind: "changed" (other words), "struck", or "inserted". lines: the words in the markup of clause files
    (`{field.name|form}`, `{ref:id}`), one entry a line; empty for what is struck. title: of a whole clause, where it
    is new or differs. after: for what is inserted the id it follows: a paragraph, or a clause (then, with a title, a
    new clause behind it; without one, the clause's first paragraph).
    reason, author: who wants it and why. allowed: who approved it; empty, it is a request that is not yet printed as
    agreed: nobody signs while one is open.
    """

    target: str
    kind: Literal["changed", "struck", "inserted"]
    lines: tuple[str, ...] = ()
    title: str = ""
    after: str = ""
    reason: str = ""
    author: str = ""
    at: datetime.datetime | None = None
    allowed: str = ""


class Override(Struct, frozen=True):
    """A finding that somebody answers for: it no longer stops a signature. `place` as in the finding."""

    rule: str
    place: str
    reason: str
    author: str
    at: datetime.datetime


class Draft(Struct, frozen=True):
    """`answers` holds only what was answered here; what is absent has its field's default (see `draft.values`).

    confirmed: fields whose proposal was looked at and accepted unchanged.
    measures: control id → its lines, in order, for changed controls only; absent means as in the template.
    edits: changes to clauses, in the order they were made; at most one for each target.
    overrides: findings that somebody answers for.
    created: UTC, also the timestamp printed into the PDF's metadata, so that the same draft gives the same bytes.
    """

    id: str
    template: TemplateRef
    created: datetime.datetime
    changed: datetime.datetime
    answers: dict[str, Value] = {}
    confirmed: frozenset[str] = frozenset()
    measures: dict[str, tuple[MeasureLine, ...]] = {}
    edits: tuple[ClauseEdit, ...] = ()
    overrides: tuple[Override, ...] = ()
    schema: int = SCHEMA

    def answer(self, name: str, value: Value) -> Draft:
        """A draft in which `name` is answered; None takes the answer back (the default counts again)."""
        answers = {key: old for key, old in self.answers.items() if key != name}
        if value is not None:
            answers[name] = whole(value)
        return replace(self, answers=answers, changed=now())

    def confirm(self, *names: str) -> Draft:
        return replace(self, confirmed=self.confirmed | set(names), changed=now())

    def with_measures(self, control: str, lines: tuple[MeasureLine, ...] | None) -> Draft:
        """Change one control's lines; None restores the template's."""
        measures = {key: old for key, old in self.measures.items() if key != control}
        if lines is not None:
            measures[control] = tuple(replace(line, text=whole(line.text)) for line in lines)
        return replace(self, measures=measures, changed=now())

    def with_edit(self, edit: ClauseEdit) -> Draft:
        """Change a clause; an earlier change of the same one gives way, in its place."""
        edit = replace(
            edit,
            lines=tuple(whole(line) for line in edit.lines),
            title=whole(edit.title),
            reason=whole(edit.reason),
            author=whole(edit.author),
        )
        if any(each.target == edit.target for each in self.edits):
            edits = tuple(edit if each.target == edit.target else each for each in self.edits)
        else:
            edits = (*self.edits, edit)
        return replace(self, edits=edits, changed=now())

    def without_edit(self, target: str) -> Draft:
        """As in the standard again; what was inserted behind it stays, behind what stands before."""
        kept = tuple(each for each in self.edits if each.target != target)
        before = next((each.after for each in self.edits if each.target == target and each.after), "")
        moved = tuple(replace(each, after=before) if before and each.after == target else each for each in kept)
        return replace(self, edits=moved, changed=now())

    def allow(self, target: str, by: str) -> Draft:
        """A requested change is approved."""
        edits = tuple(replace(each, allowed=whole(by)) if each.target == target else each for each in self.edits)
        return replace(self, edits=edits, changed=now())

    def edit_of(self, target: str) -> ClauseEdit | None:
        return next((each for each in self.edits if each.target == target), None)

    def override(self, override: Override) -> Draft:
        """Answer for a finding; an earlier answer for the same one gives way."""
        kept = tuple(each for each in self.overrides if (each.rule, each.place) != (override.rule, override.place))
        return replace(self, overrides=(*kept, override), changed=now())

    def without_override(self, rule: str, place: str) -> Draft:
        kept = tuple(each for each in self.overrides if (each.rule, each.place) != (rule, place))
        return replace(self, overrides=kept, changed=now())


def now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC).replace(microsecond=0)


class Finding(Struct, frozen=True, omit_defaults=True):
    """What is missing, wrong or outdated, and where.

    rule: an id such as "K20", "missing", "confirm", or the clause a rule stands in.
    severity: E stops signing, W warns, H is a hint.
    place: a field's name, or a part of it ("controller.representatives[0].email", "sub_processors.list[2].contact"),
    or a measure ("annex_measures.restore_time").
    message: one German sentence. why: what it means, source: on whose word (law, authority, date), or empty.
    where: the place as a reader finds it ("§ 6 Abs. 2", "Anlage 1 Nr. 3"), or empty. line: of an imported source, 0 if
    there is none. overridden: the reason somebody gave for leaving it as it is.
    """

    rule: str
    severity: str
    place: str
    message: str
    why: str = ""
    source: str = ""
    where: str = ""
    line: int = 0
    quote: str = ""
    """The words that were found, for a reader to see."""
    fixes: tuple[Fix, ...] = ()
    overridden: str = ""


class Fix(Struct, frozen=True):
    """What can be done about a finding in one step, and undone.

    kind: "replace" (the words `old` in the unit `place` by `new`), "choose" (answer the field `place` with `new`),
    "fill" (go to the field `place`), "insert" (add the clause `new`, in the markup of clause files, after `place`),
    "strike" (the paragraph `place`).
    """

    kind: Literal["replace", "choose", "fill", "insert", "strike"]
    label: str
    place: str
    old: str = ""
    new: str = ""

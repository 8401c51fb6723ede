"""Taking over what the customer changed: a field's answer, a measure, or a change to a clause to be approved."""

from __future__ import annotations

import datetime

from msgspec.structs import replace

from avv_desktop.document.compose import composed
from avv_desktop.document.printed import measures_from_print
from avv_desktop.draft.model import ClauseEdit, Draft
from avv_desktop.errors import CannotDo
from avv_desktop.reply.additions import own_id
from avv_desktop.reply.answers import answered, new_record, with_row, without_row
from avv_desktop.reply.difference import Edit, applied, edits, rebased
from avv_desktop.reply.fields import typed
from avv_desktop.reply.markup import Inserted, Paragraph, Rewrite, new_lines, with_text
from avv_desktop.reply.model import ReplyChange
from avv_desktop.reply.now import MEASURE, Now
from avv_desktop.reply.sheet import same
from avv_desktop.system.language import tr
from avv_desktop.template.model import Template

REASON = "Antwort des Kunden"


def take(draft: Draft, template: Template, change: ReplyChange) -> Draft:
    """The draft as the customer wants it at this place. Raises CannotDo (reason)."""
    if change.by_hand:
        raise CannotDo(reason=change.by_hand)
    match change.kind:
        case "field":
            return answered(draft, template, change)
        case "inserted":
            return _insert(draft, template, change)
        case "deleted":
            return _delete(draft, template, change)
    return _rewrite(draft, template, change)


def decline(draft: Draft, change: ReplyChange) -> Draft:
    """Our words stay."""
    return draft


def edit(draft: Draft, template: Template, change: ReplyChange, text: str) -> Draft:
    """Neither ours nor theirs: `text` instead of the whole line (of a field: its value). Raises CannotDo."""
    if change.kind == "field":
        at = change.old.find(change.old_value)
        line = applied(change.old, [Edit(at, at + len(change.old_value), text)])
        value = typed(template, draft, change.field, change.unit, change.old_value, text, line)
        reason = tr("This is no value that the field can take.") if value is None else ""
        return take(draft, template, replace(change, value=value, new=line, new_value=text, by_hand=reason))
    if change.kind == "inserted" and change.field:
        row = new_record(draft, template, change, text.splitlines())
        reason = tr("These lines are no row of the table; please enter it in the form.") if row is None else ""
        return take(draft, template, replace(change, value=row, new=text, by_hand=reason))
    if change.kind == "inserted":
        return take(draft, template, replace(change, lines=with_text(change.lines, text), new=text))
    return take(draft, template, replace(change, kind="changed", new=text))


# ---- changed


def _rewrite(draft: Draft, template: Template, change: ReplyChange) -> Draft:
    lines = Now(template, draft)
    key = lines.key(change, change.unit, change.old)
    now = lines.said[key]
    done = rebased(edits(change.old, change.new), change.old, now)
    if done is None:
        raise CannotDo(reason=tr("Another change has been taken over at the same words."))
    new = applied(now, done)
    if key == f"{change.section}/title":
        return draft.with_edit(_titled(draft, change, new))
    if key.startswith(MEASURE):
        return _measures(draft, template, change, {now: new})
    return _changed(draft, template, change, {key: new}, {})


def _titled(draft: Draft, change: ReplyChange, title: str) -> ClauseEdit:
    before = draft.edit_of(change.section)
    return _by(change, before or ClauseEdit(change.section, "changed"), title=title)


def _changed(draft: Draft, template: Template, change: ReplyChange, rewrite: Rewrite, inserted: Inserted) -> Draft:
    """With fields and references live where that says the same; else in plain words. Raises CannotDo."""
    before = Now(template, draft)
    for live in (True, False):
        found = draft.with_edit(_edit(draft, template, change, rewrite, inserted, live))
        after = Now(template, found)
        if all(_done(before, after, key, words) for key, words in rewrite.items()):
            return found
    raise CannotDo(reason=tr("It is a part of a list that a field prints; please change it there."))


def _done(before: Now, after: Now, key: str, words: str | None) -> bool:
    """Does the line say this now; is it gone?"""
    if words is not None:
        return same(after.said.get(key, ""), words)
    gone = before.said.get(key, "")
    return after.count(gone) < before.count(gone)


def _edit(
    draft: Draft, template: Template, change: ReplyChange, rewrite: Rewrite, inserted: Inserted, live: bool
) -> ClauseEdit:
    id = change.paragraph
    own = _own(draft, id)
    if own is None:
        lines = Paragraph(template, draft, id).rewritten(rewrite, inserted, live=live)
        return _by(change, draft.edit_of(id) or ClauseEdit(id, "changed"), lines=lines, kind="changed")
    _, printing = composed(template, draft)
    parts = [each.id for clause, inside in printing.clauses for each, _ in inside if _of(each.id, own.target)]
    texts = [Paragraph(template, draft, part).rewritten(rewrite, inserted, live=live) for part in parts]
    return _by(change, own, lines=tuple(line for text in texts for line in text))


def _own(draft: Draft, id: str) -> ClauseEdit | None:
    """The insertion that a paragraph is, or is a part of."""
    return next((each for each in draft.edits if each.kind == "inserted" and _of(id, each.target)), None)


def _of(id: str, target: str) -> bool:
    return id == target or id.startswith(f"{target}.")


# ---- struck and added


def _delete(draft: Draft, template: Template, change: ReplyChange) -> Draft:
    if change.field:
        return without_row(draft, template, change)
    if change.unit.startswith(MEASURE):
        now = Now(template, draft)
        gone = [now.said[now.key(change, key, text)] for key, text in zip(change.units, change.words, strict=True)]
        return _measures(draft, template, change, dict.fromkeys(gone))
    own = _own(draft, change.paragraph)
    if own is not None and own.target == change.paragraph:
        return draft.without_edit(own.target)
    if change.paragraph == change.section and change.unit == f"{change.section}/title":
        return draft.with_edit(_by(change, ClauseEdit(change.section, "struck")))
    lines = Now(template, draft)
    keys = [lines.key(change, key, text) for key, text in zip(change.units, change.words, strict=True)]
    whole = set(keys) >= set(Paragraph(template, draft, change.paragraph).units)
    if whole and own is None:
        return draft.with_edit(_by(change, ClauseEdit(change.paragraph, "struck")))
    return _changed(draft, template, change, dict.fromkeys(keys), {})


def _insert(draft: Draft, template: Template, change: ReplyChange) -> Draft:
    if change.field:
        return with_row(draft, template, change)
    if change.paragraph and change.paragraph not in _paragraphs(template, draft):
        return _measures(draft, template, change, {})
    if change.paragraph:
        key = Now(template, draft).key(change, change.unit, change.beside)
        return _changed(draft, template, change, {}, {key: change.lines})
    there = {each.target for each in draft.edits if each.kind == "inserted"}
    after = next((id for id in reversed(change.after) if not id.startswith("own.") or id in there), change.section)
    made = ClauseEdit(own_id(change.after[0], change.lines), "inserted", after=after)
    lines = change.lines[1:] if change.heading else change.lines
    title = change.lines[0].text if change.heading else ""
    return draft.with_edit(_by(change, made, lines=new_lines(lines), title=title))


def _paragraphs(template: Template, draft: Draft) -> set[str]:
    _, printing = composed(template, draft)
    return {each.id for _, inside in printing.clauses for each, _ in inside}


# ---- measures


def _measures(draft: Draft, template: Template, change: ReplyChange, rewrite: dict[str, str | None]) -> Draft:
    """The lines of one control: as printed, with these words instead, and what is new behind its neighbour."""
    _, printing = composed(template, draft)
    added = tuple(line.text for line in change.lines)
    now = Now(template, draft)
    beside = now.said[now.key(change, change.unit, change.beside)] if added else ""
    lines: list[str] = []
    for text in printing.measures.get(change.paragraph, ()):
        new = next((words for old, words in rewrite.items() if same(old, text)), text)
        lines += [new] if new is not None else []
        lines += added if added and same(text, beside) else ()
    found = measures_from_print(template, draft, {**printing.measures, change.paragraph: tuple(lines)})
    return draft.with_measures(change.paragraph, found[change.paragraph]) if change.paragraph in found else draft


# ---- who and why


def _by(change: ReplyChange, made: ClauseEdit, **values: object) -> ClauseEdit:
    """A request of the customer's, for somebody to approve."""
    remark = "; ".join(each.text for each in change.comments if each.text)
    reason = f"{REASON}: {remark}" if remark else REASON
    return replace(made, reason=reason, author=change.author, at=_moment(change.date), allowed="", **values)


def _moment(date: str) -> datetime.datetime | None:
    try:
        found = datetime.datetime.fromisoformat(date)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=datetime.UTC)

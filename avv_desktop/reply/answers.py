"""Taking over what the customer changed in answers: a field, an entry of a list, a row of a table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from avv_desktop.document.model import Missing
from avv_desktop.document.model import Value as Shown
from avv_desktop.draft.model import Draft
from avv_desktop.errors import CannotDo
from avv_desktop.reply.difference import applied, edits, rebased
from avv_desktop.reply.fields import field_of, typed, with_value, without_entry
from avv_desktop.reply.model import ReplyChange
from avv_desktop.reply.now import Now
from avv_desktop.reply.records import Record, find, having, new_row, printed, record_of, without
from avv_desktop.reply.sheet import Sent
from avv_desktop.system.language import tr
from avv_desktop.template.model import Template

_ROW = re.compile(r"\[\d+\]")


def answered(draft: Draft, template: Template, change: ReplyChange) -> Draft:
    """A value to its field. Rows and entries are found where they stand now. Raises CannotDo."""
    field = field_of(template, change.field)
    if field is None or field.type not in ("multi", "table"):
        return with_value(template, draft, change.field, change.value)
    line = Now(template, draft).line(change)
    if change.units:
        name, left = without_entry(template, draft, line)
        return with_value(template, draft, _known(name), left)
    place = _place(change.field, line)
    if field.type == "table":
        return with_value(template, draft, place, change.value)
    done = rebased(edits(change.old, change.new), change.old, line.text)
    said = applied(line.text, done) if done is not None else ""
    new = change.new_value
    value = typed(template, draft, place, line.key, change.old_value, new, said) if said else None
    if value is None:
        raise CannotDo(reason=tr("Another change has been taken over at the same words."))
    return with_value(template, draft, place, value)


def _place(field: str, line: Sent) -> str:
    """The same column in the row that the line prints now."""
    wanted = _ROW.sub("[]", field)
    fields = (run.field for run in line.runs if isinstance(run, Shown | Missing))
    return next((each for each in fields if _ROW.sub("[]", each) == wanted), field)


def _known(name: str) -> str:
    if not name:
        raise CannotDo(reason=tr("Another change has been taken over at the same words."))
    return name


# ---- rows of a table


def without_row(draft: Draft, template: Template, change: ReplyChange) -> Draft:
    """Raises CannotDo if the row is no longer there."""
    record = find(template, draft, change.field, change.words)
    if record is None:
        raise CannotDo(reason=tr("Another change has been taken over at the same words."))
    return without(template, draft, record)


def with_row(draft: Draft, template: Template, change: ReplyChange) -> Draft:
    assert isinstance(change.value, dict)
    return having(template, draft, _behind(draft, template, change), change.value)


def new_record(draft: Draft, template: Template, change: ReplyChange, said: Sequence[str]) -> dict[str, Any] | None:
    """The row that prints these lines, or None."""
    return new_row(template, draft, _behind(draft, template, change), [line for line in said if line.strip()])


def _behind(draft: Draft, template: Template, change: ReplyChange) -> Record:
    """The place behind the row it followed, or at the end where that is gone."""
    lines = Now(template, draft)
    line = next((each for each in lines.lines if each.key == change.unit and each.text == change.beside), None)
    line = line or next((each for each in lines.lines if each.text == change.beside), None)
    record = record_of(template, line) if line is not None else None
    if record is not None and record.name == change.field:
        return Record(record.name, record.at + 1)
    known = [each.at for each in printed(template, draft) if each.name == change.field]
    return Record(change.field, max(known, default=-1) + 1)

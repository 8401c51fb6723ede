"""The list of sub-processors: what changed in it, and a customer's own list with the change in it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from avv_desktop.document.wording.companies import full_name
from avv_desktop.errors import AnswersError
from avv_desktop.notice.model import Kind, RowChange, Rows
from avv_desktop.system.files import read
from avv_desktop.system.language import tr

LIST = "sub_processors.list"
OURS = ("id", "active", "note")
"""Columns that are for us and are never printed."""
MOST = 500


def changes(old: Sequence[Mapping[str, Any]], new: Sequence[Mapping[str, Any]]) -> tuple[RowChange, ...]:
    """What became of each company, by its id: another company under the same id replaces the one before."""
    before = {_id(row): dict(row) for row in old if row.get("active", True) is not False}
    after = {_id(row): dict(row) for row in new if row.get("active", True) is not False}
    found = [_became(before[id], row) if id in before else RowChange("added", {}, row) for id, row in after.items()]
    gone = [RowChange("removed", row, {}) for id, row in before.items() if id not in after]
    return tuple([each for each in found if each is not None] + gone)


def _became(old: dict[str, Any], new: dict[str, Any]) -> RowChange | None:
    names = [*new, *(name for name in old if name not in new)]
    columns = tuple(name for name in names if name not in OURS and _said(old, name) != _said(new, name))
    if not columns:
        return None
    if folded(full_name(old, "company")) != folded(full_name(new, "company")):
        return RowChange("replaced", old, new, columns)
    return RowChange("changed", old, new, columns)


def with_changes(rows: Iterable[Mapping[str, Any]], changes: Iterable[RowChange]) -> list[dict[str, Any]]:
    """A customer's list with these changes; companies are found by id, else by name."""
    made = [dict(row) for row in rows]
    for change in changes:
        at = next((n for n, row in enumerate(made) if change.old and is_same(row, change.old)), None)
        if change.kind == "removed":
            made = [row for n, row in enumerate(made) if n != at]
        elif at is None:
            made.append({**change.new, "active": True})
        elif change.kind == "replaced":
            made[at] = {**change.new, "active": True}
        else:
            made[at] = {**made[at], **{name: change.new.get(name, "") for name in change.columns}}
    return made


def undone(changes: Iterable[RowChange]) -> tuple[RowChange, ...]:
    """The changes that take these back."""
    kinds: dict[Kind, Kind] = {"added": "removed", "removed": "added"}
    return tuple(RowChange(kinds.get(each.kind, each.kind), each.new, each.old, each.columns) for each in changes)


def is_same(row: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Is it the same company? By its name; an id alone may have been given twice."""
    return folded(full_name(row, "company")) == folded(full_name(other, "company"))


def folded(text: str) -> str:
    return " ".join(text.casefold().replace("\u00a0", " ").split())


def _id(row: Mapping[str, Any]) -> str:
    return str(row.get("id") or "") or folded(full_name(row, "company"))


def _said(row: Mapping[str, Any], name: str) -> str:
    return " ".join(str(row.get(name) or "").split())


def read_list(path: Path) -> Rows:
    """The rows of a TOML file, as in an answers file. Raises UnreadableFile, AnswersError."""
    data = read(path)
    try:
        found: Any = tomllib.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise AnswersError(path=str(path), line=0, reason=str(error)) from error
    rows = found.get("sub_processors", found) if isinstance(found, dict) else {}
    rows = rows.get("list") if isinstance(rows, dict) else None
    if not isinstance(rows, list) or not _fits(rows):
        reason = tr("A list of sub-processors is expected: [[sub_processors.list]] with id and company.")
        raise AnswersError(path=str(path), line=0, reason=reason)
    return tuple({name: _plain(value) for name, value in row.items()} for row in rows)


def _fits(rows: list[Any]) -> bool:
    """Rows of plain values, each with a company; no id twice."""
    if len(rows) > MOST or not all(isinstance(row, dict) for row in rows):
        return False
    plain = all(not isinstance(value, dict | list) for row in rows for value in row.values())
    ids = [_id(row) for row in rows] if plain else []
    return plain and all(str(row.get("company") or "").strip() for row in rows) and len(set(ids)) == len(ids)


def _plain(value: Any) -> Any:
    return value if isinstance(value, bool | int | str) else str(value)

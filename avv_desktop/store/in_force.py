"""The agreements that hold today, each with the sub-processors it has by now."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from avv_desktop.document.compose import compose
from avv_desktop.draft.model import Draft
from avv_desktop.notice.listed import LIST, with_changes
from avv_desktop.notice.model import Notice, Rows
from avv_desktop.notice.plan import InForce, in_force
from avv_desktop.store.kept import Store
from avv_desktop.store.model import Entry
from avv_desktop.store.notices import Notices
from avv_desktop.template.model import Template

HOLDS = ("signed", "countersigned")
"""States from which on a customer has the agreement: we have signed it, and perhaps they too."""


def agreements(store: Store) -> list[InForce]:
    """Of one number the newest version only. Slow with many: for a worker. Raises StoreError."""
    issued = [each for each in Notices(store).all() if each.state == "issued"]
    return [_of(store, entry, issued) for entry in _newest(store.drafts())]


def one(store: Store, id: str) -> tuple[Draft, Template, tuple[Notice, ...]]:
    """An agreement as it was signed, and the notices that were issued for it since, in their order."""
    issued = [each for each in Notices(store).of_agreement(id) if each.state == "issued"]
    return *store.draft(id), tuple(sorted(issued, key=lambda each: each.issued.isoformat() if each.issued else ""))


def _of(store: Store, entry: Entry, issued: list[Notice]) -> InForce:
    draft, template = store.draft(entry.id)
    found = in_force(draft, template, compose(template, draft), entry.customer, entry.number)
    if found.rows is None:
        return found
    mine = sorted((each for each in issued if each.agreement == entry.id), key=lambda each: str(each.issued))
    rows = found.rows
    for each in mine:
        rows = with_changes(rows, each.rows)
    return replace(found, rows=rows)


def _newest(entries: list[Entry]) -> list[Entry]:
    found: dict[str, Entry] = {}
    for entry in sorted((each for each in entries if each.state in HOLDS), key=lambda each: each.created):
        found[entry.number or entry.id] = entry
    return list(found.values())


def master_list(store: Store, profile: dict[str, Any], proposed: Rows) -> Rows:
    """The company's own list; where none was kept yet, that of the newest agreement, else what is proposed."""
    kept = profile.get(LIST)
    if isinstance(kept, list) and kept:
        return tuple(row for row in kept if isinstance(row, dict))
    newest = _newest(store.drafts())
    for entry in sorted(newest, key=lambda each: each.changed, reverse=True):
        draft, template = store.draft(entry.id)
        rows = draft.answers.get(LIST)
        if isinstance(rows, list) and any(field.name == LIST and field.type == "table" for field in template.fields):
            return tuple(row for row in rows if isinstance(row, dict))
    return proposed

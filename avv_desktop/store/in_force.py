"""The agreements that hold today, each with the sub-processors it has by now."""

from __future__ import annotations

from msgspec.structs import replace

from avv_desktop.document.compose import compose
from avv_desktop.draft.model import Draft
from avv_desktop.notice.listed import with_changes
from avv_desktop.notice.model import Notice
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

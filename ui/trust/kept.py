"""Signed files that lie in the store: how a page is told to look at one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from avv_desktop.store.open import Store

KEPT = "kept:"
"""Before the id of a draft, where else the path of a file would stand."""


def newest_signed(store: Store | None, draft_id: str) -> tuple[str, bytes] | None:
    """Name and bytes of the newest signed file of an agreement, or None. For a worker."""
    kept = [file for file in store.files(draft_id) if file.kind == "signed"] if store else []
    if store is None or not kept:
        return None
    newest = max(kept, key=lambda file: file.created)
    return newest.name, store.file(newest.id)

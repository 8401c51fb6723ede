"""Signed files that lie in the store: how a page is told to look at one; and whose signatures are believed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from avv_desktop.errors import AvvError

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


def trusted(files: Sequence[str]) -> list[bytes]:
    """Certificates that are believed; one that is gone is left out, and its signatures read "not checked"."""
    from avv_desktop.system.files import read

    found = []
    for file in files:
        try:
            found.append(read(Path(file)))
        except AvvError:
            continue
    return found

"""The evidence of an agreement as one ZIP: the signed file, reports for people and machines, its trail, all hashes."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from avv_desktop import flow
from avv_desktop.errors import NotReady
from avv_desktop.system.language import tr
from ui.desk import Desk
from ui.trust.kept import newest_signed, trusted
from ui.trust.saving import ask_where, save

if TYPE_CHECKING:
    from avv_desktop.store.kept import Store


def ask_evidence(desk: Desk, parent: QWidget, draft_id: str, name: str) -> None:
    """Ask for a place, then put it together off the GUI thread."""
    store, trust = desk.store, desk.settings.trust_files
    if store is not None:
        proposed = tr("Evidence {name}", name=name)
        ask_where(parent, proposed, ".zip", lambda path: save(desk, path, lambda: evidence(store, draft_id, trust)))


def evidence(store: Store, draft_id: str, trust_files: tuple[str, ...]) -> bytes:
    """For a worker. Raises NotReady where nothing is signed."""
    from avv_desktop.verdict.bundle import bundle

    found = newest_signed(store, draft_id)
    if found is None:
        raise NotReady(count=0, first="")
    name, data = found
    verdict = flow.verify(data, trust=trusted(trust_files))
    return bundle(name, data, verdict, store.trail(draft_id), datetime.datetime.now().astimezone())

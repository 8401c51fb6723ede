"""What a customer needs to check and countersign, as one ZIP file where the user wants it."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from avv_desktop.system.language import tr
from ui.desk import Desk
from ui.trust.saving import ask_where, save


def ask_kit(desk: Desk, parent: QWidget, name: str, read: Callable[[], bytes], goes_out: str = "") -> None:
    """Ask for a place, then put it together off the GUI thread. `read`: gives the agreement, called there.

    goes_out: the id of an agreement whose copy lies with the customer from now on.
    """
    store = desk.store

    def make() -> bytes:
        from avv_desktop.kit.pack import kit, zipped
        from avv_desktop.store.handed_out import hand_out

        now = datetime.datetime.now(datetime.UTC).replace(microsecond=0)
        data = read()
        made = zipped(kit(data, name, now), now)
        if goes_out and store is not None:
            hand_out(store, goes_out, data)
        return made

    proposed = tr("For the customer {name}", name=name.removesuffix(".pdf"))
    ask_where(parent, proposed, ".zip", lambda path: save(desk, path, make))

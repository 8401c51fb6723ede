"""What a customer needs to check and countersign, as one ZIP file where the user wants it."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from avv_desktop.system.language import tr
from ui.desk import Desk
from ui.trust.saving import ask_where, save


def ask_kit(desk: Desk, parent: QWidget, name: str, read: Callable[[], bytes]) -> None:
    """Ask for a place, then put it together off the GUI thread. `read`: gives the agreement, called there."""

    def make() -> bytes:
        from avv_desktop.kit.pack import kit, zipped

        now = datetime.datetime.now(datetime.UTC).replace(microsecond=0)
        return zipped(kit(read(), name, now), now)

    proposed = tr("For the customer {name}", name=name.removesuffix(".pdf"))
    ask_where(parent, proposed, ".zip", lambda path: save(desk, path, make))

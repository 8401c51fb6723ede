"""What happens to the store by itself: a backup once a day, and the bin by its periods."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from avv_desktop.system.paths import data_folder
from ui.desk import Desk

BACKUP = "backup"
"""A lane of its own: a large backup must not hold up saving."""
LOOK_AGAIN = 30 * 60 * 1000


class Keeper(QObject):
    """Looks when the store is opened, and every half hour."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._timer = QTimer(self, interval=LOOK_AGAIN)
        self._timer.timeout.connect(self.look)
        desk.store_opened.connect(self.look)
        desk.store_opened.connect(self._timer.start)

    def look(self) -> None:
        desk, settings = self._desk, self._desk.settings
        if desk.store is None:
            return
        desk.run_in_store(lambda store: store.tidy(settings.periods), newest="tidy")
        desk.jobs.run(_tidy_asides, None, desk.failed.emit, lane=BACKUP, newest="asides")
        if settings.backup_daily and settings.backup_folder:
            back_up(desk, None, desk.failed.emit, only_if_due=True)


def _tidy_asides() -> object:
    from avv_desktop.store.asides import tidy_asides

    return tidy_asides(data_folder(), datetime.datetime.now(datetime.UTC))


def back_up(
    desk: Desk,
    then: Callable[[object], object] | None,
    failed: Callable[[Exception], object],
    *,
    only_if_due: bool = False,
) -> None:
    """Write one into the folder of the settings, and let the old ones go."""
    store, folder = desk.store, Path(desk.settings.backup_folder)
    if store is None:
        return

    def work() -> object:
        from avv_desktop.store import backup

        if only_if_due and not backup.due(folder, datetime.datetime.now(datetime.UTC)):
            return None
        made = backup.make(store, folder)
        backup.rotate(folder)
        return made

    desk.jobs.run(work, then, failed, lane=BACKUP)

"""Memory is tidied while nobody types.

A full collection looks at every object there is: 40 ms with an agreement open, which a letter would have to wait for.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

from ui.sheet import Sheet

PAUSE = 2_000
"""Milliseconds after the last edit."""
NEVER = 1_000_000


class TidyInPauses(QObject):
    """Make one for the desk: full collections come in pauses, the small ones as ever."""

    def __init__(self, desk: Sheet) -> None:
        super().__init__(desk)
        young, middle, _ = gc.get_threshold()
        gc.set_threshold(young, middle, NEVER)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(gc.collect)
        desk.opened.connect(self._pause.start)
        desk.edited.connect(lambda *_: self._pause.start())

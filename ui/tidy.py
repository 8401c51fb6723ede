"""Memory is tidied on the GUI thread alone, and thoroughly while nobody types.

Python looks for cycles of dead objects on whichever thread made the last one. Widgets among them would be destroyed off
the GUI thread, which crashes Qt. And a full collection looks at every object there is: 40 ms with an agreement open,
which a letter would have to wait for.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

from ui.sheet import Sheet

PAUSE = 2_000
"""Milliseconds after the last edit."""
OFTEN = 500
"""Milliseconds between two looks at what was made since."""


class TidyHere(QObject):
    """Make one on the GUI thread, for as long as the application lives: from now on no other thread collects."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._often = QTimer(self, interval=OFTEN)
        self._often.timeout.connect(collect_young)
        self._often.start()


class TidyInPauses(QObject):
    """Make one for the desk: full collections come in pauses."""

    def __init__(self, desk: Sheet) -> None:
        super().__init__(desk)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(gc.collect)
        desk.opened.connect(self._pause.start)
        desk.edited.connect(lambda *_: self._pause.start())


def collect_young() -> None:
    """What Python would have done by itself by now, but for the oldest objects."""
    (young, middle, _), (many, often, _) = gc.get_count(), gc.get_threshold()
    if young > many:
        gc.collect(1 if middle > often else 0)

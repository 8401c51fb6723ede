"""A process of its own that types into the real window until it is killed; says after every letter when it was.

Run as `python typist.py KEYCHAIN`; the home is in the environment.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import keyring
from paper_keyring import PaperKeyring
from PySide6.QtCore import QTimer

from ui.app import application, build
from ui.hand import Hand

FIELD = "Gegenstand der Verarbeitung"
LETTERS = "Betrieb und Wartung der Lagerverwaltung im Haus des Auftraggebers. "
PAUSE = 15
"""Milliseconds between letters."""


def main(keychain: str) -> None:
    keyring.set_keyring(PaperKeyring(Path(keychain)))
    app = application()
    window = build()
    window.resize(1440, 900)
    window.show()
    window.start([])
    hand = Hand(window)
    hand.wait(lambda: window.desk.store is not None, "the store")
    window.desk.new()
    hand.wait(lambda: window.page == "editor", "the form")
    hand.settle(window.desk)
    window.desk.go("editor", "processing.subject")
    hand.settle(window.desk)
    field = hand.find(FIELD)
    hand.press(field)
    typed = 0

    def letter() -> None:
        nonlocal typed
        hand.keys(field, LETTERS[typed % len(LETTERS)])
        typed += 1
        try:
            print(typed, time.monotonic(), flush=True)
        except BrokenPipeError:  # nobody listens any more
            os._exit(1)

    timer = QTimer(interval=PAUSE)
    timer.timeout.connect(letter)
    timer.start()
    app.exec()


if __name__ == "__main__":
    main(sys.argv[1])

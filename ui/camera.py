"""A window, a hand on it, and a camera: what the tour is made with."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

SUFFIX = {"light": "hell", "dark": "dunkel"}


class Tour:
    """Opens the real window at a size; pictures are numbered, and `mark` ends their names."""

    def __init__(self, folder: Path, size: tuple[int, int], mark: str = "") -> None:
        from ui.app import build
        from ui.hand import Hand

        self.folder, self._mark, self._count = folder, mark, 0
        self.window = build()
        self.window.setFixedSize(*size)
        self.window.show()
        self.window.start([])
        self.desk, self.hand = self.window.desk, Hand(self.window)
        self._dress("light")

    def say(self, words: str) -> None:
        print(words, flush=True)

    def shoot(self, name: str) -> None:
        """In both looks; the second stays on, since a change takes its time. Raises AssertionError if it cannot."""
        self._count += 1
        for look in (self._look, "light" if self._look == "dark" else "dark"):
            self._dress(look)
            suffix = SUFFIX[look]
            file = "-".join(filter(None, (f"{self._count:02}", name, suffix, self._mark)))
            assert self.window.grab().save(str(self.folder / f"{file}.png")), file

    def visit(self, page: str, name: str) -> None:
        """Go to a page and take its picture."""
        self.desk.go(page)
        self.settle()
        self.shoot(name)

    def settle(self) -> None:
        self.hand.settle(self.desk)

    def close(self) -> None:
        self.settle()
        self.window.close()
        self.window.deleteLater()
        self.settle()

    def _dress(self, name: str) -> None:
        from PySide6.QtWidgets import QApplication

        from ui.look import theme

        theme.apply_named(QApplication.instance(), name)
        self._look = name
        self.settle()


def in_a_process_of_its_own(folder: Path, mark: str, size: tuple[int, int], scale: str) -> None:
    """The scale is set once a process."""
    program = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "avv_desktop"]
    command = [*program, "tour", "--again", str(folder), mark, *map(str, size)]
    done = subprocess.run(command, env=os.environ | {"QT_SCALE_FACTOR": scale}, timeout=180)
    assert done.returncode == 0, f"the pages at {mark} could not be shown"


def alone(home: Path) -> None:
    """Nothing of this machine is read or changed: a home, a keychain and documents of its own; no screen."""
    os.environ["AVV_DESKTOP_HOME"] = str(home)
    os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("QT_LOGGING_RULES", "qt.qpa.*=false;default.warning=false")

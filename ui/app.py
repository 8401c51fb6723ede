"""Starts the program: dress it, open the window, and open what is kept while the window appears."""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from avv_desktop.system.language import set_language, tr
from ui import messages
from ui.desk import Desk
from ui.jobs import Jobs
from ui.look import theme
from ui.look.icons import program_icon
from ui.qt_words import speak_qt
from ui.tidy import TidyHere, TidyInPauses
from ui.widgets.focus import KeyboardFocus
from ui.window import Window

if TYPE_CHECKING:
    from avv_desktop.system.settings import Settings

EXIT_VARIABLE = "AVV_DESKTOP_EXIT_WHEN_READY"
"""Set, the program says how long it took to be usable, and ends (for the bench)."""


def run(argv: list[str]) -> int:
    """The window, until it is closed. Files among the arguments are opened. Returns the exit code."""
    app = application()
    window = build()
    TidyInPauses(window.desk)
    window.show()
    if os.environ.get(EXIT_VARIABLE):
        window.usable.connect(lambda: _tell_ready(window))
    window.start(argv)
    return app.exec()


SHARE = 0.001
"""Seconds a worker may keep Python's lock while the window waits for it; Python's own five would be half a frame."""


def application() -> QApplication:
    """The application, dressed once."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(sys.argv[:1])
        app.setApplicationName("avv-desktop")
        app.setApplicationDisplayName(tr("AVV Desktop"))
        app.setDesktopFileName("avv-desktop")
        KeyboardFocus(app)
        TidyHere(app)
        sys.setswitchinterval(SHARE)
    return app


def build(settings: Settings | None = None, jobs: Jobs | None = None) -> Window:
    """The window over this machine's settings; nothing is opened before `Window.start`."""
    from avv_desktop.system.settings import load

    app = application()
    said: list[str] = []
    settings = settings if settings is not None else load(said.append)
    set_language(settings.language)
    speak_qt(app, settings.language)
    theme.apply_named(app, settings.theme)
    app.setWindowIcon(program_icon())
    window = Window(Desk(settings, jobs))
    if said:
        window.usable.connect(lambda: messages.toast(said[0]), Qt.ConnectionType.SingleShotConnection)
    return window


def _tell_ready(window: Window) -> None:
    window.repaint()
    print(f"ready {_since_start():.0f}", flush=True)
    QTimer.singleShot(0, window.close)


def _since_start() -> float:
    """Milliseconds since this process began, the interpreter's own start included where the system tells."""
    try:
        with open("/proc/self/stat") as stat:  # noqa: PTH123
            ticks = int(stat.read().rpartition(")")[2].split()[19])
        begun = ticks / os.sysconf("SC_CLK_TCK")
        return (time.clock_gettime(time.CLOCK_BOOTTIME) - begun) * 1000
    except (OSError, AttributeError, ValueError):
        return time.process_time() * 1000

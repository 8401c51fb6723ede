"""What the keyboard can do anywhere in the window, in one table."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow

from avv_desktop.system.language import tr


class Shortcut(NamedTuple):
    keys: str
    words: str
    do: Callable[[], object]


def install(window: QMainWindow, shortcuts: list[Shortcut]) -> list[QAction]:
    """Actions of the window; the ones installed before fall away."""
    for old in window.actions():
        window.removeAction(old)
        old.deleteLater()
    made = []
    for shortcut in shortcuts:
        action = QAction(shortcut.words, window)
        action.setShortcut(QKeySequence(shortcut.keys))
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.triggered.connect(lambda _=False, do=shortcut.do: do())
        window.addAction(action)
        made.append(action)
    return made


def shortcuts_of(window) -> list[Shortcut]:
    """Everything the window answers to; also what F1 shows."""
    desk = window.desk
    return [
        Shortcut("Ctrl+1", tr("Show the shelf"), lambda: desk.go("shelf")),
        Shortcut("Ctrl+2", tr("Verify a PDF"), lambda: desk.go("verify")),
        Shortcut("Ctrl+3", tr("Settings"), lambda: desk.go("settings")),
        Shortcut("Ctrl+4", tr("Templates"), lambda: desk.go("templates")),
        Shortcut("Ctrl+7", tr("Register"), lambda: desk.go("register")),
        Shortcut("Ctrl+5", tr("One agreement for many customers"), lambda: desk.go("many")),
        Shortcut("Ctrl+K", tr("Clauses of the agreement"), lambda: desk.go("clauses")),
        Shortcut("Ctrl+G", tr("Compare two versions"), lambda: desk.go("compare")),
        Shortcut("Ctrl+N", tr("New agreement"), window.new_agreement),
        Shortcut("Ctrl+O", tr("Open a file"), window.choose_file),
        Shortcut("Ctrl+F", tr("Search the shelf"), window.search),
        Shortcut("Ctrl+Z", tr("Undo"), window.undo),
        Shortcut("Ctrl+Y", tr("Redo"), window.redo),
        Shortcut("Ctrl+Shift+Z", tr("Redo"), window.redo),
        Shortcut("Ctrl+D", tr("Light or dark"), window.turn_lights),
        Shortcut("F1", tr("Show all keys"), window.show_keys),
        Shortcut("Ctrl+Q", tr("Quit"), window.close),
    ]

"""A window with nothing but the editor in it, for tests of the form and of the pages."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from avv_desktop import flow
from avv_desktop.draft.answers import read_answers
from avv_desktop.system.paths import resources
from avv_desktop.system.settings import Settings
from ui import actions
from ui.desk import Desk
from ui.editor.page import EditorPage
from ui.jobs import Immediate, Jobs


class Opened:
    """The desk, the page, and hands to work them with."""

    def __init__(self, answers: dict, preview=None, lanes=None, size=(1340, 900)) -> None:
        self.errors: list[Exception] = []
        self.by_hand = lanes is not None
        self.desk = Desk(Settings(), Jobs(lanes or (lambda _: Immediate())))
        self.desk.failed.connect(self.errors.append)
        self.page = EditorPage(self.desk, preview=preview)
        self.window = QMainWindow()
        self.window.setCentralWidget(self.page)
        undo = actions.Shortcut("Ctrl+Z", "undo", self.desk.undo)
        actions.install(self.window, [undo, actions.Shortcut("Ctrl+Y", "redo", self.desk.redo)])
        self.window.resize(*size)
        self.template = flow.find_template("avv-de")
        self.desk.lay_down(flow.begin(self.template, answers, number="AVV-2026-001"), self.template)
        self.window.show()
        self.window.activateWindow()
        assert QTest.qWaitForWindowActive(self.window)
        self.settle()

    def settle(self) -> None:
        for _ in range(3):
            QApplication.processEvents()
            if not self.by_hand:
                self.desk.jobs.finish()
        QApplication.processEvents()

    def at(self, place: str) -> QWidget:
        """Go to a place of the form; the widget that has the focus then."""
        self.page.show_field(place)
        self.settle()
        return QApplication.focusWidget() or self.window.focusWidget()

    def type(self, words: str) -> None:
        for letter in words:
            press = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
            QApplication.sendEvent(QApplication.focusWidget(), press)
        self.settle()

    def key(self, key: Qt.Key, modifier=Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(QApplication.focusWidget(), key, modifier)
        self.settle()

    def entry(self, name: str):
        self.page.show_field(name)
        self.settle()
        return self.page.forms.current.entries[name]

    @property
    def answers(self) -> dict:
        return self.desk.draft.answers

    def close(self) -> None:
        self.settle()
        self.desk.close()
        self.window.close()
        self.window.deleteLater()
        QApplication.sendPostedEvents(None, 0)
        QApplication.processEvents()


def example_answers() -> dict:
    """The complete example of the default template."""
    template = flow.find_template("avv-de")
    return read_answers(Path(resources(), "templates", "avv-de", "answers.toml"), template)

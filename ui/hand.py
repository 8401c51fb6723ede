"""Acts on the window as a person does: finds things by the names a screen reader says, clicks, and types.

For the tour and the journeys; the program itself never needs it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QDeadlineTimer, QEvent, QEventLoop, QPoint, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleInterface, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QScrollArea,
    QTextEdit,
    QWidget,
)

CLOSED = (QAccessible.Role.ComboBox, QAccessible.Role.List, QAccessible.Role.Table, QAccessible.Role.Tree)
PATIENCE = 30_000
LOOK = 10
"""Milliseconds."""


class NotFound(AssertionError):
    """Nothing, or more than one thing, has that name."""


class Hand:
    def __init__(self, window: QWidget) -> None:
        self.window = window

    # ---- seeing

    def find(self, name: str, *, within: QWidget | None = None, kind: type[QWidget] = QWidget) -> QWidget:
        """The one visible control with that spoken name. Raises NotFound."""
        found = self.all(name, within=within, kind=kind)
        if len(found) != 1:
            raise NotFound(f"{len(found)} × “{name}”; there are: {', '.join(sorted(self.names(within)))}")
        return found[0]

    def all(self, name: str, *, within: QWidget | None = None, kind: type[QWidget] = QWidget) -> list[QWidget]:
        found = [(node, node.object()) for node in _nodes(within or self.window)]
        wanted = [each for node, each in found if isinstance(each, kind) and name in _names(node, each)]
        return [each for each in wanted if each.isVisible() and not isinstance(each, QLabel)]

    def names(self, within: QWidget | None = None) -> set[str]:
        """What could be named here: of everything that takes the keyboard."""
        nodes = _nodes(within or self.window)
        there = [node for node in nodes if node.state().focusable and not node.state().invisible]
        return {node.text(QAccessible.Text.Name) for node in there} - {""}

    def reads(self, words: str, within: QWidget | None = None) -> bool:
        """Whether these words stand anywhere in sight."""
        labels = (within or self.window).findChildren(QLabel)
        return any(label.isVisible() and words in label.text() for label in labels)

    def text(self, within: QWidget | None = None) -> str:
        labels = (within or self.window).findChildren(QLabel)
        return "\n".join(label.text() for label in labels if label.isVisible() and label.text())

    # ---- doing

    def click(self, name: str, *, within: QWidget | None = None, kind: type[QWidget] = QWidget) -> QWidget:
        widget = self.find(name, within=within, kind=kind)
        self.press(widget)
        return widget

    def press(self, widget: QWidget) -> None:
        """A click of the mouse in its middle (a tick box: on the box)."""
        self.bring(widget)
        if not widget.isEnabled():
            raise NotFound(f"“{widget.accessibleName()}” cannot be clicked now")
        box = not widget.inherits("QCheckBox") and not widget.inherits("QRadioButton")
        at = widget.rect().center() if box else QPoint(9, widget.height() // 2)
        target = widget.viewport() if isinstance(widget, QAbstractScrollArea) else widget
        QTest.mouseClick(target, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)

    def type(self, name: str, words: str, *, within: QWidget | None = None) -> QWidget:
        """Click into a field, take out what is there, and type."""
        widget = self.find(name, within=within, kind=QWidget)
        self.press(widget)
        if isinstance(widget, (QLineEdit, QTextEdit)):
            widget.selectAll()
            self.key(widget, Qt.Key.Key_Delete)
        self.keys(widget, words)
        return widget

    def keys(self, widget: QWidget, words: str) -> None:
        """Every letter as a key; QTest knows no umlauts."""
        for letter in words:
            key = ord(letter.upper()) if letter.isascii() else 0
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(widget, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, letter))

    def key(self, widget: QWidget, key: Qt.Key) -> None:
        QTest.keyClick(widget, key)

    def choose(self, name: str, option: str, *, within: QWidget | None = None) -> None:
        """In a list that folds out: move to the option with the keyboard."""
        combo = self.find(name, within=within, kind=QComboBox)
        at = combo.findText(option)
        if at < 0:
            raise NotFound(f"“{option}” is no choice of “{name}”")
        self.bring(combo)
        combo.setFocus()
        while combo.currentIndex() != at:
            before = combo.currentIndex()
            self.key(combo, Qt.Key.Key_Down if before < at else Qt.Key.Key_Up)
            if combo.currentIndex() == before:
                raise NotFound(f"“{option}” of “{name}” cannot be reached")

    def choose_file(self, path: str) -> None:
        """Answer the file dialog that is open."""
        self.wait(lambda: any(each.isVisible() for each in self.window.findChildren(QFileDialog)), "dialog")
        dialog = next(each for each in self.window.findChildren(QFileDialog) if each.isVisible())
        field = dialog.findChild(QLineEdit, "fileNameEdit")
        field.setText(path)
        dialog.accept()

    def bring(self, widget: QWidget) -> None:
        """Scroll it into sight, in every area that scrolls."""
        parent = widget.parentWidget()
        while parent is not None:
            if isinstance(parent, QScrollArea) and parent.widget() is not None:
                parent.ensureWidgetVisible(widget)
            parent = parent.parentWidget()
        QApplication.processEvents()

    # ---- waiting

    def wait(self, holds: Callable[[], object], what: str = "") -> None:
        """Until it holds; the window works meanwhile. Raises AssertionError."""
        deadline, wakes = QDeadlineTimer(PATIENCE), QTimer(interval=LOOK)
        wakes.start()  # asleep in between: looking all the time would keep the workers from Python's lock
        while not holds():
            if deadline.hasExpired():
                raise AssertionError(f"waited in vain: {what}\n{self.text()}")
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    def wait_for(self, words: str) -> None:
        self.wait(lambda: self.reads(words), words)

    def wait_until_there(self, name: str) -> None:
        self.wait(lambda: self.all(name), name)

    def settle(self, desk) -> None:
        """Nothing is under way any more, everything is laid out and painted."""
        for _ in range(3):
            desk.jobs.finish()
            QApplication.sendPostedEvents(None, 0)
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            QApplication.processEvents()


def _names(node: QAccessibleInterface, widget: QWidget) -> tuple[str, str]:
    """What is said of it. (On Linux a folding list is named by its choice, its label by a relation.)"""
    return node.text(QAccessible.Text.Name), widget.accessibleName()


def _nodes(root: QWidget) -> Iterator[QAccessibleInterface]:
    """What is in sight, but for the entries of lists."""
    waiting = [QAccessible.queryAccessibleInterface(root)]
    while waiting:
        node = waiting.pop()
        if node is None or not node.isValid():
            continue
        yield node
        if node.role() in CLOSED or (node.state().invisible and node.object() is not root):
            continue
        waiting += [node.child(index) for index in range(node.childCount())]

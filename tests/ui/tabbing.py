"""Where the Tab key goes, and where it should."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QWidget
from shiboken6 import getCppPointer


def one(widget: QWidget) -> int:
    """The same for all wrappers of one widget."""
    return getCppPointer(widget)[0]


def told(widget: QWidget) -> str:
    name = QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
    return f"{type(widget).__name__} “{name}” in {type(widget.parentWidget()).__name__}"


def tabbed(window: QWidget, start: QWidget) -> list[QWidget]:
    """Where Tab goes from `start`, until it comes back to where it began."""
    window.activateWindow()
    QApplication.processEvents()
    start.setFocus(Qt.FocusReason.TabFocusReason)
    seen: list[QWidget] = []
    for _ in range(400):
        at = QApplication.focusWidget()
        if at is None or at in seen:
            break
        seen.append(at)
        QTest.keyClick(at, Qt.Key.Key_Tab)
    return seen


def reachable(window: QWidget) -> list[QWidget]:
    return [
        each
        for each in window.findChildren(QWidget)
        if each.isVisible()
        and each.isEnabled()
        and each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and each.focusProxy() is None
    ]


def skipped(window: QWidget) -> set[int]:
    """Tab stops at the chosen one of a group only, arrows move inside; inner parts of inputs belong to them."""
    grouped = [
        each
        for each in window.findChildren(QAbstractButton)
        if (each.group() is not None and each.group().exclusive()) or each.autoExclusive()
    ]
    inner = [each for box in window.findChildren(QComboBox) for each in box.findChildren(QWidget)]
    return {one(each) for each in (*grouped, *inner)}

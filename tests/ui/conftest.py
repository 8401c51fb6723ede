"""Ways to act on the window as a person does: by the names a screen reader says."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget


def _walk(root: QWidget):
    waiting = [QAccessible.queryAccessibleInterface(root)]
    while waiting:
        node = waiting.pop()
        if node is None:
            continue
        yield node
        waiting += [node.child(index) for index in range(node.childCount())]


@pytest.fixture
def named():
    """`named(root, name, role)`: the one visible widget with that spoken name."""

    def find(root: QWidget, name: str, role: QAccessible.Role | None = None) -> QWidget:
        found = [
            node.object()
            for node in _walk(root)
            if node.text(QAccessible.Text.Name) == name
            and (role is None or node.role() == role)
            and isinstance(node.object(), QWidget)
            and node.object().isVisible()
        ]
        assert len(found) == 1, (name, found)
        return found[0]

    return find


@pytest.fixture
def words_of():
    """Everything that can be read on a widget."""
    from PySide6.QtWidgets import QLabel, QPushButton

    def read(root: QWidget) -> str:
        parts = [each for kind in (QLabel, QPushButton) for each in root.findChildren(kind) if each.isVisible()]
        return "\n".join(each.text() for each in parts)

    return read

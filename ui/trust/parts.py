"""Small parts of the three pages: facts as lines, and the read-only banner of a signed agreement."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QBoxLayout, QLayout, QScrollArea, QWidget

from ui.look.tokens import Space
from ui.trust.facts import Fact
from ui.widgets.controls import column, row, text

KEY_WIDTH = 148


def fact_line(name: str, words: str, *, width: int = KEY_WIDTH) -> QBoxLayout:
    """A name and what is said of it, with edges that line up from line to line."""
    key = text(name, "soft", wrap=True)
    key.setFixedWidth(width)
    said = text(words, wrap=True)
    said.setAccessibleName(f"{name}: {words}")
    line = row(column(key, None, gap=0), column(said, None, gap=0), gap=Space.M)
    line.setStretch(1, 1)
    return line


def fact_lines(facts: Iterable[Fact], *, width: int = KEY_WIDTH, gap: int = Space.M) -> QBoxLayout:
    lines = column(gap=gap)
    for fact in facts:
        lines.addLayout(fact_line(fact.name, fact.words, width=width))
    return lines


def empty(layout: QLayout) -> None:
    """Take everything out of a layout; widgets are hidden at once and deleted later."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        elif item.layout() is not None:
            empty(item.layout())


class Place(QWidget):
    """Where a question or a result appears in a page; takes no room while there is none."""

    def __init__(self) -> None:
        super().__init__()
        self.setLayout(column(gap=0))
        self.hide()

    def put(self, part: QWidget) -> None:
        """Instead of what was there."""
        empty(self.layout())
        self.layout().addWidget(part)
        self.show()

    def clear(self) -> None:
        empty(self.layout())
        self.hide()


def bring_into_sight(widget: QWidget) -> None:
    """Scroll to it, where it lies in something that scrolls."""
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea):
            parent.ensureWidgetVisible(widget, 0, Space.XL)
        parent = parent.parentWidget()


def has_focus_inside(widget: QWidget) -> bool:
    focus = widget.window().focusWidget()
    return focus is not None and widget.isAncestorOf(focus)

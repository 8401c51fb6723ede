"""What is to be said of a table: what was odd, who stands in it twice, and in what the copies differ."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from avv_desktop.system.language import tr, trn
from avv_desktop.system.sentences import explain
from ui.look.tokens import Space, State
from ui.trust.parts import empty
from ui.widgets.banner import Banner
from ui.widgets.controls import button, column, text

MOST = 6
"""Banners at once; the others follow when these are settled."""


class Notes(QWidget):
    merge = Signal(object)
    """A customer who stands in several rows is to have one copy."""

    def __init__(self) -> None:
        super().__init__()
        self._lines = column(gap=Space.S)
        self.setLayout(self._lines)
        self.hide()

    def show_error(self, error: Exception | None) -> None:
        empty(self._lines)
        if error is not None:
            said = explain(error)
            self._lines.addWidget(Banner(State.PROBLEM, said.happened, f"{said.means} {said.todo}".strip()))
        self.setVisible(error is not None)

    def show_notes(self, notes: Iterable[str], doubles: Iterable) -> None:
        empty(self._lines)
        for each in notes:
            self._lines.addWidget(Banner(State.READY, each))
        for each in list(doubles)[:MOST]:
            self._lines.addWidget(self._double(each))
        self.setVisible(self._lines.count() > 0)

    def _double(self, double) -> Banner:
        rows = ", ".join(map(str, double.rows))
        title = tr("{name} stands in rows {rows}.", name=double.name, rows=rows)
        words = tr("Merged, the first row counts; what it leaves empty is taken from the others.")
        if double.differing:
            words = f"{words} {tr('They differ in: {names}.', names=', '.join(double.differing))}"
        merge = button(tr("Merge"), small=True)
        merge.setAccessibleName(tr("Merge the rows of {name}", name=double.name))
        merge.clicked.connect(lambda: self.merge.emit(double))
        return Banner(State.HALF, title, words, merge)


def fill(lines: QBoxLayout, differing: Iterable) -> None:
    """Copies that differ in the same way are one entry."""
    empty(lines)
    groups: dict[tuple, list] = {}
    for each in differing:
        groups.setdefault((each.summary, each.differences), []).append(each)
    for (summary, differences), copies in groups.items():
        lines.addWidget(text(f"{trn('One copy', '{count} copies', len(copies))}: {summary}", "strong", wrap=True))
        if len(groups) > 1 and differences:
            names = ", ".join(each.name or str(each.row) for each in copies[:8])
            lines.addWidget(text(names + (" …" if len(copies) > 8 else ""), "caption", wrap=True))
        for each in differences:
            lines.addWidget(text("  ·  ".join(filter(None, (each.place, each.what))), "soft", wrap=True))
        if any(each.waits for each in differences):
            words = tr("A change waits for approval: these copies cannot be signed before.")
            what_next = tr("Put the drafts on the shelf; the management decides there.")
            lines.addWidget(Banner(State.HALF, words, what_next))

"""The states of an agreement, the newest first; those with a name are kept for ever."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem

from avv_desktop.system.language import tr, trn
from ui.look.tokens import Space
from ui.past.work import called
from ui.widgets.controls import column, text
from ui.widgets.dates import moment_words
from ui.widgets.rows import GLYPH, SUBTITLE, TwoLines

if TYPE_CHECKING:
    from avv_desktop.store.model import Saved

WIDTH = 292
SAVED = Qt.ItemDataRole.UserRole


class States(QFrame):
    chosen = Signal(object)
    """The Saved."""

    def __init__(self) -> None:
        super().__init__()
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Earlier states"))
        self.list.setItemDelegate(TwoLines(self.list))
        self.list.currentItemChanged.connect(self._current)
        self._count = text("", "caption", wrap=True)
        self._count.setContentsMargins(Space.M, 0, Space.M, 0)
        inside = column(self._count, self.list, gap=Space.S, margins=(Space.M, Space.L, Space.M, Space.L))
        inside.setStretch(1, 1)
        self.setLayout(inside)
        self.setProperty("line", "right")
        self.setFixedWidth(WIDTH)

    def show_states(self, states: Sequence[Saved], choose: int = 0) -> None:
        """`choose`: the id of the one that is looked at; else the first."""
        self.list.blockSignals(True)
        self.list.clear()
        for each in states:
            item = QListWidgetItem(called(each), self.list)
            below = moment_words(each.moment) if each.name else tr("saved by itself")
            item.setData(SAVED, each)
            item.setData(SUBTITLE, below)
            item.setData(GLYPH, ("bookmark-simple-fill", "accent_text") if each.name else ("clock", "faint"))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{called(each)}, {below}")
        self.list.blockSignals(False)
        self._count.setVisible(bool(states))
        self._count.setText(
            trn(
                "One earlier state. Of the last day all are kept, of older days the last; those with a name for ever.",
                "{count} earlier states. "
                "Of the last day all are kept, of older days the last; those with a name for ever.",
                len(states),
            )
        )
        at = next((n for n, each in enumerate(states) if each.id == choose), 0)
        if states:
            self.list.setCurrentRow(at)

    def _current(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(item.data(SAVED))

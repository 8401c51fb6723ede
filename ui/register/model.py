"""The lines of the register as a table that asks for the next page when one scrolls to its end."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt

from avv_desktop.system.language import tr

if TYPE_CHECKING:
    from avv_desktop.store.register_query import Line

PAGE = 100
SORTS = ("customer", "number", "state", "", "ends", "", "changed")
"""By which a column can be sorted; empty for none."""
NOTHING = QModelIndex()


class Lines(QAbstractTableModel):
    """`ask(offset)` brings the next page; it arrives by `add`."""

    def __init__(self, ask: Callable[[int], None]) -> None:
        super().__init__()
        self.lines: list[Line] = []
        self._ask, self._more, self._asked = ask, False, -1
        self._titles = (
            tr("Customer"), tr("Number"), tr("State"), tr("Next"), tr("Ends"), tr("Tags"), tr("Changed"),
        )  # fmt: skip

    def begin(self, lines: list[Line]) -> None:
        self.beginResetModel()
        self.lines, self._more, self._asked = lines, len(lines) == PAGE, -1
        self.endResetModel()

    def add(self, offset: int, lines: list[Line]) -> None:
        if offset != len(self.lines):
            return
        self._more = len(lines) == PAGE
        if lines:
            self.beginInsertRows(NOTHING, offset, offset + len(lines) - 1)
            self.lines += lines
            self.endInsertRows()

    def rowCount(self, parent: QModelIndex = NOTHING) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: QModelIndex = NOTHING) -> int:
        return 0 if parent.isValid() else len(self._titles)

    def canFetchMore(self, parent: QModelIndex) -> bool:
        return self._more and self._asked < len(self.lines)

    def fetchMore(self, parent: QModelIndex) -> None:
        self._asked = len(self.lines)
        self._ask(self._asked)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self._titles[section]
        return None

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        said = cells(self.lines[index.row()])[index.column()]
        return f"{self._titles[index.column()]}: {said}" if role == Qt.ItemDataRole.AccessibleTextRole else said


def cells(line: Line) -> tuple[str, ...]:
    from avv_desktop.register.export import state_words

    entry = line.entry
    ends = line.terminated or line.ends
    return (
        entry.customer or tr("without a name"),
        entry.number,
        entry.words or state_words(line),
        entry.next_person,
        f"{ends:%d.%m.%Y}" if ends else "",
        ", ".join(line.tags),
        entry.changed.astimezone().strftime("%d.%m.%Y"),
    )

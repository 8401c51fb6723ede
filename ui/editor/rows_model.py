"""The rows of a table field as a model; the rows themselves are plain dicts in the draft."""

from __future__ import annotations

import datetime

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt, Signal

from avv_desktop.system.language import tr
from avv_desktop.template.model import Column
from ui.questions.countries import countries
from ui.widgets.dates import date_words

Row = dict[str, object]
ACTIVE = "active"
MAIN = ("company", "activity", "title", "service", "purpose", "issuer", "place", "third_country_link", "valid_until")
WRONG = Qt.ItemDataRole.UserRole + 1
OFF = Qt.ItemDataRole.UserRole + 2


def main_columns(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """At most four that tell a row from others; the rest is in its card."""
    by_id = {each.id: each for each in columns}
    return tuple(by_id[key] for key in MAIN if key in by_id)[:4] or columns[:4]


class RowsModel(QAbstractTableModel):
    """`switched(row, on)` and `typed(row, column id, words)` ask for a change; the model changes when it is made."""

    switched = Signal(int, bool)
    typed = Signal(int, str, str)

    def __init__(self, columns: tuple[Column, ...]) -> None:
        super().__init__()
        self.columns = main_columns(columns)
        self.switchable = any(each.id == ACTIVE for each in columns)
        self.rows: list[Row] = []
        self._wrong: frozenset[int] = frozenset()

    def show_rows(self, rows: list[Row]) -> None:
        """Tell the view only of what is different."""
        old, self.rows = self.rows, rows
        if len(old) != len(rows):
            self.beginResetModel()
            self.endResetModel()
            return
        for at, (before, after) in enumerate(zip(old, rows, strict=True)):
            if before is not after and before != after:
                self.dataChanged.emit(self.index(at, 0), self.index(at, len(self.columns) - 1))

    def mark_wrong(self, rows: frozenset[int]) -> None:
        if rows != self._wrong:
            changed, self._wrong = rows ^ self._wrong, rows
            for at in changed:
                if at < len(self.rows):
                    self.dataChanged.emit(self.index(at, 0), self.index(at, 0))

    # ---- what the view asks

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: QModelIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].label
        return None

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row, column = self.rows[index.row()], self.columns[index.column()]
        off = self.switchable and row.get(ACTIVE) is False
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return cell_words(row, column)
            case Qt.ItemDataRole.EditRole:
                return str(row.get(column.id) or "")
            case Qt.ItemDataRole.CheckStateRole if self.switchable and index.column() == 0:
                return Qt.CheckState.Unchecked if off else Qt.CheckState.Checked
            case Qt.ItemDataRole.AccessibleTextRole if index.column() == 0:
                said = [cell_words(row, column) or tr("without a name")]
                said += [tr("not in use")] if off else []
                return ", ".join(said + ([tr("something is wrong")] if index.row() in self._wrong else []))
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{column.label}: {cell_words(row, column) or tr('empty')}"
            case Qt.ItemDataRole.ToolTipRole:
                return cell_words(row, column) or None
        if role == WRONG:
            return index.row() in self._wrong
        return off if role == OFF else None

    def setData(self, index: QModelIndex, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role == Qt.ItemDataRole.CheckStateRole:
            self.switched.emit(index.row(), Qt.CheckState(value) == Qt.CheckState.Checked)
            return True
        if role == Qt.ItemDataRole.EditRole and str(value) != self.data(index, role):
            self.typed.emit(index.row(), self.columns[index.column()].id, str(value))
            return True
        return False

    def flags(self, index: QModelIndex) -> Qt.ItemFlag:
        flags = super().flags(index)
        if self.switchable and index.column() == 0:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        if self.columns[index.column()].type in ("text", "longtext"):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags


def cell_words(row: Row, column: Column) -> str:
    """A cell as it is read: labels instead of ids, days as written here, names of countries."""
    value = row.get(column.id)
    labels = {each.id: each.label for each in column.options}
    if isinstance(value, list):
        return ", ".join(labels.get(str(each), str(each)) for each in value)
    if isinstance(value, bool):
        return tr("Yes") if value else tr("No")
    words = "" if value is None else str(value)
    if column.type == "date":
        try:
            return date_words(datetime.date.fromisoformat(words))
        except ValueError:
            return words
    if column.id == "country":
        return dict(countries()).get(words, words)
    if column.id == "company" and row.get("legal_form") and not words.endswith(str(row["legal_form"])):
        words = f"{words} {row['legal_form']}".strip()
    return " ".join(labels.get(words, words).split())

"""The rows of a table with their state; a cell is corrected where it stands."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QSize, Qt, Signal
from PySide6.QtWidgets import QTableView

from avv_desktop.system.language import tr
from ui.look import theme
from ui.many.tasks import Choices, Judged, Loaded

ROW, STATE, WHAT, FIRST = 0, 1, 2, 3
"""Columns of the page; from FIRST on those of the table."""
WIDTHS = (56, 120, 260)
HEIGHT, HEAD, MOST = 36, 36, 9


class RowsModel(QAbstractTableModel):
    """`typed(row number, heading, words)` asks for a correction; the model changes when it is made."""

    typed = Signal(int, str, str)

    def __init__(self) -> None:
        super().__init__()
        self.headers: list[str] = []
        self._loaded: Loaded | None = None
        self._choices: Choices | None = None
        self._customers: list = []
        self._cells: dict = {}

    def show_judged(self, loaded: Loaded, choices: Choices, judged: Judged) -> None:
        headers = [header for header in loaded.table.headers if choices.mapping.get(header)]
        same = headers == self.headers and len(judged.customers) == len(self._customers) and loaded is self._loaded
        if not same:
            self.beginResetModel()
        self.headers, self._loaded, self._choices = headers, loaded, choices
        self._customers, self._cells = judged.customers, {row.number: row.cells for row in loaded.rows}
        if not same:
            self.endResetModel()
        elif judged.customers:
            self.dataChanged.emit(self.index(0, 0), self.index(len(judged.customers) - 1, FIRST + len(headers) - 1))

    def row_of(self, number: int) -> int:
        return next((at for at, each in enumerate(self._customers) if each.row == number), -1)

    def first_wrong(self) -> QModelIndex:
        """The cell to be corrected first, or none."""
        for at, each in enumerate(self._customers):
            for problem in each.wrong:
                column = FIRST + self.headers.index(problem.column) if problem.column in self.headers else WHAT
                return self.index(at, column)
        return QModelIndex()

    # ---- what the view asks

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._customers)

    def columnCount(self, parent: QModelIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() else FIRST + len(self.headers)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole):
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return [tr("Row"), tr("State"), tr("What"), *self.headers][section]
        return None

    def flags(self, index: QModelIndex) -> Qt.ItemFlag:
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return usual | Qt.ItemFlag.ItemIsEditable if index.column() >= FIRST else usual

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole):
        customer, column = self._customers[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return self._words(customer, column)
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleDescriptionRole:
                return what(customer) or None
            case Qt.ItemDataRole.ForegroundRole:
                return theme.qcolor(self._tone(customer, column))
        return None

    def setData(self, index: QModelIndex, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        customer = self._customers[index.row()]
        if role == Qt.ItemDataRole.EditRole and str(value) != self._words(customer, index.column()):
            self.typed.emit(customer.row, self.headers[index.column() - FIRST], str(value))
        return False

    def _words(self, customer, column: int) -> str:
        if column < FIRST:
            return (str(customer.row), state_words(customer), what(customer))[column]
        assert self._choices is not None
        header = self.headers[column - FIRST]
        cells = self._cells[customer.row] | self._choices.changed.get(customer.row, {})
        cell = cells.get(header)
        if hasattr(cell, "strftime"):
            return cell.strftime("%d.%m.%Y")
        return "" if cell is None else str(cell)

    def _tone(self, customer, column: int) -> str:
        if column in (STATE, WHAT):
            return (
                {"wrong": "bad", "incomplete": "warn", "ready": "good"}[customer.state] if column == STATE else "soft"
            )
        if column >= FIRST and self.headers[column - FIRST] in {each.column for each in customer.wrong}:
            return "bad"
        return "soft" if column == ROW else "text"


def state_words(customer) -> str:
    return {"wrong": tr("wrong"), "incomplete": tr("incomplete"), "ready": tr("complete")}[customer.state]


def what(customer) -> str:
    if customer.wrong:
        return " ".join(f"{each.column}: {each.reason}" for each in customer.wrong)
    return " ".join(customer.missing)


class RowsView(QTableView):
    """F2 or Enter corrects a cell, the arrows move."""

    def __init__(self, model: RowsModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setAccessibleName(tr("Customers of the table"))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(HEIGHT)
        self.horizontalHeader().setFixedHeight(HEAD)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultSectionSize(150)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        model.modelReset.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        for column, width in enumerate(WIDTHS):
            self.setColumnWidth(column, width)
        self.setFixedHeight(HEAD + HEIGHT * max(2, min(MOST, self.model().rowCount())) + 16)

    def sizeHint(self) -> QSize:
        return QSize(400, self.height())

    def keyPressEvent(self, event) -> None:
        idle = self.state() == QTableView.State.NoState and self.currentIndex().isValid()
        if idle and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.edit(self.currentIndex())
        else:
            super().keyPressEvent(event)

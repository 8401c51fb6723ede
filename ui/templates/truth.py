"""Which clauses come when: every combination of the answers that decide, and what it brings."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from avv_desktop.errors import AvvError
from avv_desktop.system.language import tr
from avv_desktop.template.truth import Optional, TruthTable, deciding_fields, truth_table
from ui.look.icons import icon
from ui.look.tokens import Space
from ui.questions.chips import ChipsInput
from ui.templates.book import Book
from ui.widgets.controls import column, text

FIRST = 2
"""This many questions are chosen at first."""


class TruthView(QWidget):
    def __init__(self, book: Book) -> None:
        super().__init__()
        self._book = book
        self._for = ""
        self.fields = ChipsInput([], tr("Questions that decide"), own=False)
        self.fields.edited.connect(self._fill)
        self.table = QTableWidget()
        self.table.setAccessibleName(tr("What is printed when?"))
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setShowGrid(False)
        self.table.setWordWrap(True)
        self.table.setTabKeyNavigation(False)
        self._said = text("", "caption", wrap=True)
        words = tr("Choose questions of the form: the table shows for every answer what is printed.")
        title = column(text(tr("What is printed when?"), "title"), text(words, "soft", wrap=True), gap=Space.XS)
        whole = column(title, self.fields, self._said, self.table, gap=Space.L)
        whole.setContentsMargins(Space.XXL, Space.XL, Space.XL, Space.L)
        whole.setStretch(3, 1)
        self.setLayout(whole)

    def show_template(self) -> None:
        template = self._book.now
        deciding = deciding_fields(template)
        self.fields.set_options([(name, template.field(name).label) for name in deciding])
        kept = [name for name in self.fields.value() if name in deciding]
        if self._for != template.id:
            kept, self._for = list(deciding[:FIRST]), template.id
        self.fields.set_value(kept)
        self._fill()

    def _fill(self) -> None:
        try:
            found = truth_table(self._book.now, self.fields.value())
        except AvvError:
            found = TruthTable((), (), (), 0)
        rows = found.rows if found.fields else ()
        heads = [self._book.called(name) for name in found.fields] + [self._part(each) for each in found.parts]
        self.table.clear()
        self.table.setRowCount(len(rows))
        self.table.setColumnCount(len(heads))
        self.table.setHorizontalHeaderLabels(heads)
        for number, each in enumerate(rows):
            said = [self._answer(name, value) for name, value in zip(found.fields, each.answers, strict=True)]
            for at, words in enumerate(said):
                self.table.setItem(number, at, QTableWidgetItem(words))
            for at, part in enumerate(found.parts, start=len(said)):
                self.table.setItem(number, at, _mark(part.id in each.printed))
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        for at in range(len(heads)):
            self.table.setColumnWidth(at, 180 if at < len(found.fields) else 150)
        header.setFixedHeight(88)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(40)
        self.table.setVisible(bool(rows))
        self._said.setText(self._words(found))
        self._said.setVisible(bool(self._said.text()))

    def _words(self, found: TruthTable) -> str:
        if not found.fields:
            return tr("No question is chosen.")
        if not found.whole:
            shown, count = len(found.rows), found.combinations
            return tr("{shown} of {count} combinations are shown; choose fewer questions.", shown=shown, count=count)
        return ""

    def _part(self, part: Optional) -> str:
        place = self._book.reference(part.id.partition("/")[0])
        return "\n".join(filter(None, (place or part.title, part.detail or (part.title if place else ""))))

    def _answer(self, name: str, value: object) -> str:
        if isinstance(value, bool):
            return tr("Yes") if value else tr("No")
        return next((each.label for each in self._book.now.field(name).options if each.id == value), str(value))


def _mark(printed: bool) -> QTableWidgetItem:
    made = QTableWidgetItem()
    if printed:
        made.setIcon(icon("check-circle-fill", "good"))
    made.setData(Qt.ItemDataRole.AccessibleTextRole, tr("printed") if printed else tr("not printed"))
    made.setToolTip(tr("printed") if printed else tr("not printed"))
    return made

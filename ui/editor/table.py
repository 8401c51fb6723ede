"""A table field: the rows, and a card for the chosen one; rows are added, pasted, moved and taken away."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from avv_desktop.draft.values import Values
from avv_desktop.system.language import tr, trn
from avv_desktop.template.model import Field, Template
from ui import messages
from ui.editor.paste import cell_value, new_id, pasted
from ui.editor.row_card import RowCard
from ui.editor.rows_model import ACTIVE, Row, RowsModel, cell_words
from ui.editor.rows_view import RowsView
from ui.look.tokens import Space
from ui.questions.place import row_of
from ui.widgets.controls import button, column, row, text, tool


class TableInput(QWidget):
    """The value is a list of dicts; rows switched off stay in it with `active` False."""

    edited = Signal()
    reordered = Signal()
    undo_wanted = Signal()

    def __init__(self, question: Field, template: Template) -> None:
        super().__init__()
        self._columns = question.columns
        self._rows: list[Row] = []
        self._values: Values | None = None
        self._errors: dict[str, str] = {}
        self.model = RowsModel(question.columns)
        self.view = RowsView(self.model, question.label)
        self.card = RowCard(question.columns)
        self.card.hide()
        self.empty = text(tr("No rows yet. Add one, or paste several from a spreadsheet."), "soft", wrap=True)
        self._buttons(question.label)
        bar = row(self.add, self.paste, None, self.up, self.down, self.remove, gap=Space.XS)
        self.setLayout(column(bar, self.empty, self.view, self.card, gap=Space.M))
        self.setFocusProxy(self.view)
        self._connect()
        self._show()

    def _buttons(self, name: str) -> None:
        self.add = button(tr("Add"), "quiet", glyph="plus", small=True)
        self.paste = button(tr("Paste from spreadsheet"), "quiet", glyph="clipboard-text", small=True)
        for each in (self.add, self.paste):
            each.setAccessibleName(f"{each.text()}: {name}")
        self.up = tool("arrow-up", tr("Move up"), small=True)
        self.down = tool("arrow-down", tr("Move down"), small=True)
        self.remove = tool("trash", tr("Remove"), small=True)
        for each, key in ((self.up, "Alt+↑"), (self.down, "Alt+↓"), (self.remove, tr("Del"))):
            each.setToolTip(f"{each.accessibleName()} ({key})")

    def _connect(self) -> None:
        self.add.clicked.connect(self.add_row)
        self.paste.clicked.connect(self.paste_rows)
        self.view.paste.connect(self.paste_rows)
        self.up.clicked.connect(lambda: self.move_row(-1))
        self.down.clicked.connect(lambda: self.move_row(+1))
        self.view.move_by.connect(self.move_row)
        self.remove.clicked.connect(self.remove_row)
        self.view.remove.connect(self.remove_row)
        self.view.chosen.connect(lambda _: self._show_card())
        self.card.changed.connect(lambda key, value: self._set(self._at(), key, value))
        self.model.switched.connect(lambda at, on: self._set(at, ACTIVE, on))
        self.model.typed.connect(self._typed)

    # ---- as every input

    def value(self) -> list[Row]:
        return self._rows

    def set_value(self, value: object) -> None:
        rows = [each for each in value if isinstance(each, dict)] if isinstance(value, list | tuple) else []
        if rows != self._rows:
            self._rows = rows
            self._show()

    def follow(self, values: Values) -> None:
        """What other answers say, on which columns may depend."""
        self._values = values
        if not self.card.isHidden():
            self._show_card()

    def control(self, part: str) -> QWidget | None:
        at, key = row_of(part)
        if not 0 <= at < len(self._rows):
            return self.view if self._rows else self.add
        self._choose(at)
        return self.card.control(key) if key and key != ACTIVE else self.view

    def say(self, part: str, error: str) -> None:
        self._errors.pop(part, None)
        if error:
            self._errors[part] = error
        self.model.mark_wrong(frozenset(row_of(each)[0] for each in self._errors))
        self._say_card()

    # ---- rows

    def add_row(self) -> None:
        row_: Row = {ACTIVE: True} if self.model.switchable else {}
        if any(each.id == "id" for each in self._columns):
            row_["id"] = new_id(row_, {str(each.get("id")) for each in self._rows})
        self._change([*self._rows, row_], choose=len(self._rows))
        QTimer.singleShot(0, self, lambda: self.card.control("").setFocus())

    def remove_row(self) -> None:
        at = self._at()
        if at < 0:
            return
        name = self._name(at)
        self._moved()
        self._change([*self._rows[:at], *self._rows[at + 1 :]], choose=min(at, len(self._rows) - 2))
        messages.toast(tr("“{name}” is removed.", name=name), self.undo_wanted.emit)

    def move_row(self, by: int) -> None:
        at = self._at()
        if at < 0 or not 0 <= at + by < len(self._rows):
            return
        rows = list(self._rows)
        rows[at], rows[at + by] = rows[at + by], rows[at]
        self._moved()
        self._change(rows, choose=at + by)

    def paste_rows(self) -> None:
        """Take what the clipboard has, behind the rows that are there, and say what was taken."""
        found = pasted(QGuiApplication.clipboard().text(), self._columns, self._rows)
        if not found.rows:
            messages.toast(tr("The clipboard holds no rows. Copy them in your spreadsheet first."))
            return
        self._change([*self._rows, *found.rows], choose=len(self._rows))
        said = trn("{count} row pasted", "{count} rows pasted", len(found.rows)) + ": " + ", ".join(found.taken) + "."
        if found.ignored:
            said += " " + tr("Not taken: {columns}.", columns=", ".join(found.ignored))
        if found.dropped:
            said += " " + tr("{count} more rows were too many.", count=found.dropped)
        messages.toast(said, self.undo_wanted.emit)

    def _set(self, at: int, key: str, value: object) -> None:
        if 0 <= at < len(self._rows):
            self._change([*self._rows[:at], {**self._rows[at], key: value}, *self._rows[at + 1 :]])

    def _typed(self, at: int, key: str, words: str) -> None:
        column_ = next(each for each in self._columns if each.id == key)
        self._set(at, key, cell_value(words.strip(), column_))

    def _moved(self) -> None:
        for part in list(self._errors):
            self.say(part, "")
        self.reordered.emit()

    def _change(self, rows: list[Row], choose: int | None = None) -> None:
        self._rows = rows
        self._show(choose)
        self.edited.emit()

    # ---- what is seen

    def _show(self, choose: int | None = None) -> None:
        at = self._at() if choose is None else choose
        self.model.show_rows(self._rows)
        self.view.setVisible(bool(self._rows))
        self.empty.setVisible(not self._rows)
        self._choose(min(at, len(self._rows) - 1))
        self._show_card()

    def _choose(self, at: int) -> None:
        if at >= 0 and at != self._at():
            self.view.setCurrentIndex(self.model.index(at, 0))

    def _at(self) -> int:
        return self.view.currentIndex().row()

    def _show_card(self) -> None:
        at = self._at()
        there = 0 <= at < len(self._rows)
        self.card.setVisible(there)
        self.remove.setEnabled(there)
        self.up.setEnabled(there and at > 0)
        self.down.setEnabled(there and at < len(self._rows) - 1)
        if there:
            self.card.show_row(at, self._rows[at], self._name(at), self._values)
            self._say_card()

    def _say_card(self) -> None:
        parts = {row_of(part): error for part, error in self._errors.items()}
        self.card.say({key: error for (at, key), error in parts.items() if at == self._at()})

    def _name(self, at: int) -> str:
        return cell_words(self._rows[at], self.model.columns[0]) or tr("Row {number}", number=at + 1)

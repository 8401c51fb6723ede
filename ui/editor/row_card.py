"""Everything of one row of a table, to be filled in."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from avv_desktop.draft.values import Values
from avv_desktop.system.language import tr
from avv_desktop.template.model import Column
from ui.editor.rows_model import ACTIVE, Row
from ui.look.tokens import Space
from ui.questions.choose import input_for_column
from ui.widgets.controls import Field, column, frame, row, text
from ui.widgets.forms import TwoColumns

WIDE = ("longtext", "multi")


class RowCard(QWidget):
    """`changed(column id, value)` when a person has edited something."""

    changed = Signal(str, object)

    def __init__(self, columns: tuple[Column, ...]) -> None:
        super().__init__()
        self._columns = tuple(each for each in columns if each.id not in ("id", ACTIVE))
        self._title = text("", "strong")
        self._grid = TwoColumns()
        self._controls: dict[str, QWidget] = {}
        self._fields: dict[str, Field] = {}
        self._row: Row = {}
        self._errors: dict[str, str] = {}
        inside = column(row(self._title, None), self._grid, gap=Space.M, margins=(Space.L, Space.M, Space.L, Space.L))
        self.setLayout(column(frame(inside, card="well"), gap=0))

    def _furnish(self) -> None:
        """The inputs are made when the first row is shown."""
        for each in self._columns:
            control = input_for_column(each)
            control.edited.connect(lambda key=each.id: self._edited(key))
            self._controls[each.id] = control
            words = each.label if each.required or each.required_when else tr("{label} (optional)", label=each.label)
            field = Field(words.replace("&", "&&"), control, hint=each.help)
            self._fields[each.id] = field
            self._grid.add(field, wide=each.type in WIDE)

    def show_row(self, at: int, row_: Row, title: str, values: Values | None) -> None:
        if not self._controls:
            self._furnish()
        self._title.setText(title)
        self._row = row_
        for each in self._columns:
            control = self._controls[each.id]
            control.setProperty("part", f"[{at}].{each.id}")
            if control.value() != row_.get(each.id):
                control.set_value(row_.get(each.id))
        self._fit(values)

    def say(self, errors: dict[str, str]) -> None:
        """Column id → message."""
        for key in self._errors.keys() | errors.keys():
            if key in self._fields and self._errors.get(key) != errors.get(key):
                self._fields[key].say(error=errors.get(key, ""))
        self._errors = errors

    def control(self, key: str) -> QWidget | None:
        return self._controls.get(key) or next(iter(self._controls.values()), None)

    def _edited(self, key: str) -> None:
        value = self._controls[key].value()
        self.changed.emit(key, value)

    def _fit(self, values: Values | None) -> None:
        """Columns that do not apply to this row stay away, unless something stands in them."""
        for each in self._columns:
            applies = not each.required_when or bool(self._row.get(each.id))
            if not applies and values is not None:
                applies = bool(values.holds(each.required_when, row=self._row))
            self._fields[each.id].setVisible(applies)

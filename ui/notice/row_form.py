"""One company of the list, to be filled in."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from avv_desktop.notice.listed import OURS
from avv_desktop.system.language import tr
from avv_desktop.template.model import Column
from ui.look.tokens import Space
from ui.questions.choose import input_for_column
from ui.widgets.controls import Field, button, column, frame, row
from ui.widgets.forms import TwoColumns


class RowForm(QWidget):
    taken = Signal(object)
    """What was filled in, by column."""
    left = Signal()

    def __init__(self, columns: tuple[Column, ...], values: dict[str, Any]) -> None:
        super().__init__()
        self._controls: dict[str, QWidget] = {}
        self._fields: dict[str, Field] = {}
        grid = TwoColumns()
        for each in columns:
            if each.id not in OURS:
                control = self._controls[each.id] = input_for_column(each)
                control.set_value(values.get(each.id))
                self._fields[each.id] = Field(each.label.replace("&", "&&"), control, hint=each.help)
                grid.add(self._fields[each.id])
        take, leave = button(tr("Take over"), small=True), button(tr("Cancel"), "quiet", small=True)
        take.clicked.connect(self._take)
        leave.clicked.connect(self.left)
        inside = column(grid, row(take, leave, None), gap=Space.M, margins=(Space.L, Space.M, Space.L, Space.L))
        self.setLayout(column(frame(inside, card="well"), gap=0))

    def focus_first(self) -> None:
        next(iter(self._controls.values())).setFocus()

    def _take(self) -> None:
        """A company without a name is none."""
        values = {name: control.value() for name, control in self._controls.items()}
        if not str(values.get("company") or "").strip():
            self._fields["company"].say(error=tr("Please name the company."))
            self._controls["company"].setFocus()
            return
        self.taken.emit({name: value for name, value in values.items() if value not in (None, "")})

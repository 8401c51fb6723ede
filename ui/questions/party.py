"""A company or authority with its address and register."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from avv_desktop.template.model import Column
from ui.look.tokens import Space
from ui.questions.choose import input_for_column
from ui.widgets.controls import Field, boxed, column, row
from ui.widgets.forms import TwoColumns

WITHOUT_REGISTER = {"GbR", "Behörde", "Körperschaft", "Freiberuflich"}
WITH_GENERAL_PARTNER = {"GmbH & Co. KG"}
BESIDE = {"postal_code": "city"}
"""Parts that share one place: the first is short."""


class PartyInput(QWidget):
    """The value is a dict of texts by part id."""

    edited = Signal()

    def __init__(self, columns: tuple[Column, ...], name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._value: dict[str, str] = {}
        self._controls = {part.id: input_for_column(part) for part in columns}
        self._fields = {part.id: _field(part, self._controls[part.id]) for part in columns}
        self._grid = TwoColumns()
        taken = set(BESIDE.values())
        for part in columns:
            if part.id not in taken:
                other = BESIDE.get(part.id, "")
                self._grid.add(_pair(self._fields[part.id], self._fields[other]) if other else self._fields[part.id])
        for key, control in self._controls.items():
            control.setProperty("part", key)
            control.edited.connect(lambda key=key: self._edited(key))
        self.setLayout(column(self._grid, gap=0))
        self.setFocusProxy(self._controls[columns[0].id])
        self._fit()

    def value(self) -> dict[str, str]:
        return dict(self._value)

    def set_value(self, value: object) -> None:
        value = {str(k): str(v or "") for k, v in value.items()} if isinstance(value, dict) else {}
        if value == self._value:
            return
        self._value = value
        for key, control in self._controls.items():
            control.set_value(value.get(key, ""))
        self._fit()

    def control(self, part: str) -> QWidget | None:
        return self._controls.get(part)

    def say(self, part: str, error: str) -> None:
        if (field := self._fields.get(part)) is not None:
            field.say(error=error)

    def _edited(self, key: str) -> None:
        self._value = {**self._value, key: self._controls[key].value()}
        if key == "legal_form":
            self._fit()
        self.edited.emit()

    def _fit(self) -> None:
        """Only what a company of that legal form has; what is filled in stays in sight."""
        form = self._value.get("legal_form", "")
        shown = {
            "general_partner": form in WITH_GENERAL_PARTNER,
            "register_court": form not in WITHOUT_REGISTER,
            "register_number": form not in WITHOUT_REGISTER,
        }
        for key, fits in shown.items():
            if key in self._fields:
                self._fields[key].setVisible(fits or bool(self._value.get(key)))


def _field(part: Column, control: QWidget) -> Field:
    return Field(part.label.replace("&", "&&"), control, hint=part.help)


def _pair(short: QWidget, long: QWidget) -> QWidget:
    both = row(short, long, gap=Space.M)
    both.setStretch(0, 2)
    both.setStretch(1, 5)
    made = boxed(both)
    short.setMaximumWidth(140)
    return made

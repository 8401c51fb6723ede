"""The input a field or column gets by its type."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from avv_desktop.template.model import Column, Field, Template, Unit
from ui.questions.chips import ChipsInput
from ui.questions.countries import countries
from ui.widgets.controls import Segmented
from ui.widgets.forms import RadioCards
from ui.widgets.inputs import Choice, DateInput, LongTextInput, NumberInput, TextInput, YesNo

SHORT = 26
"""Letters of all options together that fit beside one another in half a form."""


class SegmentedChoice(Segmented):
    """Like Choice, all options visible at once."""

    edited = Signal()

    def __init__(self, options: list[tuple[str, str]], name: str) -> None:
        super().__init__((words.replace("&", "&&") for _, words in options), name, at=-1)
        self._ids = [key for key, _ in options]
        self.chosen.connect(lambda _: self.edited.emit())

    def value(self) -> str:
        return self._ids[self.at()] if self.at() >= 0 else ""

    def set_value(self, value: object) -> None:
        self.choose(self._ids.index(value) if value in self._ids else -1)


class OpenChoice(Choice):
    """A choice that keeps a value it does not know, so that nothing is lost by looking at it."""

    def set_value(self, value: object) -> None:
        if value not in (None, "") and self.findData(value) < 0:
            self.addItem(str(value), value)
        super().set_value(value)


def input_for(field: Field, template: Template) -> QWidget:
    """For simple types; party, person list and table have editors of their own."""
    if field.type == "int":
        return NumberInput(unit_words(template.units.get(field.unit)))
    if field.type == "enum":
        return _choice([(o.id, o.label) for o in field.options], field.label, few=not field.columns)
    if field.type == "multi":
        return ChipsInput([(o.id, o.label) for o in field.options], field.label, own=not field.options_from)
    return _input(field.type, field.label, [(o.id, o.label) for o in field.options])


def input_for_column(column: Column) -> QWidget:
    """For a part of a party, person or row. Keeps values it does not know."""
    if column.id == "country" or (column.check and column.check.kind == "country"):
        return OpenChoice(countries())
    options = [(o.id, o.label) for o in column.options]
    if column.type == "enum":
        return OpenChoice(([] if column.required else [("", "–")]) + options)
    if column.type == "int":
        return NumberInput()
    return _input(column.type, column.label, options)


def wide(field: Field) -> bool:
    """Whether it takes the whole width of the form."""
    if field.type == "enum":
        return 1 < len(field.options) <= 3 and _letters([(o.id, o.label) for o in field.options]) > SHORT
    return field.type in ("longtext", "multi") or (field.type == "text" and len(str(field.default or "")) > 60)


def unit_words(unit: Unit | None) -> str:
    return unit.plural if unit else ""


def _input(kind: str, label: str, options: list[tuple[str, str]]) -> QWidget:
    match kind:
        case "longtext":
            return LongTextInput()
        case "date":
            return DateInput()
        case "bool":
            return YesNo(label)
        case "multi":
            return ChipsInput(options, label)
        case _:
            return TextInput()


def _choice(options: list[tuple[str, str]], label: str, *, few: bool) -> QWidget:
    if few and 1 < len(options) <= 3:
        return SegmentedChoice(options, label) if _letters(options) <= SHORT else RadioCards(options, label)
    return OpenChoice(options)


def _letters(options: list[tuple[str, str]]) -> int:
    return sum(len(words) for _, words in options)

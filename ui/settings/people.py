"""A company and its people as forms, from the columns of the template."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from avv_desktop.system.language import tr
from avv_desktop.template.model import Column, Template
from avv_desktop.template.model import Field as Question
from ui.look.tokens import Space
from ui.widgets.controls import Field, button, card, column, row, text, tool
from ui.widgets.inputs import Choice, LongTextInput, NumberInput, TextInput, YesNo

PARTNER = "general_partner"
WHOLE_LINE = ("name", PARTNER)


class Record(QWidget):
    """One party or person: two fields a line. The value is a dict of strings; parts it does not know are kept."""

    edited = Signal()

    def __init__(self, columns: tuple[Column, ...], functions: dict[str, str], about: str) -> None:
        super().__init__()
        self._rest: dict = {}
        self._partner: Field | None = None
        self.inputs = {part.id: _input(part, functions) for part in columns}
        grid = two_columns()
        line = side = 0
        for part in columns:
            control = self.inputs[part.id]
            control.setAccessibleName(f"{about}: {part.label}")
            control.edited.connect(self.edited)
            wide = part.id in WHOLE_LINE
            if wide and side:
                line, side = line + 1, 0
            field = Field(part.label, control)
            if part.id == PARTNER:
                self._partner = field
            grid.addWidget(field, line, side, 1, 2 if wide else 1, Qt.AlignmentFlag.AlignTop)
            line, side = (line + 1, 0) if wide or side else (line, 1)
        self.setLayout(grid)
        self.edited.connect(self._show_partner)
        self._show_partner()

    def _show_partner(self) -> None:
        """Only a company "& Co." has a general partner."""
        if self._partner is not None:
            self._partner.setVisible("Co." in str(self.inputs["legal_form"].value()))

    def value(self) -> dict:
        return self._rest | {name: control.value() for name, control in self.inputs.items()}

    def set_value(self, value: object) -> None:
        self._rest = dict(value) if isinstance(value, dict) else {}
        for name, control in self.inputs.items():
            control.set_value(self._rest.get(name, ""))
        self._show_partner()


class People(QWidget):
    """A list of persons, each one a card that can be taken away. The value is a list of dicts."""

    edited = Signal()

    def __init__(self, columns: tuple[Column, ...], functions: dict[str, str], about: str) -> None:
        super().__init__()
        self._columns, self._functions, self._about = columns, functions, about
        self.records: list[Record] = []
        self._list = column(gap=Space.M)
        self.add = button(tr("Add person"), "quiet", glyph="plus", small=True)
        self.add.setAccessibleName(f"{about}: {tr('Add person')}")
        self.add.clicked.connect(self._add)
        self.setLayout(column(self._list, row(self.add, None), gap=Space.S))

    def value(self) -> list[dict]:
        return [record.value() for record in self.records]

    def set_value(self, value: object) -> None:
        persons = value if isinstance(value, list) else []
        while self.records:
            self._drop(self.records[-1])
        for person in persons:
            self._append(person)

    def _add(self) -> None:
        record = self._append({})
        record.inputs[self._columns[0].id].setFocus(Qt.FocusReason.TabFocusReason)
        self.edited.emit()

    def _append(self, person: dict) -> Record:
        number = len(self.records) + 1
        record = Record(self._columns, self._functions, f"{self._about} {number}")
        record.set_value(person)
        record.edited.connect(self.edited)
        away = tool("trash", tr("Remove person {number} of {list}", number=number, list=self._about), small=True)
        away.clicked.connect(lambda: (self._drop(record), self.edited.emit()))
        side = column(away, None)
        line = row(record, side, gap=Space.M)
        line.setStretch(0, 1)
        sheet = card(line)
        sheet.setProperty("card", "well")
        self._list.addWidget(sheet)
        self.records.append(record)
        return record

    def _drop(self, record: Record) -> None:
        self.records.remove(record)
        sheet = record.parentWidget()
        self._list.removeWidget(sheet)
        sheet.hide()
        sheet.deleteLater()


def input_for(question: Question, template: Template) -> QWidget:
    """The input that fits a field of the template."""
    functions = {key: f"{each.female} / {each.male}" for key, each in template.functions.items()}
    options = [(option.id, option.label) for option in question.options]
    if is_composite(question) and question.type != "party":
        return People(template.person_columns, functions, question.label)
    match question.type:
        case "party":
            return Record(template.party_columns, functions, question.label)
        case "enum":
            return Choice(options)
        case "int":
            return NumberInput(own_undo=True)
        case "bool":
            return YesNo(question.label)
        case "longtext":
            return LongTextInput(own_undo=True)
        case _:
            return TextInput(own_undo=True)


def is_composite(question: Question) -> bool:
    """A party, or a list of persons."""
    return question.type == "party" or question.type.startswith("person")


def two_columns() -> QGridLayout:
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(Space.L)
    grid.setVerticalSpacing(Space.M)
    grid.setColumnStretch(0, 1)
    grid.setColumnStretch(1, 1)
    return grid


def _input(part: Column, functions: dict[str, str]) -> QWidget:
    if part.id == "function":
        return FunctionInput(functions)
    if part.options:
        return Choice([("", tr("not given")), *((o.id, o.label) for o in part.options)])
    return TextInput(own_undo=True)


class FunctionInput(Choice):
    """A known function by its key, or words of one's own."""

    def __init__(self, functions: dict[str, str]) -> None:
        self._known = {words: key for key, words in functions.items()}
        super().__init__()
        self.setEditable(True)
        self.setInsertPolicy(self.InsertPolicy.NoInsert)
        self.set_options([("", ""), *functions.items()])
        self.lineEdit().textEdited.connect(lambda _: self.edited.emit())

    def value(self) -> str:
        words = self.currentText().strip()
        return self._known.get(words, words)

    def set_value(self, value: object) -> None:
        at = self.findData(value) if value else 0
        if at >= 0:
            self.setCurrentIndex(at)
        else:
            self.setEditText(str(value))

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        if self.lineEdit() is not None:
            self.lineEdit().setAccessibleName(name)


def titled(title: str, words: str, *parts: QWidget) -> QWidget:
    """A titled card of settings."""
    head = column(text(title, "subtitle"), *([text(words, "soft", wrap=True)] if words else []), gap=Space.XS)
    return card(head, *parts, gap=Space.L, padding=Space.XL)

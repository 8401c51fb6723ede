"""Which column fills which field: a line for each, by name or by hand."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from avv_desktop.system.language import tr
from ui.look.tokens import Space
from ui.many.tasks import Choices, Loaded
from ui.trust.parts import empty
from ui.widgets.controls import column, row, text
from ui.widgets.inputs import Choice


class Columns(QWidget):
    chosen = Signal(dict)
    """The whole mapping, after a choice."""

    def __init__(self) -> None:
        super().__init__()
        self._lines = column(gap=Space.S)
        self.setLayout(self._lines)
        self.choices: dict[str, Choice] = {}
        self._headers: tuple[str, ...] = ()

    def show_columns(self, loaded: Loaded, choices: Choices) -> None:
        if self._headers != loaded.table.headers:
            self._headers = loaded.table.headers
            self._build(loaded)
        for header, choice in self.choices.items():
            choice.set_value(choices.mapping.get(header, ""))

    def _build(self, loaded: Loaded) -> None:
        empty(self._lines)
        self.choices = {}
        options = [("", tr("is not used")), *((each.id, each.label) for each in loaded.targets)]
        for header in loaded.table.headers:
            choice = self.choices[header] = Choice(options)
            choice.setAccessibleName(tr("Field for column {name}", name=header))
            choice.edited.connect(lambda header=header: self._took(header))
            name = text(header, wrap=True)
            name.setFixedWidth(180)
            line = row(name, choice, gap=Space.M)
            line.setStretch(1, 1)
            self._lines.addLayout(line)

    def _took(self, changed: str) -> None:
        """A field is filled by one column: the one chosen last."""
        mapping = {header: choice.value() for header, choice in self.choices.items()}
        for header, id in mapping.items():
            if id and id == mapping[changed] and header != changed:
                mapping[header] = ""
        self.chosen.emit(mapping)

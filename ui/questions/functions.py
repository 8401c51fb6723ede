"""What a representative is: one of the functions the template knows, or own words."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QMenu

from avv_desktop.system.language import tr
from avv_desktop.template.model import Function
from ui.look.icons import icon
from ui.widgets.inputs import TextInput

FORMS = {"Frau": "female", "Herr": "male"}


class FunctionInput(TextInput):
    """The value is a function's key, or the words as they stand. The words follow the salutation."""

    def __init__(self, functions: dict[str, Function]) -> None:
        super().__init__()
        self._functions = functions
        self._salutation = ""
        self._menu: QMenu | None = None
        opener = self.addAction(icon("caret-down"), QLineEdit.ActionPosition.TrailingPosition)
        opener.setText(tr("Choose a function"))
        opener.setToolTip(tr("Choose a function (Alt+Down)"))
        opener.triggered.connect(self.open_list)

    def value(self) -> str:
        said = super().value()
        for key, function in self._functions.items():
            if said.lower() in {form.lower() for form in (function.female, function.male, function.neutral)}:
                return key
        return said

    def set_value(self, value: object) -> None:
        if value != self.value() or not value:
            super().set_value(self._words(str(value or "")))

    def address(self, salutation: str) -> None:
        """Say it as the salutation wants it: Geschäftsführerin, Geschäftsführer, without one Geschäftsführung."""
        key = self.value()
        self._salutation = salutation
        if key in self._functions and self._words(key) != self.text():
            self.setText(self._words(key))
            self.setCursorPosition(0)

    def open_list(self) -> None:
        self._menu = QMenu(self)
        self._menu.setMinimumWidth(self.width())
        for key in self._functions:
            self._menu.addAction(self._words(key)).triggered.connect(lambda _=False, key=key: self._take(key))
        self._menu.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.open_list()
        else:
            super().keyPressEvent(event)

    def _take(self, key: str) -> None:
        self.set_value(key)
        self.edited.emit()

    def _words(self, key: str) -> str:
        function = self._functions.get(key)
        return getattr(function, FORMS.get(self._salutation, "neutral")) if function else key

"""F1: every key, in a small dialog."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QWidget

from avv_desktop.system.language import tr
from ui.actions import Shortcut
from ui.look.tokens import Space
from ui.widgets.controls import button, column, row, text


class KeysOverview(QDialog):
    def __init__(self, parent: QWidget, shortcuts: list[Shortcut]) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Keyboard"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.XXL)
        grid.setVerticalSpacing(Space.S)
        for line, shortcut in enumerate(shortcuts):
            keys = QKeySequence(shortcut.keys).toString(QKeySequence.SequenceFormat.NativeText)
            keys = keys.replace("Ctrl", tr("Ctrl")).replace("Shift", tr("Shift"))
            grid.addWidget(text(keys, "strong"), line, 0)
            grid.addWidget(text(shortcut.words), line, 1)
        close = button(tr("Close"), "primary")
        close.clicked.connect(self.accept)
        self.setLayout(
            column(text(tr("Keyboard"), "title"), grid, row(None, close), gap=Space.L, margins=(Space.XL,) * 4)
        )
        self.open()

"""One of the two sides: chosen from a list, or a file by dialog."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QStyle, QStyleOptionComboBox, QStylePainter

from avv_desktop.system.language import tr
from ui.compare.sides import Offer, Side, side_of
from ui.look.theme import refresh
from ui.look.tokens import Space
from ui.widgets.controls import column, row, text, tool
from ui.widgets.inputs import Choice

FILES = "*.pdf *.docx *.txt *.md *.html *.htm *.json *.avv"


class Chooser(QFrame):
    chosen = Signal(object)
    """A Side."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self.choice = _Cut(placeholder=tr("Choose an agreement, a template or a file"))
        self.choice.setAccessibleName(name)
        self.file = tool("folder-open", f"{name}: {tr('choose a file')}")
        line = row(self.choice, self.file)
        line.setStretch(0, 1)
        self.setLayout(column(text(name, "heading"), line, gap=Space.S, margins=(Space.L, Space.M, Space.L, Space.L)))
        self.choice.edited.connect(lambda: self.chosen.emit(side_of(self.choice.value())))
        self.file.clicked.connect(self._ask)

    def show_offers(self, offers: Iterable[Offer], side: Side | None) -> None:
        self.choice.set_options((each.side.written, each.words) for each in offers)
        self.choice.set_value(side.written if side else "")
        self.choice.setToolTip(self.choice.currentText())

    def show_drop(self, *, here: bool) -> None:
        """Whether what is dragged would be dropped here."""
        if bool(self.property("drop")) != here:
            self.setProperty("drop", "true" if here else None)
            refresh(self)

    def _ask(self) -> None:
        dialog = QFileDialog(self.window(), tr("Choose a file to compare"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([f"{tr('Agreements')} ({FILES})", f"{tr('All files')} (*)"])
        dialog.fileSelected.connect(lambda path: self.chosen.emit(Side("file", path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


class _Cut(Choice):
    """What is too long is cut with an ellipsis, and stands whole in the tooltip."""

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.currentIndex() < 0:
            super().paintEvent(event)
            return
        look = QStyleOptionComboBox()
        self.initStyleOption(look)
        field = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, look, QStyle.SubControl.SC_ComboBoxEditField, self
        )
        room = field.width() - Space.S
        look.currentText = self.fontMetrics().elidedText(look.currentText, Qt.TextElideMode.ElideRight, room)
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, look)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, look)

"""The document as it was read, line by line, beside what was made of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor, QTextFormat
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QTextEdit

from avv_desktop.system.language import tr
from ui.look import theme

if TYPE_CHECKING:
    from avv_desktop.intake.model import Intake


class SourceText(QPlainTextEdit):
    """`chosen(line)`: the number of the line a person went to."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._silent = True
        self._numbers: list[int] = []
        self._blocks: dict[int, int] = {}
        self._marked: tuple[int, int] = (-1, -1)
        self._left: frozenset[int] = frozenset()
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setAccessibleName(tr("The document"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.cursorPositionChanged.connect(self._went)

    def show_source(self, intake: Intake) -> None:
        """All its lines; what is nowhere in the tree is marked."""
        self._silent = True
        lines = intake.source.lines
        self._numbers = [line.number for line in lines]
        self._blocks = {}
        for block, number in enumerate(self._numbers):
            self._blocks.setdefault(number, block)
        self._left = frozenset(each.number for each in intake.leftovers)
        self.setPlainText("\n".join(_words(line.label, line.text) for line in lines))
        self._marked = (-1, -1)
        self._paint()
        self._silent = False

    def mark(self, first: int, last: int) -> None:
        """The lines from `first` to `last`, in sight."""
        start = self._blocks.get(first, -1)
        end = self._blocks.get(last, start)
        self._marked = (start, max(start, end))
        self._paint()
        if start >= 0:
            self._silent = True
            self.setTextCursor(QTextCursor(self.document().findBlockByNumber(start)))
            self._silent = False
            self.ensureCursorVisible()
            bar = self.verticalScrollBar()
            bar.setValue(max(0, start - 4) if self._far(start) else bar.value())

    def _far(self, block: int) -> bool:
        """Is the block so near an edge that what stands around it is not seen?"""
        box = self.blockBoundingGeometry(self.document().findBlockByNumber(block)).translated(self.contentOffset())
        return box.top() < 40 or box.bottom() > self.viewport().height() - 40

    def _went(self) -> None:
        if not self._silent and self._numbers:
            self.chosen.emit(self._numbers[min(self.textCursor().blockNumber(), len(self._numbers) - 1)])

    def _paint(self) -> None:
        colours = theme.colours()
        found = [
            self._band(self._blocks[number], colours.warning.background) for number in self._left & set(self._blocks)
        ]
        start, end = self._marked
        if start >= 0:
            found += [self._band(block, colours.accent_soft) for block in range(start, end + 1)]
        self.setExtraSelections(found)

    def _band(self, block: int, colour: str) -> QTextEdit.ExtraSelection:
        band = QTextEdit.ExtraSelection()
        look = QTextCharFormat()
        look.setBackground(QColor(colour))
        look.setProperty(QTextFormat.Property.FullWidthSelection, True)
        band.format = look
        band.cursor = QTextCursor(self.document().findBlockByNumber(block))
        return band

    def changeEvent(self, event) -> None:
        super().changeEvent(event)
        if event.type() == event.Type.PaletteChange and not self._silent:
            self._paint()


def _words(label: str, text: str) -> str:
    """One line, without the marks of bold words; what a line of a file may hold stays on it."""
    said = " ".join(f"{label} {text}".replace("**", "").splitlines())
    return said.replace("\t", "   ").strip()

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
        self._numbers, said = [], []
        for line in intake.source.lines:
            if line.blank_before and said:
                self._numbers.append(line.number)
                said.append("")
            self._numbers.append(line.number)
            said.append(_words(line.label, line.text))
        self._blocks = {number: block for block, number in enumerate(self._numbers)}
        self._left = frozenset(each.number for each in intake.leftovers)
        self.setPlainText("\n".join(said))
        self._marked = (-1, -1)
        self._paint()
        self._silent = False

    def mark(self, first: int, last: int) -> None:
        """The lines from `first` to `last`, in sight."""
        start = self._blocks.get(first, -1)
        end = self._blocks.get(last, start)
        self._marked = (start, max(start, end))
        self._paint()
        self._bring()

    def _bring(self) -> None:
        start = self._marked[0]
        if start < 0:
            return
        self._silent = True
        self.setTextCursor(QTextCursor(self.document().findBlockByNumber(start)))
        self._silent = False
        if not self.viewport().rect().adjusted(0, 40, 0, -80).contains(self.cursorRect()):
            self.centerCursor()

    def resizeEvent(self, event) -> None:
        super().resizeEvent(event)
        self._bring()

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
        band.cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        return band

    def changeEvent(self, event) -> None:
        super().changeEvent(event)
        if event.type() == event.Type.PaletteChange and not self._silent:
            self._paint()


def _words(label: str, text: str) -> str:
    """One line, without the marks of bold words; what a line of a file may hold stays on it."""
    said = " ".join(f"{label} {text}".replace("**", "").splitlines())
    return said.replace("\t", "   ").strip()

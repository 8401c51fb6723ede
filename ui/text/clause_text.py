"""The text of a clause as people edit it: words to type, and chips that are taken or left as a whole."""

from __future__ import annotations

import json

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QKeySequence, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextEdit

from avv_desktop.template.lines import text_line, written_line
from avv_desktop.template.markup import parse
from avv_desktop.template.text import Inline, TextLine
from ui.text.chips import CHIP, Named, read_lines, write_lines, write_parts
from ui.widgets.marked import MarkedText
from ui.widgets.text_inputs import _wants_undo

COPIED = "application/x-avv-clause-lines"
"""Lines in the markup of templates, as JSON: chips are pasted as chips."""


class ClauseText(MarkedText):
    """`edited` when a person changed something. `named` gives the words of a chip. Undo is left to the window."""

    edited = Signal()

    def __init__(self, name: str, named: Named) -> None:
        self._silent, self._before = True, 0
        super().__init__([], name, editable=True)
        self._named = named
        self._name = name
        self.setAcceptRichText(False)
        self.setUndoRedoEnabled(False)
        self.textChanged.connect(self._changed)
        self.cursorPositionChanged.connect(self._keep_out)
        self._silent = False

    # ---- what it says

    def show_lines(self, lines: tuple[TextLine, ...]) -> None:
        """Silent; the place of the cursor stays where it was."""
        self._silent = True
        at = self.textCursor().position()
        self.clear()
        write_lines(QTextCursor(self.document()), lines, self._named)
        self._dress()
        cursor = self.textCursor()
        cursor.setPosition(min(at, self.document().characterCount() - 1))
        self._before = cursor.position()
        self.setTextCursor(cursor)
        self._silent = False
        self._describe()

    def lines(self) -> tuple[TextLine, ...]:
        return read_lines(self.document().begin())

    def insert(self, part: Inline) -> None:
        """A chip where the cursor is."""
        cursor = self.textCursor()
        write_parts(cursor, (part,), self._named)
        self._dress()
        self.setTextCursor(cursor)
        self.setFocus()

    def _dress(self) -> None:
        """Colours are no edit."""
        before, self._silent = self._silent, True
        super()._dress()
        self._silent = before

    def _changed(self) -> None:
        if not self._silent:
            self._describe()
            self.edited.emit()

    def _describe(self) -> None:
        self.setAccessibleDescription(self.toPlainText())

    # ---- chips stay whole

    def _keep_out(self) -> None:
        """The cursor is never inside a chip: it goes on to the side it was moving to."""
        cursor = self.textCursor()
        at, anchor = cursor.position(), cursor.anchor()
        kept = self._outside(at, forward=at > self._before)
        kept_anchor = self._outside(anchor, forward=anchor > at) if anchor != at else kept
        self._before = kept
        if (kept, kept_anchor) != (at, anchor):
            cursor.setPosition(kept_anchor)
            cursor.setPosition(kept, QTextCursor.MoveMode.KeepAnchor)
            self.setTextCursor(cursor)
        self._type_plainly()

    def _type_plainly(self) -> None:
        """What is typed behind a chip is no part of it."""
        if not self.textCursor().hasSelection() and self.currentCharFormat().stringProperty(CHIP):
            self.setCurrentCharFormat(QTextCharFormat())

    def _outside(self, at: int, *, forward: bool) -> int:
        span = self.chip_at(at)
        return at if span is None or at in span else span[1] if forward else span[0]

    def chip_at(self, at: int) -> tuple[int, int] | None:
        """Beginning and end of the chip this place lies in or at the end of."""
        probe = QTextCursor(self.document())
        probe.setPosition(at)
        chip = probe.charFormat().stringProperty(CHIP)
        return self._span(probe, chip) if chip else None

    def _span(self, probe: QTextCursor, chip: str) -> tuple[int, int]:
        part = probe.block().begin()
        while not part.atEnd():
            fragment = part.fragment()
            if fragment.charFormat().stringProperty(CHIP) == chip:
                return fragment.position(), fragment.position() + fragment.length()
            part += 1
        return probe.position(), probe.position()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete) and not self.textCursor().hasSelection():
            self._take_chip(before=event.key() == Qt.Key.Key_Backspace)
        elif event.matches(QKeySequence.StandardKey.Bold):
            self._turn_bold()
            return
        elif (event.text().isprintable() and event.text()) or event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._make_room()
        super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        if event.commitString():
            self._make_room()
        super().inputMethodEvent(event)

    def _make_room(self) -> None:
        """What is selected gives way before something is typed."""
        if self.textCursor().hasSelection():
            self.textCursor().removeSelectedText()
        self._type_plainly()

    def _take_chip(self, *, before: bool) -> None:
        """Select the chip beside the cursor, so that it goes as a whole."""
        cursor = self.textCursor()
        at = cursor.position()
        span = self.chip_at(at if before else at + 1)
        if span and (span[1] == at if before else span[0] == at):
            cursor.setPosition(span[0])
            cursor.setPosition(span[1], QTextCursor.MoveMode.KeepAnchor)
            self.setTextCursor(cursor)

    def _turn_bold(self) -> None:
        look = QTextCharFormat()
        look.setFontWeight(400 if self.currentCharFormat().fontWeight() >= 600 else 700)
        if not self._chips_in_selection():
            self.mergeCurrentCharFormat(look)

    def _chips_in_selection(self) -> bool:
        cursor = self.textCursor()
        return any(self.chip_at(at) for at in range(cursor.selectionStart() + 1, cursor.selectionEnd() + 1))

    # ---- copied and pasted

    def createMimeDataFromSelection(self) -> QMimeData:
        cursor = self.textCursor()
        part = QTextDocument()
        QTextCursor(part).insertFragment(cursor.selection())
        made = QMimeData()
        made.setText(cursor.selection().toPlainText())
        lines = [written_line(line) for line in read_lines(part.begin())]
        made.setData(COPIED, json.dumps(lines).encode())
        return made

    def insertFromMimeData(self, source: QMimeData) -> None:
        if not source.hasFormat(COPIED):
            self.textCursor().insertText(source.text(), QTextCharFormat())
            return
        cursor = self.textCursor()
        cursor.removeSelectedText()
        for number, line in enumerate(json.loads(bytes(source.data(COPIED)))):
            read = text_line(line, _parsed)
            if number:
                cursor.insertBlock()
            cursor.insertText(f"{read.marker} " if read.marker not in ("", "|") else "", QTextCharFormat())
            for parts in read.cells or (read.parts,):
                write_parts(cursor, parts, self._named)
        self._dress()
        self.setTextCursor(cursor)

    def event(self, event: QEvent) -> bool:
        if _wants_undo(event):
            event.ignore()
            return False
        return QTextEdit.event(self, event)


def _parsed(text: str) -> tuple[Inline, ...]:
    try:
        return parse(text)
    except ValueError:
        from avv_desktop.template.text import Words

        return (Words(text),)

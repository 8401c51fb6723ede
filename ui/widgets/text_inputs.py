"""Words: one line, or several."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeySequence, QWheelEvent
from PySide6.QtWidgets import QLineEdit, QTextEdit

from ui.look.tokens import Space

UNDOING = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


def _wants_undo(event: QEvent) -> bool:
    return event.type() == QEvent.Type.ShortcutOverride and any(event.matches(key) for key in UNDOING)


class TextInput(QLineEdit):
    """One line. The value is the text without blanks around it."""

    edited = Signal()

    def __init__(self, placeholder: str = "", *, own_undo: bool = False) -> None:
        super().__init__()
        self._own_undo = own_undo
        self.setPlaceholderText(placeholder)
        self.textEdited.connect(self.edited)

    def value(self) -> str:
        return self.text().strip()

    def set_value(self, value: object) -> None:
        words = "" if value is None else str(value)
        if words == self.value():
            return
        at = self.cursorPosition()
        self.setText(words)
        self.setCursorPosition(at if self.hasFocus() else 0)  # a long value shows its beginning

    def event(self, event: QEvent) -> bool:
        if not self._own_undo and _wants_undo(event):
            event.ignore()
            return False
        return super().event(event)


class LongTextInput(QTextEdit):
    """Several lines, as high as the text is; Tab leaves it."""

    edited = Signal()

    def __init__(self, placeholder: str = "", *, lines: int = 3, most: int = 14, own_undo: bool = False) -> None:
        super().__init__()
        self._own_undo, self._lines, self._most = own_undo, lines, most
        self._silent = False
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setPlaceholderText(placeholder)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.textChanged.connect(self._changed)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        self._grow()

    def value(self) -> str:
        return self.toPlainText().strip()

    def set_value(self, value: object) -> None:
        words = "" if value is None else str(value)
        if words == self.value():
            return
        self._silent = True
        at = self.textCursor().position()
        self.setPlainText(words)
        cursor = self.textCursor()
        cursor.setPosition(min(at, len(words)))
        self.setTextCursor(cursor)
        self._silent = False

    def event(self, event: QEvent) -> bool:
        if not self._own_undo and _wants_undo(event):
            event.ignore()
            return False
        return super().event(event)

    def _changed(self) -> None:
        if not self._silent:
            self.edited.emit()

    def _grow(self) -> None:
        line = self.fontMetrics().lineSpacing()
        around = 2 * Space.S + 2 + round(2 * self.document().documentMargin())
        wanted = round(self.document().size().height()) + 2 * Space.S + 2
        self.setFixedHeight(max(self._lines * line + around, min(wanted, self._most * line + around)))

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.verticalScrollBar().maximum() > 0 and self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()  # the form scrolls

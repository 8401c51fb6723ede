"""Nothing there: say what to do, not that there is nothing."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from ui.look.icons import Glyph
from ui.look.tokens import Space
from ui.widgets.controls import centred, column, row, text


class Empty(QWidget):
    def __init__(self, glyph: str, title: str, words: str, *actions: QPushButton) -> None:
        super().__init__()
        self.title, self.words = text(title, "title"), text(words, "soft", wrap=True)
        self.words.setFixedWidth(380)
        self.words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        parts = (Glyph(glyph, 56, "faint"), self.title, self.words)
        self.setLayout(column(None, *map(centred, parts), Space.S, centred(row(*actions)), None, None))

"""Text with rounded marks behind some of its words: fields in a clause, changes in a comparison.

The marks are real characters, not embedded objects, so they can be read aloud, copied and searched.
"""

from enum import IntEnum

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextFormat
from PySide6.QtWidgets import QFrame, QTextEdit

from ui.look import theme
from ui.look.tokens import Pair

MARK = QTextFormat.Property.UserProperty + 1


class Mark(IntEnum):
    NONE, FIELD, MISSING, INSERTED, DELETED = range(5)


SPOKEN = {Mark.INSERTED: "eingefügt: {}", Mark.DELETED: "gelöscht: {}", Mark.MISSING: "{} fehlt"}
Run = tuple[Mark, str]


class MarkedText(QTextEdit):
    """As high as its text; scrolls never."""

    def __init__(self, runs: list[Run], name: str, *, editable: bool = False) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setAccessibleDescription(" ".join(SPOKEN.get(mark, "{}").format(words) for mark, words in runs))
        self.setReadOnly(not editable)
        self.setAcceptDrops(editable)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(2)
        if not editable:
            self.setFrameShape(QFrame.Shape.NoFrame)
            self.setProperty("plain", True)
            self.viewport().setAutoFillBackground(False)
            self.setViewportMargins(-2, 0, 0, 0)  # text flush with its neighbours, room left for a mark
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._write(runs)

    def _write(self, runs: list[Run]) -> None:
        cursor = self.textCursor()
        block = QTextBlockFormat()
        block.setLineHeight(150, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor.setBlockFormat(block)
        for mark, words in runs:
            look = QTextCharFormat()
            look.setProperty(MARK, int(mark))
            cursor.insertText(words, look)
        self._dress()

    def _dress(self) -> None:
        for start, words, mark in self._marked():
            look = QTextCharFormat()
            look.setForeground(theme.qcolor(_pair(mark).text))
            look.setFontStrikeOut(mark == Mark.DELETED)
            look.setFontUnderline(mark == Mark.INSERTED)
            if mark in (Mark.FIELD, Mark.MISSING):
                look.setFontWeight(500)
            cursor = QTextCursor(self.document())
            cursor.setPosition(start)
            cursor.setPosition(start + len(words), QTextCursor.MoveMode.KeepAnchor)
            cursor.mergeCharFormat(look)

    def _marked(self) -> list[tuple[int, str, Mark]]:
        found, block = [], self.document().begin()
        while block.isValid():
            part = block.begin()
            while not part.atEnd():
                piece = part.fragment()
                mark = Mark(piece.charFormat().intProperty(MARK))
                if mark:
                    found.append((piece.position(), piece.text(), mark))
                part += 1
            block = block.next()
        return found

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for start, words, mark in self._marked():
            painter.setBrush(theme.qcolor(_pair(mark).background))
            for box in self._boxes(start, start + len(words)):
                painter.drawRoundedRect(box.adjusted(-2, 0, 2, 0), 4, 4)
        painter.end()
        super().paintEvent(event)

    def _boxes(self, start: int, end: int) -> list[QRectF]:
        """One rectangle for each line the characters from start to end stand on."""
        block = self.document().findBlock(start)
        layout, origin = block.layout(), block.position()
        top_left = self.document().documentLayout().blockBoundingRect(block).topLeft()
        top_left.setY(top_left.y() - self.verticalScrollBar().value())
        boxes = []
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            first, last = line.textStart() + origin, line.textStart() + line.textLength() + origin
            if start < last and end > first:
                if end > last:  # the space at which the line was broken is not part of the mark
                    last -= 1
                left = line.cursorToX(max(start, first) - origin)[0]
                right = line.cursorToX(min(end, last) - origin)[0]
                height = line.ascent() + line.descent()
                box = QRectF(min(left, right), line.y(), abs(right - left), height)
                boxes.append(box.translated(top_left))
        return boxes

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._dress()

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self, size: object = None) -> None:
        around = self.height() - self.viewport().height()
        self.setFixedHeight(round(self.document().size().height()) + around)


def _pair(mark: Mark) -> Pair:
    c = theme.colours()
    field = Pair(c.accent_text, c.accent_soft)
    return {Mark.FIELD: field, Mark.MISSING: c.warning, Mark.INSERTED: c.inserted, Mark.DELETED: c.deleted}[mark]

"""The agreement as text to read: headings, paragraphs, lists and tables, without any markup of its own."""

from __future__ import annotations

from PySide6.QtGui import QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QTextBrowser

from avv_desktop.document import model as m
from avv_desktop.system.language import tr
from ui.look.tokens import Space, Type

SIZES = {1: Type.TITLE, 2: Type.SUBTITLE + 1, 3: Type.SUBTITLE}


class Reading(QTextBrowser):
    """Read-only, with the keyboard to move in it; keeps its place when the text changes."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Text of the agreement"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(Space.XL)
        self.setProperty("plain", True)

    def show_document(self, document: m.Document) -> None:
        at, place = self.verticalScrollBar().value(), self.textCursor().position()
        self.clear()
        writer = _Writer(QTextCursor(self.document()))
        writer.write(document)
        cursor = self.textCursor()
        cursor.setPosition(min(place, max(0, self.document().characterCount() - 1)))
        self.setTextCursor(cursor)
        self.verticalScrollBar().setValue(at)


class _Writer:
    def __init__(self, cursor: QTextCursor) -> None:
        self.cursor = cursor
        self.first = True

    def write(self, document: m.Document) -> None:
        self.heading(words(document.title), 1)
        self.line(words(document.subtitle))
        self.line(f"Nummer {document.number.text}, Fassung {document.version.text}")
        for party in document.parties:
            self.line(party.intro)
            self.line(party.name.text, 1, strong=True)
            for said in (words(party.runs), words(party.represented), f"{party.role} {party.term}".strip()):
                self.line(said, 1)
        self.line(document.closing)
        for section in document.sections:
            self.section(section, 2)

    def section(self, section: m.Section, level: int) -> None:
        self.heading(" ".join(filter(None, (section.label, section.title))), level)
        self.line(words(section.note))
        self.blocks(section.blocks, 0)
        for inner in section.sections:
            self.section(inner, min(level + 1, 6))

    def blocks(self, blocks: tuple[m.Block, ...], depth: int) -> None:
        for block in blocks:
            match block:
                case m.Paragraph():
                    self.line(f"{block.label} {words(block.runs)}".strip(), depth)
                    self.blocks(block.blocks, depth + 1)
                case m.Items():
                    for item in block.items:
                        self.line(f"{item.label or '–'} {words(item.runs)}", depth + 1)
                        self.blocks(item.blocks, depth + 2)
                case m.Table():
                    self.table(block)
                case m.Card():
                    self.line(words(block.title), depth, strong=True)
                    for name, runs in block.lines:
                        self.line(f"{name}: {words(runs)}", depth + 1)
                case m.SignatureBlock():
                    self.line(block.title, depth, strong=True)
                    self.line(words(block.place), depth)
                    for line in block.lines:
                        self.line(", ".join(filter(None, (line.name, line.function))), depth + 1)
                    self.line(block.note, depth)

    def table(self, table: m.Table) -> None:
        """Row by row, each value with its column's name: that is how it is read aloud."""
        self.line(table.title, strong=True)
        for row in table.rows:
            cells = zip(table.header, row, strict=False)
            self.line("; ".join(f"{head}: {words(cell)}" for head, cell in cells if words(cell)), 1)

    def heading(self, said: str, level: int) -> None:
        form, look = QTextBlockFormat(), QTextCharFormat()
        form.setHeadingLevel(level)
        form.setTopMargin(Space.XL if level <= 2 else Space.L)
        form.setBottomMargin(Space.S)
        look.setFontWeight(Type.STRONG)
        look.setProperty(QTextCharFormat.Property.FontPixelSize, SIZES.get(level, Type.BODY))
        self._put(said, form, look)

    def line(self, said: str, depth: int = 0, *, strong: bool = False) -> None:
        form, look = QTextBlockFormat(), QTextCharFormat()
        form.setLeftMargin(depth * Space.XL)
        form.setBottomMargin(Space.S)
        form.setLineHeight(140, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        look.setFontWeight(Type.STRONG if strong else Type.REGULAR)
        self._put(said, form, look)

    def _put(self, said: str, form: QTextBlockFormat, look: QTextCharFormat) -> None:
        if not said.strip():
            return
        if self.first:
            self.cursor.setBlockFormat(form)
            self.cursor.setCharFormat(look)
            self.first = False
        else:
            self.cursor.insertBlock(form, look)
        self.cursor.insertText(said.replace("\u2029", " "), look)


def words(runs: m.Runs) -> str:
    return "".join(run.text for run in runs)

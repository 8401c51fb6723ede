"""The lines of a clause as text with chips, and back: every field or reference is one piece that nobody types into."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import count

from PySide6.QtGui import QTextBlock, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextFormat

from avv_desktop.template.markup import parse, written
from avv_desktop.template.text import FieldSlot, Inline, OptionalPart, ReferenceSlot, StrongWords, TextLine, Words
from ui.widgets.marked import MARK, Mark

CHIP = QTextFormat.Property.UserProperty + 2
"""A number of its own and the markup of what stands here: "7 {controller.company|party}"."""
ROW = QTextFormat.Property.UserProperty + 3
ITEM = re.compile(r"^([a-z]{1,2}\)|\d{1,3}\.|-|–|•) +(.*)$")
BETWEEN = " │ "
"""Between the cells of a row."""
Named = Callable[[str], str]
"""The words of a field's name, or of what a reference leads to."""
_numbers = count(1)


def write_lines(cursor: QTextCursor, lines: tuple[TextLine, ...], named: Named) -> None:
    """One paragraph of the text for each line."""
    for number, line in enumerate(lines):
        block = QTextBlockFormat()
        block.setLineHeight(150, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        block.setIndent(line.level + bool(line.marker and line.marker != "|"))
        block.setProperty(ROW, line.marker == "|")
        if number:
            cursor.insertBlock(block, QTextCharFormat())
        else:
            cursor.setBlockFormat(block)
        if line.marker == "|":
            for at, cell in enumerate(line.cells):
                cursor.insertText(BETWEEN if at else "", QTextCharFormat())
                write_parts(cursor, cell, named)
            continue
        if line.marker:
            cursor.insertText(f"{'–' if line.marker == '-' else line.marker} ", QTextCharFormat())
        write_parts(cursor, line.parts, named)


def write_parts(cursor: QTextCursor, parts: tuple[Inline, ...], named: Named) -> None:
    for part in parts:
        match part:
            case Words():
                cursor.insertText(part.text, QTextCharFormat())
            case StrongWords():
                strong = QTextCharFormat()
                strong.setFontWeight(700)
                cursor.insertText(part.text, strong)
            case _:
                cursor.insertText(words_of(part, named), chip_format(part))
    cursor.setCharFormat(QTextCharFormat())


def chip_format(part: Inline) -> QTextCharFormat:
    """How a chip is marked; each is one of its own, so that neighbours do not run together."""
    look = QTextCharFormat()
    look.setProperty(MARK, int(Mark.FIELD))
    look.setProperty(CHIP, f"{next(_numbers)} {written((part,))}")
    return look


def words_of(part: Inline, named: Named) -> str:
    """What a chip says."""
    match part:
        case FieldSlot():
            return named(part.name).replace(" ", "\u00a0")
        case ReferenceSlot():
            return named(part.target).replace(" ", "\u00a0")
        case OptionalPart():
            return "".join(words_of(each, named) for each in part.parts)
    return part.text


# ---- and back


def read_lines(block: QTextBlock) -> tuple[TextLine, ...]:
    """What stands there now, from this paragraph of the text on."""
    found = []
    while block.isValid():
        found.append(_line(block))
        block = block.next()
    return tuple(found)


def _line(block: QTextBlock) -> TextLine:
    level = block.blockFormat().indent()
    pieces = list(pieces_of(block))
    if block.blockFormat().boolProperty(ROW):
        return TextLine((), "|", level, tuple(_joined(cell) for cell in _cells(pieces)))
    words = pieces[0].text if pieces and isinstance(pieces[0], Words) else ""
    marked = ITEM.match(words)
    if marked and (marked[2] or len(pieces) > 1):
        marker = "-" if marked[1] in "-–•" else marked[1]
        return TextLine(_joined([Words(marked[2]), *pieces[1:]]), marker, max(0, level - 1))
    return TextLine(_joined(pieces), "", level)


def pieces_of(block: QTextBlock) -> list[Inline]:
    """Words, strong words, and what stands behind each chip."""
    found: list[Inline] = []
    part = block.begin()
    while not part.atEnd():
        fragment = part.fragment()
        look, text = fragment.charFormat(), fragment.text().replace("\u2028", " ")
        if chip := look.stringProperty(CHIP):
            found += parse(chip.partition(" ")[2])
        elif look.fontWeight() >= 600:
            found.append(StrongWords(text))
        else:
            found.append(Words(text))
        part += 1
    return found


def _joined(pieces: list[Inline]) -> tuple[Inline, ...]:
    """Neighbouring words are one piece."""
    found: list[Inline] = []
    for piece in pieces:
        if isinstance(piece, Words) and found and isinstance(found[-1], Words):
            found[-1] = Words(found[-1].text + piece.text)
        elif not isinstance(piece, Words) or piece.text:
            found.append(piece)
    return tuple(found)


def _cells(pieces: list[Inline]) -> list[list[Inline]]:
    cells: list[list[Inline]] = [[]]
    for piece in pieces:
        if not isinstance(piece, Words):
            cells[-1].append(piece)
            continue
        first, *rest = piece.text.split(BETWEEN.strip())
        cells[-1].append(Words(first))
        cells += [[Words(each)] for each in rest]
    return cells

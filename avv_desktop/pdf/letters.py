"""Letters of a page with their places, weights and tags. Only `pages` calls it, on an open page, with its lock."""

from __future__ import annotations

import ctypes
import math
from typing import Any

from msgspec import Struct

from avv_desktop.pdf.tags import Tag, tags_of

HYPHEN = "\x02"
"""What PDFium makes of a hyphen at the end of a line."""
BOLD = 600
"""Weights from here on are bold."""
MOST_MARKS = 60
NO_MARK, ARTIFACT = -1, -2
NARROWEST, WIDE = 5.0, 0.5
"""A gap that divides stretches: points, and sizes of the letters; whichever is more."""
TOUCHING = 0.12
"""Sizes of the letters: what is nearer has no blank between."""
THIN, SHORT = 2.5, 15.0
"""Points: a drawn rule is thinner than the one and longer than the other."""
MOST_DRAWN = 5000
"""Drawings of a page that are looked at."""
FAR = 1e9


class Stretch(Struct, frozen=True):
    """Letters of one line, one weight and one mark, without a wide gap.

    Places are in points, from the left and from the top of the page; bottom: the base line.
    line: counts the lines in the order of the file.
    mark: number of the marked content, NO_MARK, or ARTIFACT (furniture: the file says so, or it is set aslant).
    """

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    bold: bool
    mark: int
    line: int
    word: float = 0.0
    """Right edge of its first word."""


class PageText(Struct, frozen=True):
    """`tags`: what the page's structure says, empty where it has none. letters: how many there are, blanks too.

    rules: level lines that are drawn: (left, right, distance from the top) in points.
    """

    width: float
    height: float
    letters: int
    stretches: tuple[Stretch, ...]
    tags: tuple[Tag, ...]
    rules: tuple[tuple[float, float, float], ...] = ()


def page_text(page: Any, most: int) -> PageText:
    """The page's text; of more than `most` letters the first ones."""
    width, height = page.get_size()
    words = page.get_textpage()
    try:
        reader = _Reader(words.raw, height)
        count = words.count_chars()
        reader.read(min(count, most))
        return PageText(width, height, count, tuple(reader.found), tags_of(page), _rules(page, height))
    finally:
        words.close()


class _Reader:
    def __init__(self, words: Any, height: float) -> None:
        self._words, self._height = words, height
        self.found: list[Stretch] = []
        self._line = 0
        self._blank = False
        self._looks: dict[int, tuple[bool, int]] = {}
        self._box = [ctypes.c_double() for _ in range(4)]
        self._forget()

    def _forget(self) -> None:
        self._text: list[str] = []
        self._look: tuple[bool, int] = (False, NO_MARK)
        self._edges = (FAR, -FAR)
        self._size = self._word = self._base = 0.0

    def read(self, count: int) -> None:
        import pypdfium2.raw as raw

        for index in range(count):
            letter = raw.FPDFText_GetUnicode(self._words, index)
            if letter in (13, 10):
                self._close()
                self._blank = False
                self._line += letter == 10
                continue
            owner = raw.FPDFText_GetTextObject(self._words, index)
            if not owner:  # a blank that PDFium put between two pieces of text
                self._blank = True
                continue
            if self._blank:
                self._separate(index)
            self._letter(index, letter, owner)
            if letter == ord(HYPHEN):  # PDFium joins such a line with the next
                self._close()
                self._line += 1
        self._close()

    def _separate(self, index: int) -> None:
        """Keep such a blank where one can be seen: not before a full stop or a hyphen that was set apart."""
        import pypdfium2.raw as raw

        self._blank = False
        left, right, bottom, top = self._box
        before = self._edges[1] if self._edges[1] > -FAR else self.found[-1].right if self.found else -FAR
        known = raw.FPDFText_GetCharBox(self._words, index, left, right, bottom, top)
        if known and -1 < left.value - before < TOUCHING * self._size:
            return
        self._text.append(" ")
        self._word = self._word or max(self._edges[1], 0.0)

    def _letter(self, index: int, letter: int, owner: Any) -> None:
        import pypdfium2.raw as raw

        look = self._look_of(index, owner)
        if look != self._look:
            self._close()
            self._look = look
        if not self._size:
            self._measure(index)
        left, right, bottom, top = self._box
        if (letter > 32 or letter == ord(HYPHEN)) and raw.FPDFText_GetCharBox(
            self._words, index, left, right, bottom, top
        ):
            if left.value > self._edges[1] + max(NARROWEST, WIDE * self._size) and self._edges[0] < FAR:
                self._close()
                self._look = look
                self._measure(index)
            self._edges = min(self._edges[0], left.value), max(self._edges[1], right.value)
        elif letter == 32 and not self._word:
            self._word = max(self._edges[1], 0.0)
        self._text.append(chr(letter) if letter < 0x110000 else "\ufffd")

    def _measure(self, index: int) -> None:
        """Size and base line, which are those of the whole stretch."""
        import pypdfium2.raw as raw

        matrix, x, y = raw.FS_MATRIX(), ctypes.c_double(), ctypes.c_double()
        scale = 1.0
        if raw.FPDFText_GetMatrix(self._words, index, matrix):
            scale = math.hypot(matrix.c, matrix.d)
            if abs(matrix.b) > 0.1 * abs(matrix.a):
                self._look = (self._look[0], ARTIFACT)
        self._size = min(max(raw.FPDFText_GetFontSize(self._words, index) * scale, 0.1), 1000.0)
        if raw.FPDFText_GetCharOrigin(self._words, index, x, y):
            self._base = self._height - y.value

    def _look_of(self, index: int, owner: Any) -> tuple[bool, int]:
        """Weight and mark, asked once for all letters of one piece of text."""
        import pypdfium2.raw as raw

        key = ctypes.cast(owner, ctypes.c_void_p).value or 0
        if key not in self._looks:
            mark = raw.FPDFPageObj_GetMarkedContentID(owner)
            bold = raw.FPDFText_GetFontWeight(self._words, index) >= BOLD or _bold_name(self._words, index)
            self._looks[key] = bold, ARTIFACT if mark < 0 and _is_artifact(owner) else max(mark, NO_MARK)
        return self._looks[key]

    def _close(self) -> None:
        text = "".join(self._text).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        if text and self._edges[0] < FAR:
            left, right = self._edges
            bold, mark = self._look
            size, word = round(self._size, 1), self._word or right
            top, bottom = self._base - self._size, self._base
            self._mend_break(left, bottom)
            self.found.append(Stretch(text, left, right, top, bottom, size, bold, mark, self._line, word))
        elif text and self.found and self.found[-1].line == self._line:
            self.found[-1] = _with_blank(self.found[-1])
        self._forget()

    def _mend_break(self, left: float, base: float) -> None:
        """PDFium also breaks a line before a full stop or a hyphen that was set apart."""
        last = self.found[-1] if self.found else None
        if last is None or last.line != self._line - 1 or abs(last.bottom - base) > 0.2 * last.size:
            return
        if -1 < left - last.right < WIDE * last.size and not last.text.endswith(HYPHEN):
            self._line = last.line
            if left - last.right > TOUCHING * last.size:
                self.found[-1] = _with_blank(last)


def _with_blank(last: Stretch) -> Stretch:
    from msgspec.structs import replace

    return last if last.text.endswith(" ") else replace(last, text=last.text + " ")


def _bold_name(words: Any, index: int) -> bool:
    """Fonts without a stated weight say it in their name."""
    import pypdfium2.raw as raw

    buffer, flags = ctypes.create_string_buffer(200), ctypes.c_int()
    length = raw.FPDFText_GetFontInfo(words, index, buffer, 200, flags)
    name = buffer.value[: min(length, 200)].lower()
    return b"bold" in name or b"black" in name or b"heavy" in name


def _is_artifact(owner: Any) -> bool:
    import pypdfium2.raw as raw

    for index in range(min(max(raw.FPDFPageObj_CountMarks(owner), 0), MOST_MARKS)):
        mark = raw.FPDFPageObj_GetMark(owner, index)
        buffer, length = (raw.FPDF_WCHAR * 64)(), ctypes.c_ulong()
        if mark and raw.FPDFPageObjMark_GetName(mark, buffer, 128, length):
            name = bytes(buffer)[: max(length.value - 2, 0)].decode("utf-16-le", "replace")
            if name == "Artifact":
                return True
    return False


def _rules(page: Any, height: float) -> tuple[tuple[float, float, float], ...]:
    import pypdfium2.raw as raw

    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    found = []
    for index in range(min(raw.FPDFPage_CountObjects(page.raw), MOST_DRAWN)):
        drawn = raw.FPDFPage_GetObject(page.raw, index)
        is_path = raw.FPDFPageObj_GetType(drawn) == raw.FPDF_PAGEOBJ_PATH
        if not is_path or not raw.FPDFPageObj_GetBounds(drawn, left, bottom, right, top):
            continue
        if right.value - left.value > SHORT and top.value - bottom.value < THIN:
            found.append((left.value, right.value, height - (top.value + bottom.value) / 2))
    return tuple(found)

"""Letters of a page with their places, weights and tags. Only `pages` calls it, on an open page, with its lock."""

from __future__ import annotations

import ctypes
from typing import Any

from msgspec import Struct

HYPHEN = "\x02"
"""What PDFium makes of a hyphen at the end of a line."""
BOLD = 600
"""Weights from here on are bold."""
DEEPEST = 60
"""Tags that may stand inside one another."""
NO_MARK, ARTIFACT = -1, -2
NARROWEST, WIDE = 14.0, 1.5
"""A gap between columns: points, and sizes of the letters; whichever is more."""
FAR = 1e9


class Stretch(Struct, frozen=True):
    """Letters of one line, one weight and one mark, without a gap as between columns.

    Places are in points, from the left and from the top of the page. line: counts the lines in the order of the file.
    mark: number of the marked content, NO_MARK, or ARTIFACT (furniture, as the file itself says).
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


class Tag(Struct, frozen=True):
    """An element of a tagged page: "P", "H2", "TD" …; children are elements and numbers of marked content."""

    kind: str
    children: tuple[Tag | int, ...] = ()


class PageText(Struct, frozen=True):
    """`tags`: what the page's structure says, empty where it has none. letters: how many there are, blanks too."""

    width: float
    height: float
    letters: int
    stretches: tuple[Stretch, ...]
    tags: tuple[Tag, ...]


def page_text(page: Any, most: int) -> PageText:
    """The page's text; of more than `most` letters the first ones."""
    width, height = page.get_size()
    words = page.get_textpage()
    try:
        reader = _Reader(words.raw, height)
        count = words.count_chars()
        reader.read(min(count, most))
        return PageText(width, height, count, tuple(reader.found), _tags(page))
    finally:
        words.close()


class _Reader:
    def __init__(self, words: Any, height: float) -> None:
        self._words, self._height = words, height
        self.found: list[Stretch] = []
        self._line = 0
        self._looks: dict[int, tuple[bool, int]] = {}
        self._box = [ctypes.c_double() for _ in range(4)]
        self._forget()

    def _forget(self) -> None:
        self._text: list[str] = []
        self._look: tuple[bool, int] = (False, NO_MARK)
        self._edges = (FAR, -FAR, FAR, -FAR)
        self._size = 0.0

    def read(self, count: int) -> None:
        import pypdfium2.raw as raw

        for index in range(count):
            letter = raw.FPDFText_GetUnicode(self._words, index)
            if letter in (13, 10):
                self._close()
                self._line += letter == 10
                continue
            owner = raw.FPDFText_GetTextObject(self._words, index)
            if not owner:  # a blank that PDFium put between words
                self._text.append(" ")
                continue
            self._letter(index, letter, owner)
            if letter == ord(HYPHEN):  # PDFium joins such a line with the next
                self._close()
                self._line += 1
        self._close()

    def _letter(self, index: int, letter: int, owner: Any) -> None:
        import pypdfium2.raw as raw

        look = self._look_of(index, owner)
        if look != self._look:
            self._close()
            self._look = look
        size = self._size or raw.FPDFText_GetFontSize(self._words, index)
        left, right, bottom, top = self._box
        if (letter > 32 or letter == ord(HYPHEN)) and raw.FPDFText_GetCharBox(
            self._words, index, left, right, bottom, top
        ):
            if left.value > self._edges[1] + max(NARROWEST, WIDE * size) and self._edges[0] < FAR:
                self._close()
                self._look = look
            edges = self._edges
            self._edges = (
                min(edges[0], left.value), max(edges[1], right.value),
                min(edges[2], self._height - top.value), max(edges[3], self._height - bottom.value),
            )  # fmt: skip
        self._size = size
        self._text.append(chr(letter) if letter < 0x110000 else "\ufffd")

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
            left, right, top, bottom = self._edges
            bold, mark = self._look
            self.found.append(Stretch(text, left, right, top, bottom, round(self._size, 1), bold, mark, self._line))
        elif text and self.found and self.found[-1].line == self._line:
            self.found[-1] = _with_blank(self.found[-1])
        self._forget()


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

    for index in range(min(max(raw.FPDFPageObj_CountMarks(owner), 0), DEEPEST)):
        mark = raw.FPDFPageObj_GetMark(owner, index)
        buffer, length = (raw.FPDF_WCHAR * 64)(), ctypes.c_ulong()
        if mark and raw.FPDFPageObjMark_GetName(mark, buffer, 128, length):
            name = bytes(buffer)[: max(length.value - 2, 0)].decode("utf-16-le", "replace")
            if name == "Artifact":
                return True
    return False


# ---- tags


def _tags(page: Any) -> tuple[Tag, ...]:
    import pypdfium2.raw as raw

    tree = raw.FPDF_StructTree_GetForPage(page.raw)
    if not tree:
        return ()
    try:
        found = []
        for index in range(max(raw.FPDF_StructTree_CountChildren(tree), 0)):
            child = raw.FPDF_StructTree_GetChildAtIndex(tree, index)
            if child:
                found.append(_tag(child, DEEPEST))
        return tuple(found)
    finally:
        raw.FPDF_StructTree_Close(tree)


def _tag(element: Any, left: int) -> Tag:
    import pypdfium2.raw as raw

    children: list[Tag | int] = []
    for index in range(max(raw.FPDF_StructElement_CountChildren(element), 0) if left else 0):
        mark = raw.FPDF_StructElement_GetChildMarkedContentID(element, index)
        child = raw.FPDF_StructElement_GetChildAtIndex(element, index) if mark < 0 else None
        if mark >= 0:
            children.append(mark)
        elif child:
            children.append(_tag(child, left - 1))
    return Tag(_kind(element), tuple(children))


def _kind(element: Any) -> str:
    import pypdfium2.raw as raw

    length = raw.FPDF_StructElement_GetType(element, None, 0)
    buffer = ctypes.create_string_buffer(min(length, 400))
    raw.FPDF_StructElement_GetType(element, buffer, min(length, 400))
    return buffer.raw.decode("utf-16-le", "replace").rstrip("\0")

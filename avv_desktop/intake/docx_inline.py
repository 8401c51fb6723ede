"""The letters of one paragraph of Word, in one of both readings: all changes accepted, or all rejected."""

from __future__ import annotations

import re
from typing import Any, Literal

from avv_desktop.intake.docx_changes import is_gone
from avv_desktop.intake.docx_package import MC, M, W
from avv_desktop.intake.docx_styles import Style, Styles, switch, value
from avv_desktop.intake.pieces import SOFT_HYPHEN, Pieces

_SILENT = {
    f"{W}{tag}"
    for tag in (
        "pPr", "rPr", "tblPr", "sdtPr", "sdtEndPr", "instrText", "delInstrText", "fldData", "rt", "proofErr",
        "bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef",
        "footnoteRef", "endnoteRef", "separator",
    )
}  # fmt: skip
_LETTERS = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_SYMBOLS = {0xF0FE: "☒", 0xF0FD: "☒", 0xF078: "☒", 0xF052: "☑", 0xF0A8: "☐", 0xF06F: "☐", 0xF0FC: "✓", 0xF0B7: "•"}
"""Of the fonts Wingdings and Symbol: boxes to tick."""


class Inline:
    """`boxes` and `notes` (kind, id) met since they were last taken; furniture: (kind, letters)."""

    def __init__(self, styles: Styles, *, before: bool) -> None:
        self.styles, self.before = styles, before
        self.boxes: list[Any] = []
        self.notes: list[tuple[str, str]] = []
        self.furniture: list[tuple[Literal["hyphenation", "hidden"], str]] = []
        self._fields: list[str] = []

    def pieces(self, paragraph: Any, style: Style) -> Pieces:
        found: Pieces = []
        self._walk(paragraph, style, found)
        self._fields = [each for each in self._fields if each != "code"]  # one that is never closed hides nothing
        return found

    def _walk(self, node: Any, style: Style, found: Pieces) -> None:
        for child in node:
            tag = child.tag
            if tag in _SILENT or is_gone(child, before=self.before):
                continue
            if tag == f"{W}r":
                self._run(child, style, found)
            elif tag == f"{M}t":
                found.append((child.text or "", False))
            elif tag == f"{MC}Fallback":
                if node.find(f"{MC}Choice") is None:
                    self._walk(child, style, found)
            elif tag == f"{W}txbxContent":
                self.boxes.append(child)
            else:
                self._walk(child, style, found)

    def _run(self, run: Any, style: Style, found: Pieces) -> None:
        letters = run.find(f"{W}rPr")
        named = self.styles.of(value(letters, "rStyle")) if value(letters, "rStyle") else style
        bold = switch(letters, "b", style.bold if named.bold is None else named.bold)
        hidden = switch(letters, "vanish", style.hidden if named.hidden is None else named.hidden)
        said: Pieces = []
        self._inside(run, style, said)
        if hidden:
            self.furniture += [("hidden", text) for text, _ in said if text.strip()]
            return
        found += [(text, bool(bold)) for text, _ in said]

    def _inside(self, run: Any, style: Style, found: Pieces) -> None:
        for child in run:
            tag = child.tag
            if tag == f"{W}fldChar":
                self._field(child.get(f"{W}fldCharType", ""))
            elif tag in _SILENT or "code" in self._fields:
                continue
            elif tag in (f"{W}t", f"{W}delText"):
                found.append((self._unhyphenated(child.text or ""), False))
            elif tag in _LETTERS:
                found.append((_LETTERS[tag], False))
            elif tag == f"{W}sym":
                found.append((_symbol(child.get(f"{W}char", "")), False))
            elif tag == f"{W}softHyphen":
                self.furniture.append(("hyphenation", SOFT_HYPHEN))
            elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
                self.notes.append((tag[len(W) : -len("Reference")], child.get(f"{W}id", "")))
            else:
                self._walk_one(child, style, found)

    def _walk_one(self, child: Any, style: Style, found: Pieces) -> None:
        """Drawings, text boxes, ruby letters: whatever else stands in a run."""
        if child.tag == f"{MC}AlternateContent":
            choice = child.find(f"{MC}Choice")
            child = choice if choice is not None else child
        self._walk(child, style, found)

    def _field(self, part: str) -> None:
        if part == "begin":
            self._fields.append("code")
        elif self._fields and part == "separate":
            self._fields[-1] = "result"
        elif self._fields and part == "end":
            self._fields.pop()

    def _unhyphenated(self, text: str) -> str:
        if SOFT_HYPHEN in text:
            self.furniture += [("hyphenation", SOFT_HYPHEN)] * text.count(SOFT_HYPHEN)
            text = text.replace(SOFT_HYPHEN, "")
        return text


def _symbol(code: str) -> str:
    number = int(code, 16) if re.fullmatch(r"[0-9A-Fa-f]{1,5}", code) else 0
    known = _SYMBOLS.get(number, "")
    return known or (chr(number) if 0x20 <= number < 0xD800 else "•")

"""Letters of a paragraph of HTML: blanks as a browser shows them, bold words as **…**."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from avv_desktop.intake.encoding import composed
from avv_desktop.intake.pieces import SOFT_HYPHEN, Pieces, lines_of

_BLANKS = re.compile("[ \t\n\r\f]+")
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.I)
_LIGHT = re.compile(r"font-weight\s*:\s*(?:normal|[1-5]00)", re.I)
BREAK = "\x0b"
"""Stands for a line break while blanks are closed up."""


class Inline:
    def __init__(self) -> None:
        self._pieces: Pieces = []
        self._bold = False
        self._typed = False

    def add(self, text: str) -> None:
        if text:
            self._pieces.append((text if self._typed else _BLANKS.sub(" ", text), self._bold))

    def new_line(self) -> None:
        self._pieces.append((BREAK, self._bold))

    def as_typed(self, typed: bool) -> None:
        """In `pre`, blanks and line breaks are what they are."""
        self._typed = typed

    @contextmanager
    def weight(self, node: Any) -> Iterator[None]:
        before, style = self._bold, node.get("style") or ""
        if node.tag in ("b", "strong") or _BOLD.search(style):
            self._bold = True
        if _LIGHT.search(style):
            self._bold = False
        yield
        self._bold = before

    def taken(self, *, bold: bool) -> tuple[list[str], int]:
        """The lines so far, and how many soft hyphens were in them; begins anew."""
        pieces, self._pieces = self._pieces, []
        hyphens = sum(text.count(SOFT_HYPHEN) for text, _ in pieces)
        clean = [(text.replace(SOFT_HYPHEN, "").replace(BREAK, "\n"), heavy) for text, heavy in pieces]
        lines = lines_of(clean, bold=bold)
        return [composed(re.sub(" {2,}", " ", line).strip(" \t")) for line in lines], hyphens

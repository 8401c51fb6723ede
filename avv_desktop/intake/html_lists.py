"""Numbers and bullets that a browser puts before the items of a list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from msgspec import Struct

from avv_desktop.intake.docx_numbering import BULLET, written

FORMATS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman", "1": "decimal"}
STYLES = {
    "lower-alpha": "lowerLetter", "lower-latin": "lowerLetter", "upper-alpha": "upperLetter", "decimal": "decimal",
    "upper-latin": "upperLetter", "lower-roman": "lowerRoman", "upper-roman": "upperRoman", "none": "none",
}  # fmt: skip
_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([\w-]+)", re.I)
_NUMBER = re.compile(r"-?\d{1,6}", re.A)


class _List(Struct):
    format: str
    next: int
    step: int


class Lists:
    """The lists around the present place, outermost first."""

    def __init__(self) -> None:
        self._open: list[_List] = []
        self._waiting = ""

    @contextmanager
    def inside(self, node: Any) -> Iterator[None]:
        self._open.append(_list(node))
        yield
        self._open.pop()

    def item(self, node: Any) -> None:
        """An item begins; its number goes to its first line."""
        if not self._open:
            self._waiting = BULLET
            return
        this = self._open[-1]
        this.next = _whole(node.get("value"), this.next)
        self._waiting = _label(this.format, this.next)
        this.next += this.step

    def label(self) -> tuple[str, int]:
        """Label of the next line ("" but for an item's first) and its depth (-1 outside of lists)."""
        label, self._waiting = self._waiting, ""
        return label, len(self._open) - 1 if self._open else 0 if label else -1

    def forget(self) -> None:
        """The item has ended, perhaps without a word."""
        self._waiting = ""


def _list(node: Any) -> _List:
    style = _STYLE.search(node.get("style") or "")
    styled = STYLES.get(style[1].lower(), "") if style else ""
    if node.tag != "ol":
        return _List(styled or "bullet", 1, 1)
    backwards = node.get("reversed") is not None
    start = sum(1 for child in node if child.tag == "li") if backwards else 1
    return _List(
        styled or FORMATS.get(node.get("type") or "1", "decimal"),
        _whole(node.get("start"), start),
        -1 if backwards else 1,
    )


def _label(format: str, count: int) -> str:
    """ "1.", "a)", "iv."; letters have a bracket, as contracts write them."""
    if format == "none":
        return ""
    if format == "bullet":
        return BULLET
    return f"{written(count, format)}{')' if format.endswith('Letter') else '.'}"


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text and _NUMBER.fullmatch(text.strip()) else otherwise

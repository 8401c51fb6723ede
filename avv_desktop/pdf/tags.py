"""What a tagged page says of itself: a tree of elements over its marked content."""

from __future__ import annotations

import ctypes
from typing import Any

from msgspec import Struct

DEEPEST = 60
"""Elements that may stand inside one another."""
MOST = 20_000
"""Elements of a page that are looked at."""


class Tag(Struct, frozen=True):
    """An element of a tagged page: "P", "H2", "TD" …; children are elements and numbers of marked content."""

    kind: str
    children: tuple[Tag | int, ...] = ()


def tags_of(page: Any) -> tuple[Tag, ...]:
    """Of an open page, with the lock held; empty where it has none."""
    import pypdfium2.raw as raw

    tree = raw.FPDF_StructTree_GetForPage(page.raw)
    if not tree:
        return ()
    try:
        found, left = [], [MOST]
        for index in range(max(raw.FPDF_StructTree_CountChildren(tree), 0)):
            child = raw.FPDF_StructTree_GetChildAtIndex(tree, index)
            if child:
                found.append(_tag(child, DEEPEST, left))
        return tuple(found)
    finally:
        raw.FPDF_StructTree_Close(tree)


def _tag(element: Any, deeper: int, left: list[int]) -> Tag:
    """`left`: how many elements may still be looked at, however a hostile file refers to itself."""
    import pypdfium2.raw as raw

    children: list[Tag | int] = []
    for index in range(max(raw.FPDF_StructElement_CountChildren(element), 0) if deeper else 0):
        mark = raw.FPDF_StructElement_GetChildMarkedContentID(element, index)
        child = raw.FPDF_StructElement_GetChildAtIndex(element, index) if mark < 0 else None
        if mark >= 0:
            children.append(mark)
        elif child and left[0] > 0:
            left[0] -= 1
            children.append(_tag(child, deeper - 1, left))
    return Tag(_kind(element), tuple(children))


def _kind(element: Any) -> str:
    import pypdfium2.raw as raw

    length = raw.FPDF_StructElement_GetType(element, None, 0)
    buffer = ctypes.create_string_buffer(min(length, 400))
    raw.FPDF_StructElement_GetType(element, buffer, min(length, 400))
    return buffer.raw.decode("utf-16-le", "replace").rstrip("\0")

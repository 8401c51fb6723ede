"""What a tagged page says of itself: a tree of elements over its marked content."""

from __future__ import annotations

import ctypes
from typing import Any

from msgspec import Struct

DEEPEST = 60
"""Elements that may stand inside one another."""


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

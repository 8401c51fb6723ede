"""Boxes on pages as a person sees them, and as a PDF writes them: pages may be turned or cut. Pure."""

from __future__ import annotations

import math

from msgspec import Struct

MM = 72 / 25.4
"""Points."""
SMALLEST = (24 * MM, 8 * MM)
"""Points: in a smaller box nobody reads who signed."""


class Box(Struct, frozen=True):
    """Points from the left and from the top of the page as it is shown; page: from 0."""

    page: int
    x: float
    y: float
    width: float
    height: float


class Sheet(Struct, frozen=True):
    """A page: the corners of what is shown of it in its own units, and how it is turned (clockwise)."""

    left: float
    bottom: float
    right: float
    top: float
    turn: int = 0

    @property
    def size(self) -> tuple[float, float]:
        """Points, as it is shown."""
        wide, high = self.right - self.left, self.top - self.bottom
        return (high, wide) if self.turn in (90, 270) else (wide, high)


def rectangle(box: Box, sheet: Sheet) -> tuple[float, float, float, float]:
    """Left, bottom, right, top in the page's own coordinates (ISO 32000-1, 7.9.5 and 14.11.2)."""
    _, high = sheet.size
    corners = [(box.x, high - box.y - box.height), (box.x + box.width, high - box.y)]
    found = [_own(u, v, sheet) for u, v in corners]
    (x1, y1), (x2, y2) = found
    return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)


def shown(rectangle: tuple[float, float, float, float], page: int, sheet: Sheet) -> Box:
    """The other way: where a rectangle of the page is seen."""
    x1, y1, x2, y2 = rectangle
    corners = [_seen(x, y, sheet) for x, y in ((x1, y1), (x2, y2))]
    (u1, v1), (u2, v2) = corners
    return Box(page, min(u1, u2), sheet.size[1] - max(v1, v2), abs(u2 - u1), abs(v2 - v1))


def upright(turn: int) -> tuple[int, int, int, int]:
    """The matrix of an appearance that is seen upright on a turned page."""
    cosine, sine = round(math.cos(math.radians(turn))), round(math.sin(math.radians(turn)))
    return cosine, sine, -sine, cosine


def within(box: Box, sheet: Sheet) -> Box:
    """Moved, and made smaller where it must be, so that all of it lies on the page."""
    wide, high = sheet.size
    width, height = min(box.width, wide), min(box.height, high)
    return Box(box.page, min(max(box.x, 0), wide - width), min(max(box.y, 0), high - height), width, height)


def lies_on(box: Box, sheet: Sheet) -> bool:
    wide, high = sheet.size
    slack = 0.5
    return (
        box.x >= -slack and box.y >= -slack and box.x + box.width <= wide + slack and box.y + box.height <= high + slack
    )


def _own(u: float, v: float, sheet: Sheet) -> tuple[float, float]:
    """From the lower left corner as shown, to the page's own coordinates."""
    wide, high = sheet.right - sheet.left, sheet.top - sheet.bottom
    x, y = {0: (u, v), 90: (wide - v, u), 180: (wide - u, high - v), 270: (v, high - u)}[sheet.turn]
    return sheet.left + x, sheet.bottom + y


def _seen(x: float, y: float, sheet: Sheet) -> tuple[float, float]:
    wide, high = sheet.right - sheet.left, sheet.top - sheet.bottom
    x, y = x - sheet.left, y - sheet.bottom
    return {0: (x, y), 90: (y, wide - x), 180: (wide - x, high - y), 270: (high - y, x)}[sheet.turn]

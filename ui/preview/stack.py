"""Where the pages lie: plain arithmetic, in pixels of the layout."""

from __future__ import annotations

from PySide6.QtCore import QRectF

from ui.look.tokens import Space

FIT = 0.0
"""As wide as there is room."""
SIDE, BETWEEN = Space.XL, Space.L
WIDEST = 1.6
"""Beyond this zoom fitting stops."""


class Stack:
    """`sizes`: width and height of each page in points."""

    def __init__(self) -> None:
        self.sizes: tuple[tuple[float, float], ...] = ()
        self.zoom = 1.0
        self.width = self.height = 0.0
        self._tops: list[float] = []
        self._room = 0.0

    def lay(self, room: float, zoom: float) -> None:
        widest = max((width for width, _ in self.sizes), default=595.3)
        self.zoom = zoom or min(WIDEST, max(0.2, (room - 2 * SIDE) / widest))
        self.width = widest * self.zoom + 2 * SIDE
        self._room = max(room, self.width)
        self._tops, down = [], float(SIDE // 2)
        for _, height in self.sizes:
            self._tops.append(round(down))
            down += round(height * self.zoom) + BETWEEN
        self.height = down + SIDE - BETWEEN if self.sizes else 0.0

    def sheet(self, index: int) -> QRectF:
        if index >= len(self._tops):
            return QRectF()
        width, height = (each * self.zoom for each in self.sizes[index])
        return QRectF(round((self._room - width) / 2), self._tops[index], round(width), round(height))

    def between(self, top: float, height: float) -> tuple[int, ...]:
        """Pages of which something is seen in that stretch."""
        return tuple(
            index
            for index, down in enumerate(self._tops)
            if down < top + height and down + self.sizes[index][1] * self.zoom > top
        )

    def at(self, down: float) -> int:
        """The page at that height; -1 if there is none."""
        return max((index for index, top in enumerate(self._tops) if top - BETWEEN <= down), default=-1)

    def point_at(self, down: float) -> tuple[int, float] | None:
        """Page and points on it at that height."""
        index = self.at(down)
        return (index, (down - self._tops[index]) / self.zoom) if index >= 0 else None

    def offset_of(self, index: int, y: float) -> float:
        """The height at which a point of a page lies."""
        return self._tops[index] + y * self.zoom if index < len(self._tops) else self.height

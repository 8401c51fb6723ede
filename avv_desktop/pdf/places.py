"""Where everything came to stand: the layout's marks as rectangles."""

from __future__ import annotations

from avv_desktop.pdf.model import Place
from avv_desktop.pdf.sheet import SIGNATURE_HEIGHT, SIGNATURE_WIDTH

LEFT, RIGHT, TOP, BOTTOM = 76.54, 527.24, 79.37, 768.19
"""The edges of the text on a page in points, as `agreement.typ` sets them (A4)."""
ABOVE, BELOW = 9.5, 4.0
"""From the base line of a mark to the upper and the lower edge of its line."""

Mark = tuple[str, str, int, float, float]
"""Kind, id, page from 1, x and y in points. Kinds: c section, p paragraph, f a field's table or card, v and e start
and end of a value, s signature."""


def places(marks: list[Mark]) -> tuple[Place, ...]:
    """One place for each section, paragraph, signature and value; a value on two pages has one on each."""
    found: list[Place] = []
    for number, mark in enumerate(marks):
        kind, id, page, x, y = mark
        if kind == "v":
            found += _value(mark, _end(marks, number))
        elif kind == "s":
            found.append(Place("signature", id, page, x, y, SIGNATURE_WIDTH, SIGNATURE_HEIGHT))
        elif kind in ("c", "p", "f"):
            found.append(_down(mark, marks[number + 1 :]))
    return tuple(found)


def _end(marks: list[Mark], start: int) -> Mark:
    id = marks[start][1]
    return next((mark for mark in marks[start + 1 : start + 8] if mark[0] == "e" and mark[1] == id), marks[start])


def _value(start: Mark, end: Mark) -> list[Place]:
    _, id, page, x, y = start
    _, _, last, end_x, end_y = end
    if last > page:
        upper = Place("field", id, page, LEFT, y - ABOVE, RIGHT - LEFT, max(BOTTOM - y + ABOVE, ABOVE))
        return [upper, Place("field", id, last, LEFT, TOP, RIGHT - LEFT, max(end_y + BELOW - TOP, BELOW))]
    height = max(end_y - y, 0.0) + ABOVE + BELOW
    if end_y - y < 1:
        return [Place("field", id, page, x, y - ABOVE, max(end_x - x, 4.0), height)]
    left = min(x, end_x, LEFT if x > RIGHT - 60 else x)
    return [Place("field", id, page, left, y - ABOVE, RIGHT - left, height)]


def _down(mark: Mark, after: list[Mark]) -> Place:
    """From a mark down to the next of its rank, or to the foot of the page."""
    kind, id, page, x, y = mark
    stops = {"c": "c", "p": "cps", "f": "cpfs"}[kind]
    below = next((m for m in after if m[0] in stops and (m[2] > page or m[4] > y + 1)), None)
    bottom = below[4] - ABOVE - 4 if below and below[2] == page else BOTTOM
    name = {"c": "section", "p": "paragraph", "f": "field"}[kind]
    return Place(
        name, id, page, min(x, RIGHT - 4), y - ABOVE, RIGHT - min(x, RIGHT - 4), max(bottom - y + ABOVE, ABOVE + BELOW)
    )

"""From a field to where it stands on the pages, and back."""

from __future__ import annotations

from collections.abc import Sequence

from avv_desktop.pdf.model import Place

NEAR = 40.0
"""Points within which a click still means the field beside it."""
FORM_PLACES = ("field", "paragraph", "section")


def places_of(place: str, places: Sequence[Place]) -> list[Place]:
    """Where a field of the form is printed: itself, else its parts, else what it is a part of."""
    fields = [each for each in places if each.kind == "field"]
    exact = [each for each in fields if each.id == place]
    if exact:
        return exact
    parts = [each for each in fields if each.id.startswith((place + ".", place + "["))]
    if parts:
        return parts
    wider = place
    while wider := _wider(wider):
        if found := [each for each in fields if each.id == wider]:
            return found
    last = place.rpartition(".")[2]
    return [each for each in places if each.kind in ("paragraph", "section") and each.id in (place, last)]


def field_at(places: Sequence[Place], page: int, x: float, y: float) -> str:
    """The field a click at a point means: the smallest one there, else the nearest one; else the paragraph, else ""."""
    here = [each for each in places if each.page == page]
    fields = [each for each in here if each.kind == "field"]
    under = [each for each in fields if _distance(each, x, y) == 0]
    if under:
        return min(under, key=lambda each: each.width * each.height).id
    paragraphs = [each for each in here if each.kind == "paragraph" and _distance(each, x, y) == 0]
    inside = [each for each in fields if any(_overlaps(each, paragraph) for paragraph in paragraphs)]
    near = [each for each in inside or fields if _distance(each, x, y) <= NEAR]
    if near:
        return min(near, key=lambda each: _distance(each, x, y)).id
    signature = next((each for each in here if each.kind == "signature" and _distance(each, x, y) == 0), None)
    if signature is not None:
        return f"{signature.id.rpartition('_')[0]}.representatives"
    return paragraphs[0].id if paragraphs else ""


def _wider(place: str) -> str:
    """ "a.b[2].c" → "a.b[2]" → "a.b" → "" (a field's name has two words)."""
    if place.endswith("]"):
        return place[: place.rindex("[")]
    return place.rpartition(".")[0] if place.count(".") > 1 else ""


def _distance(place: Place, x: float, y: float) -> float:
    across = max(place.x - x, 0, x - place.x - place.width)
    down = max(place.y - y, 0, y - place.y - place.height)
    return (across**2 + down**2) ** 0.5


def _overlaps(one: Place, other: Place) -> bool:
    return one.y < other.y + other.height and other.y < one.y + one.height

"""Where handwriting and a logo stand in a signed field: handwriting on the left, a logo on the right, words between."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pyhanko.pdf_utils.generic import NumberObject, StreamObject, pdf_name

from avv_desktop.signing.pictures import Picture

SHARE = {"handwriting": 0.42, "logo": 0.2}
"""How much of the width each may take."""
EDGE, GAP = 4.0, 3.0
"""Points."""


class Placed(NamedTuple):
    """Points from the lower left corner of the field."""

    picture: Picture
    x: float
    y: float
    width: float
    height: float


def placed(pictures: Sequence[Picture], width: float, height: float) -> list[Placed]:
    """At most one of each kind, as large as fits, in the middle of the height."""
    found = []
    for kind in SHARE:
        each = next((one for one in pictures if one.kind == kind), None)
        if each is not None:
            room, high = width * SHARE[kind], height - 2 * EDGE
            scale = min(room / each.width, high / each.height)
            w, h = each.width * scale, each.height * scale
            x = EDGE if kind == "handwriting" else width - w - GAP
            found.append(Placed(each, x, (height - h) / 2, w, h))
    return found


def free_left(places: Sequence[Placed]) -> float:
    """What the words leave free."""
    return max((each.x + each.width for each in places if each.picture.kind == "handwriting"), default=0.0)


def free_right(places: Sequence[Placed], width: float) -> float:
    return max((width - each.x + GAP for each in places if each.picture.kind == "logo"), default=0.0)


def image(picture: Picture) -> StreamObject:
    """An image of plain DeviceRGB (ISO 32000-1, 8.9.5), which the pages' output intent defines."""
    keys = {
        "/Type": pdf_name("/XObject"),
        "/Subtype": pdf_name("/Image"),
        "/Width": NumberObject(picture.width),
        "/Height": NumberObject(picture.height),
        "/ColorSpace": pdf_name("/DeviceRGB"),
        "/BitsPerComponent": NumberObject(8),
    }
    stream = StreamObject({pdf_name(key): value for key, value in keys.items()}, stream_data=picture.pixels())
    stream.compress()
    return stream

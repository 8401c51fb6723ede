"""What one sees in a signed field: who, as what, where and when; a trial key says so.

Plain DeviceRGB without transparency (the pages' output intent defines it), an embedded cut of the paper's font with
ToUnicode. The page below the field prints name and function of whoever should sign; here stands who did.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import NamedTuple

from pyhanko.pdf_utils.content import ResourceType
from pyhanko.pdf_utils.generic import ArrayObject, FloatObject, NumberObject, StreamObject, pdf_name
from pyhanko.stamp.base import BaseStamp, BaseStampStyle

from avv_desktop.signing.boxes import upright
from avv_desktop.signing.certificates import day
from avv_desktop.signing.kept_font import KeptFont
from avv_desktop.signing.model import Certificate, Slot
from avv_desktop.signing.names import clean, names_fit
from avv_desktop.signing.picture_places import Placed, free_left, free_right, image, placed
from avv_desktop.signing.pictures import Picture
from avv_desktop.signing.typefaces import Typeface, typeface

INK, QUIET, ALERT, HAIR = "0.106 0.122 0.141", "0.357 0.392 0.439", "0.604 0.204 0.071", "0.788 0.808 0.839"
INDENT = 7.0
"""Points between the hairline on the left and the text."""
LARGEST, SMALL, SMALLEST = 13.0, 7.5, 3.2
"""Points: a name that has room, everything else, and what a name of 200 letters may shrink to."""
LEADING = 1.18
TRIAL_WORDS = "Probe – Identität nicht geprüft"


class Words(NamedTuple):
    """The lines of an appearance; empty ones fall away."""

    name: str
    function: str
    place_and_day: str
    trial: str = ""

    @property
    def letters(self) -> str:
        return "".join(self)


def words(slot: Slot, certificate: Certificate, now: datetime.datetime) -> Words:
    """The name as the agreement has it where the certificate's fits, else the certificate's, without a function."""
    fits = names_fit(slot.name, certificate.name)
    place, today = clean(slot.place), day(now)
    return Words(
        name=clean(slot.name) if fits else clean(certificate.name),
        function=clean(slot.function) if fits else "",
        place_and_day=f"{place}, {today}" if place else today,
        trial=TRIAL_WORDS if certificate.trial else "",
    )


class Line(NamedTuple):
    text: str
    size: float
    x: float
    y: float
    color: str


def layout(said: Words, face: Typeface, width: float, height: float, left: float = 0.0) -> list[Line]:
    """Lines in points from the lower left corner; everything within the box, however long it is. left: kept free."""
    indent = INDENT + left
    room, lines, top = width - indent, [], height - 2.0
    if said.trial:
        size = _fitting(said.trial, face, room, SMALL)
        top -= size
        lines.append(Line(said.trial, size, indent, top + 0.2 * size, ALERT))
    bottom = 4.0
    for text in (said.place_and_day, said.function):
        if text:
            size = _fitting(text, face, room, SMALL)
            lines.append(Line(text, size, indent, bottom, QUIET))
            bottom += size * LEADING
    size, rows = _wrapped(said.name, face, room, top - bottom - 1)
    first = (top + bottom) / 2 + len(rows) * size * LEADING / 2 - size * 0.85
    lines += [Line(row, size, indent, first - n * size * LEADING, INK) for n, row in enumerate(rows)]
    return lines


def _fitting(text: str, face: Typeface, room: float, largest: float) -> float:
    return min(largest, room / max(face.width(text), 0.001))


def _wrapped(name: str, face: Typeface, width: float, height: float) -> tuple[float, list[str]]:
    """The largest size at which the name fits, in one line or several."""
    size = LARGEST
    while size > SMALLEST:
        rows = _rows(name, face, width / size)
        if len(rows) * size * LEADING <= height and all(face.width(row) * size <= width for row in rows):
            return size, rows
        size -= 0.4
    return min(SMALLEST, width / max(map(face.width, _rows(name, face, width / SMALLEST)))), rows


def _rows(name: str, face: Typeface, width: float) -> list[str]:
    """Broken at spaces; a word wider than a line is broken anywhere. `width` in ems."""
    rows, row = [], ""
    for word in name.split():
        joined = f"{row} {word}".strip()
        if face.width(joined) <= width:
            row = joined
            continue
        rows += [row] if row else []
        row = ""
        for letter in word:
            if row and face.width(row + letter) > width:
                rows.append(row)
                row = ""
            row += letter
    return [*rows, row] if row else rows or [""]


@dataclass(frozen=True)
class Seal(BaseStampStyle):
    """pyHanko's way to an appearance."""

    said: Words | None = None
    place: str = ""
    pictures: tuple[Picture, ...] = ()
    size: tuple[float, float] = (0.0, 0.0)
    """Width and height of the field in points, as they stand in its empty appearance."""
    turn: int = 0
    """How the page is turned, in degrees clockwise: what stands in the field is upright all the same."""

    def create_stamp(self, writer, box, text_params):
        return _Stamp(writer, self, box=box)


class _Stamp(BaseStamp):
    def as_form_xobject(self) -> StreamObject:
        """With the very box and filter of the empty appearance it replaces: DSS calls it an undefined change else."""
        form = super().as_form_xobject()
        corners = (NumberObject(0), NumberObject(0), *map(FloatObject, map(str, self.style.size)))
        form[pdf_name("/BBox")] = ArrayObject(corners)
        if self.style.turn:
            matrix = (*map(NumberObject, upright(self.style.turn)), NumberObject(0), NumberObject(0))
            form[pdf_name("/Matrix")] = ArrayObject(matrix)
        form.compress()
        return form

    def render(self) -> bytes:
        said, (width, height) = self.style.said, self.style.size
        face = typeface(said.letters, self.style.place)
        font = KeptFont(self._ensure_writer, face.data, font_size=10)
        self.set_resource(ResourceType.FONT, pdf_name("/F1"), font.as_resource())
        places = placed(self.style.pictures, width, height)
        parts = [f"q {HAIR} RG 0.75 w 0.5 4 m 0.5 {height - 3:.2f} l S"]
        parts += [self._drawn(at, each) for at, each in enumerate(places)]
        left = free_left(places)
        for line in layout(said, face, width - free_right(places, width), height, left):
            font.font_size = line.size  # type: ignore[assignment]
            shown = font.shape(line.text, with_actual_text=False).graphics_ops.decode("ascii")
            parts.append(f"BT /F1 {line.size:.2f} Tf {line.color} rg {line.x:.2f} {line.y:.2f} Td {shown} ET")
        return "\n".join([*parts, "Q"]).encode("ascii")

    def _drawn(self, at: int, place: Placed) -> str:
        name = f"/Im{at}"
        reference = self._ensure_writer.add_object(image(place.picture))
        self.set_resource(ResourceType.XOBJECT, pdf_name(name), reference)
        return f"q {place.width:.2f} 0 0 {place.height:.2f} {place.x:.2f} {place.y:.2f} cm {name} Do Q"


def check_letters(said: Words, place: str = "") -> None:
    """Raises GlyphsMissing before anything is signed."""
    typeface(said.letters, place)

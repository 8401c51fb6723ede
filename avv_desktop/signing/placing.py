"""Where a signature goes: into a field that is there, or into one that comes with it."""

from __future__ import annotations

from typing import NamedTuple

from pyhanko.sign.fields import SigFieldSpec

from avv_desktop.errors import SigningRefused
from avv_desktop.signing import pdf_file
from avv_desktop.signing.boxes import Box, lies_on, rectangle
from avv_desktop.system.language import tr


class Place(NamedTuple):
    """size: points. turn: of the page. spec: of a field that is to be made."""

    size: tuple[float, float]
    turn: int = 0
    spec: SigFieldSpec | None = None


def place(read: pdf_file.Opened, field: str, box: Box | None) -> Place:
    """Raises SigningRefused for a box that lies on no page."""
    from avv_desktop.signing.foreign import sheet_of_field, sheets

    if box is None:
        size = pdf_file.size(read.reader, field)
        turn = 0 if read.document is not None else sheet_of_field(read.reader, field).turn
        return Place(size[::-1] if turn in (90, 270) else size, turn)
    found = sheets(read.reader)
    if not 0 <= box.page < len(found) or not lies_on(box, found[box.page]):
        raise SigningRefused(reason=tr("The field does not lie on the page."))
    sheet = found[box.page]
    corners = tuple(round(each, 3) for each in rectangle(box, sheet))
    spec = SigFieldSpec(field, on_page=box.page, box=corners)  # type: ignore[arg-type] # pyHanko writes parts of points too
    return Place((round(box.width, 4), round(box.height, 4)), sheet.turn, spec)

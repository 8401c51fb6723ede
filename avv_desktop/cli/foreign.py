"""A new field in a PDF that is not ours, as the command line names it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from avv_desktop.cli.say import warn
from avv_desktop.errors import SigningRefused, UsageError
from avv_desktop.system.language import tr

if TYPE_CHECKING:
    from avv_desktop.signing.boxes import Box
    from avv_desktop.signing.model import Slot


class NewField(NamedTuple):
    name: str
    box: Box
    function: str
    place: str

    def slot(self, person: str) -> Slot:
        from avv_desktop.signing.foreign import slot_of

        return slot_of(self.name, person, self.function, self.place)


def new_field(data: bytes, page: int, box: str, function: str, place: str) -> NewField:
    """page: from 1. box: millimetres. What is to be minded is said.

    Raises UsageError for a box that is none, SigningRefused for one that stands in the way, PdfError, EncryptedPdf.
    """
    from avv_desktop.signing.boxes import MM, Box
    from avv_desktop.signing.foreign import checks, look_at, new_name

    try:
        x, y, width, height = (float(each.strip()) * MM for each in box.split(","))
    except ValueError as error:
        reason = tr("--box wants four numbers, as 20,230,60,20: left, top, width and height in millimetres.")
        raise UsageError(reason=reason) from error
    wanted = Box(page - 1, x, y, width, height)
    for each in checks(data, wanted):
        if each.severity == "stop":
            raise SigningRefused(reason=each.message)
        warn(each.message)
    return NewField(new_name(look_at(data)), wanted, function, place)

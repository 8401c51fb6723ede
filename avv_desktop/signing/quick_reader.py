"""pyHanko's reader, which looks through a whole object stream for each object in it; here it looks once.

What it reads is the same: whatever is not plain goes the library's own way.
"""

from __future__ import annotations

import io
import re
from typing import Any, NamedTuple

from pyhanko.pdf_utils import generic, misc
from pyhanko.pdf_utils.decode_limits import DecodePurpose
from pyhanko.pdf_utils.reader import PdfFileReader

PLAIN = re.compile(rb"[0-9 \t\r\n]*")
OF_NUMBERS = b"+-.0123456789"


class _Contents(NamedTuple):
    """Of an object stream: its bytes, and where in them each object begins."""

    data: bytes
    places: dict[int, int]


class QuickReader(PdfFileReader):
    """For files that are not changed while they are read, never in strict mode."""

    def __init__(self, *given: Any, **named: Any) -> None:
        self._contents: dict[int, _Contents | None] = {}
        super().__init__(*given, **named)

    def _get_object_from_stream(self, idnum: int, stmnum: int, idx: int) -> Any:
        if stmnum not in self._contents:
            self._contents[stmnum] = None if self.strict else self._looked_through(stmnum)
        found = self._contents[stmnum]
        if found is None or idnum not in found.places or not 0 <= idx < len(found.places):
            return super()._get_object_from_stream(idnum, stmnum, idx)
        stream = io.BytesIO(found.data)
        stream.seek(found.places[idnum])
        try:
            return generic.read_object(stream, generic.Reference(idnum, 0, self))
        except (misc.PdfStreamError, misc.PdfReadError):
            return generic.NullObject()

    def _looked_through(self, stmnum: int) -> _Contents | None:
        """None if there is anything odd about it."""
        stream = generic.Reference(stmnum, 0, self).get_object()
        if not isinstance(stream, generic.StreamObject) or stream["/Type"] != "/ObjStm":
            return None
        count, first = int(stream["/N"]), int(stream["/First"])
        data = stream.read_data(DecodePurpose.OBJECT_STREAM)
        head = data[:first] if first >= 0 else b""
        numbers = head.split()
        cut = head[-1:].isdigit() and data[first : first + 1] in OF_NUMBERS
        if not PLAIN.fullmatch(head) or len(numbers) != 2 * count or cut:
            return None
        names = [int(each) for each in numbers[::2]]
        places = dict(zip(names, (first + int(each) for each in numbers[1::2]), strict=True))
        return _Contents(data, places) if len(places) == count else None

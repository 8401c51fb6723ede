"""pyHanko's reader, without four things that take longer than all the rest of signing and judging.

It looks through a whole object stream for each object in it; here it looks once. It reads strings in hexadecimal
digits (each signature is one, of 32768) digit by digit, and names letter by letter; here in one go. It looks up where
each number and name of an earlier version stands, and never uses it. What it reads is the same: whatever is not plain
goes the library's own way.
"""

from __future__ import annotations

import io
import re
from typing import Any, NamedTuple

from pyhanko.pdf_utils import generic, misc
from pyhanko.pdf_utils.decode_limits import DecodePurpose
from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader, RawPdfPath

from avv_desktop.signing.usages import Usages

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

    def get_historical_resolver(self, revision: int) -> HistoricalResolver:
        if revision not in self._historical_resolver_cache:
            self._historical_resolver_cache[revision] = _QuickResolver(self, revision)
        return self._historical_resolver_cache[revision]

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


SHARED = (
    generic.NameObject,
    generic.NumberObject,
    generic.FloatObject,
    generic.BooleanObject,
    generic.NullObject,
    generic.TextStringObject,
    generic.ByteStringObject,
)
"""Without parts and without references: all versions share them."""


class _QuickResolver(HistoricalResolver):
    def __init__(self, reader: PdfFileReader, revision: int) -> None:
        super().__init__(reader, revision)
        self._usages: Usages | None = None

    def _load_reverse_xref_cache(self) -> None:
        self._usages = self._usages or Usages(self)

    def _get_usages_of_ref(self, ref: generic.Reference) -> set[RawPdfPath]:
        return self._usages.of(ref) if self._usages else set()

    def _subsume_object(self, obj: Any) -> Any:
        if isinstance(obj, SHARED):
            return obj
        if type(obj) is generic.IndirectObject:
            return generic.IndirectObject(obj.idnum, obj.generation, self)
        return super()._subsume_object(obj)


HEXADECIMAL = re.compile(rb"[0-9A-Fa-f]*")
STEPS = (256, 1 << 20)
"""Bytes that are looked at in one go: most strings are short, signatures are not."""
_digit_by_digit = generic.read_hex_string_from_stream


def read_hex_string(stream: Any) -> Any:
    """From "<" to ">"; the stream stands behind it afterwards."""
    start, end = stream.tell(), -1
    for step in STEPS:
        end = end if end >= 0 else stream.read(step).find(b">")
        stream.seek(start)
    if end > 0:
        digits = stream.read(end + 1)[1:-1]
        if len(digits) % 2 == 0 and HEXADECIMAL.fullmatch(digits):
            return generic.pdf_string(bytes.fromhex(digits.decode("ascii")))
        stream.seek(start)
    return _digit_by_digit(stream)


generic.read_hex_string_from_stream = read_hex_string


NAME = re.compile(
    rb"/[\x21\x22\x24\x26\x27\x2a-\x2e\x30-\x3b\x3d\x3f-\x5a\x5c\x5e-\x7a\x7c\x7e]*(?=[ \n\r\t\f\x00()<>\[\]{}/%])"
)
"""Without escapes, and with what ends it (ISO 32000-1, 7.3.5)."""
GLANCE = 128
_letter_by_letter = generic.NameObject.read_from_stream


def read_name(stream: Any) -> generic.NameObject:
    """From "/" on; the stream stands behind the last letter afterwards."""
    start = stream.tell()
    if found := NAME.match(stream.read(GLANCE)):
        stream.seek(start + found.end())
        return generic.NameObject(found[0].decode("ascii"))
    stream.seek(start)
    return _letter_by_letter(stream)


generic.NameObject.read_from_stream = staticmethod(read_name)  # type: ignore[method-assign]

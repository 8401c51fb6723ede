"""What a signature will look like, before anybody signs: a page of the field's size, drawn by the same hand."""

from __future__ import annotations

import datetime
import io
from collections.abc import Sequence

from pyhanko.pdf_utils.generic import DictionaryObject, StreamObject, pdf_name
from pyhanko.pdf_utils.layout import BoxConstraints
from pyhanko.pdf_utils.writer import PageObject, PdfFileWriter

from avv_desktop.pdf.sheet import SIGNATURE_HEIGHT, SIGNATURE_WIDTH
from avv_desktop.signing.appearance import Seal, Words, check_letters
from avv_desktop.signing.certificates import day
from avv_desktop.signing.names import clean
from avv_desktop.signing.pictures import Picture


def preview(name: str, function: str, place: str, pictures: Sequence[Picture]) -> bytes:
    """A PDF of one page. Raises GlyphsMissing for letters that cannot be printed."""
    today = day(datetime.datetime.now(datetime.UTC))
    said = Words(clean(name), clean(function), f"{clean(place)}, {today}" if place.strip() else today)
    check_letters(said)
    width, height = SIGNATURE_WIDTH, SIGNATURE_HEIGHT
    writer = PdfFileWriter()
    seal = Seal(said=said, pictures=tuple(pictures), size=(width, height))
    form = seal.create_stamp(writer, BoxConstraints(width=width, height=height), {}).register()
    contents = writer.add_object(StreamObject(stream_data=b"/S Do"))
    shown = DictionaryObject({pdf_name("/S"): form})
    resources = DictionaryObject({pdf_name("/XObject"): shown})
    writer.insert_page(PageObject(contents=contents, media_box=(0, 0, width, height), resources=resources))
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()

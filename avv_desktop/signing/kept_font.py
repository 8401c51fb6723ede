"""The font program of a signature's letters: made once, and used again for every signature with the same letters."""

from __future__ import annotations

import io
from functools import lru_cache

from fontTools import subset
from fontTools.ttLib import TTFont
from pyhanko.pdf_utils.font.opentype import GlyphAccumulator
from pyhanko.pdf_utils.generic import IndirectObject, StreamObject, pdf_name
from pyhanko.pdf_utils.writer import BasePdfFileWriter


class KeptFont(GlyphAccumulator):
    """pyHanko's own embedding; only its slow part, cutting and packing the font, is not done twice."""

    def __init__(self, writer: BasePdfFileWriter, data: bytes, font_size: float) -> None:
        super().__init__(writer, io.BytesIO(data), font_size=font_size)
        self._data = data
        self.cidfont_obj.set_font_file = self._font_file  # type: ignore[method-assign]

    def _extract_subset(self, options: object = None) -> None:
        """See `_program`."""

    def _font_file(self, writer: BasePdfFileWriter) -> IndirectObject:
        program, packed = _program(self._data, frozenset(self._glyphs), self.use_raw_gids)
        kind = {} if packed is None else {pdf_name("/Subtype"): pdf_name(packed)}
        stream = StreamObject(kind, stream_data=program)
        stream.compress()
        reference = writer.add_object(stream)
        self.cidfont_obj["/FontDescriptor"][pdf_name("/FontFile3" if packed else "/FontFile2")] = reference
        return reference


@lru_cache(maxsize=32)
def _program(data: bytes, glyphs: frozenset[int], same_numbers: bool) -> tuple[bytes, str | None]:
    """The font with these glyphs only, and the kind it is embedded as (ISO 32000-1, table 126; None: TrueType)."""
    options = subset.Options(layout_closure=False, retain_gids=same_numbers)
    options.drop_tables += ["GPOS", "GDEF", "GSUB"]
    out = io.BytesIO()
    with TTFont(io.BytesIO(data)) as font:
        cutter = subset.Subsetter(options)
        cutter.populate(gids=sorted(glyphs))
        cutter.subset(font)
        if "CFF " not in font:
            font.save(out)
            return out.getvalue(), None
        font["CFF "].cff.compile(out, font)
    return out.getvalue(), "/CIDFontType0C"

"""Signature fields that came after a signature and lie on top of the text, or show something without being signed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pyhanko.pdf_utils.generic import DictionaryObject, IndirectObject
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from avv_desktop.signing.pdf_file import Field, entry
from avv_desktop.system.language import tr

NEAR = 40.0
"""Points around a prepared field whose words (name, function, place) another signature may touch."""


class Box(NamedTuple):
    """In points from the left and from the bottom of the page."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def visible(self) -> bool:
        return self.right > self.left and self.top > self.bottom

    def touches(self, other: Box) -> bool:
        across = self.left < other.right and other.left < self.right
        return across and self.bottom < other.top and other.bottom < self.top

    def wider(self, by: float) -> Box:
        return Box(self.left - by, self.bottom - by, self.right + by, self.top + by)


class Shown(NamedTuple):
    """One place where a field shows. page: counted from 0, None if no page has it."""

    name: str
    revision: int
    page: int | None
    box: Box
    signed: bool
    looks: bool


class Overlays:
    """Of one file of ours; looked for once, and only where somebody asks."""

    def __init__(self, fields: Sequence[Field]) -> None:
        self._reader = next((each.signature.reader for each in fields if each.signature is not None), None)
        self._shown: list[Shown] | None = None

    def reason(self, signature: EmbeddedPdfSignature) -> str:
        """What came on top after `signature`; empty if nothing did. Raises whatever a foreign file makes it."""
        if self._shown is None:
            self._shown = list(_shown(self._reader)) if self._reader is not None else []
        prepared = [each for each in self._shown if each.revision <= signature.signed_revision]
        for each in self._shown:
            if each.revision <= signature.signed_revision or not each.box.visible:
                continue
            if not each.signed and each.looks:
                return tr("A field that nobody has signed shows something that was added after this signature.")
            if each.page is None or self._covers_text(each, prepared):
                return tr("A signature field that was added after this signature covers text.")
        return ""

    def _covers_text(self, field: Shown, prepared: Sequence[Shown]) -> bool:
        assert self._reader is not None and field.page is not None
        near = [each.box.wider(NEAR) for each in prepared if each.page == field.page]
        words = _words(self._reader, field.page)
        return any(field.box.touches(word) and not any(place.touches(word) for place in near) for word in words)


def _words(reader: PdfFileReader, page: int) -> list[Box]:
    from avv_desktop.pdf.pages import Pages

    reader.stream.seek(0)
    with Pages(reader.stream.read()) as pages:
        text = pages.letters(page)
    return [
        Box(each.left, text.height - each.bottom, each.right, text.height - each.top)
        for each in text.stretches
        if each.text.strip()
    ]


def _shown(reader: PdfFileReader) -> Iterator[Shown]:
    on_page = _pages(reader)
    for name, value, reference in enumerate_sig_fields(reader):
        field = reference.get_object()
        kids = list(field["/Kids"]) if "/Kids" in field else [reference]
        for kid in kids:
            widget = kid.get_object()
            yield Shown(
                name=str(name),
                revision=reader.xrefs.get_introducing_revision(_reference(kid)),
                page=on_page.get(_reference(kid)),
                box=_box(widget),
                signed=value is not None,
                looks="/AP" in widget,
            )


def _reference(kid):
    return kid.reference if isinstance(kid, IndirectObject) else kid


def _box(widget: DictionaryObject) -> Box:
    if "/Rect" not in widget:
        return Box(0, 0, 0, 0)
    one, two, three, four = (float(each) for each in widget["/Rect"])
    return Box(min(one, three), min(two, four), max(one, three), max(two, four))


def _pages(reader: PdfFileReader) -> dict:
    """On which page each annotation is."""
    found: dict = {}
    waiting, number = [reader.root.raw_get("/Pages")], 0
    while waiting:
        node = waiting.pop(0)
        page = node.get_object()
        if "/Kids" in page:
            waiting = [*page["/Kids"], *waiting]
            continue
        for note in entry(page, "/Annots", ()):
            found[_reference(note)] = number
        number += 1
    return found

"""Any PDF as somebody sees it who wants to sign it: its pages, its empty fields, and what a new field would hurt."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

from msgspec import Struct
from pyhanko.pdf_utils.form_tools import get_single_field_annot
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import enumerate_sig_fields

from avv_desktop.errors import PdfError
from avv_desktop.signing import pdf_file
from avv_desktop.signing.boxes import SMALLEST, Box, Sheet, lies_on, rectangle, shown
from avv_desktop.signing.model import PreCheck, Slot
from avv_desktop.signing.obstacles import against_new
from avv_desktop.signing.pdf_file import entry
from avv_desktop.system.language import tr

MOST_PAGES = 2_000
NAME = "AVV_Unterschrift_{number}"


class EmptyField(Struct, frozen=True):
    """A field that is prepared for a signature. box: None if it is on no page."""

    name: str
    label: str
    box: Box | None


class ForeignPdf(Struct, frozen=True):
    """sheets: its pages. fields: the empty ones. taken: names that no new field may have. ours: it is an agreement of
    this program, whose fields stand in its text."""

    sheets: tuple[Sheet, ...]
    fields: tuple[EmptyField, ...]
    taken: frozenset[str]
    ours: bool


def look_at(data: bytes) -> ForeignPdf:
    """Raises PdfError, EncryptedPdf."""
    read = pdf_file.opened(data)
    try:
        pages = list(_pages(read.reader))
        sheets = tuple(_sheet(page) for _, page in pages)
        numbers = {(reference.idnum, reference.generation): at for at, (reference, _) in enumerate(pages) if reference}
        fields = tuple(_fields(read.reader, sheets, numbers))
    except PdfError:
        raise
    except Exception as error:  # a foreign file may raise anything, also RecursionError
        raise PdfError(path="", reason="") from error
    return ForeignPdf(sheets, fields, frozenset(each.name for each in read.fields), read.document is not None)


def sheets(opened: PdfFileReader) -> tuple[Sheet, ...]:
    return tuple(_sheet(page) for _, page in _pages(opened))


def sheet_of_field(opened: PdfFileReader, name: str) -> Sheet:
    """The page a field is on, or an upright one where it is on none."""
    reference = next((found for _, _, found in enumerate_sig_fields(opened, with_name=name)), None)
    widget = get_single_field_annot(reference.get_object()) if reference is not None else {}
    return _sheet(widget["/P"]) if "/P" in widget else Sheet(0, 0, 595, 842)


def new_name(found: ForeignPdf) -> str:
    """Of a field that is to be made."""
    return next(name for number in range(1, 10_000) if (name := NAME.format(number=number)) not in found.taken)


def slot_of(field: str, name: str, function: str = "", place: str = "") -> Slot:
    """A line for somebody in a foreign file: what stands there is what is typed here."""
    return Slot(field, "", name, function, "", place, 0, signed=False)


def checks(data: bytes, box: Box | None) -> list[PreCheck]:
    """What stands against a signature here. box: of a new field; None for one that is there. Raises as `look_at`."""
    read = pdf_file.opened(data)
    if box is None:
        return list(_form(read.reader))
    now = datetime.datetime.now(datetime.UTC)
    against = [PreCheck(each.name, "stop", each.reason) for each in against_new(read.fields, read.document, now)]
    return [*against, *_form(read.reader), *_place(data, box, look_at(data).sheets), *_tags(read.reader)]


def _form(opened: PdfFileReader) -> Iterator[PreCheck]:
    form = entry(opened.root, "/AcroForm", {})
    if "/XFA" in form:
        said = tr("This is an XFA form: other programs show it differently, so nobody can say what would be signed.")
        yield PreCheck("form", "stop", said)
    if "/OpenAction" in opened.root or "/AA" in opened.root or "/JavaScript" in entry(opened.root, "/Names", {}):
        said = tr("This file does something by itself when it is opened; look at what you sign.")
        yield PreCheck("active", "warn", said)


def _place(data: bytes, box: Box, sheets: tuple[Sheet, ...]) -> Iterator[PreCheck]:
    if not 0 <= box.page < len(sheets):
        yield PreCheck("page", "stop", tr("This file has {count} pages.", count=len(sheets)))
        return
    if not lies_on(box, sheets[box.page]):
        yield PreCheck("place", "stop", tr("The field does not lie on the page."))
        return
    if box.width < SMALLEST[0] or box.height < SMALLEST[1]:
        yield PreCheck("size", "stop", tr("The field is too small; at least 24 × 8 mm can be read."))
        return
    if _covered(data, box, sheets[box.page]):
        yield PreCheck("covered", "warn", tr("The field covers text of the page."))


def _covered(data: bytes, box: Box, sheet: Sheet) -> bool:
    from avv_desktop.pdf.pages import Pages

    with Pages(data) as pages:
        return bool(pages.text_within(box.page, *rectangle(box, sheet)).strip())


def _tags(opened: PdfFileReader) -> Iterator[PreCheck]:
    """What the new field takes from an accessible or archive file (ISO 14289-1, 7.18; ISO 19005-3, 6.2.4)."""
    if "/StructTreeRoot" in opened.root:
        said = tr("This file is tagged for screen readers; a new field is not part of its tags.")
        yield PreCheck("tags", "warn", said)


# ---- pages


def _pages(opened: PdfFileReader) -> Iterator[tuple[Any, Any]]:
    """Each page with its reference, in order; attributes are looked up in its parents where they may be inherited."""
    waiting, seen = [opened.root.raw_get("/Pages")], 0
    while waiting:
        raw = waiting.pop()
        node = raw.get_object()
        if "/Kids" in node:
            waiting += reversed(list(node["/Kids"]))
        else:
            yield getattr(raw, "reference", None), node
        seen += 1
        if seen > MOST_PAGES:
            raise PdfError(path="", reason=tr("It has more than {count} pages.", count=MOST_PAGES))


def _sheet(page: Any) -> Sheet:
    box = [float(each) for each in _inherited(page, "/CropBox") or _inherited(page, "/MediaBox") or (0, 0, 595, 842)]
    turn = int(_inherited(page, "/Rotate") or 0) % 360
    x1, y1, x2, y2 = box
    return Sheet(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2), turn - turn % 90)


def _inherited(page: Any, key: str) -> Any:
    for _ in range(100):
        if key in page:
            return page[key]
        if "/Parent" not in page:
            return None
        page = page["/Parent"]
    return None


def _fields(
    opened: PdfFileReader, sheets: tuple[Sheet, ...], numbers: dict[tuple[int, int], int]
) -> Iterator[EmptyField]:
    for name, value, reference in enumerate_sig_fields(opened):
        if value is None:
            field = reference.get_object()
            yield EmptyField(str(name), str(entry(field, "/TU", name)), _box(field, sheets, numbers))


def _box(field: Any, sheets: tuple[Sheet, ...], numbers: dict[tuple[int, int], int]) -> Box | None:
    widget = get_single_field_annot(field)
    page = widget.raw_get("/P") if "/P" in widget else None
    at = numbers.get((page.idnum, page.generation)) if page is not None else None
    x1, y1, x2, y2 = (float(each) for each in entry(widget, "/Rect", (0, 0, 0, 0)))
    if at is None or x1 == x2 or y1 == y2:
        return None
    return shown((x1, y1, x2, y2), at, sheets[at])

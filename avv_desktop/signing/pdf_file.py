"""A PDF as signing sees it: read once, carefully; its signature fields and what is in them."""

from __future__ import annotations

import datetime
import io
from typing import Any, NamedTuple

from pyhanko.pdf_utils.decode_limits import DecodeLimits
from pyhanko.pdf_utils.form_tools import get_single_field_annot
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from avv_desktop.document.model import Document
from avv_desktop.errors import EncryptedPdf, InputError, NoAgreementInside, PdfError
from avv_desktop.signing.quick_reader import QuickReader
from avv_desktop.system.language import tr

LARGEST_FILE = 512 * 1024 * 1024
MOST_FIELDS = 500
"""Bytes and signature fields of the largest file that is looked at."""


class Field(NamedTuple):
    """A signature field. `signature` is None if it is empty, or if what is in it cannot be read (`reason`)."""

    name: str
    filled: bool
    signature: EmbeddedPdfSignature | None = None
    reason: str = ""


def reader(data: bytes) -> PdfFileReader:
    """Raises PdfError, EncryptedPdf."""
    if len(data) > LARGEST_FILE:
        raise PdfError(path="", reason=tr("It is larger than {size} MB.", size=LARGEST_FILE // 1024**2))
    try:
        opened = QuickReader(io.BytesIO(data), strict=False, decode_limits=DecodeLimits())
        locked = opened.encrypted
        if not locked and not isinstance(opened.root["/Pages"], dict):
            raise PdfError(path="", reason=tr("It has no pages."))
    except PdfError:
        raise
    except RecursionError as error:
        raise PdfError(path="", reason=tr("It is built in circles.")) from error
    except Exception as error:  # a foreign file may raise anything
        raise PdfError(path="", reason="") from error
    if locked:
        raise EncryptedPdf(path="")
    return opened


def fields(opened: PdfFileReader) -> list[Field]:
    """All signature fields in the order of the form. Raises PdfError if the form itself cannot be read."""
    found: list[Field] = []
    try:
        for name, value, reference in enumerate_sig_fields(opened):
            if len(found) >= MOST_FIELDS:
                raise PdfError(path="", reason=tr("It has too many signature fields."))
            found.append(_field(opened, str(name), value, reference))
    except PdfError:
        raise
    except Exception as error:  # a foreign file may raise anything, also RecursionError
        raise PdfError(path="", reason="") from error
    return found


def _field(opened: PdfFileReader, name: str, value, reference) -> Field:
    if value is None:
        return Field(name, filled=False)
    try:
        return Field(name, True, EmbeddedPdfSignature(opened, reference, name))
    except Exception:  # a foreign file may raise anything, also RecursionError
        return Field(name, True, None, odd())


def odd() -> str:
    """Why nothing can be said where a library gave up. What it says itself is for nobody who reads a verdict."""
    return tr("It is built in a way that cannot be judged here.")


def entry(holder: Any, key: str, otherwise: Any) -> Any:
    """What stands at `key`, followed where it is only referred to (`get` of pyHanko's dictionaries does not)."""
    try:
        return holder[key]
    except KeyError:
        return otherwise


def size(opened: PdfFileReader, name: str) -> tuple[float, float]:
    """Width and height of a field in points: those of its appearance, else of its place on the page."""
    reference = next(found for _, _, found in enumerate_sig_fields(opened, with_name=name))
    widget = get_single_field_annot(reference.get_object())
    try:
        x1, y1, x2, y2 = map(float, widget["/AP"]["/N"]["/BBox"])
    except (KeyError, TypeError, ValueError):
        x1, y1, x2, y2 = map(float, widget["/Rect"])
    return round(abs(x2 - x1), 4), round(abs(y2 - y1), 4)


class Inside(NamedTuple):
    """The agreement that a file carries, and when it was made; None where nothing can be read here."""

    document: Document | None
    made: datetime.datetime | None


def inside(data: bytes) -> Inside:
    from avv_desktop.pdf.carry import carried

    try:
        found = carried(data)
    except (NoAgreementInside, InputError):
        return Inside(None, None)
    try:
        moment = datetime.datetime.fromisoformat(found.created)
    except ValueError:
        return Inside(found.document, None)
    return Inside(found.document, moment if moment.tzinfo else moment.replace(tzinfo=datetime.UTC))


def agreement(data: bytes) -> Document | None:
    return inside(data).document


class Opened(NamedTuple):
    """A file that was read once, with all that is asked of it before somebody signs."""

    data: bytes
    reader: PdfFileReader
    fields: list[Field]
    document: Document | None
    made: datetime.datetime | None


def opened(data: bytes) -> Opened:
    """Raises PdfError, EncryptedPdf."""
    found = reader(data)
    return Opened(data, found, fields(found), *inside(data))

"""The data inside the PDF: only what is printed, as associated file of relationship Source (ISO 19005-3, 6.8)."""

from __future__ import annotations

import datetime
import hashlib
import io
import zlib
from typing import TYPE_CHECKING

import msgspec

from avv_desktop.document.model import SCHEMA as DOCUMENT_SCHEMA
from avv_desktop.errors import EncryptedPdf, NewerFormat, NoAgreementInside, PdfError
from avv_desktop.pdf.model import Carried
from avv_desktop.system.language import tr
from avv_desktop.system.structs import ready

if TYPE_CHECKING:
    from pikepdf import Object, Pdf

NAME = "agreement.json"
SCHEMA = 2
LIMIT = 16 * 1024 * 1024
"""Bytes a file inside may have, packed or unpacked; 300 sub-processors need far less than one million."""


class _Schemas(msgspec.Struct):
    class Inner(msgspec.Struct):
        schema: int = 1

    schema: int
    document: Inner


def encoded(carried: Carried) -> bytes:
    """The data as it travels in PDF and Word: the same for the same agreement."""
    return msgspec.json.encode(carried, order="deterministic")


def attach(pdf: Pdf, carried: Carried, data: bytes | None = None) -> None:
    """Put the data in; the date is that of the agreement, so the same data gives the same bytes.

    data: as it was written before, where the very same bytes matter.
    """
    from pikepdf import Array, Dictionary, Name, String

    data = encoded(carried) if data is None else data
    stream = pdf.make_stream(data)
    stream.Type, stream.Subtype = Name.EmbeddedFile, Name("/application/json")
    stream.Params = Dictionary(
        Size=len(data),
        CheckSum=String(hashlib.md5(data, usedforsecurity=False).digest()),
        ModDate=String(_pdf_date(carried.created)),
    )
    spec = pdf.make_indirect(
        Dictionary(
            Type=Name.Filespec,
            F=String(NAME),
            UF=String(NAME),
            Desc=String("Der Inhalt dieser Vereinbarung als Daten"),
            AFRelationship=Name.Source,
            EF=Dictionary(F=stream, UF=stream),
        )
    )
    if "/Names" not in pdf.Root:
        pdf.Root.Names = Dictionary()
    pdf.Root.Names.EmbeddedFiles = Dictionary(Names=Array([String(NAME), spec]))
    pdf.Root.AF = Array([spec])


def carried(data: bytes, path: str = "") -> Carried:
    """The agreement inside a PDF, signed or not.

    Raises PdfError (also for a damaged agreement inside), EncryptedPdf, NoAgreementInside, NewerFormat.
    """
    return decoded(written(data, path), path)


def written(data: bytes, path: str = "") -> bytes:
    """The agreement inside a PDF as it is written there. Raises PdfError, EncryptedPdf, NoAgreementInside."""
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(data), attempt_recovery=False) as pdf:
            packed = _inside(pdf)
            if packed is None:
                raise NoAgreementInside(path=path)
            return _unpacked(packed, path)
    except pikepdf.PasswordError as error:
        raise EncryptedPdf(path=path) from error
    except (pikepdf.PdfError, pikepdf.ForeignObjectError, ValueError, TypeError, AttributeError, KeyError) as error:
        raise PdfError(path=path, reason="") from error


def _inside(pdf: Pdf) -> Object | None:
    """The stream of our associated file."""
    from pikepdf import Array, Name

    listed = pdf.Root.get("/AF")
    for spec in list(listed)[:50] if isinstance(listed, Array) else []:
        named = str(spec.get("/UF", spec.get("/F", "")))
        if named == NAME and spec.get("/AFRelationship") == Name.Source:
            return spec.EF.get("/UF", spec.EF.get("/F"))
    return None


def _unpacked(stream: Object, path: str) -> bytes:
    """The bytes of the file, never more than LIMIT, whatever the stream claims."""
    from pikepdf import Array, Name

    raw = stream.read_raw_bytes()
    filters = stream.get("/Filter")
    if isinstance(filters, Array) and len(filters) <= 1:
        filters = filters[0] if len(filters) else None
    if len(raw) > LIMIT or filters not in (None, Name.FlateDecode):
        raise PdfError(path=path, reason=tr("The agreement inside is too large, or packed in an unknown way."))
    data = raw if filters is None else _inflated(raw, path)
    params = stream.get("/Params")
    digest = hashlib.md5(data, usedforsecurity=False).digest()
    if params is not None and bytes(params.get("/CheckSum", digest)) != digest:
        raise PdfError(path=path, reason=tr("The agreement inside does not match its checksum."))
    return data


def _inflated(raw: bytes, path: str) -> bytes:
    unpack = zlib.decompressobj()
    try:
        data = unpack.decompress(raw, LIMIT + 1)
    except zlib.error as error:
        raise PdfError(path=path, reason=tr("The agreement inside is damaged.")) from error
    if len(data) > LIMIT:
        raise PdfError(path=path, reason=tr("The agreement inside is too large, or packed in an unknown way."))
    return data


def decoded(data: bytes, path: str = "") -> Carried:
    """Data that `encoded` wrote, by this version of the program or an older one. Raises PdfError, NewerFormat."""
    try:
        schemas = msgspec.json.decode(data, type=ready(_Schemas))
        for schema, known in ((schemas.schema, SCHEMA), (schemas.document.schema, DOCUMENT_SCHEMA)):
            if schema > known:
                raise NewerFormat(path=path, schema=schema, known=known)
        return msgspec.json.decode(data, type=ready(Carried))
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        raise PdfError(path=path, reason=tr("The agreement inside is damaged.")) from error


def _pdf_date(created: str) -> str:
    """ "2026-10-17T08:30:00+00:00" as "D:20261017083000Z"."""
    moment = datetime.datetime.fromisoformat(created)
    if moment.tzinfo is not None:
        moment = moment.astimezone(datetime.UTC)
    return moment.strftime("D:%Y%m%d%H%M%SZ")

"""The file around the parts: the same Document gives the same bytes."""

from __future__ import annotations

import base64
import datetime
import io
import uuid
import zipfile
from typing import Any

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn

from avv_desktop.word.marks import element

OURS = "urn:avv-desktop:agreement"
"""Namespace of our data inside."""
_PROPS = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_LIBRARYS_OWN = (
    RELATIONSHIP_TYPE.CUSTOM_XML,
    "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects",
)
_APP = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    b"<Application>AVV Desktop</Application></Properties>"
)
DAY_ZERO = (1980, 1, 1, 0, 0, 0)


def describe(document: Any, title: str, created: datetime.datetime, language: str) -> None:
    """Title and date from the agreement; nobody is named as author."""
    properties = document.core_properties
    moment = created.astimezone(datetime.UTC).replace(tzinfo=None, microsecond=0)
    properties.title, properties.language, properties.revision = title[:255], language, 1
    properties.created = properties.modified = moment
    for name in ("author", "last_modified_by", "comments", "keywords", "subject", "category"):
        setattr(properties, name, "")
    _without_the_librarys_own(document)
    _settings(document.settings.element, language)


def _without_the_librarys_own(document: Any) -> None:
    """Its empty page comes with a picture, a list of books, older styles, and the name of another program."""
    _drop(document.part.package.rels, (RELATIONSHIP_TYPE.THUMBNAIL,))
    _drop(document.part.rels, _LIBRARYS_OWN)
    for each in document.part.package.rels.values():
        if each.reltype == RELATIONSHIP_TYPE.EXTENDED_PROPERTIES:
            each.target_part._blob = _APP


def _drop(relations: Any, kinds: tuple[str, ...]) -> None:
    for id, each in list(relations.items()):
        if each.reltype in kinds:
            del relations[id]


def _settings(settings: Any, language: str) -> None:
    """As today's Word makes them, so that it does not open the file as one of an older version."""
    for name in ("w:savePreviewPicture", "w:rsids", "w:proofState"):
        for old in settings.findall(qn(name)):
            settings.remove(old)
    for each in settings.iter(qn("w:compatSetting")):
        if each.get(qn("w:name")) == "compatibilityMode":
            each.set(qn("w:val"), "15")
    for old in settings.findall(f"{qn('w:compat')}/{qn('w:useFELayout')}"):
        old.getparent().remove(old)
    _replaced(settings, "w:themeFontLang", val=language)
    settings.find(qn("w:defaultTabStop")).addnext(element("w:autoHyphenation"))
    if language.startswith("de"):
        _replaced(settings, "w:decimalSymbol", val=",")
        _replaced(settings, "w:listSeparator", val=";")


def _replaced(settings: Any, tag: str, **attributes: str) -> None:
    for old in settings.findall(qn(tag)):
        settings.replace(old, element(tag, **attributes))


def carry(document: Any, data: bytes) -> None:
    """Our data as a custom XML part, in base64; nothing where there is none."""
    if not data:
        return
    inside = f'<agreement xmlns="{OURS}">{base64.b64encode(data).decode()}</agreement>'
    id = str(uuid.uuid5(uuid.NAMESPACE_URL, OURS)).upper()
    props = (
        f'<ds:datastoreItem xmlns:ds="{_PROPS}" ds:itemID="{{{id}}}">'
        f'<ds:schemaRefs><ds:schemaRef ds:uri="{OURS}"/></ds:schemaRefs></ds:datastoreItem>'
    )
    item = _part(document, "/customXml/item1.xml", "application/xml", inside)
    item.relate_to(
        _part(document, "/customXml/itemProps1.xml", CONTENT_TYPE.OFC_CUSTOM_XML_PROPERTIES, props),
        RELATIONSHIP_TYPE.CUSTOM_XML_PROPS,
    )
    document.part.relate_to(item, RELATIONSHIP_TYPE.CUSTOM_XML)


def _part(document: Any, path: str, kind: str, text: str) -> Part:
    said = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{text}'
    return Part(PackURI(path), kind, said.encode(), document.part.package)


def packed(document: Any) -> bytes:
    """The file, with fixed dates and a fixed order of its parts."""
    written = io.BytesIO()
    document.save(written)
    found = io.BytesIO()
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(found, "w", zipfile.ZIP_DEFLATED) as target:
        for name in sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            entry = zipfile.ZipInfo(name, DAY_ZERO)
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, 0o600 << 16
            target.writestr(entry, source.read(name))
    return found.getvalue()

"""The file around the parts: the same Document gives the same bytes."""

from __future__ import annotations

import datetime
import io
import zipfile
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE

DAY_ZERO = (1980, 1, 1, 0, 0, 0)


def describe(document: Any, title: str, created: datetime.datetime, language: str) -> None:
    """Title and date from the agreement; nobody is named as author."""
    properties = document.core_properties
    moment = created.astimezone(datetime.UTC).replace(tzinfo=None, microsecond=0)
    properties.title, properties.language, properties.revision = title[:255], language, 1
    properties.created = properties.modified = moment
    for name in ("author", "last_modified_by", "comments", "keywords", "subject", "category"):
        setattr(properties, name, "")
    for id, each in list(document.part.package.rels.items()):
        if each.reltype == RELATIONSHIP_TYPE.THUMBNAIL:  # a picture of the library's own empty page
            del document.part.package.rels[id]


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

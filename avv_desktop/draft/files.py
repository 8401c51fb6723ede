"""A draft as a file: internal, with a snapshot of its template, readable for ever by its schema number."""

from __future__ import annotations

import re

import msgspec

from avv_desktop.draft.model import SCHEMA, Draft
from avv_desktop.draft.shapes import misfit
from avv_desktop.errors import DraftError, NewerFormat, UnknownTemplate
from avv_desktop.system.structs import ready
from avv_desktop.template import catalog
from avv_desktop.template.model import Template
from avv_desktop.template.needed import missing_field

LARGEST = 20_000_000


def foreign(template: Template) -> bool:
    """Is this template not installed here? Then its words are those of whoever wrote the file."""
    return catalog.find(template.id, template.version, template.hash) is None


class DraftFile(msgspec.Struct, frozen=True):
    schema: int
    draft: Draft
    template: Template


class _Number(msgspec.Struct):
    schema: int


def to_bytes(draft: Draft, template: Template) -> bytes:
    """JSON in UTF-8."""
    return msgspec.json.format(msgspec.json.encode(DraftFile(SCHEMA, draft, template)), indent=1)


def from_bytes(data: bytes, path: str = "") -> tuple[Draft, Template]:
    """Raises DraftError, NewerFormat, UnknownTemplate (the draft and the template beside it do not belong together).

    Where exactly this template is installed, the installed one counts: nobody changes a clause in a draft's file.
    """
    if len(data) > LARGEST:
        raise DraftError(path=path, reason="Die Datei ist größer, als ein Entwurf sein kann.")
    try:
        schema = msgspec.json.decode(data, type=ready(_Number)).schema
        if schema > SCHEMA:
            raise NewerFormat(path=path, schema=schema, known=SCHEMA)
        file = msgspec.json.decode(data, type=ready(DraftFile))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        place = re.search(r"at `(.+)`", str(error))
        raise DraftError(path=path, reason=f"Nicht lesbar ist {place[1]}." if place else "") from error
    wanted = file.draft.template
    if (wanted.id, wanted.version, wanted.hash) != (file.template.id, file.template.version, file.template.hash):
        raise UnknownTemplate(path=path, template=wanted.id, version=wanted.version)
    template = catalog.find(wanted.id, wanted.version, wanted.hash) or file.template
    proposed = {field.name: field.default for field in template.fields}
    if wrong := missing_field(template) or misfit(template, proposed):
        raise DraftError(path=path, reason=f"Die Vorlage darin ist beschädigt: „{wrong}“.")
    if wrong := misfit(template, file.draft.answers):
        raise DraftError(path=path, reason=f"Die Antwort „{wrong}“ hat die falsche Form.")
    return file.draft, template

"""Of our own agreements: do the pages say what the data inside says, and is it what was sent?"""

from __future__ import annotations

import datetime
import re

from avv_desktop.errors import AvvError, EncryptedPdf, NewerFormat, NoAgreementInside
from avv_desktop.pdf.model import Carried
from avv_desktop.signing.model import Content

SIGNATURE = re.compile(rb"/Contents <[0-9A-Fa-f]{512,}>")
LARGEST = 2_000_000
"""Bytes of data that are made into pages again; agreements have a twentieth of it."""


def content(data: bytes, composer: str) -> Content:
    """`composer`: what this program calls itself; pages that it made itself it can make again and compare.

    Empty for files that carry no agreement. Never raises.
    """
    from avv_desktop.pdf.carry import decoded, written

    try:
        said = written(data)
        inside = decoded(said)
    except (NoAgreementInside, EncryptedPdf):
        return ""
    except (AvvError, RecursionError) as error:
        return "unverifiable" if isinstance(error, NewerFormat) or _claims(data) else ""
    try:
        return _compared(data, inside, said, composer)
    except (AvvError, ValueError, RecursionError):
        return "unverifiable"


def _claims(data: bytes) -> bool:
    """Does a file that cannot be read pretend to be one of ours?"""
    from avv_desktop.pdf.carry import NAME

    return NAME.encode() in data


def _compared(data: bytes, inside: Carried, said: bytes, composer: str) -> Content:
    same_maker = inside.composer == composer and len(said) <= LARGEST
    if same_maker and data.startswith(_made_again(inside, said)):
        return "same"
    if not _says(data, inside):
        return "different"
    return "redrawn" if same_maker else "words"


def _made_again(inside: Carried, said: bytes) -> bytes:
    """The same agreement gives the same bytes; what was signed later is only appended."""
    from avv_desktop.pdf.finish import finish
    from avv_desktop.pdf.typeset import Typesetter

    created = datetime.datetime.fromisoformat(inside.created)
    return finish(Typesetter().typeset(inside.document, created, final=True), inside.document, inside, said).data


def _says(data: bytes, inside: Carried) -> bool:
    from avv_desktop.intake.read import read
    from avv_desktop.reply.agreement import printed_by

    return printed_by(read(data, "agreement.pdf"), inside.document)


def same_as(data: bytes, original: bytes) -> bool:
    """Is `data` the file `original`, with nothing but appended versions? Inside its signatures a timestamp may have
    come in since."""
    return _without_signatures(data).startswith(_without_signatures(original))


def _without_signatures(data: bytes) -> bytes:
    return SIGNATURE.sub(lambda found: b"0" * len(found[0]), data)

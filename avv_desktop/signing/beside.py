"""What the usual rules on changes do not look at: bytes that belong to no revision, revisions that nobody signed, what
a file says of itself, and signature fields that lie on top of the text.

Our own agreements are made in one way only, so they are judged strictly; of foreign files only loose ends count.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pyhanko.pdf_utils.generic import DictionaryObject
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from avv_desktop.signing.changes import Found
from avv_desktop.signing.overlays import Overlays
from avv_desktop.signing.pdf_file import Field, entry, odd
from avv_desktop.signing.security_store import stored
from avv_desktop.system.language import tr

BLANK = b"\0\t\n\f\r "
END = re.compile(rb"startxref\s+\d+\s+%%EOF")
TAG = re.compile(rb"<[^<>]*>")
SAID = (b"dc:title", b"dc:creator", b"dc:description")
INFORMATION = ("/Title", "/Author", "/Subject", "/Keywords")


class Beside:
    """Of one file. Nothing here raises."""

    def __init__(self, fields: Sequence[Field], *, own: bool) -> None:
        self._signatures = [each.signature for each in fields if each.signature is not None]
        self._own = own
        self._overlays = Overlays(fields) if own else None
        try:
            self._reason = self._of_file() if self._signatures else ""
        except Exception:  # a foreign file may raise anything, also RecursionError
            self._reason = odd()

    def judged(self, signature: EmbeddedPdfSignature, found: Found) -> Found:
        """`found`, or something worse."""
        if found.state not in ("none", "signature", "form"):
            return found
        if self._reason:
            return found._replace(state="other" if self._own else "unverifiable", reason=self._reason)
        if self._overlays is None or found.covers_whole_file:
            return found
        try:
            if reason := self._overlays.reason(signature):
                return found._replace(state="annotation", reason=reason)
            reason = _retold(signature)
        except Exception:  # a foreign file may raise anything, also RecursionError
            return found._replace(state="unverifiable", reason=odd())
        return found._replace(state="other", reason=reason) if reason else found

    def _of_file(self) -> str:
        opened = self._signatures[0].reader
        if _loose(opened, self._signatures):
            return tr("Behind its end there is something that belongs to no version of it.")
        if not self._own:
            return ""
        if "/DSS" in opened.root and stored(opened) is None:
            return tr("What was added as proof cannot be read.")
        last = max(each.signed_revision for each in self._signatures)
        if any(_same_store(opened, revision) for revision in range(last + 1, opened.xrefs.total_revisions)):
            return tr("Something was added that nobody has signed.")
        return ""


def _loose(opened: PdfFileReader, signatures: Sequence[EmbeddedPdfSignature]) -> bool:
    """Behind what signatures cover there may only be whole revisions that the cross references know."""
    stream, covered = opened.stream, max((_end(each) for each in signatures), default=0)
    last = opened.xrefs.get_xref_container_info(opened.xrefs.total_revisions - 1).end_location
    stream.seek(max(last, covered))
    rest = stream.read()
    if last <= covered:
        return bool(rest.strip(BLANK))
    end = END.search(rest)
    if end is None or b" obj" in rest[: end.start()]:
        return True
    return bool(rest[end.end() :].strip(BLANK))


def _end(signature: EmbeddedPdfSignature) -> int:
    try:
        first, _, start, length = map(int, signature.byte_range)
        return start + length if first == 0 and start > 0 and length > 0 else 0
    except (TypeError, ValueError):
        return 0


def _same_store(opened: PdfFileReader, revision: int) -> bool:
    """Did a revision bring nothing to the security store, which is all that may be added without a signature?"""
    before, after = (stored(opened.get_historical_resolver(each)) for each in (revision - 1, revision))
    return after is None or (before is not None and _dumped(before) == _dumped(after))


def _dumped(material) -> list[set[bytes]]:
    return [{each.dump() for each in things} for things in material]


def _retold(signature: EmbeddedPdfSignature) -> str:
    """Whether the file says something else of itself than it did when it was signed."""
    opened = signature.reader
    if _said(opened, signature.signed_revision) != _said(opened, opened.xrefs.total_revisions - 1):
        return tr("What the file says of itself was changed after this signature: its title, or how it is shown.")
    return ""


def _said(opened: PdfFileReader, revision: int) -> tuple:
    then, nothing = opened.get_historical_resolver(revision), DictionaryObject()
    root, information = then.root, entry(then.trailer_view, "/Info", nothing)
    metadata = _metadata(opened, root, revision)
    return (
        {str(key): bool(value) for key, value in entry(root, "/MarkInfo", nothing).items()},
        bool(entry(entry(root, "/AcroForm", nothing), "/NeedAppearances", False)),
        [_said_in(metadata, name) for name in SAID],
        [str(entry(information, key, "")) for key in INFORMATION],
    )


def _metadata(opened: PdfFileReader, root: DictionaryObject, revision: int) -> bytes:
    """pyHanko's view of an older version cannot follow them."""
    if "/Metadata" not in root:
        return b""
    return opened.get_object(root.raw_get("/Metadata").reference, revision=revision, as_metadata_stream=False).data


def _said_in(metadata: bytes, name: bytes) -> bytes:
    """The words of an element; how it is written is each program's own business."""
    start = metadata.find(b"<" + name)
    end = metadata.find(b"</" + name, start)
    return b" ".join(TAG.sub(b" ", metadata[start:end]).split()) if 0 <= start < end else b""

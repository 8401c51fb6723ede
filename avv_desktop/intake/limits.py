"""How much a file may hold before reading stops: size, pages, lines, letters, and what a packed file unpacks to."""

from __future__ import annotations

import io
import zipfile
import zlib
from zipfile import ZipFile, ZipInfo

from avv_desktop.errors import DamagedFile, EncryptedFile, TooLarge
from avv_desktop.system.language import tr

LARGEST_FILE = 50_000_000
"""Bytes."""
LARGEST_PAGES = 300
LARGEST_LINES = 30_000
"""Lines of a text, paragraphs of a Word or HTML file: 300 pages have about half as many."""
LARGEST_TEXT = 3_000_000
"""Letters: 300 pages have about a third of it."""
LARGEST_PART = 40_000_000
"""Bytes of one part of a packed file, unpacked."""
LARGEST_UNPACKED = 300_000_000
LARGEST_ENTRIES = 3000
LARGEST_RATIO = 250
"""Unpacked to packed bytes, of XML parts above `SMALL_PART`; text of a contract packs to about a tenth. Pictures may
pack better, and are never unpacked."""
SMALL_PART = 1_000_000


def check_size(data: bytes, name: str) -> None:
    """Raises TooLarge."""
    if len(data) > LARGEST_FILE:
        millions = LARGEST_FILE // 1_000_000
        raise TooLarge(path=name, reason=tr("It has more than {count} MB.", count=millions))


def check_pages(count: int, name: str) -> None:
    """Raises TooLarge."""
    if count > LARGEST_PAGES:
        raise TooLarge(
            path=name, reason=tr("It has {count} pages; {most} can be read.", count=count, most=LARGEST_PAGES)
        )


def check_lines(count: int, name: str) -> None:
    """Raises TooLarge."""
    if count > LARGEST_LINES:
        reason = tr("It has {count} lines; {most} can be read.", count=count, most=LARGEST_LINES)
        raise TooLarge(path=name, reason=reason)


def check_text(text: str, name: str) -> None:
    """Raises TooLarge."""
    check_letters(len(text), name)
    check_lines(text.count("\n"), name)


def check_letters(count: int, name: str) -> None:
    """Raises TooLarge."""
    if count > LARGEST_TEXT:
        raise TooLarge(
            path=name, reason=tr("It has {count} letters; {most} can be read.", count=count, most=LARGEST_TEXT)
        )


# ---- packed files


def opened_zip(data: bytes, name: str) -> ZipFile:
    """The archive, its table of contents checked. Raises DamagedFile, EncryptedFile, TooLarge."""
    try:
        archive = ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError) as error:
        raise DamagedFile(path=name, reason=tr("Its parts cannot be unpacked.")) from error
    entries = archive.infolist()
    if len(entries) > LARGEST_ENTRIES or sum(max(entry.file_size, 0) for entry in entries) > LARGEST_UNPACKED:
        raise _bomb(name)
    for entry in entries:
        if entry.flag_bits & 1:
            raise EncryptedFile(path=name)
        is_xml = entry.filename.endswith((".xml", ".rels"))
        if is_xml and entry.file_size > SMALL_PART and entry.file_size > LARGEST_RATIO * max(entry.compress_size, 1):
            raise _bomb(name)
    return archive


def unpacked(archive: ZipFile, entry: ZipInfo, name: str) -> bytes:
    """One part. What the table of contents says of its size is not believed. Raises DamagedFile, TooLarge."""
    if entry.file_size > LARGEST_PART:
        raise _bomb(name)
    try:
        with archive.open(entry) as file:
            found = file.read(LARGEST_PART + 1)
    except (
        zipfile.BadZipFile, zlib.error, ValueError, OSError, EOFError, NotImplementedError, RuntimeError, IndexError,
    ) as error:  # fmt: skip
        raise DamagedFile(path=name, reason=tr("Its parts cannot be unpacked.")) from error
    if len(found) > LARGEST_PART:
        raise _bomb(name)
    return found


def _bomb(name: str) -> TooLarge:
    return TooLarge(path=name, reason=tr("It unpacks to far more than an agreement needs."))

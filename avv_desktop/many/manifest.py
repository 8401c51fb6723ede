"""What lies in the folder of a series, and what it was made from: a second run makes only what changed."""

from __future__ import annotations

import hashlib
import time
from pathlib import Path

import msgspec
from msgspec import Struct

from avv_desktop.errors import NewerFormat, TableError
from avv_desktop.system.files import write_whole
from avv_desktop.system.language import tr
from avv_desktop.system.structs import ready

NAME = "serie.json"
SCHEMA = 1
PAUSE = 2.0
"""Seconds between two writes while copies are made, at least; and ten times what a write takes."""


class Copy(Struct):
    """source: SHA-256 of everything the copy is made from. files: name → SHA-256. signed: by whom, or empty."""

    name: str
    source: str
    files: dict[str, str] = {}
    missing: tuple[str, ...] = ()
    signed: str = ""


class Manifest(Struct):
    """created: of all copies (UTC, ISO), so that the same row gives the same bytes. copies: by key of the customer."""

    template: str
    created: str
    copies: dict[str, Copy] = {}
    schema: int = SCHEMA


class Ledger:
    """The manifest of a folder, written whole, now and then and at the end."""

    def __init__(self, folder: Path, manifest: Manifest) -> None:
        self.folder, self.manifest = folder, manifest
        self._next = 0.0

    def keep(self, *, now: bool = False) -> None:
        """Raises CannotWrite."""
        began = time.monotonic()
        if now or began >= self._next:
            write_whole(self.folder / NAME, msgspec.json.format(msgspec.json.encode(self.manifest), indent=1))
            ended = time.monotonic()
            self._next = ended + max(PAUSE, 10 * (ended - began))

    def stands(self, key: str, source: str, endings: tuple[str, ...], signed: str) -> bool:
        """Whether the copy is there as it would be made now: the same source, and every file as it was written."""
        copy = self.manifest.copies.get(key)
        if copy is None or copy.source != source or copy.signed != signed:
            return False
        if {Path(name).suffix for name in copy.files} != set(endings):
            return False
        return all(_hash(self.folder / name) == value for name, value in copy.files.items())


def read_manifest(folder: Path) -> Manifest | None:
    """None if there is none. Raises TableError for a damaged one, NewerFormat."""
    path = folder / NAME
    try:
        found = msgspec.json.decode(path.read_bytes(), type=ready(Manifest))
    except FileNotFoundError:
        return None
    except (OSError, msgspec.DecodeError) as error:
        reason = tr("It lists the copies in its folder and is damaged; please choose another folder.")
        raise TableError(path=str(path), reason=reason) from error
    if found.schema > SCHEMA:
        raise NewerFormat(path=str(path), schema=found.schema, known=SCHEMA)
    return found


def _hash(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""

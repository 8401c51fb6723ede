"""The annex library: sub-processors and measures that are used again, each with the day it must be looked at again."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any, Literal

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from avv_desktop.errors import InputError, NewerFormat, UnreadableFile
from avv_desktop.system.files import write_whole
from avv_desktop.system.paths import library_file
from avv_desktop.system.structs import ready
from avv_desktop.template import clean

SCHEMA = 1
LARGEST = 5_000_000


class Entry(Struct, frozen=True):
    """One sub-processor (`row`: as in the table `sub_processors.list`) or measure (`text`: in the markup of templates).

    review: the day from which it must be looked at again. note: for colleagues; never printed.
    """

    id: str
    kind: Literal["sub_processor", "measure"]
    title: str
    review: datetime.date
    row: dict[str, Any] = {}
    text: str = ""
    note: str = ""


class Library(Struct, frozen=True):
    entries: tuple[Entry, ...] = ()
    schema: int = SCHEMA

    def add(self, entry: Entry) -> Library:
        """With this entry; one of the same id gives way, in its place. An entry without an id gets one."""
        entry = replace(entry, title=clean.title(entry.title))
        if not entry.id:
            entry = replace(entry, id=clean.new_id(entry.title, [each.id for each in self.entries], entry.kind))
        if any(each.id == entry.id for each in self.entries):
            return replace(self, entries=tuple(entry if each.id == entry.id else each for each in self.entries))
        return replace(self, entries=(*self.entries, entry))

    def remove(self, id: str) -> Library:
        return replace(self, entries=tuple(each for each in self.entries if each.id != id))

    def find(self, words: str = "", kind: str = "") -> tuple[Entry, ...]:
        """Entries that say all of the words, by title."""
        wanted = words.casefold().split()
        found = (each for each in self.entries if not kind or each.kind == kind)
        said = ((each, _said(each)) for each in found)
        fitting = (each for each, text in said if all(word in text for word in wanted))
        return tuple(sorted(fitting, key=lambda each: each.title.casefold()))

    def overdue(self, today: datetime.date) -> tuple[Entry, ...]:
        """What must be looked at again by now, the longest overdue first."""
        return tuple(sorted((each for each in self.entries if each.review <= today), key=lambda each: each.review))


def _said(entry: Entry) -> str:
    values = (value for value in entry.row.values() if isinstance(value, str))
    return " ".join((entry.title, entry.text, entry.note, *values)).casefold()


class _Number(msgspec.Struct):
    schema: int = SCHEMA


def read(path: Path | None = None) -> Library:
    """The library; empty where there is none. Raises UnreadableFile, InputError, NewerFormat."""
    path = path or library_file()
    try:
        if not path.exists():
            return Library()
        if path.stat().st_size > LARGEST:
            raise InputError(path=str(path), reason="Die Datei ist größer, als eine Bibliothek sein kann.")
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableFile(path=str(path), reason=error.strerror or "") from error
    try:
        schema = msgspec.json.decode(data, type=ready(_Number)).schema
        if schema > SCHEMA:
            raise NewerFormat(path=str(path), schema=schema, known=SCHEMA)
        return msgspec.json.decode(data, type=ready(Library))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise InputError(path=str(path), reason="Die Bibliothek ist beschädigt.") from error


def keep(library: Library, path: Path | None = None) -> None:
    """Whole or not at all. Raises CannotWrite."""
    path = path or library_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, msgspec.json.format(msgspec.json.encode(library), indent=1))

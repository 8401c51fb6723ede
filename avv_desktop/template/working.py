"""A template while it is edited: what is not yet a version is kept too, so that closing loses nothing."""

from __future__ import annotations

import contextlib

import msgspec
from msgspec import Struct

from avv_desktop.errors import CannotWrite
from avv_desktop.system.files import safe_name, write_whole
from avv_desktop.system.paths import data_folder
from avv_desktop.system.structs import ready
from avv_desktop.template.model import Template

SCHEMA = 1


class Working(Struct, frozen=True):
    """`base`: the version it began with; `now`: what it has become."""

    base: Template
    now: Template
    schema: int = SCHEMA


def keep(working: Working) -> None:
    """Whole or not at all. Raises CannotWrite."""
    path = _path(working.base.id)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWrite(path=str(path), reason=error.strerror or "") from error
    write_whole(path, msgspec.json.encode(working))


def read(id: str) -> Working | None:
    """What was last edited of this template; None where there is nothing, or nothing readable."""
    with contextlib.suppress(OSError, msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        found = msgspec.json.decode(_path(id).read_bytes(), type=ready(Working))
        if found.schema == SCHEMA and found.base.id == found.now.id == id:
            return found
    return None


def drop(id: str) -> None:
    """It is a version now, or nobody wants it."""
    with contextlib.suppress(OSError):
        _path(id).unlink()


def _path(id: str):
    return data_folder() / "open-templates" / f"{safe_name(id)}.json"

"""Files, whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import tempfile
import unicodedata
from collections.abc import Callable
from pathlib import Path

from avv_desktop.errors import CannotWrite, UnreadableFile
from avv_desktop.system.language import tr

LARGEST = 500_000_000
LONGEST_NAME = 180
"""Bytes of UTF-8: room for an ending and a number on every file system (255 bytes)."""
FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
RESERVED = {"CON", "PRN", "AUX", "NUL", *(f"{port}{n}" for port in ("COM", "LPT") for n in "123456789¹²³")}


def read(path: Path) -> bytes:
    """All of a file. Raises UnreadableFile."""
    try:
        if path.stat().st_size > LARGEST:
            raise UnreadableFile(path=str(path), reason=tr("The file is too large."))
        return path.read_bytes()
    except OSError as error:
        raise UnreadableFile(path=str(path), reason=reason_of(error)) from error


def write_whole(path: Path, data: bytes) -> None:
    """Write beside the target, flush to the disk, then put it in place. Raises CannotWrite; the old file stays then."""

    def put(name: str, target: Path) -> None:
        _keep_mode(name, target)
        Path(name).replace(target)

    _written(path, data, put)


def write_secret(path: Path, data: bytes) -> None:
    """As `write_whole`, of a new file that only its owner may read; nothing is ever overwritten. Raises CannotWrite."""
    _written(path, data, _put_new)


def _put_new(name: str, target: Path) -> None:
    """A second name is never given to a file that is there; not every file system knows second names."""
    try:
        os.link(name, target)
    except FileExistsError:
        raise CannotWrite(path=str(target), reason=tr("There is a file of this name already.")) from None
    except OSError:
        if target.exists():
            raise CannotWrite(path=str(target), reason=tr("There is a file of this name already.")) from None
        Path(name).replace(target)
    else:
        Path(name).unlink()


def _written(path: Path, data: bytes, put: Callable[[str, Path], None]) -> None:
    try:
        target = _target(path)
        handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=target.parent)
    except OSError as error:
        raise CannotWrite(path=str(path), reason=reason_of(error)) from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        put(name, target)
    except BaseException as error:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        if isinstance(error, OSError):
            raise CannotWrite(path=str(path), reason=reason_of(error)) from error
        raise
    with contextlib.suppress(OSError):  # it is in place already; not every file system can flush a folder
        _flush_folder(target.parent)


def _target(path: Path) -> Path:
    """The file behind a link. Raises CannotWrite for a device or a pipe, which a file must never replace."""
    target = Path(os.path.realpath(path))
    if target.exists() and not target.is_file() and not target.is_dir():
        raise CannotWrite(path=str(path), reason=tr("That is not an ordinary file."))
    return target


def _keep_mode(name: str, path: Path) -> None:
    """A temporary file is for its owner only; the result has the mode of the file before it, or of any new file."""
    if path.exists():
        mode = path.stat().st_mode & 0o777
    else:
        mask = os.umask(0)
        os.umask(mask)
        mode = 0o666 & ~mask
    Path(name).chmod(mode)


def _flush_folder(folder: Path) -> None:
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def reason_of(error: OSError) -> str:
    """Why, in words people use."""
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT | errno.EFBIG:
            return tr("The disk is full.")
        case errno.EACCES | errno.EPERM | errno.EROFS:
            return tr("The folder or the file is write-protected or belongs to somebody else.")
        case errno.ENOENT:
            return tr("The file or its folder does not exist.")
        case errno.EISDIR:
            return tr("That is a folder.")
        case errno.ENAMETOOLONG:
            return tr("The name is too long.")
    return error.strerror or str(error)


def free_name(folder: Path, name: str) -> Path:
    """A path that does not exist yet: "Vertrag.pdf", "Vertrag (2).pdf", …"""
    path = folder / name
    number = 2
    while path.exists():
        path = folder / f"{Path(name).stem} ({number}){Path(name).suffix}"
        number += 1
    return path


def safe_name(text: str) -> str:
    """`text` as a file name without ending that every system takes; never empty, never a path."""
    name = FORBIDDEN.sub(" ", unicodedata.normalize("NFC", text))
    name = "".join(each for each in name if unicodedata.category(each) not in ("Cc", "Cf", "Cs", "Co"))
    name = re.sub(r"\s+", " ", name).strip(" .")
    while len(name.encode()) > LONGEST_NAME:
        name = name[:-1].rstrip(" .")
    if name.split(".")[0].upper().strip() in RESERVED:
        name = f"_{name}"
    return name or "AVV"

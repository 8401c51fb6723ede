"""What was put aside: the store before a restore, a rescue or a newer schema. It holds what may have been erased since.

Copies made before a newer schema go by themselves once the newer one has proved itself; the others when a person
says so.
"""

from __future__ import annotations

import datetime
import shutil
from pathlib import Path

from msgspec import Struct

from avv_desktop.errors import CannotWrite, KeychainUnavailable
from avv_desktop.store.key import FINGERPRINT, SECRET
from avv_desktop.system import keychain
from avv_desktop.system.files import reason_of

PROVED = datetime.timedelta(days=30)
PATTERNS = {
    "restore": ("agreements.before-restore*.db", "templates.before-restore*", "rules.before-restore*",
                "library.before-restore*.json"),
    "damage": ("agreements.damaged*.db",),
    "schema": ("agreements.before-[0-9]*.db",),
}  # fmt: skip


class Aside(Struct, frozen=True):
    """why: before a "restore", because of "damage", or before a newer "schema"."""

    path: Path
    why: str
    moment: datetime.datetime
    size: int


def asides(folder: Path) -> list[Aside]:
    """The newest first."""
    found = []
    for why, patterns in PATTERNS.items():
        for path in (each for pattern in patterns for each in folder.glob(pattern)):
            files = [each for part in _with_it(path) for each in (part.rglob("*") if part.is_dir() else (part,))]
            size = sum(each.stat().st_size for each in files if each.is_file())
            moment = datetime.datetime.fromtimestamp(path.stat().st_mtime, datetime.UTC)
            found.append(Aside(path, why, moment, size))
    return sorted(found, key=lambda each: each.moment, reverse=True)


def forget_aside(aside: Aside) -> None:
    """Erase it, and the key that was kept for it alone. Raises CannotWrite."""
    folder = aside.path.parent
    try:
        keys = {each.read_text("ascii").strip() for each in _with_it(aside.path) if each.name.endswith(FINGERPRINT)}
        for part in _with_it(aside.path):
            shutil.rmtree(part) if part.is_dir() else part.unlink()
        still = {each.read_text("ascii").strip() for each in folder.glob(f"*{FINGERPRINT}")}
    except (OSError, UnicodeDecodeError) as error:
        reason = reason_of(error) if isinstance(error, OSError) else ""
        raise CannotWrite(path=str(aside.path), reason=reason) from error
    for key in keys - still:
        try:
            keychain.forget(f"{SECRET}-{key}")
        except KeychainUnavailable:
            continue


def tidy_asides(folder: Path, now: datetime.datetime) -> int:
    """Erase the copies from before a newer schema that are old enough; how many."""
    old = [each for each in asides(folder) if each.why == "schema" and now - each.moment > PROVED]
    for each in old:
        forget_aside(each)
    return len(old)


def _with_it(path: Path) -> list[Path]:
    """A database lies there with its journal and its key."""
    return sorted(path.parent.glob(f"{path.name}*")) if path.suffix == ".db" else [path]

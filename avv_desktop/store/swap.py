"""Another store in place of the one that lies there: whenever the process ends, it is the old one or the new one.

What is to come lies ready beside it. Then a plan is written: until it is there the old store counts, from then on the
new one, and whoever opens the store first carries the plan out to its end.
"""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import msgspec

from avv_desktop.errors import KeychainUnavailable, StoreDamaged, StoreError
from avv_desktop.store.database import flush
from avv_desktop.store.key import SECRET, fingerprint, kept_name
from avv_desktop.system import keychain
from avv_desktop.system.files import reason_of, write_whole
from avv_desktop.system.structs import ready

PLAN, COMING = "swap.json", "store-key-coming"
STAGED = ".restore-"
LEFT = (f"{STAGED}*", ".backup-copy.db*", ".rescued.db*", ".*.part")
"""What a process that was killed may leave, whole copies of the store among it, which nobody else would ever erase."""

Names = tuple[tuple[str, str], ...]


class Plan(msgspec.Struct, frozen=True):
    """Names inside the folder of the store. aside: what is kept, unless that is done; place: what takes its place;
    key: fingerprint of the key that waits in the keychain, empty if the key comes as a file or stays."""

    aside: Names
    place: Names
    key: str = ""


@contextlib.contextmanager
def staged(folder: Path) -> Iterator[Path]:
    """A folder for what is to come; it goes with the block, unless a plan needs it that is not carried out yet."""
    made = Path(tempfile.mkdtemp(prefix=STAGED, dir=folder))
    try:
        yield made
    finally:
        if not (folder / PLAN).exists():
            shutil.rmtree(made, ignore_errors=True)


def carry_out(folder: Path, plan: Plan, key: bytes | None = None) -> None:
    """Do it. The folder is locked by the caller. key: comes into the keychain.

    Raises KeychainUnavailable, CannotWrite, OSError (the old store counts then), StoreError (the new one counts, and
    the next opening goes on).
    """
    if key is not None:
        keychain.keep(COMING, key.hex())
        plan = msgspec.structs.replace(plan, key=fingerprint(key))
    for name, _ in plan.place:
        _flush_all(folder / name)
    flush(folder)
    write_whole(folder / PLAN, msgspec.json.encode(plan))
    finish(folder)


def finish(folder: Path, *, without_keychain: bool = False) -> None:
    """Carry out what was begun, if anything was, and remove what a killed process left. The folder is locked.

    Raises KeychainUnavailable before anything is changed (not if `without_keychain`), StoreDamaged, StoreError.
    """
    try:
        if (folder / PLAN).exists():
            plan = _read(folder / PLAN)
            if plan.key:
                _take_key(plan.key, without_keychain)
            _move(folder, plan)
            if plan.key and keychain.available():
                keychain.forget(COMING)
        for pattern in LEFT:
            for left in folder.glob(pattern):
                shutil.rmtree(left) if left.is_dir() else left.unlink()
    except OSError as error:
        raise StoreError(path=str(folder), reason=reason_of(error)) from error


def _move(folder: Path, plan: Plan) -> None:
    """Whatever of it is done already is not done again."""
    for name, aside in plan.aside:
        if (folder / name).exists() and not (folder / aside).exists():
            (folder / name).rename(folder / aside)
    for staged, name in plan.place:
        if (folder / staged).exists():
            (folder / staged).replace(folder / name)
    flush(folder)
    (folder / PLAN).unlink()
    flush(folder)


def free_aside(folder: Path, name: str) -> str:
    """A name for what is put aside, under which nothing lies, nor anything that begins with it."""
    number, free = 2, f"{name}.db"
    while any(folder.glob(f"{free}*")):
        number, free = number + 1, f"{name} ({number}).db"
    return free


def _read(path: Path) -> Plan:
    try:
        return msgspec.json.decode(path.read_bytes(), type=ready(Plan))
    except msgspec.DecodeError as error:
        raise StoreDamaged(path=str(path), reason=path.name) from error


def _take_key(wanted: str, without_keychain: bool) -> None:
    """The key before it stays under a name of its own: what is put aside opens with nothing else."""
    try:
        coming, before = keychain.secret(COMING), keychain.secret(SECRET)
        if not coming or fingerprint(bytes.fromhex(coming)) != wanted:
            return
        if before and before != coming:
            keychain.keep(kept_name(before), before)
        keychain.keep(SECRET, coming)
    except KeychainUnavailable:
        if not without_keychain:
            raise


def _flush_all(path: Path) -> None:
    for inside in (path, *path.rglob("*")) if path.is_dir() else (path,):
        flush(inside)

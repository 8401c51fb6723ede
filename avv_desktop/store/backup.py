"""A backup: one encrypted file with the database and what lies beside it; opened by the recovery key of that time."""

from __future__ import annotations

import contextlib
import datetime
import os
import tarfile
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from avv_desktop.errors import CannotWrite, NewerFormat, PassphraseToChoose, StoreDamaged, StoreError, UnreadableFile
from avv_desktop.store import swap
from avv_desktop.store.database import connect, flush
from avv_desktop.store.key import FINGERPRINT, WRAPPED, remember, wrap
from avv_desktop.store.lock import Lock
from avv_desktop.store.migrate import HEAD
from avv_desktop.store.open import NAME
from avv_desktop.store.rekey import COPY, NEXT
from avv_desktop.store.sealed import Head, Opening, Sealing, head_of
from avv_desktop.system import keychain
from avv_desktop.system.files import free_name, reason_of

if TYPE_CHECKING:
    from avv_desktop.store.kept import Store

ENDING = ".avvbackup"
BESIDE = ("templates", "rules", "library.json")
"""What else lies in the folder of the store and belongs to the user."""


class Backup(Struct, frozen=True):
    """A backup that lies in a folder."""

    path: Path
    made: datetime.datetime
    size: int


def make(store: Store, folder: Path) -> Backup:
    """A new backup in `folder`, read again after writing. Raises CannotWrite, StoreError."""
    now = datetime.datetime.now(datetime.UTC).replace(microsecond=0)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle, part = tempfile.mkstemp(prefix=".", suffix=".part", dir=folder)
    except OSError as error:
        raise CannotWrite(path=str(folder), reason=reason_of(error)) from error
    copy = store.path.with_name(".backup-copy.db")
    try:
        key = store.copy_to(copy)
        with os.fdopen(handle, "wb") as file:
            _write(store, copy, Sealing(file, key, now.isoformat(), HEAD))
            file.flush()
            os.fsync(file.fileno())
        check(Path(part), key)
        path = free_name(folder, f"AVV {now.astimezone():%Y-%m-%d %H-%M-%S}{ENDING}")
        Path(part).replace(path)
        flush(folder)
    except OSError as error:
        raise CannotWrite(path=str(folder), reason=reason_of(error)) from error
    finally:
        for left in (Path(part), copy):
            with contextlib.suppress(OSError):  # opening the store sweeps up what stays
                left.unlink(missing_ok=True)
    store.note("backup", content=_sha256(path))
    return Backup(path, now, path.stat().st_size)


def _write(store: Store, copy: Path, sealing: Sealing) -> None:
    with tarfile.open(fileobj=sealing, mode="w|") as packed:
        packed.add(copy, NAME)
        for name in BESIDE:
            beside = store.path.with_name(name)
            if beside.exists():
                packed.add(beside, name)
    sealing.finish()


def _sha256(path: Path) -> str:
    import hashlib

    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def backups(folder: Path) -> list[Backup]:
    """The backups of a folder, the newest first; other files are passed over."""
    found = []
    for path in folder.glob(f"*{ENDING}"):
        try:
            said = head(path)
            found.append(Backup(path, datetime.datetime.fromisoformat(said.made), path.stat().st_size))
        except (OSError, ValueError, StoreError, UnreadableFile):
            continue
    return sorted(found, key=lambda each: each.made, reverse=True)


def head(path: Path) -> Head:
    """Raises UnreadableFile, StoreDamaged."""
    try:
        with path.open("rb") as file:
            return head_of(file, path.name)[0]
    except OSError as error:
        raise UnreadableFile(path=str(path), reason=reason_of(error)) from error


def check(path: Path, key: bytes) -> None:
    """Every piece of it is opened, and the database inside looked through.

    Raises StoreWrongKey, StoreDamaged, UnreadableFile.
    """
    with tempfile.TemporaryDirectory(prefix=".", dir=path.parent) as aside:
        unpack(path, key, Path(aside))


def unpack(path: Path, key: bytes, folder: Path, tell: Callable[[float], object] = lambda share: None) -> None:
    """All of it into an empty folder, the database checked. `tell`: hears how far it is, 0 to 1.

    Raises StoreWrongKey, StoreDamaged, UnreadableFile.
    """
    try:
        with path.open("rb") as file:
            size = max(path.stat().st_size, 1)
            opening = Opening(file, key, path.name, lambda at: tell(at / size))
            with tarfile.open(fileobj=opening, mode="r|") as packed:
                packed.extractall(folder, filter="data")
            opening.read()
    except tarfile.TarError as error:
        raise StoreDamaged(path=str(path), reason=path.name) from error
    except OSError as error:
        raise UnreadableFile(path=str(path), reason=reason_of(error)) from error
    if not (folder / NAME).exists():
        raise StoreDamaged(path=str(path), reason=path.name)
    connect(folder / NAME, key).dispose()
    for journal in folder.glob(f"{NAME}-*"):
        journal.unlink()


def restore(
    path: Path,
    key: bytes,
    folder: Path,
    passphrase: str | None = None,
    tell: Callable[[float], object] = lambda share: None,
) -> Path | None:
    """Put a backup in place; what lay there before is kept aside, and its path given. The store must be closed.

    Whenever the process ends, the old store or the new one is there. passphrase: locks the key where there is no
    keychain; tell: as for `unpack`.

    Raises as `unpack`, NewerFormat, StoreInUse, StoreError, CannotWrite, KeychainUnavailable, PassphraseToChoose.
    """
    if not passphrase and not keychain.available():
        raise PassphraseToChoose(reason="")
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        lock = Lock(folder / "lock")
    except OSError as error:
        raise CannotWrite(path=str(folder), reason=reason_of(error)) from error
    try:
        swap.finish(folder, without_keychain=bool(passphrase))
        with swap.staged(folder) as fresh:
            unpack(path, key, fresh, tell)
            if (schema := head(path).schema) > HEAD:
                raise NewerFormat(path=str(path), schema=schema, known=HEAD)
            remember(fresh, key)
            if passphrase:
                wrap(fresh, key, passphrase)
            plan = _plan(folder, fresh)
            swap.carry_out(folder, plan, None if passphrase else key)
        return next((folder / aside for name, aside in plan.aside if name == NAME), None)
    except OSError as error:
        raise CannotWrite(path=str(folder), reason=reason_of(error)) from error
    finally:
        lock.release()


def _plan(folder: Path, fresh: Path) -> swap.Plan:
    """The store that is there goes aside with its journal, its wrapped key and a change of key that was cut short."""
    name = swap.free_aside(folder, "agreements.before-restore")
    old = [(each, name + each.removeprefix(NAME)) for each in (f"{NAME}-wal", f"{NAME}-shm", NAME)]
    old += [(each, f"{name}.{each}") for each in (WRAPPED, FINGERPRINT, NEXT, COPY)]
    known = {each for each, _ in old}
    for inside in sorted(fresh.iterdir()):
        if inside.name not in known and (folder / inside.name).exists():
            beside = free_name(folder, f"{inside.stem}.before-restore{inside.suffix}").name
            old.append((inside.name, beside))
    return swap.Plan(
        aside=tuple(each for each in old if (folder / each[0]).exists()),
        place=tuple((f"{fresh.name}/{each.name}", each.name) for each in sorted(fresh.iterdir())),
    )


# ---- on a schedule

DAILY, WEEKLY, MONTHLY = 7, 4, 12


def kept_of(found: list[Backup]) -> list[Backup]:
    """Of all backups those to keep: the newest of each of the last 7 days, 4 weeks and 12 months that have one."""
    kept: set[Path] = set()
    for many, period in ((DAILY, "%Y-%j"), (WEEKLY, "%G-%V"), (MONTHLY, "%Y-%m")):
        newest: dict[str, Backup] = {}
        for each in sorted(found, key=lambda one: one.made, reverse=True):
            newest.setdefault(each.made.strftime(period), each)
        kept |= {each.path for each in list(newest.values())[:many]}
    return [each for each in found if each.path in kept]


def due(folder: Path, now: datetime.datetime) -> bool:
    """Is the newest backup of the folder older than a day?"""
    found = backups(folder)
    return not found or not datetime.timedelta(0) <= now - found[0].made < datetime.timedelta(days=1)


def rotate(folder: Path) -> int:
    """Remove what `kept_of` does not keep; how many. A file that cannot be removed stays."""
    found = backups(folder)
    gone = [each for each in found if each not in kept_of(found)]
    for each in gone:
        try:
            each.path.unlink()
        except OSError as error:
            raise CannotWrite(path=str(each.path), reason=reason_of(error)) from error
    return len(gone)

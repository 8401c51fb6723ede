"""One round: a real process works, something happens to it, and then nothing may be lost."""

from __future__ import annotations

import os
import random
import resource
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import keyring
from msgspec import Struct

from avv_desktop.errors import KeychainUnavailable, StoreInUse
from avv_desktop.store import backup
from avv_desktop.store.open import open_store
from tests.journeys.paper_keyring import PaperKeyring
from tests.unit.store_sample import check_intact, key
from tests.unit.test_store_past import first_version

ROOT = Path(__file__).parents[2]
KINDS = (
    "saving", "filing", "backing_up", "rekeying", "erasing", "migrating", "full_disk", "no_keychain", "two_at_once",
)  # fmt: skip
LONGEST = 0.4
"""Seconds a process works after its first word before it is killed."""


class Round(Struct, frozen=True):
    """lost: what was acknowledged and is not there; empty where nothing is lost. kept: what was acknowledged."""

    kind: str
    seed: int
    kept: int
    lost: tuple[str, ...]


def played(seed: int, place: Path) -> Round:
    """The same seed plays the same round, as far as a clock allows."""
    chance, kind = random.Random(seed), KINDS[seed % len(KINDS)]
    place.mkdir(parents=True)
    folder, keychain = place / "store", place / "keychain.json"
    before = keyring.get_keyring()
    keyring.set_keyring(PaperKeyring(keychain))
    try:
        there = [first_version(folder)] if kind == "migrating" else []
        deed = kind if kind in KINDS[:6] else "filing"
        limit = 400_000 + chance.randrange(2_000_000) if kind == "full_disk" else 0
        said = _worked(deed, folder, keychain, chance.random() * LONGEST, limit, _beside(kind, folder))
        acknowledged = {line.split()[1]: int(line.split()[2]) for line in said if line.startswith("kept")}
        lost = _lost(folder, acknowledged | dict.fromkeys(there, -1))
        return Round(kind, seed, len(acknowledged) + len(there), tuple(lost))
    finally:
        keyring.set_keyring(before)


def _worked(
    deed: str, folder: Path, keychain: Path, seconds: float, limit: int, beside: Callable[[], None]
) -> list[str]:
    """What the process said until it was killed, whole lines only."""

    def narrow() -> None:
        if limit:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    command = [sys.executable, "-m", "tests.faults.worker", deed, str(folder), str(keychain)]
    quiet = os.environ | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        command, cwd=ROOT, env=quiet, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, preexec_fn=narrow
    ) as worker:
        first = worker.stdout.readline()
        timer = threading.Timer(10 if limit else seconds + (0.6 if deed != "migrating" else 0), worker.kill)
        timer.start()
        beside()
        said = [first, *(line for line in worker.stdout if line.endswith("\n"))]
        timer.cancel()
        worker.kill()
    return said


def _beside(kind: str, folder: Path) -> Callable[[], None]:
    def another() -> None:
        try:
            open_store(folder).close()
        except StoreInUse:
            return

    return another if kind == "two_at_once" else lambda: None


def _lost(folder: Path, acknowledged: dict[str, int]) -> list[str]:
    lost = []
    if (folder.parent / "keychain.json").exists() and (folder / "agreements.db").exists():
        _broken_keychain(folder)
    store = open_store(folder)
    for id, last in acknowledged.items():
        try:
            draft, _ = store.draft(id)
            now = int(str(draft.answers.get("processing.subject") or "-1").split()[0])
            whole = all(len(store.file(each.id)) == each.size for each in store.files(id))
            if now < last or not whole:
                lost.append(f"{id}: {now} of {last}")
        except Exception as error:
            lost.append(f"{id}: {type(error).__name__}")
    if store.audit():
        lost.append(f"trail: {store.audit()}")
    for each in backup.backups(folder.parent / "backups"):
        backup.check(each.path, backup_key(store, each))
    store.close()
    check_intact(folder, key())
    left = [each.name for each in folder.iterdir() if each.name in ("key.next", "agreements.rekeyed.db")]
    return lost + left


def backup_key(store, each) -> bytes:
    """The key of the store; no round changes it after a backup."""
    return store.key


def _broken_keychain(folder: Path) -> None:
    """With a keychain that fails the store does not open, and nothing of it changes."""
    before, content = keyring.get_keyring(), (folder / "agreements.db").read_bytes()

    class Broken(PaperKeyring):
        def get_password(self, service: str, username: str) -> str | None:
            raise RuntimeError("no keychain today")

    keyring.set_keyring(Broken(Path("nowhere")))
    try:
        open_store(folder).close()
    except KeychainUnavailable:
        assert (folder / "agreements.db").read_bytes() == content
    else:
        raise AssertionError("opened without a key")
    finally:
        keyring.set_keyring(before)

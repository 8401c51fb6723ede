"""One round: a real process works, something happens to it, and then nothing may be lost."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import keyring
from msgspec import Struct

from tests.faults import outside, papers
from tests.faults.damage import damaged
from tests.faults.lost import Kept, lost_of, without_permission
from tests.faults.typed import typed
from tests.faults.worker import LATER
from tests.journeys.paper_keyring import PaperKeyring
from tests.unit.test_store_past import first_version

ROOT = Path(__file__).parents[2]
KILLED = (
    "saving", "filing", "signing", "backing_up", "restoring", "rescuing", "rekeying", "erasing", "merging", "migrating",
)  # fmt: skip
KINDS = (*KILLED, "typing", "full_disk", "no_permission", "locked_keychain", "two_at_once")
ON_A_FULL_DISK = ("filing", "saving", "backing_up", "rekeying", "restoring", "signing", "migrating")
UNDER_A_LOCKED_KEYCHAIN = ("rekeying", "filing", "restoring")
LONGEST = 0.4
"""Seconds a process works after its first words before it is killed."""
STARTING = {"migrating": 0.0, "rescuing": 0.1, **dict.fromkeys(LATER, 0.0), "merging": 0.5}
"""Seconds more, for a process that says its first word before it opens the store; 0.6 unless told."""
ENDED = (0, -signal.SIGKILL)
"""Through, refused in words, or killed; all else is an error nobody foresaw."""
FULL = 10
"""Seconds for a disk to fill up."""


class Round(Struct, frozen=True):
    """lost: what was acknowledged and is not there; empty where nothing is lost. kept: what was acknowledged."""

    kind: str
    seed: int
    kept: int
    lost: tuple[str, ...]


class Here(Struct, frozen=True):
    """Where a round is played, and how."""

    folder: Path
    keychain: Path
    chance: random.Random
    deed: str


def played(seed: int, place: Path) -> Round:
    """The same seed plays the same round, as far as a clock allows."""
    chance, kind = random.Random(seed), KINDS[seed % len(KINDS)]
    place.mkdir(parents=True)
    before = keyring.get_keyring()
    keychain = place / "keychain.json"
    keyring.set_keyring(PaperKeyring(keychain))
    deed = kind if kind not in CHOICES else chance.choice(CHOICES[kind])
    here = Here(place / "data", keychain, chance, deed)
    try:
        kept = Kept()
        PLAYS.get(kind, _killed)(here, kept)
        return Round(kind, seed, kept.count, tuple(lost_of(here.folder, kept)))
    finally:
        outside.unlock(keychain)
        keyring.set_keyring(before)


def _lay_out(here: Here, kept: Kept) -> None:
    """What there is before the process begins."""
    if here.deed == "migrating":
        kept.heard([f"kept {first_version(here.folder)} -1"])
    elif here.deed == "rescuing":
        kept.damaged = True
        kept.readable, kept.broken = damaged(here.folder, here.chance)
    elif here.deed == "signing":
        papers.lay_out(here.folder.parent)


# ---- what happens


def _killed(here: Here, kept: Kept) -> None:
    _lay_out(here, kept)
    _work(here, kept)


def _typing(here: Here, kept: Kept) -> None:
    typed(here.folder.parent, here.keychain, here.chance, kept)


def _full_disk(here: Here, kept: Kept) -> None:
    """A real disk where one can be made, else a limit on every file."""
    disk = outside.Disk(here.folder.parent, 1_500_000 + here.chance.randrange(4_000_000))
    try:
        _lay_out(here, kept)
        limit = 0 if disk.real else 400_000 + here.chance.randrange(2_000_000)
        _work(here, kept, seconds=FULL, limit=limit)
        disk.make_room()
        kept.lost += lost_of(here.folder, kept)
        kept.looked = True
    finally:
        disk.take_away()


def _no_permission(here: Here, kept: Kept) -> None:
    """It is taken away while a process works; another that comes meanwhile is refused and changes nothing."""

    _lay_out(here, kept)

    def taken() -> None:
        time.sleep(0.5 + here.chance.random() * LONGEST)
        outside.forbid(here.folder)

    try:
        _work(here, kept, seconds=1.2, beside=taken)
        if here.deed == "filing":
            kept.lost += without_permission(here.folder, here.keychain, _process)
    finally:
        outside.allow(here.folder)


def _locked_keychain(here: Here, kept: Kept) -> None:
    """While it works, and for whoever comes then."""

    _lay_out(here, kept)

    def locked() -> None:
        time.sleep((0.0 if here.deed in LATER else 0.5) + here.chance.random() * LONGEST)
        outside.lock(here.keychain)

    _work(here, kept, seconds=1.0, beside=locked)


def _two_at_once(here: Here, kept: Kept) -> None:
    """Three processes on one store, and each is killed; whoever finds it open is refused."""
    _lay_out(here, kept)
    others = [
        threading.Thread(target=_work, args=(here, kept), kwargs={"seconds": 0.6 + here.chance.random()})
        for _ in range(3)
    ]
    for each in others:
        each.start()
    for each in others:
        each.join()


PLAYS: dict[str, Callable[[Here, Kept], None]] = {
    "typing": _typing,
    "full_disk": _full_disk,
    "no_permission": _no_permission,
    "locked_keychain": _locked_keychain,
    "two_at_once": _two_at_once,
}
CHOICES = {
    "full_disk": ON_A_FULL_DISK,
    "no_permission": ("filing", "saving", "backing_up", "rekeying"),
    "locked_keychain": UNDER_A_LOCKED_KEYCHAIN,
    "two_at_once": ("filing", "saving", "rekeying"),
}


# ---- the process


def _work(
    here: Here, kept: Kept, *, seconds: float = 0.0, limit: int = 0, beside: Callable[[], None] = lambda: None
) -> None:
    """Let it work until it is killed; what it said goes to `kept`, whole lines only."""
    wait = seconds or here.chance.random() * LONGEST + STARTING.get(here.deed, 0.6)
    with _process(here.deed, here.folder, here.keychain, limit) as worker:
        first = worker.stdout.readline()
        timer = threading.Timer(wait, worker.kill)
        timer.start()
        beside()
        kept.heard([first, *(line for line in worker.stdout if line.endswith("\n"))])
        timer.cancel()
        worker.kill()
        if worker.wait() not in ENDED:
            kept.lost.append(f"{here.deed} ended by itself: {_last_words(here.folder)}")


def _process(deed: str, folder: Path, keychain: Path, limit: int = 0) -> subprocess.Popen:
    command = [sys.executable, "-m", "tests.faults.worker", deed, str(folder), str(keychain)]
    quiet = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    with _words_of(folder).open("ab") as errors:
        return subprocess.Popen(
            command, cwd=ROOT, env=quiet, stdout=subprocess.PIPE, stderr=errors, text=True,
            preexec_fn=lambda: outside.narrow(limit),
        )  # fmt: skip


def _words_of(folder: Path) -> Path:
    """Beside the place of the round: it is written also when that disk is full."""
    return folder.parent.with_suffix(".stderr")


def _last_words(folder: Path) -> str:
    said = _words_of(folder).read_text("utf-8", "replace").splitlines()
    return next((line for line in reversed(said) if line.strip() and " ERROR CORE " not in line), "")

"""What happens to a machine: its disk fills up, permission is taken away, its keychain is locked."""

from __future__ import annotations

import contextlib
import ctypes
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

if sys.platform != "win32":
    import resource

SECUREBITS, NOROOT = 28, 1
"""prctl: a program started by root is a user like any other, whom a read-only folder stops."""


def narrow(limit: int) -> None:
    """In a new process: no file grows beyond `limit` bytes (0: any), and nobody is above permissions."""
    if limit:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    if os.geteuid() == 0 and sys.platform == "linux":
        ctypes.CDLL(None).prctl(SECUREBITS, NOROOT, 0, 0, 0)


class Disk:
    """A small disk of its own, where this machine lets one be made; `real` says whether it did."""

    def __init__(self, place: Path, size: int) -> None:
        self._place = place
        self.real = os.geteuid() == 0 and _mount("-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(place))

    def make_room(self) -> None:
        if self.real:
            _mount("-o", "remount,size=500m", str(self._place))

    def take_away(self) -> None:
        if self.real:
            subprocess.run(["umount", "-l", str(self._place)], check=False, capture_output=True)
            self.real = False


def _mount(*words: str) -> bool:
    program = shutil.which("mount")
    return bool(program) and subprocess.run([str(program), *words], check=False, capture_output=True).returncode == 0


def forbid(folder: Path) -> None:
    """Nobody may write here any more."""
    for each in (*folder.rglob("*"), folder):
        with contextlib.suppress(FileNotFoundError):
            each.chmod(0o500 if each.is_dir() else 0o400)


def allow(folder: Path) -> None:
    for each in (folder, *folder.rglob("*")):
        with contextlib.suppress(FileNotFoundError):
            each.chmod(0o700 if each.is_dir() else 0o600)


def lock(keychain: Path) -> None:
    keychain.with_suffix(".locked").touch()


def unlock(keychain: Path) -> None:
    keychain.with_suffix(".locked").unlink(missing_ok=True)

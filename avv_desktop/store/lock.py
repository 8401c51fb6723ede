"""One window at a time on one store. The system lets the lock go when the process ends, however it ends."""

from __future__ import annotations

import os
from pathlib import Path
from typing import IO

from avv_desktop.errors import StoreError, StoreInUse
from avv_desktop.system.files import reason_of


class Lock:
    """Held from making it until `release`. Raises StoreInUse, StoreError."""

    def __init__(self, path: Path) -> None:
        try:
            self._file: IO[bytes] = path.open("ab")
        except OSError as error:
            raise StoreError(path=str(path), reason=reason_of(error)) from error
        try:
            _lock(self._file)
        except OSError as error:
            self._file.close()
            raise StoreInUse(path=str(path.parent)) from error

    @property
    def released(self) -> bool:
        return self._file.closed

    def release(self) -> None:
        self._file.close()


if os.name == "nt":

    def _lock(file: IO[bytes]) -> None:
        import msvcrt

        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]

else:

    def _lock(file: IO[bytes]) -> None:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)

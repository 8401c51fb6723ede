"""Keeps None, True and False alive.

From Python 3.12 on they are immortal. PySide6 6.12 relies on that and gives back each of them without counting it,
also under Python 3.11: after some thousand calls the count reaches zero and the interpreter aborts
("none_dealloc: deallocating None"). A count that cannot reach zero is what immortality means.
"""

from __future__ import annotations

import ctypes
import sys

BEYOND_REACH = 1 << 60


def keep_singletons() -> None:
    """Does nothing from Python 3.12 on."""
    if sys.version_info >= (3, 12) or sys.getrefcount(None) > BEYOND_REACH // 2:
        return
    for each in (None, True, False, NotImplemented, Ellipsis):
        ctypes.c_ssize_t.from_address(id(each)).value += BEYOND_REACH

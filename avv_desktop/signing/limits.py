"""Judging a file takes so long and no longer, whatever it is made of."""

from __future__ import annotations

import ctypes
import gc
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from avv_desktop.errors import NotVerifiable
from avv_desktop.system.language import tr

T = TypeVar("T")

SECONDS = 30.0
GRACE = 5.0
"""Seconds a step that cannot be interrupted may still take before it is left alone."""


class _TooLong(BaseException):
    """Raised into the work that takes too long; no part of it that expects errors may stop it."""


@contextmanager
def untidied() -> Iterator[None]:
    """Judging makes so many small objects that Python would look for garbage a third of the time; that can wait."""
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()


def within(seconds: float, work: Callable[[], T]) -> T:
    """What `work` gives, on a thread of its own. Raises what it raises, and NotVerifiable when the time is over."""
    done: list[T] = []
    failed: list[BaseException] = []

    def run() -> None:
        try:
            with untidied():
                done.append(work())
        except BaseException as error:
            failed.append(error)

    worker = threading.Thread(target=run, name="verify", daemon=True)
    worker.start()
    worker.join(seconds)
    if worker.is_alive():
        ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(worker.ident or 0), ctypes.py_object(_TooLong))
        worker.join(GRACE)
    if done:
        return done[0]
    if failed and not isinstance(failed[0], _TooLong):
        raise failed[0]
    reason = tr("Judging it takes longer than {count} seconds; it may be built so that nobody can.", count=int(seconds))
    raise NotVerifiable(path="", reason=reason)

"""One measured figure, and how it is said."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterable

from msgspec import Struct


class Figure(Struct, frozen=True):
    """median and p95 in `unit`; peer: the same done by another program in the same run, in `unit`, or None.

    ratio: peer / median (above 1: we are quicker). note: what the peer is, or why there is none. aim: as asked for.
    """

    name: str
    median: float | None
    p95: float | None
    unit: str = "ms"
    peer: float | None = None
    ratio: float | None = None
    note: str = ""
    aim: str = ""
    count: int = 1


def figure(name: str, values: list[float], *, unit: str = "ms", peer: list[float] | None = None, **more) -> Figure:
    """A figure of the measured values; `peer` are the values of the other program."""
    median = statistics.median(values)
    other = statistics.median(peer) if peer else None
    ratio = round(other / median, 1) if other else None
    return Figure(
        name,
        round(median, 1),
        round(p95(values), 1),
        unit,
        round(other, 1) if other else None,
        ratio,
        count=len(values),
        **more,
    )


def absent(name: str, why: str, **more) -> Figure:
    """A figure that could not be measured, and why."""
    return Figure(name, None, None, note=why, **more)


def p95(values: list[float]) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(0.95 * (len(ordered) - 1)))]


def timed(work: Callable, inputs: Iterable) -> list[float]:
    """Milliseconds of `work` for each input."""
    taken = []
    for each in inputs:
        start = time.perf_counter()
        work(each)
        taken.append(1000 * (time.perf_counter() - start))
    return taken


def worked(work: Callable, inputs: Iterable) -> list[float]:
    """Milliseconds of this process's own processor time, whatever else runs beside it."""
    taken = []
    for each in inputs:
        start = time.process_time()
        work(each)
        taken.append(1000 * (time.process_time() - start))
    return taken

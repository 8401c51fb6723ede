"""Typeset, fields, attachment and two signatures for 200 customers, on both cores."""

from __future__ import annotations

import multiprocessing
import time

from tests.bench.agreement import agreement, keys, rendered_and_signed
from tests.bench.figures import Figure, absent

CUSTOMERS, CORES = 200, 2
_typesetter = None


def run() -> list[Figure]:
    with multiprocessing.get_context("spawn").Pool(CORES, initializer=begin) as pool:
        pool.map(one, range(-CORES, 0), chunksize=1)
        start = time.perf_counter()
        sizes = pool.map(one, range(CUSTOMERS), chunksize=5)
        taken = time.perf_counter() - start
    if failed := [each for each in sizes if isinstance(each, str)]:
        return [absent("agreements with two signatures", f"{len(failed)} failed: {failed[0]}", aim="≥ 8")]
    rate = round(len(sizes) / taken, 1)
    note = (
        f"{CUSTOMERS} customers in {taken:.1f} s on {CORES} cores, P-256, {sum(sizes) // len(sizes) // 1024} KiB each"
    )
    return [Figure("agreements with two signatures", rate, rate, "a second", note=note, aim="≥ 8", count=CUSTOMERS)]


def begin() -> None:
    global _typesetter
    from avv_desktop.pdf.typeset import Typesetter

    _typesetter = Typesetter()
    keys()


def one(number: int) -> int | str:
    """The size of one signed agreement, or why there is none: errors of ours do not travel between processes."""
    try:
        return len(signed(number))
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def signed(number: int) -> bytes:
    _, draft = agreement()
    company = draft.answers.get("controller.company")
    company = {**company, "name": f"Muster {number} GmbH"} if isinstance(company, dict) else company
    return rendered_and_signed(draft.answer("controller.company", company), _typesetter)

"""Several workers at once: orders in, results out, never more under way than the workers can hold."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool

from avv_desktop.errors import CannotDo
from avv_desktop.many import work
from avv_desktop.many.work import Made, Order, Signer, Worker
from avv_desktop.system.language import language, tr
from avv_desktop.template.model import Template

FEW = 6
"""So many are made here: starting processes takes longer than making them."""
AHEAD = 3
"""Orders that wait for each worker."""


def made(
    orders: Iterable[Order],
    count: int,
    template: Template,
    folder: str,
    endings: tuple[str, ...],
    signer: Signer | None = None,
    stop: Callable[[], bool] = lambda: False,
    workers: int = 0,
) -> Iterator[Made]:
    """In the order they are done. After `stop` nothing new begins; what is under way is finished and told."""
    hands = workers or min(os.cpu_count() or 1, 8)
    if count <= FEW or hands == 1:
        alone = Worker(template, folder, endings, signer)
        for order in orders:
            if stop():
                return
            yield alone.make(order)
        return
    yield from _together(orders, hands, (template, folder, endings, signer, language()), stop)


def _together(orders: Iterable[Order], hands: int, given: tuple, stop: Callable[[], bool]) -> Iterator[Made]:
    waiting, coming = set[Future](), iter(orders)
    pool = ProcessPoolExecutor(
        hands, mp_context=multiprocessing.get_context("spawn"), initializer=work.begin, initargs=given
    )
    try:
        more = True
        while more or waiting:
            while more and len(waiting) < hands * AHEAD:
                order = None if stop() else next(coming, None)
                more = order is not None
                if order is not None:
                    waiting.add(pool.submit(work.make, order))
            done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
            for each in done:
                yield each.result()
    except BrokenProcessPool as error:
        reason = tr("A part of the program ended unexpectedly; run it again, and it goes on where it stopped.")
        raise CannotDo(reason=reason) from error
    finally:
        pool.shutdown(wait=True, cancel_futures=True)

"""Several papers signed with one key. A service that signs remotely gets all their hashes in one request."""

from __future__ import annotations

import asyncio
import datetime
from collections.abc import Coroutine, Iterator, Sequence
from typing import Any, Protocol, runtime_checkable

from avv_desktop.errors import AvvError
from avv_desktop.pdf.model import Pdf
from avv_desktop.signing.keys import Key
from avv_desktop.signing.model import SignedPdf, Slot
from avv_desktop.signing.pades import prepared
from avv_desktop.signing.pdf_file import Opened
from avv_desktop.signing.timestamps import Stamper
from avv_desktop.signing.waiting import finished

Paper = tuple[Pdf | SignedPdf | Opened, Slot]
Outcome = SignedPdf | AvvError


@runtime_checkable
class Gathering(Protocol):
    """A signer that can wait until several ask it. most: how many it takes at once. waiting: how many ask."""

    most: int
    gathering: bool

    @property
    def waiting(self) -> int: ...

    def commit(self) -> None:
        """Answer all that ask, with a signature or an error each."""


def sign_together(
    papers: Sequence[Paper], key: Key, *, now: datetime.datetime | None = None, stamper: Stamper | None = None
) -> list[Outcome]:
    """One outcome a paper, in their order: the signed file, or why there is none; one never stops the others."""
    return [each for group in _groups(papers, key) for each in finished(_signed(group, key, now, stamper))]


def most(key: Key) -> int:
    """How many papers one authorization is enough for."""
    return max(1, key.signer.most) if isinstance(key.signer, Gathering) else 1


def _groups(papers: Sequence[Paper], key: Key) -> Iterator[Sequence[Paper]]:
    step = most(key)
    for start in range(0, len(papers), step):
        yield papers[start : start + step]


async def _signed(
    papers: Sequence[Paper], key: Key, now: datetime.datetime | None, stamper: Stamper | None
) -> list[Outcome]:
    tasks = [asyncio.ensure_future(_one(pdf, slot, key, now, stamper)) for pdf, slot in papers]
    if isinstance(key.signer, Gathering):
        await _answered(tasks, key.signer)
    return [await task for task in tasks]


async def _one(
    pdf: Pdf | SignedPdf | Opened, slot: Slot, key: Key, now: datetime.datetime | None, stamper: Stamper | None
) -> Outcome:
    try:
        work: Coroutine[Any, Any, SignedPdf] = prepared(pdf, key, slot, now, stamper)()
        return await work
    except AvvError as error:
        return error


async def _answered(tasks: Sequence[asyncio.Future], signer: Gathering) -> None:
    """Lets every paper come as far as its hash, or fail before, and only then asks once for all."""
    signer.gathering = True
    try:
        while unfinished := [task for task in tasks if not task.done()]:
            if signer.waiting == len(unfinished):
                signer.commit()
                return
            await asyncio.sleep(0)
    finally:
        signer.gathering = False

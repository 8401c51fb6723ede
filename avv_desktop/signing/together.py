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
from avv_desktop.signing.waiting import finished

Paper = tuple[Pdf | SignedPdf, Slot]
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


def sign_together(papers: Sequence[Paper], key: Key, *, now: datetime.datetime | None = None) -> list[Outcome]:
    """One outcome a paper, in their order: the signed file, or why there is none; one never stops the others."""
    return [each for group in _groups(papers, key) for each in finished(_signed(group, key, now))]


def _groups(papers: Sequence[Paper], key: Key) -> Iterator[Sequence[Paper]]:
    most = max(1, key.signer.most) if isinstance(key.signer, Gathering) else 1
    for start in range(0, len(papers), most):
        yield papers[start : start + most]


async def _signed(papers: Sequence[Paper], key: Key, now: datetime.datetime | None) -> list[Outcome]:
    tasks = [asyncio.ensure_future(_one(pdf, slot, key, now)) for pdf, slot in papers]
    if isinstance(key.signer, Gathering):
        await _answered(tasks, key.signer)
    return [await task for task in tasks]


async def _one(pdf: Pdf | SignedPdf, slot: Slot, key: Key, now: datetime.datetime | None) -> Outcome:
    try:
        work: Coroutine[Any, Any, SignedPdf] = prepared(pdf, key, slot, now)()
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
            await asyncio.sleep(0)
    finally:
        signer.gathering = False

"""Several papers signed with one key. A service that signs remotely gets all their hashes in one request."""

from __future__ import annotations

import asyncio
import datetime
from collections.abc import Callable, Coroutine, Iterator, Sequence
from typing import Any, Protocol, runtime_checkable

from avv_desktop.errors import AvvError
from avv_desktop.pdf.model import Pdf
from avv_desktop.signing.keys import Key
from avv_desktop.signing.model import SignedPdf, Slot
from avv_desktop.signing.pades import prepared
from avv_desktop.signing.pdf_file import Opened
from avv_desktop.signing.pictures import Picture
from avv_desktop.signing.timestamps import Stamper
from avv_desktop.signing.waiting import finished

Paper = tuple[Pdf | SignedPdf | Opened, Slot]
Outcome = SignedPdf | AvvError
Begun = Callable[[], Coroutine[Any, Any, SignedPdf]]


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
    papers: Sequence[Paper],
    key: Key,
    *,
    now: datetime.datetime | None = None,
    stamper: Stamper | None = None,
    pictures: Sequence[Picture] = (),
) -> list[Outcome]:
    """One outcome a paper, in their order: the signed file, or why there is none; one never stops the others."""

    def begin(paper: Paper) -> Begun:
        return prepared(paper[0], key, paper[1], now, stamper, pictures)

    return [each for group in _groups(papers, key) for each in finished(_signed(group, key, begin))]


def most(key: Key) -> int:
    """How many papers one authorization is enough for."""
    return max(1, key.signer.most) if isinstance(key.signer, Gathering) else 1


def _groups(papers: Sequence[Paper], key: Key) -> Iterator[Sequence[Paper]]:
    step = most(key)
    for start in range(0, len(papers), step):
        yield papers[start : start + step]


async def _signed(papers: Sequence[Paper], key: Key, begin: Callable[[Paper], Begun]) -> list[Outcome]:
    tasks = [asyncio.ensure_future(_one(paper, begin)) for paper in papers]
    if isinstance(key.signer, Gathering):
        await _answered(tasks, key.signer)
    return [await task for task in tasks]


async def _one(paper: Paper, begin: Callable[[Paper], Begun]) -> Outcome:
    try:
        return await begin(paper)()
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

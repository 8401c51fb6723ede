"""Many files with one key, one after the other: a bad one never stops the others, and each is signed whole or not."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from avv_desktop.document.model import Document
from avv_desktop.errors import AvvError, NotReady, RemoteError, SigningRefused, TokenError
from avv_desktop.signing import pdf_file
from avv_desktop.signing.keys import Key
from avv_desktop.signing.model import Progress, SignedPdf, Slot
from avv_desktop.signing.names import names_fit
from avv_desktop.signing.progress import of_fields, progress
from avv_desktop.signing.timestamps import Stamper
from avv_desktop.signing.together import Outcome, most, sign_together
from avv_desktop.system.language import tr

Read = Callable[[], bytes]
"""Gives the file when it is its turn: a stack is never in memory at once."""


class Sheet(NamedTuple):
    """One file of a stack. `name` is what it is called when something is said of it."""

    name: str
    read: Read


class Result(NamedTuple):
    """What became of one file: signed (`signed`, with `progress` afterwards), or why not (`error`)."""

    sheet: Sheet
    slot: Slot | None = None
    signed: SignedPdf | None = None
    document: Document | None = None
    progress: Progress | None = None
    error: AvvError | None = None


class Turn(NamedTuple):
    """A file that was read, and the line in it that is to be signed now."""

    read: pdf_file.Opened
    slot: Slot


ENDS = (RemoteError, TokenError)
"""Of the key, not of one file: the next would fail for the same reason, and ask the person for nothing."""


def sign_stack(
    sheets: Iterable[Sheet],
    key: Key,
    *,
    person: str = "",
    now: datetime.datetime | None = None,
    stamper: Stamper | None = None,
    stop: Callable[[], bool] = lambda: False,
) -> Iterator[Result]:
    """Sign in each file the line of `person` (of the certificate's name, if not given), if it is that line's turn.

    Whoever takes the results keeps them; between two files `stop` is asked, and what was not reached is not touched.
    A key that takes several at once is given several. A card or a service that fails ends it.
    """
    name, waiting, step = person or key.certificate.name, iter(sheets), most(key)
    while not stop() and (group := list(islice(waiting, step))):
        results = _signed(group, key, name, now, stamper)
        yield from results
        if any(isinstance(each.error, ENDS) for each in results):
            return


def _signed(
    group: Sequence[Sheet], key: Key, name: str, now: datetime.datetime | None, stamper: Stamper | None
) -> list[Result]:
    turns = [_read(sheet, name) for sheet in group]
    papers = [(each.read, each.slot) for each in turns if isinstance(each, Turn)]
    outcomes = iter(sign_together(papers, key, now=now, stamper=stamper))
    return [_result(sheet, each, outcomes) for sheet, each in zip(group, turns, strict=True)]


def _read(sheet: Sheet, name: str) -> Turn | AvvError:
    try:
        return turn(sheet.read(), name)
    except AvvError as error:
        return error


def _result(sheet: Sheet, found: Turn | AvvError, outcomes: Iterator[Outcome]) -> Result:
    if isinstance(found, AvvError):
        return Result(sheet, error=found)
    signed = next(outcomes)
    if isinstance(signed, AvvError):
        return Result(sheet, found.slot, error=signed)
    return Result(sheet, found.slot, signed, found.read.document, progress(signed.data, found.read.document))


def turn(data: bytes, name: str) -> Turn:
    """Raises NotReady, SigningRefused, PdfError, EncryptedPdf."""
    read = pdf_file.opened(data)
    if read.document is not None and not read.document.complete:
        raise NotReady(count=0, first="")
    return Turn(read, slot_of(of_fields(read.fields, read.document), name))


def slot_of(found: Progress, name: str) -> Slot:
    """The line of that person, if it is their turn. Raises SigningRefused."""
    if not found.slots:
        raise SigningRefused(reason=tr("This PDF has no prepared signature field."))
    own = [slot for slot in found.slots if names_fit(slot.name, name)]
    if not own:
        raise SigningRefused(reason=tr("Nobody named {name} signs here.", name=name))
    waiting = [slot for slot in own if not slot.signed]
    if not waiting:
        raise SigningRefused(reason=tr("{name} has signed this already.", name=name))
    if found.next is not None and found.next.order and found.next not in waiting:
        raise SigningRefused(reason=tr("It is first the turn of {name}.", name=found.next.name))
    return waiting[0]

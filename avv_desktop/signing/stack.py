"""Many files with one key, one after the other: a bad one never stops the others, and each is signed whole or not."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from avv_desktop.document.model import Document
from avv_desktop.errors import AvvError, NotReady, SigningRefused
from avv_desktop.pdf.model import Pdf
from avv_desktop.signing import pdf_file
from avv_desktop.signing.keys import Key
from avv_desktop.signing.model import Progress, SignedPdf, Slot
from avv_desktop.signing.names import names_fit
from avv_desktop.signing.pades import sign
from avv_desktop.signing.progress import progress
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


def sign_stack(
    sheets: Iterable[Sheet],
    key: Key,
    *,
    person: str = "",
    now: datetime.datetime | None = None,
    stop: Callable[[], bool] = lambda: False,
) -> Iterator[Result]:
    """Sign in each file the line of `person` (of the certificate's name, if not given), if it is that line's turn.

    Whoever takes the results keeps them; between two files `stop` is asked, and what was not reached is not touched.
    """
    name = person or key.certificate.name
    for sheet in sheets:
        if stop():
            return
        try:
            yield _one(sheet, key, name, now)
        except AvvError as error:
            yield Result(sheet, error=error)


def _one(sheet: Sheet, key: Key, name: str, now: datetime.datetime | None) -> Result:
    data = sheet.read()
    document = pdf_file.agreement(data)
    if document is not None and not document.complete:
        raise NotReady(count=0, first="")
    before = progress(data, document)
    slot = slot_of(before, name)
    given = SignedPdf(data) if any(each.signed for each in before.slots) else Pdf(data)
    signed = sign(given, key, slot, now=now)
    return Result(sheet, slot, signed, document, progress(signed.data, document))


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

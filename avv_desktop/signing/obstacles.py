"""What stands against a signature in a field, whoever makes it: asked before a passphrase, and again when signing."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import NamedTuple

from pyhanko.sign.fields import FieldMDPSpec, MDPPerm
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from avv_desktop.document.model import Document
from avv_desktop.signing import pdf_file
from avv_desktop.signing.model import Slot
from avv_desktop.signing.slots import Held, held
from avv_desktop.system.language import tr

TOLERANCE = datetime.timedelta(minutes=5)
"""How far the clocks of two signers may lie apart."""
MADE_LATER = datetime.timedelta(days=1)
"""A clock that lies further behind the making of the agreement is wrong, not only in another zone."""
NEW = "new field"
"""No file can have a field of this name that is locked by it: names with blanks are not given here."""


class Obstacle(NamedTuple):
    """name: "field", "signed", "existing", "lock", "order" or "clock"."""

    name: str
    reason: str


def first(
    fields: list[pdf_file.Field],
    document: Document | None,
    slot: Slot,
    now: datetime.datetime,
    made: datetime.datetime | None = None,
    *,
    new: bool = False,
) -> str:
    """The reason of the first obstacle; empty if nothing stands against it. new: the field comes with the signature."""
    against = against_new(fields, document, now) if new else obstacles(fields, document, slot, now, made)
    return next((each.reason for each in against), "")


def obstacles(
    fields: list[pdf_file.Field],
    document: Document | None,
    slot: Slot,
    now: datetime.datetime,
    made: datetime.datetime | None = None,
) -> Iterator[Obstacle]:
    """In the order in which a person should hear of them. made: when the agreement was made, if it says so."""
    field = next((each for each in fields if each.name == slot.field), None)
    if field is None:
        yield Obstacle("field", tr("There is no prepared signature field “{field}” in this file.", field=slot.field))
        return
    found = held(fields, document)
    if field.filled:
        signer = next((each.slot.signer for each in found if each.slot.field == slot.field), "")
        yield Obstacle("signed", _already(signer))
        return
    yield from _existing(found, fields)
    yield from _locks(fields, slot.field)
    yield from _order(found, slot)
    yield from _clock(fields, now)
    if made is not None and now < made - MADE_LATER:
        day = made.astimezone().strftime("%d.%m.%Y")
        yield Obstacle(
            "clock",
            tr("This computer's clock lies before the making of the agreement ({day}); please set it.", day=day),
        )


def against_new(fields: list[pdf_file.Field], document: Document | None, now: datetime.datetime) -> Iterator[Obstacle]:
    """What stands against a field that is not there yet: an agreement has its own, and signatures may forbid it."""
    if document is not None:
        yield Obstacle("ours", tr("This agreement has its own fields for signatures; no others are added."))
        return
    yield from _existing(held(fields, document), fields)
    yield from _locks(fields, NEW)
    yield from _certified(fields)
    yield from _clock(fields, now)


def _certified(fields: list[pdf_file.Field]) -> Iterator[Obstacle]:
    """A certification may allow signing only what is prepared (ISO 32000-1, 12.8.2.2)."""
    for field in fields:
        if field.signature is not None and certifies(field.signature):
            said = tr("This file is certified: only fields that are prepared may be signed, no new ones added.")
            yield Obstacle("certified", said)
            return


def certifies(signature: EmbeddedPdfSignature) -> bool:
    """Whether it forbids new fields."""
    try:
        return signature.docmdp_level in (MDPPerm.NO_CHANGES, MDPPerm.FILL_FORMS)
    except Exception:  # what cannot be read is respected
        return True


def _already(signer: str) -> str:
    if signer:
        return tr("This field is signed already, by {name}.", name=signer)
    return tr("This field is signed already.")


def _existing(found: list[Held], fields: list[pdf_file.Field]) -> Iterator[Obstacle]:
    broken = [each.slot for each in found if each.holds is False]
    if broken:
        name = broken[0].signer or broken[0].name or broken[0].field
        yield Obstacle(
            "existing",
            tr("The signature of {name} in this file no longer holds; nothing is signed on top of it.", name=name),
        )
    elif any(field.filled and field.signature is None for field in fields):
        yield Obstacle("existing", tr("This file has a signature that cannot be read; nothing is signed on top of it."))


def _locks(fields: list[pdf_file.Field], name: str) -> Iterator[Obstacle]:
    """pyHanko would sign all the same, and the earlier signature would be invalid."""
    if any(field.signature is not None and locks(field.signature, name) for field in fields):
        yield Obstacle(
            "lock",
            tr("A signature in this file has closed it; another one would make that signature invalid."),
        )


def locks(signature: EmbeddedPdfSignature, name: str) -> bool:
    """Whether an existing signature forbids another one in field `name` (ISO 32000-1, 12.8.2.2 to 12.8.2.4)."""
    try:
        if signature.docmdp_level == MDPPerm.NO_CHANGES:
            return True
        lock = signature.fieldmdp
        if lock is None and "/Lock" in signature.sig_field:
            lock = FieldMDPSpec.from_pdf_object(signature.sig_field["/Lock"])
        return lock is not None and lock.is_locked(name)
    except Exception:  # a lock that cannot be read is respected
        return True


def _order(found: list[Held], slot: Slot) -> Iterator[Obstacle]:
    here = next((each.slot for each in found if each.slot.field == slot.field), slot)
    if not here.order:
        return
    before = [each.slot for each in found if 0 < each.slot.order < here.order and not each.slot.signed]
    if before:
        name = min(before, key=lambda each: each.order).name
        yield Obstacle("order", tr("It is the turn of {name} first; the order is part of the agreement.", name=name))


def _clock(fields: list[pdf_file.Field], now: datetime.datetime) -> Iterator[Obstacle]:
    latest = max(filter(None, map(_moment, fields)), default=None)
    if latest is not None and now < latest - TOLERANCE:
        moment = latest.astimezone().strftime("%d.%m.%Y, %H:%M")
        yield Obstacle(
            "clock",
            tr("This computer's clock lies before the last signature ({moment}); please set it.", moment=moment),
        )


def _moment(field: pdf_file.Field) -> datetime.datetime | None:
    try:
        moment = field.signature.self_reported_timestamp if field.signature is not None else None
    except Exception:  # a foreign file may raise anything; then no time is known
        return None
    return moment if moment is None or moment.tzinfo else moment.replace(tzinfo=datetime.UTC)

"""Who has to sign, who has, and who is next. "1 von 2" is never "unterschrieben"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from avv_desktop.document.model import Document, SignatureBlock, signature_blocks
from avv_desktop.signing import pdf_file
from avv_desktop.signing.model import PartyState, Progress, Slot
from avv_desktop.signing.names import names_fit
from avv_desktop.signing.slots import Findings, Held, held
from avv_desktop.system.language import tr

State = Literal["ready", "half", "signed", "countersigned", "problem"]

__all__ = ["names_fit", "of_fields", "progress"]


def progress(data: bytes, document: Document | None) -> Progress:
    """Of an unsigned or signed file; `document` is the agreement inside, None for a file that is not ours.

    Only intact signatures in the right field with a fitting name count. Raises PdfError, EncryptedPdf.
    """
    return of_fields(pdf_file.fields(pdf_file.reader(data)), document)


def of_fields(fields: list[pdf_file.Field], document: Document | None, findings: Findings | None = None) -> Progress:
    found = held(fields, document, findings)
    parties = tuple(_party(block, found) for block in signature_blocks(document)) if document else ()
    slots = tuple(each.slot for each in found)
    broken = any(each.holds is False for each in found)
    return Progress(
        state=_state(found, parties),
        parties=parties,
        slots=slots,
        next=None if broken else next_slot(slots, parties),
    )


def next_slot(slots: Sequence[Slot], parties: Sequence[PartyState]) -> Slot | None:
    """Whose turn it is: by order, or, where the order is free, the first of a party that still needs somebody."""
    done = {party.side for party in parties if party.done}
    waiting = [slot for slot in slots if not slot.signed and slot.side not in done]
    ordered = sorted((slot for slot in waiting if slot.order), key=lambda slot: slot.order)
    return next(iter(ordered or waiting), None)


def counts(each: Held) -> bool:
    return bool(each.holds) and each.slot.fits is not False


def _party(block: SignatureBlock, found: list[Held]) -> PartyState:
    own = {line.field for line in block.lines}
    signed = sum(counts(each) for each in found if each.slot.field in own)
    party = next((line.party for line in block.lines), block.title)
    return PartyState(block.side, party, signed, block.needed, party_words(block.side, signed, block.needed))


def party_words(side: str, signed: int, needed: int) -> str:
    if signed == 0:
        return tr("Nobody has signed yet")
    if signed < needed:
        return tr("{signed} of {needed} signed", signed=signed, needed=needed)
    return tr("countersigned") if side == "controller" else tr("signed")


def _state(found: list[Held], parties: tuple[PartyState, ...]) -> State:
    signed = [each for each in found if each.slot.signed]
    if not signed:
        return "ready"
    if any(not counts(each) for each in signed):
        return "problem"
    if not parties:
        return "signed" if len(signed) == len(found) else "half"
    if all(party.done for party in parties):
        return "countersigned" if len(parties) > 1 else "signed"
    return "signed" if all(party.done for party in parties if party.side == "processor") else "half"

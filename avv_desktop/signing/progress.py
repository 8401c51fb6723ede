"""Who has to sign, who has, and who is next. "1 von 2" is never "unterschrieben"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from avv_desktop.document.model import Document, SignatureBlock, signature_blocks
from avv_desktop.signing import pdf_file
from avv_desktop.signing.model import PartyState, Progress, Slot
from avv_desktop.signing.names import names_fit
from avv_desktop.signing.representation import Held, Known, standing, standing_words
from avv_desktop.signing.slots import Findings, held
from avv_desktop.system.language import tr

State = Literal["ready", "half", "signed", "countersigned", "problem"]

__all__ = ["names_fit", "of_fields", "progress"]


def progress(data: bytes, document: Document | None) -> Progress:
    """Of an unsigned or signed file; `document` is the agreement inside, None for a file that is not ours.

    Only intact signatures in the right field with a fitting name count. Raises PdfError, EncryptedPdf.
    """
    return of_fields(pdf_file.fields(pdf_file.reader(data)), document)


def of_fields(
    fields: list[pdf_file.Field],
    document: Document | None,
    findings: Findings | None = None,
    known: Mapping[str, Known] | None = None,
) -> Progress:
    """As `progress`, of fields that are read already. `known`: what is known of whoever signed, by field name."""
    found = standing(held(fields, document, findings), known or {})
    parties = tuple(_party(block, found) for block in signature_blocks(document)) if document else ()
    slots = tuple(each.slot for each in found)
    broken = any(each.holds is False for each in found)
    state = _state(found, parties)
    return Progress(
        state=state,
        parties=parties,
        slots=slots,
        next=None if broken else next_slot(slots, parties),
        effective=state != "problem" and bool(parties) and all(party.effective for party in parties),
    )


def next_slot(slots: Sequence[Slot], parties: Sequence[PartyState]) -> Slot | None:
    """Whose turn it is: by order, or, where the order is free, the first of a party that still needs somebody."""
    done = {party.side for party in parties if party.done}
    waiting = [slot for slot in slots if not slot.signed and slot.side not in done]
    ordered = sorted((slot for slot in waiting if slot.order), key=lambda slot: slot.order)
    return next(iter(ordered or waiting), None)


def _party(block: SignatureBlock, found: list[Held]) -> PartyState:
    own = {line.field for line in block.lines}
    counting = [each.slot for each in found if each.slot.field in own and each.slot.counts]
    signed, verified = len(counting), sum(slot.identity == "verified" for slot in counting)
    return PartyState(
        side=block.side,
        party=next((line.party for line in block.lines), block.title),
        signed=signed,
        needed=block.needed,
        words=party_words(block.side, signed, block.needed),
        verified=verified,
        standing=standing_words(signed, verified, block.needed, trial=any(slot.trial for slot in counting)),
    )


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
    if any(not each.slot.counts for each in signed):
        return "problem"
    if not parties:
        return "signed" if len(signed) == len(found) else "half"
    if all(party.done for party in parties):
        return "countersigned" if len(parties) > 1 else "signed"
    return "signed" if all(party.done for party in parties if party.side == "processor") else "half"

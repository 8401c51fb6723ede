"""The last signature that an agreement expects closes the file: nothing can be signed after it.

Where it is known beforehand who signs last, the field says so itself (see `pdf.fields.locking_field`), also to other
programs. Where the order is free, or not everybody has to sign, it shows only when the last signature is made.
"""

from __future__ import annotations

from collections.abc import Sequence

from pyhanko.pdf_utils.generic import DictionaryObject, NumberObject, pdf_name
from pyhanko.sign.fields import FieldMDPAction, FieldMDPSpec, MDPPerm

from avv_desktop.document.model import Document, SignatureBlock, signature_blocks
from avv_desktop.signing.model import Slot
from avv_desktop.signing.names import names_fit
from avv_desktop.signing.representation import Held, standing


def closes(document: Document | None, found: Sequence[Held], slot: Slot, signer: str) -> bool:
    """Is nobody expected any more once `signer` has signed `slot`? Never where the agreement does not say who signs."""
    if document is None:
        return False
    blocks = signature_blocks(document)
    done = {each.slot.field for each in standing(found, {}) if each.slot.counts}
    if names_fit(slot.name, signer):
        done.add(slot.field)
    return bool(blocks) and all(_enough(block, done) for block in blocks)


def _enough(block: SignatureBlock, done: set[str]) -> bool:
    return bool(block.lines) and sum(line.field in done for line in block.lines) >= block.needed


def lock() -> DictionaryObject:
    """What a field says that closes everything (ISO 32000-2, 12.7.5.5)."""
    said = FieldMDPSpec(FieldMDPAction.ALL).as_sig_field_lock()
    said[pdf_name("/P")] = NumberObject(MDPPerm.NO_CHANGES.value)
    return said

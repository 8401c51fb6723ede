"""Who has to sign and who has: only intact signatures in the right field with a fitting name count."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from avv_desktop.document.model import SignatureBlock
from avv_desktop.errors import EncryptedPdf, PdfError
from avv_desktop.pdf.finish import finish
from avv_desktop.pdf.typeset import Typesetter
from avv_desktop.signing.pades import sign
from avv_desktop.signing.progress import next_slot, progress
from tests.unit.pdf_sample import CREATED, carried_sample, sample
from tests.unit.signing_sample import agreement, plain_pdf, signed, slot, trial
from tests.unit.test_signing_pades import saved_encrypted

DOCUMENT = sample(clauses=2)


def words(found) -> dict[str, str]:
    return {party.side: party.words for party in found.parties}


def test_nobody_has_signed():
    found = progress(agreement().data, DOCUMENT)
    assert found.state == "ready"
    assert set(words(found).values()) == {"Noch niemand hat unterschrieben"}
    assert found.next.name == "Aida Dia"
    assert [each.fits for each in found.slots] == [None, None, None]


def test_one_of_two_is_not_signed():
    found = progress(signed(1).data, DOCUMENT)
    assert found.state == "half"
    assert words(found)["processor"] == "1 von 2 unterschrieben"
    assert found.next.name == "Jörn Fischer"
    first = found.slots[0]
    assert (first.signed, first.signer, first.trial, first.fits) == (True, "Aida Dia", True, True)
    assert first.signed_at is not None


def test_both_of_one_party_then_the_other():
    found = progress(signed(2).data, DOCUMENT)
    assert found.state == "signed"
    assert words(found)["processor"] == "unterschrieben"
    assert found.next.name == "Erika Muster"
    found = progress(signed(3).data, DOCUMENT)
    assert found.state == "countersigned"
    assert words(found) == {"processor": "unterschrieben", "controller": "gegengezeichnet"}
    assert found.next is None


def test_somebody_else_in_a_field_does_not_count():
    data = sign(agreement(), trial("Max Muster"), slot(agreement().data, 0)).data
    found = progress(data, DOCUMENT)
    assert found.state == "problem"
    assert words(found)["processor"] == "Noch niemand hat unterschrieben"
    assert found.slots[0].fits is False
    assert found.slots[0].signer == "Max Muster"


def test_a_broken_signature_does_not_count_and_nobody_is_next():
    data = signed(2).data.replace(b"/Location (Kiel)", b"/Location (Bonn)", 1)
    assert data != signed(2).data
    found = progress(data, DOCUMENT)
    assert found.state == "problem"
    assert found.next is None


def free_order():
    """The sample where one of the processor's two persons is enough, whoever it is."""

    def freed(block):
        if not isinstance(block, SignatureBlock):
            return block
        return replace(block, needed=1, lines=tuple(replace(line, order=0) for line in block.lines))

    sections = [replace(each, blocks=tuple(freed(block) for block in each.blocks)) for each in DOCUMENT.sections]
    return replace(DOCUMENT, sections=tuple(sections))


def test_in_a_free_order_whoever_is_enough_and_anybody_may_begin():
    document = free_order()
    pdf = finish(Typesetter().typeset(document, CREATED, final=True), document, carried_sample(document))
    second = next(each for each in progress(pdf.data, document).slots if each.field == "processor_2")
    once = sign(pdf, trial("Jörn Fischer"), second)
    found = progress(once.data, document)
    assert (found.state, words(found)["processor"]) == ("signed", "unterschrieben")
    assert found.next.field == "controller_1", "the other of the two need not sign"
    twice = sign(once, trial("Erika Muster"), found.next)
    assert progress(twice.data, document).state == "countersigned"


def test_whose_turn_it_is_where_the_order_is_free():
    found = progress(agreement().data, free_order())
    done = [replace(party, signed=party.needed) for party in found.parties if party.side == "processor"]
    rest = [party for party in found.parties if party.side == "controller"]
    assert next_slot(found.slots, [*done, *rest]).side == "controller"
    assert next_slot(found.slots, [*done, *(replace(party, signed=1) for party in rest)]) is None


def test_files_of_strangers():
    assert progress(plain_pdf(), None).slots == ()
    assert progress(plain_pdf(), None).state == "ready"
    found = progress(signed(1).data, None)
    assert (found.state, found.parties) == ("half", ())
    assert [each.signed for each in found.slots] == [True, False, False]


def test_files_that_cannot_be_read():
    import pikepdf

    with pytest.raises(PdfError):
        progress(b"no PDF at all", None)
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        data = saved_encrypted(pdf)
    with pytest.raises(EncryptedPdf):
        progress(data, None)

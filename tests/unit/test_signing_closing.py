"""The last expected signature closes the file: said beforehand by its field, or by our program when it is made."""

from __future__ import annotations

from functools import cache

import pytest
from msgspec.structs import replace

from avv_desktop.document.model import Document, SignatureBlock
from avv_desktop.errors import SigningRefused
from avv_desktop.pdf.finish import finish
from avv_desktop.pdf.model import Pdf
from avv_desktop.pdf.typeset import Typesetter
from avv_desktop.signing import pdf_file
from avv_desktop.signing.model import SignedPdf
from avv_desktop.signing.pades import sign
from avv_desktop.signing.precheck import precheck
from avv_desktop.signing.progress import progress
from avv_desktop.signing.verify import verify
from tests.unit.pdf_sample import CREATED, carried_sample, sample
from tests.unit.signing_levels import upgraded
from tests.unit.signing_sample import agreement, slot, trial

NAMES = {"processor_1": "Aida Dia", "processor_2": "Jörn Fischer", "controller_1": "Erika Muster"}


def freed(needed: int) -> Document:
    """The sample without an order; of the processor's two persons as many sign as are needed."""
    document = sample(clauses=2)

    def free(block):
        if not isinstance(block, SignatureBlock):
            return block
        enough = needed if block.side == "processor" else block.needed
        return replace(block, needed=enough, lines=tuple(replace(line, order=0) for line in block.lines))

    sections = [replace(each, blocks=tuple(map(free, each.blocks))) for each in document.sections]
    return replace(document, sections=tuple(sections))


@cache
def free(needed: int) -> Pdf:
    document = freed(needed)
    return finish(Typesetter().typeset(document, CREATED, final=True), document, carried_sample(document))


def by(pdf: Pdf | SignedPdf, *fields: str, needed: int = 2, name: str = "") -> SignedPdf:
    for field in fields:
        where = next(each for each in progress(pdf.data, freed(needed)).slots if each.field == field)
        pdf = sign(pdf, trial(name or NAMES[field]), where)
    assert isinstance(pdf, SignedPdf)
    return pdf


def locks(data: bytes) -> list[str]:
    """The fields whose signature closes everything."""
    filled = [each for each in pdf_file.fields(pdf_file.reader(data)) if each.signature is not None]
    return [each.name for each in filled if each.signature.fieldmdp and each.signature.fieldmdp.is_locked("anything")]


@pytest.mark.parametrize(
    "order",
    [
        ("processor_1", "processor_2", "controller_1"),
        ("controller_1", "processor_2", "processor_1"),
        ("processor_2", "controller_1", "processor_1"),
    ],
)
def test_in_a_free_order_whoever_comes_last_closes(order):
    pdf = by(free(2), *order)
    assert locks(pdf.data) == [order[-1]]
    found = verify(pdf.data)
    assert {each.integrity for each in found.signatures} == {"intact"}
    assert {each.changes for each in found.signatures} <= {"none", "signature"}
    assert found.progress.state == "countersigned"


def test_one_of_two_is_enough_and_the_other_cannot_come_later():
    pdf = by(free(1), "processor_2", "controller_1", needed=1)
    assert locks(pdf.data) == ["controller_1"]
    left = next(each for each in progress(pdf.data, freed(1)).slots if each.field == "processor_1")
    stops = [each.name for each in precheck(pdf.data, left, None) if each.severity == "stop"]
    assert stops == ["lock"], "said before anybody is asked for a passphrase"
    with pytest.raises(SigningRefused):
        sign(pdf, trial("Aida Dia"), left)


def test_before_the_last_one_nothing_is_closed():
    assert locks(by(free(2), "processor_1", "controller_1").data) == []
    assert locks(by(free(1), "processor_1", "processor_2", needed=1).data) == []


def test_a_stranger_in_the_last_field_closes_nothing():
    pdf = by(by(free(2), "processor_1", "processor_2"), "controller_1", name="Max Muster")
    assert locks(pdf.data) == []
    assert verify(pdf.data).progress.state == "problem"


def test_in_a_fixed_order_the_last_field_says_it_beforehand():
    import io

    import pikepdf

    with pikepdf.open(io.BytesIO(agreement().data)) as opened:
        assert [str(each.T) for each in opened.Root.AcroForm.Fields if "/Lock" in each] == ["controller_1"]
    with pikepdf.open(io.BytesIO(free(2).data)) as opened:
        assert not [each for each in opened.Root.AcroForm.Fields if "/Lock" in each]


def test_out_of_order_is_refused_before_a_passphrase():
    found = precheck(agreement().data, slot(agreement().data, 2), None)
    assert [each.name for each in found if each.severity == "stop"] == ["order"]


def test_a_closed_file_can_be_sealed(loopback):
    pdf = upgraded(loopback, by(free(2), "processor_1", "controller_1", "processor_2"), "LTA")
    found = verify(pdf.data)
    assert {each.integrity for each in found.signatures} == {"intact"}
    assert {each.changes for each in found.signatures} <= {"none", "signature"}

"""Signature fields: tagged, in reading order, and locked only where somebody is surely last."""

from __future__ import annotations

import ctypes
import io

import pikepdf
import pypdfium2
import pytest
from msgspec.structs import replace
from pypdfium2 import raw

from avv_desktop.document.model import Document, SignatureBlock
from avv_desktop.errors import TypesettingFailed
from avv_desktop.pdf.fields import locking_field
from avv_desktop.pdf.finish import finish
from avv_desktop.pdf.typeset import Typesetter
from tests.unit.pdf_sample import CREATED, carried_sample, sample


@pytest.fixture(scope="module")
def data() -> bytes:
    document = sample()
    return finish(Typesetter().typeset(document, CREATED, final=True), document, carried_sample(document)).data


def test_every_line_has_its_field(data):
    with pikepdf.open(io.BytesIO(data)) as pdf:
        form = pdf.Root.AcroForm
        assert [str(field.T) for field in form.Fields] == ["processor_1", "processor_2", "controller_1"]
        assert int(form.SigFlags) == 3 and "/NeedAppearances" not in form
        for field in form.Fields:
            assert pikepdf.Name.Sig == field.FT and "/V" not in field
            assert int(field.F) & 4 and not int(field.F) & 2
            assert field.AP.N.read_bytes() == b"" and len(field.AP.N.BBox) == 4
            assert field.P.Tabs == pikepdf.Name.S
            assert any(each.objgen == field.objgen for each in field.P.Annots)
        assert str(form.Fields[1].TU) == "Unterschrift Jörn Fischer, Geschäftsführung, Muster Dienste GmbH"


def test_every_field_hangs_in_the_structure_tree(data):
    with pikepdf.open(io.BytesIO(data)) as pdf:
        tree = pdf.Root.StructTreeRoot
        numbers = numbers_of(tree.ParentTree)
        for field in pdf.Root.AcroForm.Fields:
            element = numbers[int(field.StructParent)]
            assert pikepdf.Name.Form == element.S
            assert element.K.Type == pikepdf.Name.OBJR and element.K.Obj.objgen == field.objgen
            assert any(
                getattr(kid, "objgen", None) == element.objgen for kid in element.P.K if not isinstance(kid, int)
            )
        assert int(tree.ParentTreeNextKey) > max(numbers)
        assert not any(
            isinstance(each, pikepdf.Dictionary) and str(each.get("/Alt", "")).startswith("signature:")
            for each in pdf.objects
        )


def test_a_field_is_read_right_before_its_name(data):
    read = list(reading_order(data))
    places = [read.index(f"<{field}>") for field in ("processor_1", "processor_2", "controller_1")]
    assert [read[place + 1] for place in places] == ["Aida Dia", "Jörn Fischer", "Erika Muster"]
    assert read.index("Für die Muster Dienste GmbH") < places[0] < places[1]
    assert places[1] < read.index("Für die Muster Logistik GmbH") < places[2]


def test_the_last_turn_locks(data):
    with pikepdf.open(io.BytesIO(data)) as pdf:
        *others, last = pdf.Root.AcroForm.Fields
        assert all("/Lock" not in field for field in others)
        assert last.Lock.Action == pikepdf.Name.All and int(last.Lock.P) == 1


def test_nobody_locks_where_the_order_is_free_or_lines_may_stay_empty():
    assert locking_field(sample()) == "controller_1"
    assert (
        locking_field(
            with_blocks(lambda block: replace(block, lines=tuple(replace(line, order=0) for line in block.lines)))
        )
        == ""
    )
    assert locking_field(with_blocks(lambda block: replace(block, needed=0))) == ""


def test_preview_pages_are_never_finished():
    document = sample(clauses=1)
    made = replace(Typesetter().typeset(document, CREATED), standard=False)
    with pytest.raises(TypesettingFailed):
        finish(made, document, carried_sample(document))


def with_blocks(change) -> Document:
    document = sample()
    sections = tuple(
        replace(
            section,
            blocks=tuple(change(block) if isinstance(block, SignatureBlock) else block for block in section.blocks),
        )
        for section in document.sections
    )
    return replace(document, sections=sections)


def numbers_of(node) -> dict[int, object]:
    if "/Kids" in node:
        return {key: value for kid in node.Kids for key, value in numbers_of(kid).items()}
    return {int(node.Nums[n]): node.Nums[n + 1] for n in range(0, len(node.Nums), 2)}


def reading_order(data: bytes):
    """The texts and "<field>" of the whole file in the order of the structure tree."""
    texts = marked_texts(data)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}

        def walk(kids, page):
            for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
                if isinstance(kid, int):
                    yield texts.get((page, kid), "")
                elif "/Obj" in kid:
                    if "/T" in kid.Obj:
                        yield f"<{kid.Obj.T}>"
                elif "/MCID" in kid:
                    yield texts.get((pages[kid.Pg.objgen] if "/Pg" in kid else page, int(kid.MCID)), "")
                elif "/K" in kid:
                    yield from walk(kid.K, pages[kid.Pg.objgen] if "/Pg" in kid else page)

        yield from walk(pdf.Root.StructTreeRoot.K, 0)


def marked_texts(data: bytes) -> dict[tuple[int, int], str]:
    """Text by page and marked-content id."""
    found: dict[tuple[int, int], str] = {}
    pdf = pypdfium2.PdfDocument(data)
    for number, page in enumerate(pdf):
        words = page.get_textpage()
        for each in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
            buffer = (ctypes.c_ushort * 2000)()
            length = raw.FPDFTextObj_GetText(each.raw, words.raw, buffer, 2000)
            text = bytes(buffer)[: 2 * (length // 2 if length % 2 == 0 else length)].decode("utf-16-le").split("\0")[0]
            key = (number, raw.FPDFPageObj_GetMarkedContentID(each.raw))
            found[key] = found.get(key, "") + text
    return found

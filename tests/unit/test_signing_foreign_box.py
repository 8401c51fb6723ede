"""Any PDF signed where a person points: turned and cut pages, prepared fields, and what stands against it."""

from __future__ import annotations

import io

import pikepdf
import pytest

from avv_desktop import flow
from avv_desktop.errors import EncryptedPdf, PdfError, SigningRefused
from avv_desktop.pdf.model import Pdf
from avv_desktop.pdf.pages import Pages
from avv_desktop.signing.boxes import MM, Box, Sheet, lies_on, rectangle, shown, within
from avv_desktop.signing.foreign import checks, look_at, new_name, slot_of
from avv_desktop.signing.model import SignedPdf
from avv_desktop.signing.pades import sign
from tests.unit.signing_sample import agreement, plain_pdf, trial

BOX = Box(0, 60, 90, 60 * MM, 20 * MM)


def foreign(turn: int = 0, crop=None, **root) -> bytes:
    """Two pages with some words at the top."""
    pdf = pikepdf.new()
    for _ in range(2):
        page = pdf.add_blank_page(page_size=(500, 700))
        if turn:
            page.obj.Rotate = turn
        if crop:
            page.obj.CropBox = pikepdf.Array(crop)
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    pdf.pages[1].obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=pdf.make_indirect(font)))
    pdf.pages[1].obj.Contents = pdf.make_stream(b"BT /F 20 Tf 60 600 Td (Vertrag mit Worten) Tj ET")
    for key, value in root.items():
        pdf.Root[f"/{key}"] = value
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def signed(data: bytes, box: Box | None = BOX, field: str = "", name: str = "Aida Dia") -> bytes:
    field = field or new_name(look_at(data))
    kind = SignedPdf if b"/ByteRange" in data else Pdf
    return sign(kind(data), trial(name), slot_of(field, name, "Geschäftsführung", "Rendsburg"), box=box).data


def ink(data: bytes, page: int = 0) -> tuple[float, float, float, float]:
    """What is drawn on a page that was white: left, top, right, bottom in points as shown."""
    with Pages(data) as pages:
        drawn = pages.render(page, 2.0)
    rows = range(drawn.height)
    dark = [
        (x, y)
        for y in rows
        for x in range(drawn.width)
        if min(drawn.data[y * drawn.stride + 4 * x : y * drawn.stride + 4 * x + 3]) < 200
    ]
    across, down = [x for x, _ in dark], [y for _, y in dark]
    return min(across) / 2, min(down) / 2, max(across) / 2, max(down) / 2


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize("corners", [(0, 0, 500, 700), (20, 30, 420, 500)])
def test_a_box_is_the_same_there_and_back(turn, corners):
    sheet = Sheet(*map(float, corners), turn=turn)
    again = shown(rectangle(BOX, sheet), 0, sheet)
    for name in ("x", "y", "width", "height"):
        assert getattr(again, name) == pytest.approx(getattr(BOX, name))


def test_a_box_stays_on_the_page():
    sheet = Sheet(0, 0, 500, 700)
    for box in (Box(0, -50, -50, 100, 40), Box(0, 480, 690, 100, 40), Box(0, 0, 0, 900, 900)):
        assert not lies_on(box, sheet) and lies_on(within(box, sheet), sheet)


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize("crop", [None, (40, 50, 460, 640)])
def test_the_signature_stands_upright_where_it_was_put(turn, crop):
    data = signed(foreign(turn, crop))
    left, top, right, bottom = ink(data)
    assert left >= BOX.x - 1.5 and top >= BOX.y - 1.5
    assert right <= BOX.x + BOX.width + 1.5 and bottom <= BOX.y + BOX.height + 1.5
    assert right - left > 0.3 * BOX.width and bottom - top > 0.6 * BOX.height
    (found,) = flow.verify(data).signatures
    assert (found.integrity, found.changes, found.signer) == ("intact", "none", "Aida Dia")


def test_earlier_signatures_stay_valid_and_names_differ():
    once = signed(plain_pdf())
    twice = signed(once, Box(0, 60, 200, 170, 60), name="Jörn Fischer")
    assert twice.startswith(once)
    found = flow.verify(twice).signatures
    assert len({each.field for each in found}) == 2
    assert {each.integrity for each in found} == {"intact"}
    assert {each.changes for each in found} <= {"none", "signature"}


def test_an_empty_field_that_is_there_is_found_and_used():
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.fields import SigFieldSpec, append_signature_field

    writer = IncrementalPdfFileWriter(io.BytesIO(foreign()))
    append_signature_field(writer, SigFieldSpec("Kunde", on_page=1, box=(50, 100, 250, 160)))
    out = io.BytesIO()
    writer.write(out)
    (field,) = look_at(out.getvalue()).fields
    assert (field.name, field.box) == ("Kunde", Box(1, 50.0, 540.0, 200.0, 60.0))
    data = signed(out.getvalue(), None, "Kunde")
    assert flow.verify(data).signatures[0].field == "Kunde" and not look_at(data).fields


def stops(data: bytes, box: Box | None = BOX) -> set[str]:
    return {each.name for each in checks(data, box) if each.severity == "stop"}


def minds(data: bytes, box: Box | None = BOX) -> set[str]:
    return {each.name for each in checks(data, box) if each.severity == "warn"}


def test_a_plain_file_has_nothing_against_it():
    assert checks(foreign(), BOX) == []


def test_what_would_hurt_is_said_before():
    assert minds(foreign(), Box(1, 55, 75, 200, 60)) == {"covered"}
    assert minds(foreign(StructTreeRoot=pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot))) == {"tags"}
    assert minds(foreign(OpenAction=pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="1"))) == {"active"}
    form = pikepdf.Dictionary(Fields=pikepdf.Array(), XFA="x")
    assert stops(foreign(AcroForm=form)) == {"form"} and stops(foreign(AcroForm=form), None) == {"form"}
    assert stops(foreign(), Box(2, 0, 0, 100, 50)) == {"page"}
    assert stops(foreign(), Box(0, 480, 0, 100, 50)) == {"place"}
    assert stops(foreign(), Box(0, 0, 0, 30, 10)) == {"size"}
    assert stops(agreement().data) == {"ours"}


@pytest.mark.parametrize(("level", "refused"), [(1, True), (2, True), (3, False)])
def test_a_certified_file_gets_no_new_field_unless_it_allows_it(level, refused):
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.fields import MDPPerm, SigFieldSpec
    from pyhanko.sign.signers import PdfSignatureMetadata, sign_pdf

    meta = PdfSignatureMetadata(field_name="Zertifiziert", certify=True, docmdp_permissions=MDPPerm(level))
    writer = IncrementalPdfFileWriter(io.BytesIO(foreign()))
    spec = SigFieldSpec("Zertifiziert", on_page=0, box=(10, 10, 100, 60))
    data = sign_pdf(writer, meta, trial("Jörn Fischer").signer, new_field_spec=spec).getvalue()
    assert bool(stops(data)) == refused
    if refused:
        with pytest.raises(SigningRefused):
            signed(data)
    else:
        assert {each.integrity for each in flow.verify(signed(data)).signatures} == {"intact"}


def test_a_box_beside_the_page_is_refused():
    for box in (Box(5, 10, 10, 200, 60), Box(0, 450, 10, 200, 60)):
        with pytest.raises(SigningRefused):
            signed(foreign(), box)


def test_what_cannot_be_read_is_said():
    locked = io.BytesIO()
    with pikepdf.open(io.BytesIO(foreign())) as pdf:
        pdf.save(locked, encryption=pikepdf.Encryption(owner="a", user="b"))
    with pytest.raises(EncryptedPdf):
        look_at(locked.getvalue())
    for data in (b"", b"%PDF-1.7", foreign()[:300]):
        with pytest.raises(PdfError):
            look_at(data)

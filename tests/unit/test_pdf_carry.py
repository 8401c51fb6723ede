"""The data inside: what went in comes out, nothing else is there, and hostile files do no harm."""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys
import zlib

import msgspec
import pikepdf
import pytest

from avv_desktop.errors import EncryptedPdf, NewerFormat, NoAgreementInside, PdfError
from avv_desktop.pdf import carry
from avv_desktop.pdf.carry import carried
from avv_desktop.pdf.finish import finish
from avv_desktop.pdf.typeset import Typesetter
from tests.unit.pdf_sample import CREATED, carried_sample, sample


def made() -> bytes:
    document = sample()
    return finish(Typesetter().typeset(document, CREATED, final=True), document, carried_sample(document)).data


@pytest.fixture(scope="module")
def data() -> bytes:
    return made()


def test_what_went_in_comes_out(data):
    assert carried(data) == carried_sample(sample())


def test_only_what_is_printed_is_inside(data):
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert list(pdf.attachments) == ["agreement.json"]
        spec = pdf.Root.AF[0]
        assert spec.AFRelationship == pikepdf.Name.Source and str(spec.UF) == str(spec.F) == "agreement.json"
        inside = spec.EF.F.read_bytes()
        params = spec.EF.F.Params
        assert int(params.Size) == len(inside) and bytes(params.CheckSum) == hashlib.md5(inside).digest()
        assert str(params.ModDate) == "D:20261017083000Z"
    assert set(msgspec.json.decode(inside)) == {
        *("document", "answers", "measures", "template", "template_version"),
        *("template_hash", "composer", "created", "schema", "clauses"),
    }
    for internal in (b"/work", b"/home", b"confirmed", b"reason", b"author", b"note_internal"):
        assert internal not in inside


def test_the_same_agreement_gives_the_same_bytes_also_in_a_new_process(data):
    assert made() == data
    code = "import hashlib; from tests.unit.test_pdf_carry import made; print(hashlib.sha256(made()).hexdigest())"
    other = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert other.stdout.strip() == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize("broken", [b"", b"kein PDF", b"%PDF-1.7\n%%EOF", b"%PDF-1.7\ntrailer<</Root 1 0 R>>\n%%EOF"])
def test_a_broken_file_is_a_pdf_error(broken):
    with pytest.raises(PdfError):
        carried(broken, "x.pdf")


def test_a_cut_off_file_is_a_pdf_error(data):
    with pytest.raises(PdfError):
        carried(data[: len(data) // 3])


def test_an_encrypted_file_says_so(data):
    with pytest.raises(EncryptedPdf):
        carried(changed(data, lambda pdf: None, encryption=pikepdf.Encryption(owner="o", user="u")))


def test_another_pdf_is_no_agreement():
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(out)
    with pytest.raises(NoAgreementInside):
        carried(out.getvalue())


def test_a_newer_format_is_told_apart(data):
    with pytest.raises(NewerFormat) as caught:
        carried(with_inside(data, lambda inside: {**inside, "schema": 99, "new": True}))
    assert caught.value.details == {"path": "", "schema": 99, "known": 2}
    with pytest.raises(NewerFormat):
        carried(with_inside(data, lambda inside: {**inside, "document": {"schema": 7}}))


@pytest.mark.parametrize("inside", [{}, [], {"schema": 1, "document": {"schema": 1}}, {"schema": "x", "document": 1}])
def test_damaged_data_is_a_pdf_error(data, inside):
    with pytest.raises(PdfError):
        carried(with_inside(data, lambda _: inside))


def test_data_that_unpack_without_end_are_refused(data):
    def bomb(pdf):
        packed = zlib.compress(b" " * (carry.LIMIT + 10))
        stream(pdf).write(packed, filter=pikepdf.Name.FlateDecode)

    with pytest.raises(PdfError, match="zu groß"):
        carried(changed(data, bomb))


def test_data_with_another_checksum_are_refused(data):
    def swap(pdf):
        text = stream(pdf).read_bytes().replace(b"30 Tage", b"90 Tage")
        stream(pdf).write(text)

    with pytest.raises(PdfError, match="Prüfsumme"):
        carried(changed(data, swap))


@pytest.mark.parametrize("hostile", ["chain", "deep", "nonsense"])
def test_hostile_attachments_do_no_harm(data, hostile):
    def change(pdf):
        if hostile == "chain":
            stream(pdf).write(
                zlib.compress(zlib.compress(b"x" * 99)), filter=pikepdf.Array([pikepdf.Name.FlateDecode] * 2)
            )
        elif hostile == "deep":
            del stream(pdf).Params
            stream(pdf).write(b"[" * 200_000)
        else:
            pdf.Root.AF = pikepdf.Array([3, pikepdf.Dictionary(UF=pikepdf.String("agreement.json"))])

    with pytest.raises(PdfError):
        carried(changed(data, change))


def stream(pdf: pikepdf.Pdf):
    return pdf.Root.AF[0].EF.F


def changed(data: bytes, change, **save) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        change(pdf)
        pdf.save(out, **save)
    return out.getvalue()


def with_inside(data: bytes, change) -> bytes:
    def swap(pdf):
        inside = msgspec.json.encode(change(msgspec.json.decode(stream(pdf).read_bytes())))
        del stream(pdf).Params
        stream(pdf).write(inside)

    return changed(data, swap)

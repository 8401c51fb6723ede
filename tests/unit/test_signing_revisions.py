"""Every version of a file can be opened as it was, and what differs is told in words and places."""

from __future__ import annotations

import pytest

from avv_desktop.errors import EncryptedPdf, PdfError
from avv_desktop.signing.revisions import revisions
from avv_desktop.verdict.differences import differences
from tests.unit.attacks import ATTACKS
from tests.unit.signing_sample import SIGNERS, agreement, plain_pdf, signed


def test_each_version_is_byte_for_byte_what_was_signed():
    found = revisions(signed(3).data)
    assert [each.data for each in found] == [agreement().data, *(signed(n).data for n in (1, 2, 3))]
    assert [each.kind for each in found] == ["unsigned", "signature", "signature", "signature"]
    assert [each.signer for each in found] == ["", *SIGNERS]
    assert [each.number for each in found] == [1, 2, 3, 4]
    assert all(each.signed_at for each in found[1:]) and found[0].signed_at is None


def test_a_file_that_nobody_signed_has_one_version():
    for data in (agreement().data, plain_pdf()):
        (only,) = revisions(data)
        assert (only.kind, only.data) == ("unsigned", data)


def test_what_came_without_a_signature_is_an_addition():
    found = revisions(ATTACKS["page_added"]())
    assert [each.kind for each in found] == ["unsigned", "signature", "signature", "addition"]
    assert found[-2].data == signed(2).data


def test_a_seal_is_a_timestamp():
    import io

    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import signers

    from tests.unit import signing_pki as pki
    from tests.unit.test_signing_foreign import stamper

    writer = IncrementalPdfFileWriter(io.BytesIO(signed(2).data))
    sealed = signers.PdfTimeStamper(stamper(pki.authority())).timestamp_pdf(writer, "sha256").getvalue()
    last = revisions(sealed)[-1]
    assert (last.kind, last.signer, last.data) == ("timestamp", "Muster Zeitstempel", sealed)


@pytest.mark.parametrize("data", [b"", b"no PDF", b"%PDF-1.7\n"])
def test_what_cannot_be_read(data):
    with pytest.raises(PdfError):
        revisions(data)


def test_an_encrypted_file():
    import pikepdf

    from tests.unit.test_signing_pades import saved_encrypted

    with pikepdf.new() as pdf, pytest.raises(EncryptedPdf):
        pdf.add_blank_page()
        revisions(saved_encrypted(pdf))


# ---- differences


def test_a_signature_changes_a_place_and_no_words():
    (page,) = differences(agreement().data, signed(1).data)
    assert (page.number, page.state, page.words) == (2, "changed", ())
    assert 70 < page.area.left < page.area.right < 300 and 130 < page.area.top < page.area.bottom < 210


def test_words_that_were_replaced():
    before = signed(2).data
    (page,) = differences(before, ATTACKS["page_says_something_else"]())
    assert page.number == 1
    assert any(mark.kind == "deleted" and "Auftragsverarbeitung" in mark.text for mark in page.words)
    assert page.area is not None


def test_pages_that_came_and_went():
    before, more = signed(2).data, ATTACKS["page_added"]()
    (page,) = differences(before, more)
    assert (page.state, page.number, page.area) == ("added", 5, None)
    assert [mark.text for mark in page.words] == ["§ 12 Vertragsstrafe"]
    (page,) = differences(more, before)
    assert (page.state, page.words[0].kind) == ("gone", "deleted")


def test_only_the_words_are_compared_if_that_is_enough():
    assert differences(agreement().data, signed(1).data, drawn=False) == ()
    assert differences(agreement().data, agreement().data) == ()


def test_a_page_of_another_size():
    (page,) = differences(signed(2).data, ATTACKS["page_is_cropped"]())
    assert page.area is not None


def test_the_command_lists_and_writes_them(tmp_path, capsys):
    import json

    from avv_desktop.__main__ import main

    path = tmp_path / "Vertrag.pdf"
    path.write_bytes(signed(2).data)
    assert main(["revisions", str(path), "--json", "-o", str(tmp_path / "out")]) == 0
    found = json.loads(capsys.readouterr().out)["revisions"]
    assert [each["signer"] for each in found] == ["", *SIGNERS[:2]]
    assert [each["differences"] and each["differences"][0]["number"] for each in found] == [[], 2, 2]
    written = sorted((tmp_path / "out").glob("*.pdf"))
    assert [each.read_bytes() for each in written] == [agreement().data, signed(1).data, signed(2).data]
    assert main(["revisions", str(path)]) == 0
    assert "vor jeder Unterschrift" in capsys.readouterr().out

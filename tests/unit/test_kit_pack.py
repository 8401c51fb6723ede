"""What a customer gets: the agreement untouched, one page in plain words, how to check and countersign."""

from __future__ import annotations

import hashlib
import io
import zipfile

import pikepdf
import pytest

from avv_desktop.errors import NoAgreementInside
from avv_desktop.intake.read import read
from avv_desktop.kit.pack import CHECKSUMS, kit, zipped
from avv_desktop.kit.sheets import HOW, SUMMARY, grouped, qr
from avv_desktop.signing.signers import signers
from tests.unit.notice_sample import MOMENT
from tests.unit.signing_sample import plain_pdf, signed


@pytest.fixture(scope="module")
def files():
    return kit(signed(2).data, "../../Vertrag: 1.pdf", MOMENT)


def words(data: bytes) -> str:
    return " ".join(line.text for line in read(data, "x.pdf").lines).replace("\u00a0", " ")


def test_the_agreement_is_there_byte_for_byte_under_a_safe_name(files):
    name = next(iter(files))
    assert files[name] == signed(2).data and "/" not in name and ":" not in name
    assert kit(signed(2).data, "../../Vertrag: 1.pdf", MOMENT) == files


def test_the_summary_is_one_page_for_everybody(files):
    with pikepdf.open(io.BytesIO(files[f"{SUMMARY}.pdf"])) as pdf:
        assert len(pdf.pages) == 1 and pdf.Root.MarkInfo.Marked and str(pdf.Root.Lang) == "de"
    assert "Es gilt allein, was im Vertrag steht" in words(files[f"{SUMMARY}.pdf"])


def test_the_fingerprints_stand_there_as_words_and_as_a_code(files):
    said = words(files[f"{HOW}.pdf"]).replace(" ", "")
    for each in signers(signed(2).data):
        assert each.fingerprint.upper() in said
        assert grouped(each.fingerprint) in files[CHECKSUMS].decode("utf-8-sig")
    assert hashlib.sha256(signed(2).data).hexdigest().upper() in said
    assert "Acrobat" in said and "DigiDoc4" in said and "Papier" in said
    with pikepdf.open(io.BytesIO(files[f"{HOW}.pdf"])) as pdf:
        drawn = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/Figure"]
        assert len(drawn) == 1 and "SHA-256" in str(drawn[0].Alt)


def test_a_code_is_a_drawing():
    assert qr("SHA-256: AB12").startswith("<svg") and "script" not in qr("<script>")


def test_as_one_zip_the_same_bytes_again(files):
    data = zipped(files, MOMENT)
    assert data == zipped(files, MOMENT)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == files


def test_what_is_no_agreement_of_ours_gets_no_kit():
    with pytest.raises(NoAgreementInside):
        kit(plain_pdf(), "x.pdf", MOMENT)

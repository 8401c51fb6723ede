"""Signing into prepared fields: what comes out, what strangers say to it, and what is refused."""

from __future__ import annotations

import datetime
import subprocess

import pytest
from asn1crypto import cms
from msgspec.structs import replace

from avv_desktop.errors import CertificateUnfit, EncryptedPdf, PdfError, SigningRefused
from avv_desktop.pdf.carry import carried
from avv_desktop.pdf.model import Pdf
from avv_desktop.signing import pdf_file
from avv_desktop.signing.keys import key_from_bytes
from avv_desktop.signing.model import SignedPdf
from avv_desktop.signing.pades import sign
from avv_desktop.signing.precheck import precheck, stops
from tests.unit import signing_pki as pki
from tests.unit.pdf_sample import sample
from tests.unit.signing_sample import NOW, agreement, appended, plain_pdf, signed, slot, trial

MINUTE = datetime.timedelta(minutes=1)


def embedded(data: bytes) -> list:
    return [field.signature for field in pdf_file.fields(pdf_file.reader(data)) if field.signature]


def test_a_signature_is_appended_and_the_input_stays_as_it_is():
    before = agreement().data
    once, twice = signed(1).data, signed(2).data
    assert once.startswith(before)
    assert twice.startswith(once)
    assert len(once) < len(before) + 60_000


def test_it_is_pades_baseline_b_with_sha_256_and_room_for_a_timestamp():
    (signature,) = embedded(signed(1).data)
    attributes = {each["type"].native for each in signature.signer_info["signed_attrs"]}
    assert signature.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"
    assert signature.md_algorithm == "sha256"
    assert {"message_digest", "content_type", "signing_certificate_v2"} <= attributes
    assert "signing_time" not in attributes
    assert signature.sig_object["/Location"] == "Kiel"
    assert signature.sig_object["/Name"] == "Aida Dia"
    assert "/Reason" not in signature.sig_object
    assert len(signature.pkcs7_content) == 16384


@pytest.mark.parametrize("kind", ["rsa-3072", "p-256"])
def test_the_signature_fits_for_openssl(tmp_path, kind):
    data = sign(agreement(), trial(kind=kind), slot(agreement().data, 0)).data
    _, first, second, rest = embedded(data)[0].byte_range
    (tmp_path / "content").write_bytes(data[:first] + data[second : second + rest])
    (tmp_path / "cms").write_bytes(cms.ContentInfo.load(bytes.fromhex(data[first + 1 : second - 1].decode())).dump())
    command = ["openssl", "cms", "-verify", "-binary", "-noverify", "-inform", "DER", "-in", "cms"]
    done = subprocess.run([*command, "-content", "content", "-out", "out"], cwd=tmp_path, capture_output=True)
    assert done.returncode == 0, done.stderr
    (tmp_path / "content").write_bytes(data[: first - 1] + b"x" + data[second : second + rest])
    done = subprocess.run([*command, "-content", "content", "-out", "out"], cwd=tmp_path, capture_output=True)
    assert done.returncode != 0


@pytest.mark.parametrize("times", [1, 2, 3])
def test_every_signature_is_valid_for_pdfsig(tmp_path, times):
    path = tmp_path / "signed.pdf"
    path.write_bytes(signed(times).data)
    said = subprocess.run(["pdfsig", "-nocert", path], capture_output=True, text=True).stdout
    assert said.count("Signature is Valid.") == times
    assert said.count("ETSI.CAdES.detached") == times


def test_the_agreement_inside_is_still_there():
    assert carried(signed(2).data).document == sample(clauses=2)


def test_a_company_certificate_for_digital_signatures_only_signs_too():
    someone = pki.identity("Aida Dia", pki.authority(), key=pki.rsa_key(2048))
    key = key_from_bytes(someone.p12, pki.SECRET)
    found = precheck(agreement().data, slot(agreement().data, 0), key.certificate)
    assert [each.severity for each in found if each.name == "strength"] == ["warn"]
    assert not stops(found)
    assert sign(agreement(), key, slot(agreement().data, 0)).data


# ---- refused, before and when signing


def refusal(pdf, key, where, name: str, **more) -> str:
    """The reason why it is refused; precheck says the same without a key."""
    with pytest.raises(SigningRefused) as caught:
        sign(pdf, key, where, **more)
    reason = caught.value.details["reason"]
    found = precheck(pdf.data, where, None, more.get("now"))
    assert [each.message for each in found if each.severity == "stop" and each.name == name] == [reason]
    return reason


def test_out_of_order_is_refused():
    assert "Aida Dia" in refusal(agreement(), trial(), slot(agreement().data, 1), "order")
    assert "Jörn Fischer" in refusal(signed(1), trial(), slot(agreement().data, 2), "order")


def test_the_order_of_the_agreement_counts_not_the_callers():
    where = replace(slot(agreement().data, 2), order=0)
    with pytest.raises(SigningRefused):
        sign(agreement(), trial(), where)


def test_a_field_is_signed_once():
    assert "Aida Dia" in refusal(signed(1), trial(), slot(agreement().data, 0), "signed")


def test_a_field_that_is_not_there_is_not_made():
    refusal(agreement(), trial(), replace(slot(agreement().data, 0), field="nobody_1"), "field")


def test_the_last_signature_closes_the_file():
    (_, _, last) = embedded(signed(3).data)
    assert last.docmdp_level.value == 1
    assert last.fieldmdp.is_locked("processor_1")


def test_a_lock_is_never_broken():
    """A foreign file: the first signature closes it, another field is still empty."""
    data = foreign_with_lock()
    where = replace(slot(agreement().data, 0), field="Second", order=0, name="")
    refusal(SignedPdf(data), trial(), where, "lock")


def foreign_with_lock() -> bytes:
    from pyhanko.sign import fields

    lock = fields.FieldMDPSpec(fields.FieldMDPAction.ALL)
    first = fields.SigFieldSpec(
        "First", field_mdp_spec=lock, doc_mdp_update_value=fields.MDPPerm.NO_CHANGES, box=(10, 10, 200, 60)
    )

    def add(writer):
        fields.append_signature_field(writer, first)
        fields.append_signature_field(writer, fields.SigFieldSpec("Second", box=(10, 100, 200, 150)))

    where = replace(slot(agreement().data, 0), field="First", order=0)
    return sign(Pdf(appended(plain_pdf(), add)), trial(), where).data


def test_nothing_is_signed_on_top_of_a_broken_signature():
    data = bytearray(signed(1).data)
    data[400] ^= 1
    with pytest.raises((SigningRefused, PdfError)):
        sign(SignedPdf(bytes(data)), trial("Jörn Fischer"), slot(agreement().data, 1))


def test_nothing_is_signed_on_top_of_a_changed_text():
    def change(writer):
        page = writer.root["/Pages"]["/Kids"][0]
        page["/Rotate"] = type(page["/MediaBox"][2])(90)
        writer.update_container(page)

    data = appended(signed(1).data, change)
    assert "Aida Dia" in refusal(SignedPdf(data), trial("Jörn Fischer"), slot(agreement().data, 1), "existing")


def test_a_clock_behind_the_last_signature_is_refused():
    early = NOW - datetime.timedelta(hours=2)
    refusal(signed(1), trial("Jörn Fischer"), slot(agreement().data, 1), "clock", now=early)
    assert sign(signed(1), trial("Jörn Fischer"), slot(agreement().data, 1), now=NOW - 12 * MINUTE).data


@pytest.mark.parametrize(("start", "end"), [(-30, -1), (1, 30)])
def test_a_certificate_out_of_time_signs_nothing(start, end):
    someone = pki.identity("Aida Dia", start=pki.now() + start * pki.DAY, end=pki.now() + end * pki.DAY)
    key = key_from_bytes(someone.p12, pki.SECRET)
    with pytest.raises(CertificateUnfit) as caught:
        sign(agreement(), key, slot(agreement().data, 0))
    assert caught.value.details["name"] == "Aida Dia"
    assert stops(precheck(agreement().data, slot(agreement().data, 0), key.certificate))


def test_files_that_cannot_be_read():
    import pikepdf

    from tests.unit.signing_sample import saved

    where = slot(agreement().data, 0)
    for data in (b"", b"no PDF", agreement().data[:3000], b"%PDF-1.7\n%%EOF"):
        with pytest.raises(PdfError):
            sign(Pdf(data), trial(), where)
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        data = saved_encrypted(pdf)
    with pytest.raises(EncryptedPdf):
        sign(Pdf(data), trial(), where)
    assert saved


def saved_encrypted(pdf) -> bytes:
    import io

    import pikepdf

    out = io.BytesIO()
    pdf.save(out, encryption=pikepdf.Encryption(owner="a", user="b"))
    return out.getvalue()


# ---- the dry run


def test_before_the_passphrase_only_what_needs_no_certificate():
    names = [each.name for each in precheck(agreement().data, slot(agreement().data, 0), None)]
    assert names == ["order"]


def test_a_name_that_does_not_fit_is_a_warning_and_a_trial_key_too():
    found = precheck(agreement().data, slot(agreement().data, 0), trial("Max Muster").certificate)
    warned = {each.name: each.message for each in found if each.severity == "warn"}
    assert set(warned) == {"name", "trial"}
    assert "Max Muster" in warned["name"] and "Aida Dia" in warned["name"]
    assert not stops(found)


def test_a_certificate_that_soon_expires_is_a_warning():
    someone = pki.identity("Aida Dia", end=pki.now() + 10 * pki.DAY)
    found = precheck(agreement().data, slot(agreement().data, 0), key_from_bytes(someone.p12, pki.SECRET).certificate)
    assert [each.severity for each in found if each.name == "certificate"] == ["warn"]


def test_letters_without_a_glyph_stop():
    where = replace(slot(agreement().data, 0), name="Aida 株")
    assert stops(precheck(agreement().data, where, None))

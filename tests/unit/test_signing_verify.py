"""Verdicts on our own files: three questions for each signature, each apart."""

from __future__ import annotations

import datetime

import msgspec
import pytest

from avv_desktop.errors import EncryptedPdf, InputError, PdfError
from avv_desktop.signing.keys import key_from_bytes
from avv_desktop.signing.model import Verdict
from avv_desktop.signing.pades import sign
from avv_desktop.signing.verify import verify
from tests.unit import signing_pki as pki
from tests.unit.signing_sample import NOW, SIGNERS, agreement, appended, plain_pdf, signed, slot, trial

DAY = datetime.timedelta(days=1)


def states(verdict: Verdict) -> list[tuple[str, str, str]]:
    return [(each.integrity, each.changes, each.trust) for each in verdict.signatures]


def said(verdict: Verdict) -> str:
    return msgspec.json.encode(verdict).decode()


def signed_by(identity: pki.Identity, **more) -> bytes:
    return sign(agreement(), key_from_bytes(identity.p12, pki.SECRET), slot(agreement().data, 0), **more).data


def test_nothing_given_to_trust_is_neither_good_nor_bad():
    verdict = verify(signed(2).data)
    assert states(verdict) == [("intact", "signature", "unchecked"), ("intact", "none", "unchecked")]
    assert (verdict.tone, verdict.positive) == ("open", False)
    assert [each.signer for each in verdict.signatures] == list(SIGNERS[:2])
    assert {each.level for each in verdict.signatures} == {"PAdES-BASELINE-B"}
    assert {each.indication for each in verdict.signatures} == {"INDETERMINATE"}
    assert verdict.agreement == "Vereinbarung zur Auftragsverarbeitung, AVV-2026-001"
    assert verdict.progress.state == "signed"


def test_a_trial_is_said_everywhere():
    for times in (1, 2):
        verdict = verify(signed(times).data, trust=[trial().signer.signing_cert.dump()])
        assert "Probe" in verdict.headline and "Probe" in verdict.who
        assert all(each.trial and "Probe" in each.who for each in verdict.signatures)


def test_a_trial_key_that_is_trusted_itself():
    keys = [trial(name).signer.signing_cert.dump() for name in SIGNERS]
    verdict = verify(signed(2).data, trust=keys)
    assert {each.trust for each in verdict.signatures} == {"trusted"}
    assert {(each.indication, each.sub_indication) for each in verdict.signatures} == {("TOTAL-PASSED", "")}
    assert (verdict.tone, verdict.positive) == ("good", True)
    assert verify(signed(2).data, trust=keys[:1]).tone == "open", "the other one is not known"


def test_three_sentences_and_a_headline_in_plain_german():
    verdict = verify(signed(2).data)
    assert verdict.headline.startswith("Unverändert; wer unterschrieben hat, ist nicht geprüft.")
    assert verdict.unchanged == "Der unterschriebene Text ist unverändert; alle 2 Unterschriften passen dazu."
    assert verdict.who.startswith("Aida Dia, Jörn Fischer, laut Probeschlüsseln")
    assert "kein Zeitstempel" in verdict.when
    for each in verdict.signatures:
        assert all(sentence.endswith(".") for sentence in (each.unchanged, each.who, each.when))


def test_one_of_two_stands_in_the_headline():
    assert "Muster Dienste GmbH: 1 von 2 unterschrieben." in verify(signed(1).data).headline


def test_all_three_and_the_lock_of_the_last_one():
    verdict = verify(signed(3).data)
    assert [each.changes for each in verdict.signatures] == ["signature", "signature", "none"]
    assert [each.covers_whole_file for each in verdict.signatures] == [False, False, True]
    assert [each.party for each in verdict.signatures][-1] == "Muster Logistik GmbH"


def test_a_file_that_nobody_signed():
    for data in (agreement().data, plain_pdf()):
        verdict = verify(data)
        assert (verdict.signatures, verdict.tone, verdict.positive) == ((), "none", False)
        assert verdict.headline == "Dieses Dokument ist nicht unterschrieben."


@pytest.mark.parametrize("data", [b"", b"no PDF", b"%PDF-1.7\n", b"\x00" * 4000, signed])
def test_what_cannot_be_read(data):
    data = data(1).data[:20_000] if callable(data) else data
    with pytest.raises(PdfError):
        verify(data)


def test_an_encrypted_file():
    import pikepdf

    from tests.unit.test_signing_pades import saved_encrypted

    with pikepdf.new() as pdf, pytest.raises(EncryptedPdf):
        pdf.add_blank_page()
        verify(saved_encrypted(pdf))


# ---- unchanged?


def test_flipped_bytes_are_found_wherever_they_are():
    """Every flip in what a signature covers makes it fail, or the file unreadable; never a good word."""
    data = signed(1).data
    first, second = verify_range(data)
    for at in [*range(20, first, max(1, first // 40)), *range(second + 2, len(data) - 2, 600)]:
        flipped = bytearray(data)
        flipped[at] ^= 0x01
        try:
            verdict = verify(bytes(flipped))
        except PdfError:
            continue
        assert not verdict.positive
        assert all(each.integrity != "intact" for each in verdict.signatures), at


def verify_range(data: bytes) -> tuple[int, int]:
    from avv_desktop.signing import pdf_file

    (field,) = (each for each in pdf_file.fields(pdf_file.reader(data)) if each.filled)
    _, first, second, _ = field.signature.byte_range
    return int(first), int(second)


def test_a_flipped_byte_in_the_text_is_a_plain_no():
    data = signed(1).data.replace(b"/Location (Kiel)", b"/Location (Bonn)")
    verdict = verify(data, trust=[trial().signer.signing_cert.dump()])
    assert [each.integrity for each in verdict.signatures] == ["altered"]
    assert [each.trust for each in verdict.signatures] == ["unchecked"], "whose key it was says nothing now"
    assert (verdict.tone, verdict.positive) == ("bad", False)
    assert verdict.signatures[0].indication == "TOTAL-FAILED"
    assert "verändert" in verdict.unchanged


def test_a_text_replaced_in_a_further_revision():
    def change(writer):
        from pyhanko.pdf_utils.generic import StreamObject

        page = writer.root["/Pages"]
        while "/Kids" in page:
            page = page["/Kids"][0]
        page["/Contents"] = writer.add_object(StreamObject(stream_data=b"BT ET"))
        writer.update_container(page)

    verdict = verify(appended(signed(2).data, change))
    assert {(each.integrity, each.changes) for each in verdict.signatures} == {("intact", "other")}
    assert verdict.tone == "bad"
    assert {each.indication for each in verdict.signatures} == {"INDETERMINATE"}


def test_a_page_added_in_a_further_revision():
    def change(writer):
        from pyhanko.pdf_utils.writer import PageObject

        contents = writer.add_object(__import__("pyhanko").pdf_utils.generic.StreamObject(stream_data=b"BT ET"))
        writer.insert_page(PageObject(contents=contents, media_box=(0, 0, 595, 842)))

    (verdict,) = verify(appended(signed(1).data, change)).signatures
    assert (verdict.integrity, verdict.changes) == ("intact", "other")


def test_notes_added_in_a_further_revision_are_told_apart_and_bad():
    verdict = verify(appended(signed(1).data, lambda writer: add_note(writer, "/Text")))
    assert states(verdict) == [("intact", "annotation", "unchecked")]
    assert verdict.tone == "bad"


def test_a_note_beside_a_changed_text_is_no_note():
    def change(writer):
        from pyhanko.pdf_utils.generic import StreamObject

        page = add_note(writer, "/Text")
        page["/Contents"] = writer.add_object(StreamObject(stream_data=b"BT ET"))

    assert verify(appended(signed(1).data, change)).signatures[0].changes == "other"


def add_note(writer, kind: str):
    from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, pdf_string

    page = writer.root["/Pages"]
    while "/Kids" in page:
        page = page["/Kids"][0]
    note = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject(kind),
            NameObject("/Rect"): ArrayObject(NumberObject(n) for n in (100, 100, 120, 120)),
            NameObject("/Contents"): pdf_string("Ich dachte, 50 Tage?"),
        }
    )
    notes = ArrayObject([*(page.raw_get("/Annots") if "/Annots" in page else []), writer.add_object(note)])
    page["/Annots"] = notes
    writer.update_container(page)
    return page


def test_an_emptied_signature_field_does_not_make_the_file_good():
    """The value of the first signature is taken out in a further revision: the second one still tells."""

    def change(writer):
        for reference in writer.root["/AcroForm"]["/Fields"]:
            field = reference.get_object()
            if field["/T"] == "processor_1":
                del field["/V"]
                writer.update_container(field)

    (left,) = verify(appended(signed(2).data, change)).signatures
    assert (left.field, left.integrity, left.changes) == ("processor_2", "intact", "other")


def test_a_file_written_anew_by_another_program():
    import io

    import pikepdf

    from tests.unit.signing_sample import saved

    with pikepdf.open(io.BytesIO(signed(1).data)) as pdf:
        (verdict,) = verify(saved(pdf)).signatures
    assert verdict.integrity != "intact"


# ---- who?


def test_a_chain_to_a_given_authority_that_publishes_no_revocations():
    issuer = pki.authority()
    verdict = verify(signed_by(pki.identity("Aida Dia", issuer)), trust=[issuer.pem])
    assert states(verdict) == [("intact", "none", "trusted")]
    assert verdict.positive and "veröffentlicht keine Sperrungen" in verdict.who


def test_a_chain_whose_revocation_cannot_be_looked_up_is_not_checked():
    issuer = pki.authority()
    verdict = verify(signed_by(pki.identity("Aida Dia", issuer, crl=True)), trust=[issuer.pem])
    assert states(verdict) == [("intact", "none", "unchecked")]
    assert verdict.tone == "open" and "gesperrt" in verdict.signatures[0].reason


def test_the_certificate_itself_is_vouched_for_by_whoever_gave_it():
    someone = pki.identity("Aida Dia", pki.authority(), crl=True)
    assert verify(signed_by(someone), trust=[someone.pem]).positive


def test_another_authority_does_not_know_them():
    verdict = verify(signed_by(pki.identity("Aida Dia", pki.authority())), trust=[pki.authority("Andere").pem])
    assert states(verdict) == [("intact", "none", "unknown")]
    assert verdict.tone == "open"


def test_an_expired_certificate():
    issuer = pki.authority()
    someone = pki.identity("Aida Dia", issuer, start=NOW - 100 * DAY, end=NOW - DAY)
    data = signed_by(someone, now=NOW - 10 * DAY)
    for given in (issuer.pem, someone.pem):
        assert states(verify(data, trust=[given])) == [("intact", "none", "expired")]
    assert verify(data, trust=[issuer.pem]).signatures[0].sub_indication == "OUT_OF_BOUNDS_NO_POE"


@pytest.mark.parametrize("revoked", [False, True])
def test_revocation_that_lies_in_the_file_is_looked_at(revoked):
    from asn1crypto.crl import CertificateList
    from pyhanko.sign.validation import DocumentSecurityStore

    issuer = pki.authority()
    someone = pki.identity("Aida Dia", issuer, crl=True)
    listed = CertificateList.load(issuer.revocation_list(*([someone.certificate] if revoked else [])))
    data = appended(
        signed_by(someone),
        lambda writer: DocumentSecurityStore.supply_dss_in_writer(writer, None, certs=[], crls=[listed]),
    )
    verdict = verify(data, trust=[issuer.pem])
    assert states(verdict) == [("intact", "signature", "revoked" if revoked else "trusted")]
    assert verdict.tone == ("bad" if revoked else "good")


def test_a_trusted_certificate_that_is_none():
    for rubbish in (b"", b"rubbish", b"-----BEGIN CERTIFICATE-----\nrubbish\n-----END CERTIFICATE-----\n"):
        with pytest.raises(InputError):
            verify(signed(1).data, trust=[rubbish])


def test_several_certificates_in_one_file():
    issuer = pki.authority()
    bundle = pki.authority("Andere").pem + issuer.pem
    assert verify(signed_by(pki.identity("Aida Dia", issuer)), trust=[bundle]).positive


def test_nothing_is_ever_fetched(monkeypatch):
    import socket

    def refuse(*_, **__):
        raise AssertionError("the network was asked")

    issuer = pki.authority()
    data = signed_by(pki.identity("Aida Dia", issuer, crl=True))
    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert verify(data, trust=[issuer.pem]).signatures[0].trust == "unchecked"


def test_a_verdict_can_be_written_as_json():
    found = msgspec.json.decode(said(verify(signed(2).data)))
    assert [each["kind"] for each in found["signatures"]] == ["signature", "signature"]
    assert found["signatures"][0]["field"] == "processor_1"

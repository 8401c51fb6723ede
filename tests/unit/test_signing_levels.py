"""B, T, LT, LTA: what is in the file, what strangers say, and since when a signature is proven."""

from __future__ import annotations

import datetime
import subprocess

import pytest
from asn1crypto import crl as asn1_crl

from avv_desktop.errors import SigningRefused, TimestampFailed
from avv_desktop.signing import pdf_file
from avv_desktop.signing.pades import sign
from avv_desktop.signing.plan import plan
from avv_desktop.signing.verify import verify
from tests.unit.signing_levels import kept, signed, stamper, upgraded
from tests.unit.signing_sample import agreement, appended, slot, trial
from tests.unit.signing_sample import signed as signed_by_trial_keys

DAY = datetime.timedelta(days=1)


def levels(data: bytes) -> list[str]:
    return [each.level.removeprefix("PAdES-BASELINE-") for each in verify(data).signatures]


def said(data: bytes, loopback, now=None) -> list[tuple[str, str, str]]:
    found = verify(data, trust=[loopback.root], now=now).signatures
    return [(each.kind, each.trust, each.proven_by) for each in found]


def test_signed_with_a_timestamp_at_once(loopback):
    pdf = signed(loopback, 1, at_once=True)
    assert pdf.data.startswith(agreement().data)
    assert levels(pdf.data) == ["T"]
    (found,) = verify(pdf.data).signatures
    assert (found.integrity, found.changes) == ("intact", "none")


def test_nothing_is_signed_if_the_service_fails(loopback):
    with pytest.raises(TimestampFailed):
        sign(agreement(), loopback.key(), slot(agreement().data, 0), stamper=stamper(loopback, "failing"))


@pytest.mark.parametrize("times", [1, 2, 3])
@pytest.mark.parametrize("wanted", ["T", "LT", "LTA"])
@pytest.mark.parametrize("at_once", [True, False])
def test_each_level_with_one_and_two_signers_and_the_customer(loopback, tmp_path, times, wanted, at_once):
    before = signed(loopback, times, at_once)
    after = upgraded(loopback, before, wanted)
    found = verify(after.data, trust=[loopback.root])
    people = [each for each in found.signatures if each.kind == "signature"]
    assert len(people) == times
    assert plan(after.data).reached(wanted)
    assert {each.integrity for each in found.signatures} == {"intact"}
    assert {each.changes for each in found.signatures} <= {"none", "signature"}
    assert found.positive == (wanted != "T"), "revocations are in the file from LT on"
    path = kept(after, tmp_path / "upgraded.pdf")
    heard = subprocess.run(["pdfsig", "-nocert", path], capture_output=True, text=True).stdout
    assert heard.count("Signature is Valid.") == len(people), "poppler knows no document timestamps"


def test_a_timestamp_of_each_kind_is_named(loopback):
    own = upgraded(loopback, signed(loopback, 2), "LTA")
    assert said(own.data, loopback) == [
        ("signature", "trusted", "document timestamp"),
        ("signature", "trusted", "signature timestamp"),
        ("timestamp", "trusted", ""),
    ]


def test_what_only_a_seal_proves_is_said_so(loopback):
    found = verify(upgraded(loopback, signed(loopback, 2), "LTA").data, trust=[loopback.root])
    first, second, _ = found.signatures
    assert first.time_source == "signer" and "ein Siegel beweist" in first.when
    assert second.time_source == "timestamp" and "vertrauten Zeitstempel" in second.when
    assert "beweisen, dass spätestens am" in found.when


def test_without_trust_nothing_is_proven(loopback):
    sealed = upgraded(loopback, signed(loopback, 1), "LTA")
    found = verify(sealed.data)
    assert {each.proven_at for each in found.signatures} == {None}
    assert {each.trust for each in found.signatures} == {"unchecked"}
    assert not found.positive


def test_what_is_sealed_is_proven_years_after_its_certificate_ended(loopback):
    plain, sealed = signed(loopback, 2), upgraded(loopback, signed(loopback, 2), "LTA")
    later = datetime.datetime.now(datetime.UTC) + 1500 * DAY
    assert {trust for _, trust, _ in said(sealed.data, loopback, later)} == {"trusted"}
    assert {trust for _, trust, _ in said(plain.data, loopback, later)} == {"expired"}


def test_a_seal_whose_own_certificate_ended_proves_nothing(loopback):
    sealed = upgraded(loopback, signed(loopback, 1), "LTA", label="old-tsa")
    later = datetime.datetime.now(datetime.UTC) + 400 * DAY
    assert {trust for _, trust, _ in said(sealed.data, loopback)} == {"trusted"}
    found = verify(sealed.data, trust=[loopback.root], now=later)
    assert [each.trust for each in found.signatures] == ["expired", "expired"]
    assert not found.positive


def test_a_renewed_seal_carries_the_older_one(loopback):
    sealed = upgraded(loopback, signed(loopback, 1), "LTA", label="old-tsa")
    renewed = upgraded(loopback, sealed, "LTA")
    assert renewed.data.startswith(sealed.data)
    later = datetime.datetime.now(datetime.UTC) + 400 * DAY
    assert said(renewed.data, loopback, later) == [
        ("signature", "trusted", "signature timestamp"),
        ("timestamp", "trusted", ""),
        ("timestamp", "trusted", ""),
    ]


def test_a_seal_by_a_stranger_proves_nothing(loopback):
    """Whoever seals must be believed too, else anybody could date a signature back."""
    data = upgraded(loopback, signed_by_trial_keys(1), "LTA").data
    vouched = trial("Aida Dia").signer.signing_cert.dump()
    first, seal = verify(data, trust=[vouched]).signatures
    assert (first.trust, first.proven_by) == ("trusted", "")
    assert seal.trust == "unknown"


def test_revoked_before_it_signed_is_never_trusted(loopback):
    pdf = sign(agreement(), loopback.key("rita"), slot(agreement().data, 0), stamper=stamper(loopback))
    listed = with_store(pdf.data, loopback)
    (found,) = verify(listed, trust=[loopback.root]).signatures
    assert found.trust == "revoked"


def with_store(data: bytes, loopback) -> bytes:
    """With both revocation lists, as somebody else might add them."""
    from avv_desktop.signing import archive
    from avv_desktop.signing.chains import Material

    lists = tuple(asn1_crl.CertificateList.load(loopback.crl(each)) for each in ("root", "interm"))
    certificates = tuple(loopback.certificate(each) for each in ("root", "interm"))
    return archive.with_store(data, Material(certificates, lists))


def test_words_that_are_too_old_for_the_signature_do_not_count(loopback):
    """A list from before the signature, that ended before it, says nothing about it."""
    loopback.now = datetime.datetime.now(datetime.UTC) - 20 * DAY
    old = with_store(signed(loopback, 1, at_once=False).data, loopback)
    loopback.now = None
    assert said(old, loopback) == [("signature", "unchecked", "")]
    assert levels(old) == ["B"]


def test_a_seal_that_was_moved_from_another_file_proves_nothing(loopback):
    sealed = bytearray(upgraded(loopback, signed(loopback, 1), "LTA").data)
    at = sealed.index(b"/Location (Kiel)")
    sealed[at : at + 16] = b"/Location (Bonn)"
    found = verify(bytes(sealed), trust=[loopback.root])
    assert {each.integrity for each in found.signatures} == {"altered"}
    assert {each.proven_by for each in found.signatures} <= {"", "signature timestamp"}
    assert not found.positive


def test_a_seal_that_leaves_a_piece_out_proves_nothing(loopback):
    """The service stamped it all right, but not the end of the file."""
    import hashlib
    import re

    data = upgraded(loopback, signed(loopback, 2), "LTA").data
    found = list(re.finditer(rb"/ByteRange \[(\d+) (\d+) (\d+) (\d+)", data))[-1]
    start, end, again, rest = map(int, found.groups())
    data = data[: found.start(4)] + str(rest - 7).encode().ljust(len(found[4])) + data[found.end(4) :]
    covered = data[start:end] + data[again : again + rest - 7]
    token = stamper(loopback).stamp(hashlib.sha256(covered).digest()).dump().hex().encode()
    data = data[: end + 1] + token.ljust(again - end - 2, b"0") + data[again - 1 :]
    verdict = verify(data, trust=[loopback.root])
    seal = next(each for each in verdict.signatures if each.kind == "timestamp")
    assert (seal.integrity, seal.changes) == ("intact", "other")
    assert "document timestamp" not in {each.proven_by for each in verdict.signatures}
    assert not verdict.positive


def test_metadata_keep_their_content_with_every_revision(loopback):
    import io

    import pikepdf

    for pdf in (signed(loopback, 3), upgraded(loopback, signed(loopback, 3), "LTA")):
        with pikepdf.open(io.BytesIO(pdf.data)) as opened, opened.open_metadata() as metadata:
            assert metadata.pdfa_status == "3A"
            assert metadata["dc:title"]


def test_the_last_signature_closes_the_file_for_people_but_not_for_seals(loopback):
    sealed = upgraded(loopback, signed(loopback, 3), "LTA")
    last = next(each for each in pdf_file.fields(pdf_file.reader(sealed.data)) if each.name == "controller_1")
    assert last.signature.docmdp_level.value == 1
    assert verify(sealed.data, trust=[loopback.root]).positive


def test_a_note_after_the_seal_is_still_found(loopback):
    from pyhanko.pdf_utils import generic

    def change(writer):
        page = writer.root["/Pages"]["/Kids"][0]
        page["/Rotate"] = generic.NumberObject(90)
        writer.update_container(page)

    data = appended(upgraded(loopback, signed(loopback, 1), "LTA").data, change)
    found = verify(data, trust=[loopback.root])
    assert {each.changes for each in found.signatures} == {"other"}
    assert not found.positive


def test_nobody_signs_after_the_last_one(loopback):
    sealed = upgraded(loopback, signed(loopback, 3), "LTA")
    with pytest.raises(SigningRefused):
        sign(sealed, loopback.key(), slot(sealed.data, 0))

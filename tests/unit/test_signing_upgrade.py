"""What is missing and by when; what is added, and what is not when something is wrong."""

from __future__ import annotations

import datetime
import io

import pikepdf
import pytest
from asn1crypto import crl as asn1_crl
from asn1crypto import x509

from avv_desktop.errors import InputError, ProofMissing, SigningRefused, TimestampFailed
from avv_desktop.signing import archive, chains
from avv_desktop.signing.augment import upgrade, upgrade_file
from avv_desktop.signing.chains import Material
from avv_desktop.signing.model import SignedPdf
from avv_desktop.signing.pades import sign
from avv_desktop.signing.plan import plan, state
from avv_desktop.signing.revocation import from_files
from avv_desktop.signing.verify import verify
from avv_desktop.system.settings import TimestampService
from tests.unit.signing_levels import signed, sources, stamper, upgraded
from tests.unit.signing_sample import agreement, plain_pdf, slot
from tests.unit.signing_sample import signed as signed_by_trial_keys

DAY = datetime.timedelta(days=1)


def now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)


# ---- the plan


def test_offline_the_timestamp_is_pending_until_the_certificate_ends(loopback):
    found = plan(signed(loopback, 2).data)
    assert found.pending and found.level == "B"
    assert [each.missing for each in found.signatures] == [("timestamp", "revocation", "archive")] * 2
    assert [each.within for each in found.signatures] == [False, True], "there is room in the last one only"
    assert found.due == loopback.certificate("aida").not_valid_after
    assert state(found, now()).startswith("Zeitstempel ausstehend; er sollte vor dem ")


def test_each_level_says_what_is_missing_and_by_when(loopback):
    ends = loopback.certificate("tsa").not_valid_after
    timed, proved, sealed = (plan(upgraded(loopback, signed(loopback, 1), each).data) for each in ("T", "LT", "LTA"))
    assert (timed.signatures[0].missing, timed.due) == (
        ("revocation", "archive"),
        loopback.certificate("aida").not_valid_after,
    )
    assert (proved.signatures[0].missing, proved.due) == (("archive",), ends)
    assert (sealed.signatures[0].missing, sealed.due, sealed.sealed_until) == ((), ends, ends)
    assert [each.pending for each in (timed, proved, sealed)] == [False] * 3
    words = [state(each, now()) for each in (timed, proved, sealed)]
    assert [each.split(";")[0] for each in words] == ["Nachweise ausstehend", "Langfristig beweisbar", "Versiegelt"]


def test_words_without_a_timestamp_have_to_be_stamped_before_they_are_old(loopback):
    lists = tuple(asn1_crl.CertificateList.load(loopback.crl(each)) for each in ("root", "interm"))
    data = archive.with_store(signed(loopback, 1).data, Material((loopback.certificate("root"),), lists))
    found = plan(data)
    assert found.level == "B"
    assert found.due == min(each["tbs_cert_list"]["next_update"].native for each in lists)


def test_a_seal_ages_before_it_ends(loopback):
    found = plan(upgraded(loopback, signed(loopback, 1), "LTA", label="old-tsa").data)
    assert found.sealed_until == loopback.certificate("old-tsa").not_valid_after
    assert found.ages(now())
    assert state(found, now()).startswith("Das Siegel altert")
    assert not plan(upgraded(loopback, signed(loopback, 1), "LTA").data).ages(now())


def test_nothing_to_plan_where_nobody_signed():
    found = plan(plain_pdf())
    assert (found.signatures, found.level, found.due, found.pending) == ((), "", None, False)
    assert state(found, now()) == "Dieses Dokument ist nicht unterschrieben."


def test_a_plan_changes_nothing_and_asks_nobody(loopback):
    before = signed(loopback, 1).data
    loopback.heard.clear()
    assert plan(before) == plan(before)
    assert loopback.heard == []


# ---- what is added


def test_recipe_a_fills_the_room_in_the_last_signature_and_nothing_else(loopback):
    before, after = signed(loopback, 2).data, upgraded(loopback, signed(loopback, 2), "T").data
    once = signed(loopback, 1, at_once=False).data
    gap = before.rindex(b"/Contents <") + len(b"/Contents <")
    assert after[:gap] == before[:gap]
    assert after[gap + 32768 : len(before)] == before[gap + 32768 :]
    assert after[gap : gap + 32768] != before[gap : gap + 32768]
    single = upgraded(loopback, SignedPdf(once), "T").data
    assert len(single) == len(once), "of a single signature nothing else changes"


@pytest.mark.parametrize("wanted", ["LT", "LTA"])
def test_everything_else_is_appended(loopback, wanted):
    before = signed(loopback, 2, at_once=True)
    assert upgraded(loopback, before, wanted).data.startswith(before.data)


def test_one_step_after_the_other_is_the_same_as_all_at_once(loopback):
    pdf = signed(loopback, 2)
    for wanted in ("T", "LT", "LTA"):
        pdf = upgraded(loopback, pdf, wanted)
        assert plan(pdf.data).reached(wanted)
    assert verify(pdf.data, trust=[loopback.root]).positive


def test_what_has_the_level_stays_as_it_is(loopback):
    sealed = upgraded(loopback, signed(loopback, 1), "LTA")
    loopback.heard.clear()
    for wanted in ("T", "LT", "LTA"):
        assert upgraded(loopback, sealed, wanted).data == sealed.data
    assert loopback.heard == []


def test_an_ageing_seal_is_renewed(loopback):
    aged = upgraded(loopback, signed(loopback, 1), "LTA", label="old-tsa")
    renewed = upgraded(loopback, aged, "LTA")
    assert renewed.data.startswith(aged.data)
    assert plan(renewed.data).sealed_until == loopback.certificate("tsa").not_valid_after
    assert len(verify(renewed.data).signatures) == 3


def test_pages_and_structure_stay_as_they_are(loopback):
    before, after = signed(loopback, 2).data, upgraded(loopback, signed(loopback, 2), "LTA").data
    with pikepdf.open(io.BytesIO(before)) as old, pikepdf.open(io.BytesIO(after)) as new:
        for was, is_now in zip(old.pages, new.pages, strict=True):
            assert was.Contents.read_bytes() == is_now.Contents.read_bytes()
        same = ("/StructTreeRoot", "/Names", "/AF", "/MarkInfo", "/Lang", "/OutputIntents")
        assert [old.Root[key].unparse() for key in same] == [new.Root[key].unparse() for key in same]
        (seal,) = [each for each in new.Root.AcroForm.Fields if str(each.T) == "Zeitstempel_1"]
        assert all(float(at) < 0 for at in seal.Rect), "outside of every page"
        assert seal.F == 132, "may be printed, is not hidden"


def test_a_trial_key_needs_nothing_but_the_timestamps(loopback):
    after = upgraded(loopback, signed_by_trial_keys(2), "LTA")
    assert plan(after.data).level == "LTA"


# ---- from files, without a network


def test_from_files_only_the_timestamp_service_is_asked(loopback):
    given = from_files([loopback.crl("root"), loopback.crl()], [])
    loopback.heard.clear()
    pdf = upgrade(
        signed(loopback, 1),
        "LTA",
        stamper=stamper(loopback),
        sources=sources(loopback, online=False, given=given + Material((loopback.certificate("interm"),))),
    )
    assert set(loopback.heard) == {"/muster/tsa/tsa"}
    assert verify(pdf.data, trust=[loopback.root]).positive


def test_an_answer_as_a_file_does_as_well(loopback):
    before = upgraded(loopback, signed(loopback, 1), "T")
    answers = [loopback.ocsp(each) for each in ("aida", "tsa")]
    files = {"crls": [loopback.crl("root")], "ocsps": answers, "trust": [loopback.root, der(loopback, "interm")]}
    assert plan(upgrade_file(before.data, "LT", online=False, **files)).level == "LT"


def der(loopback, label: str) -> bytes:
    return loopback.certificate(label).dump()


def test_without_files_and_network_it_is_said_whose_list_is_missing(loopback):
    before = upgraded(loopback, signed(loopback, 1), "T")
    with pytest.raises(ProofMissing) as caught:
        upgrade(before, "LT", stamper=stamper(loopback), sources=sources(loopback, online=False))
    assert "Aida Dia" in caught.value.details["reason"] and "Sperrliste" in caught.value.details["reason"]


def test_without_the_root_it_is_said_what_is_missing(loopback):
    with pytest.raises(ProofMissing) as caught:
        upgrade_file(signed(loopback, 1, at_once=True).data, "LT")
    assert "Muster Unterschriften CA" in caught.value.details["reason"]


@pytest.mark.parametrize("files", [{"crls": [b"nichts"]}, {"ocsps": [b"nichts"]}, {"trust": [b"nichts"]}])
def test_files_of_another_kind_are_refused(loopback, files):
    with pytest.raises(InputError):
        upgrade_file(signed(loopback, 1).data, "LT", **files)


# ---- what goes wrong


@pytest.mark.parametrize("mood", ["failing", "wrong-hash", "garbage"])
@pytest.mark.parametrize("wanted", ["T", "LTA"])
def test_a_service_that_fails_leaves_nothing_behind(loopback, mood, wanted):
    before = signed(loopback, 2)
    with pytest.raises(TimestampFailed):
        upgrade(before, wanted, stamper=stamper(loopback, mood), sources=sources(loopback))
    assert plan(before.data).level == "B"


def test_a_revoked_certificate_is_not_made_to_look_well(loopback):
    pdf = sign(agreement(), loopback.key("rita"), slot(agreement().data, 0))
    with pytest.raises(ProofMissing) as caught:
        upgraded(loopback, pdf, "LT")
    assert "gesperrt" in caught.value.details["reason"]


def test_an_authority_that_lies_is_found_out(loopback):
    """A list with the right name and the wrong signature."""
    forged = asn1_crl.CertificateList.load(loopback.crl())
    forged["signature"] = forged["signature"].native[:-1] + bytes([forged["signature"].native[-1] ^ 1])
    given = from_files([forged.dump(), loopback.crl("root")]) + Material((loopback.certificate("interm"),))
    with pytest.raises(ProofMissing):
        upgrade(
            upgraded(loopback, signed(loopback, 1), "T"),
            "LT",
            stamper=stamper(loopback),
            sources=sources(loopback, online=False, given=given),
        )


def test_nothing_is_added_to_a_file_that_was_changed(loopback):
    data = signed(loopback, 2).data.replace(b"/Location (Kiel)", b"/Location (Bonn)", 1)
    with pytest.raises(SigningRefused):
        upgraded(loopback, SignedPdf(data), "LTA")


def test_nothing_is_added_where_nobody_signed(loopback):
    with pytest.raises(SigningRefused):
        upgraded(loopback, SignedPdf(agreement().data), "LTA")


def test_a_signature_without_room_gets_its_timestamp_over_the_document(loopback, monkeypatch):
    monkeypatch.setattr("avv_desktop.signing.pades.RESERVED", 6000)
    tight = sign(agreement(), loopback.key(), slot(agreement().data, 0))
    assert not plan(tight.data).signatures[0].within
    after = upgraded(loopback, tight, "T")
    assert after.data.startswith(tight.data)
    assert [each.kind for each in verify(after.data).signatures] == ["signature", "timestamp"]


def test_without_a_service_the_timestamp_stays_pending(loopback):
    with pytest.raises(TimestampFailed):
        upgrade_file(signed(loopback, 1).data, "T")
    assert upgrade_file(
        signed(loopback, 1).data, "T", services=[TimestampService("Muster", loopback.tsa())], online=False
    )


# ---- chains


def test_a_chain_goes_as_far_as_it_is_known(loopback):
    leaf, middle, root = map(loopback.certificate, ("aida", "interm", "root"))
    assert chains.chain(leaf, [root, middle]) == [leaf, middle, root]
    assert chains.chain(leaf, [root]) == [leaf]
    assert chains.complete([leaf, middle], [middle]) and not chains.complete([leaf, middle], [])


def test_a_namesake_is_no_issuer(loopback):
    leaf, middle = map(loopback.certificate, ("aida", "interm"))
    namesake = x509.Certificate.load(loopback.certificate("root").dump())
    namesake["tbs_certificate"]["subject"] = middle.subject
    assert chains.chain(leaf, [namesake]) == [leaf]

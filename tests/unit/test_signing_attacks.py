"""Forgeries of our own agreements are never green, never crash, and never take long; honest files stay green."""

from __future__ import annotations

import time

import pytest

from avv_desktop import flow
from avv_desktop.errors import NotVerifiable, PdfError
from avv_desktop.signing.limits import within
from avv_desktop.signing.revisions import revisions
from avv_desktop.signing.verify import verify
from avv_desktop.verdict.judge import Given
from tests.unit import attacks
from tests.unit.signing_sample import SIGNERS, agreement, signed, trial

SECONDS = 15


def believing_all() -> Given:
    return Given(trust=attacks.believed(), seconds=SECONDS)


def test_there_are_many_kinds():
    assert len(attacks.ATTACKS) >= 40


@pytest.mark.parametrize("name", attacks.ATTACKS)
def test_no_forgery_looks_good(name):
    data = attacks.ATTACKS[name]()
    assert data not in (signed(1).data, signed(2).data, signed(3).data), "something was changed"
    begun = time.monotonic()
    try:
        verdict = flow.verify(data, given=believing_all())
    except PdfError:
        return
    finally:
        assert time.monotonic() - begun < 2 * SECONDS
    assert not verdict.positive
    assert verdict.tone != "good"
    assert not verdict.headline.startswith("Unverändert und von Personen unterschrieben")
    assert "Wirksam gezeichnet" not in verdict.headline


@pytest.mark.parametrize("name", attacks.ATTACKS)
def test_versions_of_a_forgery_can_be_opened_or_it_cannot_be_read(name):
    data = attacks.ATTACKS[name]()
    try:
        found = revisions(data)
    except PdfError:
        return
    assert found and all(data.startswith(each.data) for each in found)


@pytest.mark.parametrize("times", [1, 2, 3])
def test_honest_files_stay_green(times):
    verdict = flow.verify(signed(times).data, given=believing_all())
    assert (verdict.tone, verdict.positive, verdict.content) == ("good", True, "same"), verdict.notes
    assert verdict.progress.effective == (times == 3)


def test_a_customer_who_signs_with_another_program_stays_green():
    from tests.unit.test_signing_foreign import SigSeedSubFilter, foreign

    for field in ("controller_1", "Signature1"):
        data = foreign(signed(2).data, attacks.attacker(), field=field, kind=SigSeedSubFilter.PADES)
        verdict = flow.verify(data, given=believing_all())
        assert {each.changes for each in verdict.signatures} <= {"none", "signature"}
        assert verdict.positive == (field == "Signature1"), "the attacker is not Erika Muster"


def test_a_signature_beside_the_text_is_judged_and_not_refused():
    data = attacks.signed_over(signed(2).data, (400, 20, 560, 45))
    verdict = flow.verify(data, given=believing_all())
    assert [each.changes for each in verdict.signatures] == ["signature", "signature", "none"]
    assert any("nicht zum Vertrag gehört" in note for note in verdict.notes)


def test_a_proof_that_was_added_later_stays_green():
    from pyhanko.sign.validation import DocumentSecurityStore

    from tests.unit.signing_sample import appended

    certificate = trial(SIGNERS[0]).signer.signing_cert
    data = appended(
        signed(3).data,
        lambda writer: DocumentSecurityStore.supply_dss_in_writer(writer, None, certs=[certificate], crls=[]),
    )
    assert flow.verify(data, given=believing_all()).positive


def test_blank_lines_behind_the_end_are_nothing():
    verdict = verify(signed(2).data + b"\n\n", trust=attacks.believed())
    assert verdict.positive


def test_files_of_others_with_something_behind_their_end_are_not_good():
    from tests.unit.signing_sample import plain_pdf
    from tests.unit.test_signing_foreign import foreign

    data = foreign(plain_pdf(), attacks.attacker())
    assert verify(data, trust=attacks.believed()).positive
    (signature,) = verify(data + b"\n1 0 obj\nnull\nendobj\n", trust=attacks.believed()).signatures
    assert (signature.integrity, signature.changes) == ("intact", "unverifiable")


def test_metadata_written_in_another_way_is_the_same():
    """Every program that signs writes them anew."""
    from avv_desktop.signing.beside import _said_in

    one = b'<dc:title>\n <rdf:Alt><rdf:li xml:lang="x-default">Vereinbarung</rdf:li></rdf:Alt></dc:title>'
    other = b'<dc:title xmlns:dc="a"><rdf:Alt><rdf:li>Vereinbarung</rdf:li></rdf:Alt></dc:title>'
    assert _said_in(one, b"dc:title") == _said_in(other, b"dc:title") == b"Vereinbarung"
    assert _said_in(one.replace(b"Verein", b"Ab"), b"dc:title") != b"Vereinbarung"


def test_where_a_library_gives_up_it_is_said_in_words(monkeypatch):
    from avv_desktop.signing import integrity as module

    def fail(*_):
        raise AssertionError("library words")

    monkeypatch.setattr(module, "_signature", fail)
    (signature,) = verify(signed(1).data).signatures
    assert signature.integrity == "unverifiable"
    assert signature.reason.startswith("Ihr Aufbau") and "library" not in signature.reason


# ---- time and size


def test_work_that_never_ends_is_given_up_with_the_reason():
    def forever():
        while True:
            try:
                sum(range(1000))
            except Exception:  # what a library does with errors must not keep it going
                continue

    begun = time.monotonic()
    with pytest.raises(NotVerifiable) as caught:
        within(0.3, forever)
    assert time.monotonic() - begun < 5
    assert "dauert länger" in caught.value.details["reason"]


def test_within_the_time_work_gives_and_raises_what_it_does():
    assert within(5, lambda: 28) == 28
    with pytest.raises(KeyError):
        within(5, lambda: {}["nothing"])


def test_a_file_that_takes_too_long_is_not_judged(monkeypatch):
    from avv_desktop.signing import verify as module

    def slow(*_):
        while True:
            sum(range(1000))

    monkeypatch.setattr(module, "_verdict", slow)
    with pytest.raises(NotVerifiable):
        verify(signed(1).data, seconds=0.2)


def test_a_file_that_is_too_large(monkeypatch):
    from avv_desktop.signing import pdf_file

    monkeypatch.setattr(pdf_file, "LARGEST_FILE", 1000)
    with pytest.raises(PdfError):
        verify(agreement().data)

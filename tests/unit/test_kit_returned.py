"""What comes back from a customer: signed, scanned, flattened, rewritten, damaged, another document."""

from __future__ import annotations

import pytest

from avv_desktop import flow
from avv_desktop.kit.returned import judge
from avv_desktop.kit.wording import headline, sentences
from tests.unit.returned_copies import added_words, flattened, rewritten, scanned
from tests.unit.signing_sample import agreement, appended, plain_pdf, signed

NAME = "zurück.pdf"


@pytest.fixture(scope="module")
def ours():
    return signed(2).data


@pytest.fixture(scope="module")
def document(ours):
    return flow.document_inside(ours)


def test_a_new_valid_signature_of_the_customer_counts(ours, document):
    found = judge(signed(3).data, NAME, [ours], document)
    assert (found.kind, found.signers) == ("countersigned", ("Erika Muster",))
    assert found.progress.state == "countersigned"
    assert headline(found) == "Gegengezeichnet von Erika Muster. Alle haben unterschrieben."


def test_what_was_sent_and_comes_back_unsigned_is_no_news(ours, document):
    assert judge(ours, NAME, [ours], document).kind == "unchanged"


def test_an_earlier_file_that_was_handed_out_counts_as_sent(document):
    found = judge(signed(3).data, NAME, [signed(1).data], document)
    assert found.kind == "countersigned" and set(found.signers) == {"Jörn Fischer", "Erika Muster"}


def test_the_signature_of_a_stranger_does_not_count(ours, document):
    from avv_desktop.signing.model import SignedPdf
    from avv_desktop.signing.pades import sign
    from tests.unit.signing_sample import slot, trial

    strange = sign(SignedPdf(ours), trial("Karl Fremd"), slot(ours, 2)).data
    found = judge(strange, NAME, [ours], document)
    assert found.kind == "unfit" and "zählt aber nicht" in headline(found)


@pytest.mark.parametrize("make", [flattened, rewritten])
def test_a_copy_without_our_signatures_is_neither_signed_nor_forged(make, document):
    found = judge(make(signed(3).data), NAME, [signed(2).data], document)
    assert (found.kind, found.differences) == ("rewritten", ())
    said = " ".join(sentences(found))
    assert "nicht mehr enthalten" in said and "kein Zeichen einer Fälschung" in said
    assert "Gegengezeichnet" not in said


def test_other_words_in_a_rewritten_copy_are_listed(document):
    found = judge(added_words(rewritten(signed(2).data), "binnen neunhundert Tagen"), NAME, [signed(2).data], document)
    assert found.kind == "rewritten"
    assert any("neunhundert" in each.theirs for each in found.differences)


def test_a_scan_is_for_people_to_look_at(ours, document):
    found = judge(scanned(signed(3).data), NAME, [ours], document)
    assert found.kind == "scan" and found.progress is None


def test_a_change_after_the_signature_is_never_filed(ours, document):
    from tests.unit.attacks import annotate

    found = judge(appended(signed(3).data, annotate("/FreeText")), NAME, [ours], document)
    assert found.kind == "damaged"


def test_another_document_is_another_document(ours, document):
    other = rewritten(agreement().data)
    assert judge(plain_pdf(), NAME, [ours], document).kind == "scan"
    assert judge(other, NAME, [ours], document).kind == "rewritten"

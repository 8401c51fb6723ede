"""Two directors and then the customer sign in the window; whoever has no business in a field does not count."""

from __future__ import annotations

import pytest

from avv_desktop import flow
from tests.journeys.conftest import CUSTOMER, STRANGER


def newest(exports) -> bytes:
    return max(exports(), key=lambda path: path.stat().st_mtime_ns).read_bytes()


def test_three_sign_in_order_and_the_last_one_closes_the_file(hand, complete, sign_as, exports):
    desk = hand.desk
    sign_as("Aida Dia")
    hand.wait_for("Unterschrieben. Jetzt ist Jörn Fischer dran.")
    hand.click("Weiter mit Jörn Fischer")
    sign_as("Jörn Fischer")
    hand.wait_for("Unterschrieben. Jetzt ist der Kunde dran.")
    assert desk.state == "signed"
    hand.click("Hier weiter unterschreiben")
    sign_as(CUSTOMER)
    hand.wait_for("Beide Seiten haben unterschrieben.")
    assert desk.state == "countersigned" and len(exports()) == 3

    data = newest(exports)
    found = flow.progress(data)
    assert found.state == "countersigned" and found.next is None
    assert all(slot.signed and slot.fits for slot in found.slots)
    verdict = flow.verify(data)
    assert [each.signer for each in verdict.signatures] == ["Aida Dia", "Jörn Fischer", CUSTOMER]
    assert {each.integrity for each in verdict.signatures} == {"intact"}
    assert {each.changes for each in verdict.signatures} == {"none", "signature"}

    desk.go("signing")
    hand.settle(desk)
    assert not hand.all("Jetzt unterschreiben"), "nobody is left to sign"


@pytest.mark.parametrize("name", ["Jörn Fischer", CUSTOMER, STRANGER])
def test_whoever_is_not_next_is_named_and_nothing_is_signed_before_it_is_seen(hand, complete, sign_as, exports, name):
    sign_as(name, sure=False)
    assert hand.reads("Bitte sehen Sie sich das zuerst an.")
    assert hand.reads(f"Das Zertifikat lautet auf {name}, hier soll aber Aida Dia unterschreiben.")
    assert not exports() and hand.desk.state == "draft"


def test_a_stranger_in_a_field_does_not_count_and_ends_the_matter(hand, complete, sign_as, exports):
    sign_as(STRANGER)
    (file,) = exports()
    found = flow.progress(file.read_bytes())
    assert found.state == "problem" and not any(party.signed for party in found.parties)
    assert hand.desk.state == "problem"
    assert hand.reads(f"unterschrieben von {STRANGER}; der Name passt nicht")
    assert not hand.reads("1 von 2")


def test_the_same_person_twice_counts_once(hand, complete, sign_as, exports):
    sign_as("Aida Dia")
    hand.wait_for("Unterschrieben. Jetzt ist Jörn Fischer dran.")
    hand.click("Weiter mit Jörn Fischer")
    sign_as("Aida Dia", sure=False)
    assert hand.reads("Aida Dia") and hand.all("Trotzdem unterschreiben") and len(exports()) == 1
    hand.click("Trotzdem unterschreiben")
    hand.settle(hand.desk)
    found = flow.progress(newest(exports))
    assert found.state == "problem"
    assert {party.side: party.signed for party in found.parties} == {"processor": 1, "controller": 0}

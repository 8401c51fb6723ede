"""Two directors of one company sign one after the other; between them it reads "1 von 2 unterschrieben"."""

from __future__ import annotations

from avv_desktop import flow


def test_two_directors(hand, complete, sign_as, exports):
    desk = hand.desk

    sign_as("Aida Dia")
    hand.wait_for("Unterschrieben. Jetzt ist Jörn Fischer dran.")
    assert desk.state == "half"
    assert hand.reads("1 von 2 unterschrieben")
    (first,) = exports()
    assert flow.progress(first.read_bytes()).state == "half"

    hand.click("Weiter mit Jörn Fischer")
    sign_as("Jörn Fischer")
    hand.wait_for("Unterschrieben. Jetzt ist der Kunde dran.")
    assert desk.state == "signed"
    assert len(exports()) == 2, "a new file each time"

    (both,) = [each for each in exports() if each != first]
    data = both.read_bytes()
    assert data.startswith(first.read_bytes()[: len(first.read_bytes())]), "only appended to"
    verdict = flow.verify(data)
    assert [each.signer for each in verdict.signatures] == ["Aida Dia", "Jörn Fischer"]
    assert all(each.integrity == "intact" and each.trial for each in verdict.signatures)

    kept = desk.store.files(complete.id)
    assert [each.kind for each in kept].count("signed") == 2
    assert [each.kind for each in kept].count("pdf") == 1, "the unsigned pages are kept once"


def test_a_signed_text_stays_as_it_is_and_a_new_version_goes_on(hand, complete, sign_as):
    desk = hand.desk
    sign_as("Aida Dia")
    hand.wait_for("Unterschrieben. Jetzt ist Jörn Fischer dran.")

    desk.edit(desk.draft.answer("breach.notice_hours", 48))
    assert desk.draft.answers.get("breach.notice_hours") == complete.answers.get("breach.notice_hours")

    hand.click("Weiter mit Jörn Fischer")
    hand.settle(desk)
    hand.click("Neue Fassung")
    hand.settle(desk)
    assert desk.draft.id != complete.id
    assert desk.draft.answers["agreement.version"] == complete.answers.get("agreement.version", 1) + 1
    assert desk.state == "draft"
    assert {each.state for each in desk.store.drafts()} == {"ready", "half"}

"""A sub-processor's promises beside ours."""

from __future__ import annotations

import pytest

from avv_desktop import flow
from avv_desktop.notice.promises import promises
from avv_desktop.notice.upstream import enough, upstream, words
from tests.unit.document_sample import agreement, clause
from tests.unit.notice_sample import draft, template

STRICT = (
    clause("a", 1, "Ort", "Die Daten werden ausschließlich im Europäischen Wirtschaftsraum verarbeitet."),
    clause("b", 2, "Meldung", "Verletzungen des Schutzes der Daten meldet er binnen zwölf Stunden."),
    clause("c", 3, "Ende", "Nach dem Ende löscht er alle Daten innerhalb von zwei Wochen."),
    clause("d", 4, "Sicherungen", "Sicherungen überschreibt er nach 60 Tagen."),
    clause("e", 5, "Kontrollen", "Der Auftraggeber darf die Einhaltung vor Ort prüfen."),
    clause(
        "f",
        6,
        "Unterauftragnehmer",
        "Er informiert mindestens 45 Tage vorher. Der Kunde kann binnen 30 Tagen widersprechen.",
    ),
)
LOOSE = (
    clause("a", 1, "Places", "Data may be transferred to third countries under standard contractual clauses."),
    clause("b", 2, "Breach", "The processor shall notify any personal data breach within 72 hours."),
    clause("c", 3, "End", "Upon termination all data are deleted within 180 days."),
    clause("e", 5, "Audit", "Audits are limited to the provision of reports."),
    clause(
        "f",
        6,
        "Sub-processors",
        "The processor informs of new sub-processors 14 days in advance; the customer may object.",
    ),
)


@pytest.fixture(scope="module")
def ours():
    return flow.compose(template(), draft())


def test_our_own_promises_are_read_from_our_own_words(ours):
    found = promises(ours)
    assert {topic: each.amount for topic, each in found.items()} == {
        "breach": 24,
        "deletion": 30,
        "backups": 90,
        "audit": 2,
        "sub_processors": 30,
        "places": 1,
    }
    assert found["breach"].where == "§\u00a08 Abs. 1"


def test_who_promises_more_is_enough(ours):
    found = upstream(agreement(*STRICT), [("Muster", ours)])
    assert [each.answer for each in found] == ["kept"] * 6 and enough(found)
    assert {each.stricter for each in found} == {"theirs", "same"}


def test_who_promises_less_is_told_topic_by_topic(ours):
    found = {each.topic: each for each in upstream(agreement(*LOOSE), [("Muster", ours)])}
    assert {topic: each.answer for topic, each in found.items()} == {
        "breach": "weaker",
        "deletion": "weaker",
        "backups": "unsaid",
        "audit": "weaker",
        "sub_processors": "weaker",
        "places": "kept",
    }
    assert words(found["breach"].theirs) == "innerhalb von 72 Stunden"


def test_the_strictest_of_our_agreements_counts(ours):
    strict = flow.compose(template(), draft("Streng", breach__notice_hours=12))
    found = upstream(agreement(*STRICT), [("Muster", ours), ("Streng", strict)])
    assert (found[0].customer, found[0].ours.amount) == ("Streng", 12)


def test_at_once_without_hours_is_nothing_measurable(ours):
    document = agreement(clause("b", 2, "Meldung", "Verletzungen meldet der Auftragnehmer unverzüglich."))
    found = upstream(document, [("Muster", ours)])[0]
    assert (found.answer, words(found.theirs)) == ("unsaid", "unverzüglich, ohne Stundenzahl")

"""What agreements say themselves about new sub-processors, whoever wrote them."""

from __future__ import annotations

import pytest

from avv_desktop import flow
from avv_desktop.notice.clause import read_clause
from avv_desktop.notice.days import Period
from avv_desktop.notice.words import hours, periods, sentences
from tests.unit.document_sample import agreement, clause
from tests.unit.notice_sample import draft, template


def said(*texts: str, title: str = "Unterauftragnehmer"):
    return read_clause(agreement(clause("sub", 6, title, *texts)))


def test_the_default_agreement_is_read_from_its_own_words():
    answers = {"sub_processors__notice_days": 45, "sub_processors__objection_days": 20}
    found = read_clause(flow.compose(template(), draft(**answers)))
    assert (found.regime, found.notice, found.objection) == ("general", Period(45), Period(20))
    assert (found.solution, found.exit) == (Period(30), Period(60))
    assert found.where == "§\u00a06 Abs. 4" and found.objection_where == "§\u00a06 Abs. 5"
    assert "45 Tage vorher" in found.words


def test_with_a_specific_authorisation_silence_is_a_no():
    found = read_clause(flow.compose(template(), draft(sub_processors__regime="specific")))
    assert (found.regime, found.consent, found.notice, found.objection) == ("specific", True, Period(30), Period(21))


def test_a_changed_clause_counts_with_its_changed_words():
    from avv_desktop.draft.model import ClauseEdit

    words = "Der Auftragnehmer informiert über jeden neuen Unterauftragnehmer mindestens sechs Wochen vorher."
    made = draft().with_edit(ClauseEdit("sub_processing.change", "changed", lines=(words,), allowed="Aida Dia"))
    targets = [each.id for c in template().clauses if c.id == "sub_processing" for each in c.paragraphs]
    made = draft().with_edit(ClauseEdit(targets[3], "changed", lines=(words,), allowed="Aida Dia"))
    assert read_clause(flow.compose(template(), made)).notice == Period(6, "week")


@pytest.mark.parametrize(
    ("text", "notice", "objection"),
    [
        (
            "Der Auftragnehmer informiert den Auftraggeber mindestens 4 Wochen vor jeder Hinzuziehung. "
            "Dieser kann binnen 14 Tagen Einspruch erheben.",
            Period(4, "week"),
            Period(14),
        ),
        (
            "Änderungen zeigt der Auftragnehmer einen Monat im Voraus an; der Auftraggeber kann binnen zwei Wochen "
            "widersprechen.",
            Period(1, "month"),
            Period(2, "week"),
        ),
        (
            "Der Auftragnehmer teilt dem Auftraggeber neue Unterauftragnehmer zehn Werktage vorab mit. "
            "Widerspricht der Auftraggeber nicht innerhalb von 5 Arbeitstagen, gilt die Genehmigung als erteilt.",
            Period(10, "working_day"),
            Period(5, "business_day"),
        ),
        (
            "The processor shall inform the controller of any changes at least thirty (30) days in advance. "
            "The controller may object within 10 business days.",
            Period(30),
            Period(10, "business_day"),
        ),
        ("Der Auftragnehmer informiert rechtzeitig vorher. Der Auftraggeber kann widersprechen.", None, None),
    ],
)
def test_clauses_of_others(text, notice, objection):
    found = said(text)
    assert (found.notice, found.objection, found.regime) == (notice, objection, "general")


def test_both_regimes_at_once_are_unclear_and_ask_for_consent():
    found = said(
        "Unterauftragnehmer darf er nur nach vorheriger ausdrücklicher schriftlicher bzw. dokumentierter Zustimmung "
        "des Auftraggebers beauftragen.",
        "Ein Wechsel ist zulässig, soweit er ihn eine angemessene Zeit vorab anzeigt und der Auftraggeber nicht "
        "bis zur Übergabe der Daten Einspruch erhebt.",
    )
    assert (found.regime, found.consent, found.notice, found.objection) == ("unclear", True, None, None)
    assert "angemessene Zeit vorab" in found.words


def test_periods_of_other_clauses_are_none_of_its():
    document = agreement(
        clause("audit", 7, "Kontrollen", "Er informiert mindestens 14 Tage vorher über eine Prüfung."),
        clause("breach", 8, "Meldung", "Verletzungen meldet der Auftragnehmer binnen 24 Stunden."),
    )
    found = read_clause(document)
    assert (found.regime, found.notice, found.objection) == ("none", None, None)


def test_numbers_sentences_and_hours():
    assert [each for _, each in periods("einundzwanzig Tage, 6 Monate und 3 (drei) Werktage")] == [
        Period(21),
        Period(6, "month"),
        Period(3, "working_day"),
    ]
    assert list(sentences("Nach Art. 28 Abs. 2 DSGVO gilt das. Am 3. März endet es.")) == [
        "Nach Art. 28 Abs. 2 DSGVO gilt das.",
        "Am 3. März endet es.",
    ]
    assert hours("innerhalb von 24 Stunden") == [24] and hours("spätestens nach zwei Tagen") == [48]
    assert periods("2.5 Tage") == [] and periods("§ 30 Tagegeld") == []

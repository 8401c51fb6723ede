"""The customer's answer: every difference is found, and it is said who made it and whether it was tracked."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from avv_desktop import flow
from avv_desktop.document.compare.model import Piece
from avv_desktop.draft.model import Draft
from avv_desktop.errors import CannotDo
from avv_desktop.pdf.carry import encoded
from avv_desktop.reply.changes import changes_of, read_reply
from avv_desktop.reply.match import find_draft, matches
from avv_desktop.reply.model import ReplyChange
from avv_desktop.reply.returned import same_agreement
from avv_desktop.reply.take import take
from avv_desktop.word.redline import redline
from avv_desktop.word.write import docx
from tests.golden.drafts import CASES, CREATED, complete, template
from tests.unit.reply_samples import CUSTOMER, DATE, Answer, style_of
from tests.unit.word_office import needs_office, settled
from tests.unit.word_samples import documents

FREQUENCY, TERMINATION = "audit_rights.frequency", "subject_and_term.termination"


def only(answer: Answer, draft: Draft | None = None) -> ReplyChange:
    changes = answer.reply(draft).changes
    assert len(changes) == 1, changes
    return changes[0]


def differs(change: ReplyChange) -> list[tuple[str, str]]:
    return [(piece.kind, piece.text) for piece in change.pieces if piece.kind != "same"]


@pytest.mark.parametrize("name", [name for name in CASES if name != "many_sub_processors"])
def test_what_came_back_as_it_was_sent(name):
    answer = Answer(CASES[name]())
    reply = answer.reply()
    assert (reply.score, reply.changes, reply.outdated, reply.authors) == (1.0, (), False, ())


@needs_office
@pytest.mark.parametrize("name", ["complete", "empty", "looks_like_code", "special_data"])
def test_another_program_saved_it(name, tmp_path):
    draft = CASES[name]()
    data, _ = settled(flow.export_word(template(), draft), "open", tmp_path)
    assert read_reply(data, "a.docx", draft, template()).changes == ()


@pytest.mark.parametrize("tracked", [True, False])
def test_changed_words(tracked):
    change = only(Answer(tracked=tracked).replace("Ohne konkreten Anlass", "Inspektionen", "Kontrollbesuche"))
    assert (change.kind, change.paragraph, change.where) == ("changed", FREQUENCY, "§\u00a07 Abs. 3")
    assert differs(change) == [("deleted", "Inspektionen"), ("inserted", "Kontrollbesuche")]
    assert change.tracked is tracked
    assert (change.author, change.date) == ((CUSTOMER, DATE) if tracked else ("", ""))
    assert bool(change.silent) is not tracked


def test_tracked_and_silent_in_one_line():
    answer = Answer().replace("Ohne konkreten Anlass", "Inspektionen", "Kontrollbesuche")
    answer.tracked = False
    change = only(answer.replace("Ohne konkreten Anlass", "konkreten", "besonderen"))
    assert not change.tracked and change.author == CUSTOMER
    assert [piece for piece in change.silent if piece.kind != "same"] == [
        Piece("deleted", "konkreten"),
        Piece("inserted", "besonderen"),
    ]


@pytest.mark.parametrize("tracked", [True, False])
def test_a_value_goes_to_its_field(tracked):
    change = only(Answer(tracked=tracked).replace("teilt er das innerhalb von", "14 Tagen", "21 Tagen"))
    assert (change.kind, change.field, change.value) == ("field", "duties.change_notice_days", 21)
    assert (change.old_value, change.new_value, change.tracked) == ("14 Tagen", "21 Tagen", tracked)


def test_values_of_many_types():
    for place, old, new, field, value in (
        ("Musterstraße 12", "24768 Rendsburg", "24103 Kiel", "controller.company.postal_code", "24103 Kiel"),
        (
            "Muster Logistik GmbH",
            "Muster Logistik GmbH",
            "Muster Fracht GmbH",
            "controller.company.name",
            "Muster Fracht",
        ),
        ("in der Regel nicht öfter", "einmal", "dreimal", "audit.per_year", 3),
        ("vom 2.", "Februar", "März", "main_contract.date", "2026-03-02"),
        ("Vergebene Rechte werden", "jährlich", "halbjährlich", "measures.access_review_interval", "half_yearly"),
        ("Einführung, Betrieb", "Fernzugriff", "Zugriff von fern", "processing.subject", None),
    ):
        change = only(Answer().replace(place, old, new))
        assert (change.kind, change.field) == ("field", field)
        assert change.value == (value or change.value) and change.value


def test_a_value_that_fits_no_field_is_left_to_a_person():
    change = only(Answer().replace("teilt er das innerhalb von", "14 Tagen", "nächster Zeit"))
    assert (change.kind, change.value) == ("field", None)
    assert "von Hand" in change.by_hand


@pytest.mark.parametrize("tracked", [True, False])
def test_what_is_gone(tracked):
    item = only(Answer(tracked=tracked).remove("eine rechtmäßige Weisung nicht ausführt"))
    assert (item.kind, item.paragraph, item.where) == ("deleted", TERMINATION, "§\u00a01 Abs. 5 Buchst. b")
    assert item.tracked is tracked and item.author == (CUSTOMER if tracked else "")


def test_a_whole_paragraph_and_a_whole_clause_are_one_change():
    answer = Answer()
    for words in ("Liegt ein wichtiger Grund vor", "schwer gegen die DSGVO", "eine rechtmäßige Weisung nicht ausführt"):
        answer.remove(words)
    change = only(answer.remove("eine Kontrolle nach"))
    assert (change.unit, len(change.units)) == (TERMINATION, 4)
    answer = Answer(tracked=False)
    title = answer.paragraph("Kontrollrechte des Auftraggebers")
    while True:
        following = title.getnext()
        title.getparent().remove(title)
        title = following
        if style_of(title) == "AVVParagraf":
            break
    change = only(answer)
    assert (change.kind, change.paragraph, change.section) == ("deleted", "audit_rights", "audit_rights")


@pytest.mark.parametrize("tracked", [True, False])
def test_what_is_new(tracked):
    item = only(Answer(tracked=tracked).add("schwer gegen die DSGVO", "zahlungsunfähig ist,"))
    assert (item.kind, item.paragraph, item.lines[0].marker) == ("inserted", TERMINATION, "b)")
    assert item.tracked is tracked
    paragraph = only(Answer(tracked=tracked).add("Die Vereinbarung gilt, solange", "Sie endet im Winter."))
    assert (paragraph.paragraph, paragraph.after[-1]) == ("", "subject_and_term.term")
    answer = Answer(tracked=tracked).add("Ohne konkreten Anlass", "Neue Klausel", style="AVVParagraf")
    clause = only(answer.add("Neue Klausel", "Ihr erster Satz.", style="AVVAbsatz"))
    assert clause.heading and [line.text for line in clause.lines] == ["Neue Klausel", "Ihr erster Satz."]


def test_references_that_only_follow_are_no_changes():
    """Word counts again: "§ 8" reads "§ 9" behind a new clause, and that is nobody's wish."""
    answer = Answer(tracked=False).add("Auftraggeber und Auftragnehmer sind", "Ganz vorn", style="AVVParagraf")
    answer.add("Ganz vorn", "Ein Satz.", style="AVVText")
    answer.replace("eine Kontrolle nach", "§\u00a07", "§\u00a08")
    assert [change.kind for change in answer.reply().changes] == ["inserted"]
    wrong = Answer(tracked=False).replace("eine Kontrolle nach", "§\u00a07", "§\u00a06")
    assert only(wrong).kind == "changed"


def test_comments_stand_at_their_change():
    answer = Answer().replace("Ohne konkreten Anlass", "Inspektionen", "Kontrollbesuche")
    answer.comment("Ohne konkreten Anlass", "So heißt es bei uns.").comment("Die Vereinbarung gilt, solange", "Gut.")
    reply = answer.reply()
    assert [each.text for each in reply.changes[0].comments] == ["So heißt es bei uns."]
    assert [each.text for each in reply.comments] == ["Gut."]
    assert reply.authors == (CUSTOMER,)


def test_places_that_nobody_words_for_one_customer():
    for answer in (
        Answer().replace("zwischen", "zwischen", "Zwischen der"),
        Answer().replace("Telefon", "Telefon", "Rufnummer"),
    ):
        change = answer.reply().changes[0]
        assert change.kind == "changed" and change.by_hand


def test_our_own_redline_that_comes_back():
    """What we had tracked ourselves is no change of the customer's."""
    old, draft = CASES["two_of_three"](), complete()
    documents = flow.compose(template(), old), flow.compose(template(), draft)
    data = encoded(flow.carried_of(template(), draft))
    sent = redline(*documents, author="Wir", created=CREATED, data=data)
    assert read_reply(sent, "a.docx", draft, template()).changes == ()
    answer = Answer(draft, data=sent).replace("Ohne konkreten Anlass", "Inspektionen", "Kontrollbesuche")
    change = only(answer)
    assert (change.author, change.tracked) == (CUSTOMER, True)


# ---- which draft


def test_the_draft_it_answers():
    answer = Answer().replace("Ohne konkreten Anlass", "Inspektionen", "Kontrollbesuche")
    from avv_desktop.intake.read import read

    source = read(answer.data(), "a.docx")
    others = [CASES[name]() for name in ("empty", "two_of_three")]
    drafts = [(each, template()) for each in (*others, answer.draft)]
    assert find_draft(source, drafts[2:]) == drafts[2]
    assert matches(source, *drafts[2])
    bare = read(Answer(data=_without_data(answer)).data(), "a.docx")
    assert not bare.data
    assert find_draft(bare, drafts) == drafts[2]
    assert find_draft(bare, []) is None


def _without_data(answer: Answer) -> bytes:
    return docx(flow.compose(template(), answer.draft), created=CREATED)


def test_a_draft_that_went_on_is_outdated():
    answer = Answer()
    reply = answer.reply(answer.draft.answer("audit.per_year", 2))
    assert reply.outdated and [change.field for change in reply.changes] == ["audit.per_year"]


def test_a_text_file_is_read_as_well():
    draft = complete()
    data = flow.export_text(template(), draft).replace("Inspektionen", "Kontrollbesuche").encode()
    from avv_desktop.intake.read import read

    reply = changes_of(read(data, "a.txt"), draft, template())
    assert reply.score > 0.3


def test_a_returned_pdf():
    draft = complete()
    data = flow.render(template(), draft).data
    assert same_agreement(data, draft, template()).same
    other = same_agreement(data, draft.answer("audit.per_year", 2), template())
    changed = [clause for clause in other.clauses if clause.state != "same"]
    assert [clause.new for clause in changed] == ["audit_rights"]


@settings(max_examples=30, deadline=None)
@given(documents())
def test_any_file_of_somebody_else(document):
    """Whatever comes back: changes are listed, and taking them over works or is refused with a reason."""
    draft = complete()
    reply = read_reply(docx(document, created=CREATED), "a.docx", draft, template())
    assert reply.score < 0.5 and reply.changes
    for change in (*reply.changes[:3], *reply.changes[-3:]):
        try:
            draft = take(draft, template(), change)
        except CannotDo as error:
            assert error.details["reason"]

"""What the customer changed is taken over: into fields, measures and clauses, what did not change stays live."""

from __future__ import annotations

import random
import re

import pytest
from docx.oxml.ns import qn

from avv_desktop import flow
from avv_desktop.draft.model import ClauseEdit, Draft
from avv_desktop.errors import CannotDo
from avv_desktop.reply.changes import read_reply
from avv_desktop.reply.difference import Edit, applied, edits, pieces, rebased
from avv_desktop.reply.model import Reply, ReplyChange
from avv_desktop.reply.sheet import sent
from avv_desktop.reply.take import REASON, decline, edit, take
from tests.golden.drafts import complete, template
from tests.unit.reply_samples import CUSTOMER, Answer, said

FREQUENCY, TERMINATION = "audit_rights.frequency", "subject_and_term.termination"


def taken(answer: Answer) -> Draft:
    return take_all(answer.draft, answer.reply())


def take_all(draft: Draft, reply: Reply) -> Draft:
    for change in reply.changes:
        draft = draft if change.by_hand else take(draft, template(), change)
    return draft


def lines(draft: Draft) -> dict[str, str]:
    return {line.key: line.text for line in sent(flow.compose(template(), draft))}


def edit_of(draft: Draft, target: str) -> ClauseEdit:
    found = draft.edit_of(target)
    assert found is not None
    return found


def test_words_change_and_fields_stay_live():
    answer = Answer().replace("Ohne konkreten Anlass", "Inspektionen", "Kontrollbesuche {mit} [[Klammern]]")
    draft = taken(answer.comment("Ohne konkreten Anlass", "Unser Wort."))
    made = edit_of(draft, FREQUENCY)
    assert "{audit.per_year|times}" in made.lines[0]
    assert (made.kind, made.author, made.allowed) == ("changed", CUSTOMER, "")
    assert made.reason == f"{REASON}: Unser Wort." and made.at is not None
    assert "Kontrollbesuche {mit} [[Klammern]]" in lines(draft)[FREQUENCY]
    assert "zweimal" in lines(draft.answer("audit.per_year", 2))[FREQUENCY]


def test_references_stay_live():
    draft = taken(Answer().replace("eine Kontrolle nach", "verhindert", "vereitelt"))
    assert edit_of(draft, TERMINATION).lines[-1] == "c) eine Kontrolle nach {ref:audit_rights} vereitelt."


def test_a_value_is_answered_everywhere():
    draft = taken(Answer().replace("teilt er das innerhalb von", "14 Tagen", "21 Tagen"))
    assert draft.answers["duties.change_notice_days"] == 21 and not draft.edits
    draft = taken(Answer(tracked=False).replace("Musterstraße 12", "24768 Rendsburg", "24103 Kiel"))
    company = draft.answers["controller.company"]
    assert (company["postal_code"], company["city"], company["name"]) == ("24103", "Kiel", "Muster Logistik")


def test_a_row_of_a_table():
    before = complete().answers["sub_processors.list"][0]
    draft = taken(Answer().replace(before["service"], before["service"], "Ganz anderer Dienst"))
    assert draft.answers["sub_processors.list"][0] == {**before, "service": "Ganz anderer Dienst"}


def test_an_entry_of_a_list_goes():
    answer = Answer().remove("Standardvertragsklauseln nach dem")
    change = answer.reply().changes[0]
    assert (change.kind, change.by_hand) == ("field", "")
    assert not [
        text for text in lines(taken(answer)).values() if text.startswith("die Standardvertragsklauseln nach dem")
    ]


def test_items_and_paragraphs():
    answer = (
        Answer().add("schwer gegen die DSGVO", "zahlungsunfähig ist,").remove("eine rechtmäßige Weisung nicht ausführt")
    )
    answer.add("Die Vereinbarung gilt, solange", "Sie endet im Winter.").add("Sie endet im Winter", "Oder im Sommer.")
    found = lines(taken(answer))
    items = [text for key, text in found.items() if key.startswith(f"{TERMINATION}/")]
    assert items[1] == "zahlungsunfähig ist," and len(items) == 3
    texts = list(found.values())
    at = texts.index("Die Vereinbarung gilt, solange die Leistungsvereinbarung gilt.")
    assert texts[at + 1 : at + 3] == ["Sie endet im Winter.", "Oder im Sommer."]


def test_a_clause_is_struck_and_another_added():
    answer = Answer(tracked=False)
    answer.add("eine Kontrolle nach", "Neue Klausel", style="AVVParagraf")
    answer.add("Neue Klausel", "Ihr erster Satz.", style="AVVAbsatz").add("Ihr erster Satz.", "Ihr zweiter.")
    draft = taken(answer)
    made = draft.edits[0]
    assert (made.kind, made.title, made.lines) == ("inserted", "Neue Klausel", ("Ihr erster Satz.", "Ihr zweiter."))
    assert not [
        each for each in read_reply(answer.data(), "a.docx", draft, template()).changes if not only_counted(each)
    ]


def test_a_change_in_what_was_added():
    added = ClauseEdit("own.1", "inserted", ("Erster Satz.", "Zweiter Satz."), "Eigenes", "instruction_rights")
    draft = complete().with_edit(added)
    found = taken(Answer(draft).replace("Zweiter Satz", "Zweiter", "Letzter"))
    assert edit_of(found, "own.1").lines == ("Erster Satz.", "Letzter Satz.")
    assert edit_of(found, "own.1").title == "Eigenes"


def test_measures():
    answer = Answer().replace("Rechte werden auf Antrag", "Antrag", "Zuruf")
    answer.add("Rechte werden auf", "Eigene Maßnahme des Kunden.")
    draft = taken(answer)
    assert not draft.edits and set(draft.measures) == {"data_access"}
    assert read_reply(answer.data(), "a.docx", draft, template()).changes == ()


def test_titles():
    draft = taken(Answer().replace("Kontrollrechte des", "Kontrollrechte", "Prüfrechte"))
    assert edit_of(draft, "audit_rights").title == "Prüfrechte des Auftraggebers"
    removed = Answer().remove("Kontrollrechte des Auftraggebers").reply().changes[0]
    with pytest.raises(CannotDo):
        take(complete(), template(), removed)


def only(answer: Answer) -> ReplyChange:
    (change,) = answer.reply().changes
    return change


def test_declined_and_edited():
    answer = Answer().replace("Ohne konkreten Anlass", "Inspektionen", "Kontrollbesuche")
    change = only(answer)
    assert decline(answer.draft, change) is answer.draft
    text = change.old.replace("Inspektionen", "Prüfungen")
    assert lines(edit(answer.draft, template(), change, text))[FREQUENCY] == text
    value = only(Answer().replace("teilt er das innerhalb von", "14 Tagen", "21 Tagen"))
    assert edit(answer.draft, template(), value, "10 Tagen").answers["duties.change_notice_days"] == 10
    with pytest.raises(CannotDo):
        edit(answer.draft, template(), value, "bald")
    added = only(Answer().add("Die Vereinbarung gilt, solange", "Sie endet im Winter."))
    assert edit(answer.draft, template(), added, "Sie endet nie.").edits[0].lines == ("Sie endet nie.",)


def test_two_changes_at_one_place():
    answer = Answer().replace("Ohne konkreten Anlass", "Inspektionen", "Kontrollbesuche")
    change = only(answer)
    draft = take(answer.draft, template(), change)
    other = only(Answer().replace("Ohne konkreten Anlass", "Ohne", "Bei fehlendem"))
    assert "Bei fehlendem konkreten Anlass finden Kontrollbesuche" in lines(take(draft, template(), other))[FREQUENCY]
    clash = only(Answer().replace("Ohne konkreten Anlass", "Inspektionen", "Besichtigungen"))
    with pytest.raises(CannotDo):
        take(draft, template(), clash)


def test_edits_of_a_text():
    old, new = "Der Hund beißt den Mann am Montag.", "Der Kater beißt den Mann am Dienstag."
    done = edits(old, new)
    assert applied(old, done) == new
    assert "".join(piece.text for piece in pieces(old, done) if piece.kind != "inserted") == old
    now = "Ja: Der Hund beißt den Mann am Montag."
    again = rebased(done, old, now)
    assert again is not None and applied(now, again) == f"Ja: {new}"
    assert rebased((Edit(4, 8, "Kater"),), old, old.replace("Hund", "Wolf")) is None
    assert edits("§\u00a07 „so“", '§ 7 "so"') == ()


# ---- whatever is changed, taking it over makes the draft say it


@pytest.mark.parametrize("seed", range(24))
def test_what_is_taken_over_is_no_difference_any_more(seed):
    answer = changed_at_random(random.Random(seed))
    draft = take_all(answer.draft, answer.reply())
    left = [each for each in read_reply(answer.data(), "a.docx", draft, template()).changes if not each.by_hand]
    assert [each for each in left if not only_counted(each)] == []


def only_counted(change: ReplyChange) -> bool:
    """A reference of the answer has not been counted again by Word."""
    differences = [piece.text for piece in change.pieces if piece.kind != "same"]
    return all(re.fullmatch(r"(?:und|in|,|\s|§|Abs\.|\d)+|„[^“]+“", text) for text in differences)


def changed_at_random(chosen: random.Random) -> Answer:
    answer = Answer()
    for _ in range(chosen.randint(1, 4)):
        answer.tracked = chosen.random() < 0.5
        paragraphs = [each for each in answer.file.element.body.findall(qn("w:p")) if len(said(each)) > 20]
        settled = [each for each in paragraphs if not list(each.iter(qn("w:ins"), qn("w:del")))]
        text = said(chosen.choice(settled))
        match chosen.choice(["word", "word", "remove", "add"]):
            case "word":
                runs = [run for run in answer.paragraph(text).iter(qn("w:r")) if len(said(run)) > 8]
                word = max(said(chosen.choice(runs)).split(), key=len) if runs else ""
                if word:
                    answer.replace(text, word, chosen.choice(["Birnen", "Äpfel und {Birnen}"]))
            case "remove":
                answer.remove(text)
            case "add":
                answer.add(text, chosen.choice(["Ganz neu ist dies.", "Noch ein Satz mit [[Zeichen]]."]))
    return answer

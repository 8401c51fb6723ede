"""Changed clauses: what a draft strikes, changes and adds is printed, counted and missed."""

import datetime
import re
from pathlib import Path

import msgspec
import pytest

from avv_desktop import flow
from avv_desktop.document.plain import plain
from avv_desktop.draft.answers import read_answers
from avv_desktop.draft.edits import applied
from avv_desktop.draft.files import from_bytes, to_bytes
from avv_desktop.draft.model import ClauseEdit, Override
from avv_desktop.system.paths import resources


@pytest.fixture(scope="module")
def template():
    return flow.find_template("avv-de")


@pytest.fixture
def draft(template):
    answers = read_answers(Path(resources() / "templates" / "avv-de" / "answers.toml"), template)
    return flow.begin(template, answers)


def edit(target, kind, *lines, allowed="Aida Dia", **more):
    return ClauseEdit(target, kind, lines, allowed=allowed, **more)


def said(template, draft):
    return " ".join(plain(flow.compose(template, draft)).split())


def rules(template, draft, severity="E"):
    return [finding.rule for finding in flow.check(template, draft) if finding.severity == severity]


def test_without_changes_the_template_itself_is_printed(template, draft):
    assert applied(template, draft) is template


def test_a_changed_paragraph_says_its_new_words_and_its_fields(template, draft):
    changed = draft.with_edit(
        edit("audit_rights.cost", "changed", "Kosten vom {main_contract.date} trägt jeder selbst.")
    )
    words = said(template, changed)
    assert re.search(r"Kosten vom \d+\. \w+ \d{4} trägt jeder selbst\.", words)
    assert said(template, changed.without_edit("audit_rights.cost")) == said(template, draft)


def test_a_struck_clause_is_gone_and_the_numbers_and_references_follow(template, draft):
    before, after = said(template, draft), said(template, draft.with_edit(edit("security", "struck")))
    assert "§ 11" in before and "§ 11" not in after


def test_what_a_struck_paragraph_fulfilled_is_missed(template, draft):
    assert "K24" not in rules(template, draft)
    tagged = next(p.id for c in template.clauses for p in c.paragraphs if "k.hinweis" in p.tags)
    assert "K24" in rules(template, draft.with_edit(edit(tagged, "struck")))


def test_an_inserted_paragraph_stands_behind_its_neighbour_and_is_numbered(template, draft):
    changed = draft.with_edit(
        edit("own.1", "inserted", "Der Zusatz gilt.", "a) erstens", "b) zweitens", after="subject_and_term.basis")
    )
    clause = next(section for section in flow.compose(template, changed).sections if section.id == "subject_and_term")
    assert [block.id for block in clause.blocks][:3] == ["subject_and_term.basis", "own.1", "subject_and_term.subject"]
    assert clause.blocks[1].label == "(2)"
    assert [item.label for item in clause.blocks[1].blocks[0].items] == ["a)", "b)"]


def test_an_inserted_clause_is_numbered_with_the_others(template, draft):
    changed = draft.with_edit(
        edit("own_2", "inserted", "Erster Absatz.", "Zweiter Absatz.", title="Haftung", after="subject_and_term")
    )
    sections = flow.compose(template, changed).sections
    assert (sections[1].title, sections[1].label) == ("Haftung", "§\u00a02")
    assert [block.label for block in sections[1].blocks] == ["(1)", "(2)"]


def test_an_insertion_keeps_its_place_when_its_neighbour_is_struck(template, draft):
    changed = draft.with_edit(edit("own.1", "inserted", "Zusatz.", after="subject_and_term.subject"))
    changed = changed.with_edit(edit("subject_and_term.subject", "struck"))
    clause = next(section for section in flow.compose(template, changed).sections if section.id == "subject_and_term")
    assert [block.id for block in clause.blocks][:3] == ["subject_and_term.basis", "own.1", "subject_and_term.term"]


def test_a_request_is_shown_but_nobody_signs_it(template, draft):
    asked = draft.with_edit(edit("audit_rights.cost", "changed", "Anders.", allowed="", reason="Kunde besteht darauf"))
    assert "Anders." in said(template, asked)
    assert "request" in rules(template, asked)
    assert not flow.compose(template, asked).complete
    assert "request" not in rules(template, asked.allow("audit_rights.cost", "Aida Dia"))


def test_a_reference_to_what_is_struck_is_said_by_name_and_found(template, draft):
    changed = draft.with_edit(edit("audit_rights", "struck"))
    title = next(clause.title for clause in template.clauses if clause.id == "audit_rights")
    assert f"„{title}“" in said(template, changed)
    assert "reference" in rules(template, changed, "W")


def test_a_finding_is_answered_for_with_a_reason(template, draft):
    tagged = next(p.id for c in template.clauses for p in c.paragraphs if "k.hinweis" in p.tags)
    changed = draft.with_edit(edit(tagged, "struck"))
    finding = next(each for each in flow.check(template, changed) if each.rule == "K24")
    moment = datetime.datetime(2026, 11, 23, tzinfo=datetime.UTC)
    answered = changed.override(Override("K24", finding.place, "Steht im Hauptvertrag.", "Aida Dia", moment))
    assert "K24" not in rules(template, answered)
    assert [f.overridden for f in flow.check(template, answered) if f.rule == "K24"] == ["Steht im Hauptvertrag."]


def test_markup_that_means_nothing_is_taken_as_words(template, draft):
    odd = "Das {gibt.es.nicht} und {{das}} und [[offen"
    assert odd in said(template, draft.with_edit(edit("audit_rights.cost", "changed", odd)))


def test_changes_survive_the_file(template, draft):
    changed = draft.with_edit(edit("audit_rights.cost", "changed", "Anders.", reason="Grund", author="Vertrieb"))
    again, _ = from_bytes(to_bytes(changed, template))
    assert again == changed


def test_the_pdf_carries_what_is_printed_and_nothing_else(template, draft):
    changed = draft.with_edit(
        edit(
            "audit_rights.cost",
            "changed",
            "Neu[[ nach {main_contract.title} GEHEIM]].",
            reason="INTERN",
            author="VERTRIEB",
        )
    )
    changed = changed.answer("main_contract.title", "").with_edit(edit("duties.records", "struck", reason="INTERN"))
    carried = msgspec.json.encode(flow.carried_of(template, changed)).decode()
    assert "Neu." in carried
    for word in ("INTERN", "VERTRIEB", "GEHEIM", "duties.records"):
        assert word not in carried


def test_changed_clauses_come_back_from_the_pdf(template, draft):
    changed = draft.with_edit(edit("audit_rights.cost", "changed", "Kosten vom {main_contract.date} trägt jeder."))
    changed = changed.with_edit(edit("security", "struck"))
    changed = changed.with_edit(edit("own.1", "inserted", "Zusatz.", after="subject_and_term.subject"))
    changed = changed.with_edit(edit("own_2", "inserted", "Erstens.", "Zweitens.", title="Haftung", after="duties"))
    again, _ = flow.reopen(flow.render(template, changed).data)
    assert {each.target: each.kind for each in again.edits} == {each.target: each.kind for each in changed.edits}
    assert [s.title for s in flow.compose(template, again).sections] == [
        s.title for s in flow.compose(template, changed).sections
    ]
    assert "request" in rules(template, again), "whoever reopens a file cannot approve what it changes"

"""„Was weicht ab?“: what a draft changes in the standard, why, and who allowed it."""

import datetime
import io

import msgspec
import pikepdf
import pytest

from avv_desktop import flow
from avv_desktop.document.compare.compare import compare
from avv_desktop.draft.answers import read_answers
from avv_desktop.draft.model import ClauseEdit, Finding, MeasureLine, Override
from avv_desktop.review.deviations import deviations, standard_of
from avv_desktop.review.deviations_compare import comparison_page
from avv_desktop.review.deviations_export import as_json, as_pdf, as_text
from avv_desktop.review.deviations_model import DeviationPage
from avv_desktop.system.paths import resources
from tests.unit.document_sample import AUDIT, DELETE, FEES, SECRET, agreement, clause

NOON = datetime.datetime(2026, 11, 23, 12, tzinfo=datetime.UTC)


@pytest.fixture(scope="module")
def template():
    return flow.find_template("avv-de")


@pytest.fixture
def draft(template):
    answers = read_answers(resources() / "templates" / "avv-de" / "answers.toml", template)
    return flow.begin(template, answers)


def edit(target, kind, *lines, allowed="Aida Dia", **more):
    return ClauseEdit(target, kind, lines, allowed=allowed, **more)


def entry(page, id):
    return next(each for clause in page.clauses for each in clause.entries if each.id == id)


def words(each, kind):
    return "".join(piece.text for piece in each.pieces if piece.kind == kind)


def state_of(page, id):
    return next(clause.state for clause in page.clauses if clause.id == id)


# ---- states


def test_without_changes_everything_is_standard(template, draft):
    page = deviations(template, draft)
    assert page.same and page.standard and page.summary == "Keine Abweichung vom Standard."
    assert {each.state for clause in page.clauses for each in clause.entries} == {"standard"}
    printed = {each.id for clause in page.clauses for each in clause.entries}
    assert {"audit_rights.cost", "duties.records", "subject_and_term.subject"} <= printed


def test_a_changed_paragraph_tells_its_words_its_reason_and_who_allowed_it(template, draft):
    changed = edit(
        "audit_rights.cost", "changed", "Jede Kontrolle zahlt der Auftraggeber.", reason="Wunsch", author="Vera"
    )
    page = deviations(template, draft.with_edit(changed))
    found = entry(page, "audit_rights.cost")
    assert (found.state, found.place.replace("\u00a0", " ")) == ("changed", "§ 7 Abs. 8")
    assert "Auftraggeber" in words(found, "inserted") and words(found, "deleted")
    assert (found.reason, found.author, found.allowed, found.open) == ("Wunsch", "Vera", "Aida Dia", False)
    assert state_of(page, "audit_rights") == "changed" and state_of(page, "duties") == "standard"
    assert page.summary == "1 Abweichung: 1 geändert"


def test_a_request_waits_and_is_told_first(template, draft):
    asked = draft.with_edit(edit("duties.records", "struck")).with_edit(
        edit("audit_rights.cost", "changed", "Anders.", allowed="", author="Vera")
    )
    page = deviations(template, asked)
    assert [each.id for each in page.requests] == ["audit_rights.cost"]
    assert page.summary == "2 Abweichungen: 1 geändert, 1 gestrichen; davon 1 noch nicht freigegeben"
    told = as_text(page)
    assert told.index("Wartet auf Freigabe") < told.index("gestrichen\n")


def test_a_struck_clause_is_one_deviation_with_its_whole_text(template, draft):
    page = deviations(template, draft.with_edit(edit("data_subject_rights", "struck")))
    found = entry(page, "data_subject_rights")
    assert (found.kind, found.state) == ("clause", "struck") and "Kapitel III" in words(found, "deleted")
    assert found.place.replace("\u00a0", " ") == "§ 4 (im Standard)"
    assert state_of(page, "data_subject_rights") == "struck"
    assert page.summary == "1 Abweichung: 1 gestrichen"


def test_what_only_follows_is_shown_and_not_counted(template, draft):
    page = deviations(template, draft.with_edit(edit("data_subject_rights", "struck")))
    found = entry(page, "breach_and_support.fee")
    assert found.follows and found.pieces and not found.counts
    assert not entry(page, "instruction_rights.form").pieces  # its number alone is new


def test_inserted_paragraphs_and_clauses(template, draft):
    added = draft.with_edit(edit("own.1", "inserted", "Ein neuer Absatz steht hier.", after="duties.dpo"))
    added = added.with_edit(edit("own.2", "inserted", "Erster Satz.", "Zweiter Satz.", after="duties", title="Neues"))
    page = deviations(template, added)
    assert (entry(page, "own.1").state, entry(page, "own.1").kind) == ("inserted", "paragraph")
    assert words(entry(page, "own.2"), "inserted") == "Erster Satz.\nZweiter Satz."
    assert state_of(page, "own.2") == "inserted"
    assert page.summary == "2 Abweichungen: 2 eingefügt"


def test_a_paragraph_struck_and_said_again_elsewhere_is_both(template, draft):
    said = next(p for c in template.clauses for p in c.paragraphs if p.id == "duties.records").lines[0].parts[0].text
    page = deviations(
        template,
        draft.with_edit(edit("duties.records", "struck")).with_edit(
            edit("own.1", "inserted", said, after="audit_rights.right")
        ),
    )
    assert entry(page, "duties.records").state == "struck" and entry(page, "own.1").state == "inserted"
    assert page.summary == "2 Abweichungen: 1 eingefügt, 1 gestrichen"


def test_a_new_title_alone(template, draft):
    page = deviations(template, draft.with_edit(edit("duties", "changed", title="Sorgfalt")))
    found = entry(page, "duties")
    assert words(found, "inserted") == "Sorgfalt" and state_of(page, "duties") == "changed"
    assert entry(page, "duties.records").state == "standard"


def test_a_change_that_is_not_printed_is_told_all_the_same(template, draft):
    hidden = next(
        paragraph.id
        for c in template.clauses
        for paragraph in c.paragraphs
        if paragraph.when
        and paragraph.id not in {e.id for cl in deviations(template, draft).clauses for e in cl.entries}
    )
    page = deviations(template, draft.with_edit(edit(hidden, "changed", "Anders.")))
    assert "nicht gedruckt" in entry(page, hidden).note and page.summary.startswith("1 Abweichung:")


def test_a_chosen_variant_names_both_and_shows_the_words(template, draft):
    page = deviations(template, draft.answer("sub_processors.regime", "specific"))
    found = entry(page, "sub_processing.authorisation")
    assert found.state == "variant" and found.note == "„Einzelne Genehmigung“ statt „Allgemeine Genehmigung“"
    assert "allgemein" in words(found, "deleted") and "vorher" in words(found, "inserted")
    assert state_of(page, "sub_processing") == "variant"
    assert page.summary == "1 Abweichung: 1 Variante" and not page.values


def test_values_differ_without_changing_the_wording(template, draft):
    other = draft.answer("sub_processors.notice_days", 45)
    page = deviations(template, other)
    assert [(each.id, each.note) for each in page.values] == [("sub_processors.notice_days", "45 Tage statt 30 Tage")]
    assert state_of(page, "sub_processing") == "standard"
    assert deviations(template, draft.answer("sub_processors.notice_days", 30)).same


def test_changed_measures(template, draft):
    control = template.sections[0].controls[0]
    on = [measure for measure in control.measures if measure.on and measure.scope == "short"]
    lines = (MeasureLine(on[0].id, False), *(MeasureLine(each.id, True) for each in on[1:]))
    page = deviations(
        template, draft.with_measures(control.id, (*lines, MeasureLine("own_1", True, "Wachdienst", True)))
    )
    assert sorted(each.state for each in page.measures) == ["inserted", "struck"]
    assert page.summary == "2 Abweichungen: 2 Maßnahmen" and state_of(page, "annex_measures") == "changed"


def test_findings_somebody_answers_for(template, draft):
    answered = draft.override(Override("SEC-05", "security.level", "Kunde prüft selbst", "Jörn Fischer", NOON))
    finding = Finding("SEC-05", "E", "security.level", "Die Prüfung fehlt.", where="§ 3 Abs. 1")
    page = deviations(template, answered, findings=[finding])
    found = page.findings[0]
    assert (found.place, found.note, found.reason) == ("§ 3 Abs. 1", "Die Prüfung fehlt.", "Kunde prüft selbst")
    assert page.summary == "1 Abweichung: 1 übergangener Hinweis"


# ---- whose standard


def test_the_standard_is_the_installed_one_of_the_same_text(template, draft):
    assert standard_of(template) == template
    foreign = msgspec.structs.replace(template, hash="0" * 64)
    page = deviations(foreign, draft)
    assert standard_of(foreign) is None
    assert not page.standard and not page.same and "nicht installiert" in page.warning
    assert as_text(page).index("Achtung") < as_text(page).index(page.summary)


def test_a_template_from_a_file_does_not_pass_for_the_standard(template, draft):
    """Its hash says it is ours; its words say otherwise."""
    clauses = tuple(msgspec.structs.replace(c, title="Anders") if c.id == "duties" else c for c in template.clauses)
    page = deviations(msgspec.structs.replace(template, clauses=clauses), draft)
    assert page.warning and not page.standard and not page.same


# ---- any two versions


def test_two_versions():
    old = agreement(clause("a", 1, "Vertraulichkeit", SECRET, FEES), clause("b", 2, "Löschung", DELETE))
    new = agreement(
        clause("a", 1, "Vertraulichkeit", SECRET),
        clause("b", 2, "Löschung", DELETE, FEES),
        clause("c", 3, "Prüfung", AUDIT),
    )
    page = comparison_page(compare(old, new), "Mai", "Juni")
    assert page.about == "Juni, verglichen mit Mai"
    assert page.summary == "2 Abweichungen: 1 eingefügt, 1 verschoben" and not page.same
    moved = next(each for each in page.everything if each.state == "moved")
    assert (moved.place, moved.note) == ("§ 2 Abs. 2", "bisher § 1 Abs. 2")


def test_the_same_version():
    same = agreement(clause("a", 1, "Vertraulichkeit", SECRET))
    page = comparison_page(compare(same, same), "Mai", "Juni")
    assert page.same and page.summary == "Beide Fassungen sagen dasselbe." and not page.everything


# ---- exports


@pytest.fixture
def page(template, draft):
    changed = edit("audit_rights.cost", "changed", "Kosten trägt \u202eniemand 😀 *egal* #x", allowed="", reason="Weil")
    return deviations(template, draft.with_edit(changed).with_edit(edit("duties", "struck")))


def test_as_json(page):
    assert msgspec.json.decode(as_json(page), type=DeviationPage) == page


def test_as_text_marks_the_words(page):
    told = as_text(page)
    assert "{+" in told and "[-" in told and "Grund: Weil" in told and "\u00a0" not in told


def test_as_pages_tagged_and_always_the_same(page):
    data = as_pdf(page, NOON)
    assert data == as_pdf(page, NOON)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert pdf.Root.MarkInfo.Marked and str(pdf.Root.Lang) == "de"
        meta = pdf.open_metadata()
        assert (meta["pdfuaid:part"], meta["pdfaid:part"], meta["dc:title"]) == ("1", "3", "Was weicht ab?")


def test_nothing_to_tell_is_a_page_too(template, draft):
    assert as_pdf(deviations(template, draft), NOON).startswith(b"%PDF")

"""Versions of a template, what differs between two, and a draft that is carried over."""

import datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

from avv_desktop import flow
from avv_desktop.draft.answers import read_answers
from avv_desktop.draft.files import from_bytes, to_bytes
from avv_desktop.draft.model import ClauseEdit, MeasureLine
from avv_desktop.draft.upgrade import upgrade
from avv_desktop.errors import CannotDo, InputError, NewerFormat
from avv_desktop.system.paths import library_file, resources
from avv_desktop.template import catalog, edit, edit_annexes, library, variants, versions
from avv_desktop.template.lines import text_line
from avv_desktop.template.markup import parse
from avv_desktop.template.questions import without_field

DAY = datetime.date(2026, 11, 23)


@pytest.fixture(scope="module")
def template():
    return flow.find_template("avv-de")


@pytest.fixture
def draft(template):
    answers = read_answers(Path(resources() / "templates" / "avv-de" / "answers.toml"), template)
    return flow.begin(template, answers)


def lines(*texts):
    return tuple(text_line(text, parse) for text in texts)


# ---- keeping


def test_an_edited_template_is_the_next_version_and_the_old_one_stays(template):
    first = versions.save(versions.own_copy(template, "Meine AVV"), template)
    assert (first.id, first.version, first.title) == ("meine-avv", 1, "Meine AVV")
    second = versions.save(edit.retitle(first, "duties", "Pflichten"), first)
    assert (second.id, second.version) == ("meine-avv", 2)
    assert versions.newer(first) == second and versions.newer(second) is None
    assert versions.history("meine-avv") == (second, first)
    assert catalog.template("meine-avv") == second
    assert versions.newer(template) is None


def test_the_same_text_again_is_no_new_version(template):
    first = versions.save(versions.own_copy(template, "Meine AVV"), template)
    assert versions.save(replace(first, hash=""), first) == first


def test_two_copies_of_one_name_are_two_templates(template):
    first = versions.save(versions.own_copy(template, "Meine AVV"), template)
    assert versions.own_copy(template, "Meine AVV").id != first.id


def test_an_old_draft_keeps_its_own_version(template):
    first = versions.save(versions.own_copy(template, "Meine AVV"), template)
    draft = flow.begin(first)
    data = to_bytes(draft, first)
    versions.save(edit.delete(first, "duties"), first)
    again, its_own = from_bytes(data)
    assert (again, its_own) == (draft, first)


# ---- differences


def test_a_template_does_not_differ_from_itself(template):
    assert versions.differences(template, template).changed == ()
    assert versions.differences(template, template).questions == ()


def test_differences_are_told_clause_by_clause(template):
    new = edit.set_lines(template, "audit_rights.findings", lines("Anders."))
    new = edit.retitle(new, "duties", "Pflichten")
    new = edit.delete(new, "end_of_processing")
    new = edit.add_clause(new, "Haftung", lines("Wer haftet."), after="duties")
    new = edit_annexes.add_annex(new, "Löschkonzept", lines("So."))
    found = {each.id: each for each in versions.differences(template, new).changed}
    states = {id: each.state for id, each in found.items()}
    assert states["haftung"] == "inserted" and states["end_of_processing"] == "deleted"
    assert states["duties"] == "changed" and (found["duties"].old_title, found["duties"].new_title) != ("", "")
    assert [(part.id, part.state, part.new) for part in found["audit_rights"].parts] == [
        ("audit_rights.findings", "changed", "Anders.")
    ]
    assert states["annex/annex_loeschkonzept"] == "inserted"
    assert "security" not in states


def test_a_moved_clause_is_moved_and_its_neighbours_are_not(template):
    new = edit.move_clause(template, "security", 4)
    assert [(each.id, each.moved, each.state) for each in versions.differences(template, new).changed] == [
        ("security", True, "same")
    ]


def test_a_changed_condition_and_a_new_question_are_differences(template):
    new = edit.set_when(template, "duties.records", "processing.art9")
    new = variants.add_variant(new, "duties.records", "Streng", lines("Streng."))
    found = versions.differences(template, new)
    assert [each.id for each in found.changed] == ["duties"]
    assert [state for state, _ in found.questions] == ["inserted"]


# ---- a draft on a newer version


def test_a_draft_on_the_same_template_is_the_same(template, draft):
    done = upgrade(draft, template, template)
    assert done.left == () and replace(done.draft, changed=draft.changed) == draft


def test_answers_that_fit_stay_and_the_others_are_named(template, draft):
    new = variants.remove_variant(template, "end_of_processing.choice", "controller_decides")
    new = without_field(edit.set_lines(new, "subject_and_term.basis", lines("Kurz.")), "main_contract.title")
    fields = [replace(e, type="text", default=None) if e.name == "audit.per_year" else e for e in new.fields]
    new = replace(new, version=2, hash="2", fields=tuple(fields))
    draft = draft.answer("main_contract.title", "Rahmenvertrag").answer("audit.per_year", 2)
    draft = draft.answer("deletion.mode", "controller_decides")
    done = upgrade(draft, template, new)
    assert {(each.reason, each.name) for each in done.left} == {
        ("gone", "main_contract.title"),
        ("type", "audit.per_year"),
        ("option", "deletion.mode"),
    }
    assert all(each.label for each in done.left)
    assert done.draft.answers["controller.company"] == draft.answers["controller.company"]
    assert (done.draft.template.version, done.draft.template.hash) == (2, "2")
    assert set(draft.answers) - set(done.draft.answers) == {"main_contract.title", "audit.per_year", "deletion.mode"}
    assert from_bytes(to_bytes(done.draft, new))[0] == done.draft


def test_an_entry_of_a_list_that_is_no_longer_offered_stays_in_words(template, draft):
    field = template.field("processing.data_subjects")
    gone = field.options[0]
    fields = [replace(e, options=e.options[1:], default=None) if e is field else e for e in template.fields]
    new = replace(template, fields=tuple(fields))
    draft = draft.answer(field.name, [gone.id, field.options[1].id])
    done = upgrade(draft, template, new)
    assert done.draft.answers[field.name] == [gone.label, field.options[1].id]
    assert [(each.reason, each.name) for each in done.left] == [("option", field.name)]


def test_changes_to_clauses_stay_where_their_clause_is_and_say_when_it_reads_differently(template, draft):
    draft = draft.with_edit(ClauseEdit("duties.records", "struck"))
    draft = draft.with_edit(ClauseEdit("audit_rights.findings", "changed", ("Anders.",)))
    draft = draft.with_edit(ClauseEdit("security.level", "changed", ("Anders.",)))
    new = edit.delete(template, "duties.records")
    new = edit.set_lines(new, "audit_rights.findings", lines("Neu."))
    done = upgrade(draft, template, new)
    assert [each.target for each in done.draft.edits] == ["audit_rights.findings", "security.level"]
    assert [(each.reason, each.name) for each in done.left] == [
        ("clause", "duties.records"),
        ("changed_clause", "audit_rights.findings"),
    ]


def test_changed_controls_get_the_new_measures_and_keep_what_was_written(template, draft):
    control = template.sections[0].controls[0]
    first, second = control.measures[:2]
    draft = draft.with_measures(
        control.id,
        (
            MeasureLine(first.id, False),
            MeasureLine(second.id, True, "Mein Wort."),
            MeasureLine("own1", True, "Eigenes.", True),
        ),
    )
    new = edit_annexes.delete_measure(template, second.id)
    new = edit_annexes.add_measure(new, control.id, parse("Ganz neu."))
    carried = upgrade(draft, template, new).draft.measures[control.id]
    assert carried[:3] == (
        MeasureLine(first.id, False),
        MeasureLine(second.id, True, "Mein Wort.", True),
        MeasureLine("own1", True, "Eigenes.", True),
    )
    assert [line.id for line in carried[3:]] == [new.sections[0].controls[0].measures[-1].id]


# ---- the library


def entry(title, review=DAY, kind="sub_processor", **more):
    return library.Entry("", kind, title, review, **more)


def test_the_library_is_kept_and_read_again():
    assert library.read() == library.Library()
    filled = library.Library().add(entry("Rechenzentrum Süd", row={"city": "Ulm"}))
    filled = filled.add(entry("Zweiter Faktor", kind="measure", text="Alle nutzen einen zweiten Faktor."))
    library.keep(filled)
    assert library.read() == filled
    assert [each.title for each in filled.find("ulm")] == ["Rechenzentrum Süd"]
    assert [each.title for each in filled.find(kind="measure")] == ["Zweiter Faktor"]


def test_what_must_be_looked_at_again_is_named_the_longest_first():
    days = datetime.timedelta(days=1)
    filled = library.Library()
    for title, review in (("Heute", DAY), ("Morgen", DAY + days), ("Gestern", DAY - days)):
        filled = filled.add(entry(title, review))
    assert [each.title for each in filled.overdue(DAY)] == ["Gestern", "Heute"]


def test_an_entry_is_replaced_by_its_id_and_removed():
    filled = library.Library().add(entry("Eins")).add(entry("Eins"))
    first, second = filled.entries
    assert first.id != second.id
    changed = filled.add(replace(first, title="Zwei"))
    assert [each.title for each in changed.entries] == ["Zwei", "Eins"]
    assert changed.remove(first.id).entries == (second,)
    with pytest.raises(CannotDo):
        filled.add(entry(" "))


@pytest.mark.parametrize("data", [b"", b"[]", b"{", b'{"entries": 3}', b'{"entries":[{"id":"x"}]}', b"\xff"])
def test_a_damaged_library_is_named(data):
    library_file().parent.mkdir(parents=True)
    library_file().write_bytes(data)
    with pytest.raises(InputError):
        library.read()


def test_a_newer_library_is_told_apart():
    library_file().parent.mkdir(parents=True)
    library_file().write_bytes(b'{"schema": 2, "entries": {}}')
    with pytest.raises(NewerFormat):
        library.read()

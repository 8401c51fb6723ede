"""A template changed by people: whatever is done to it, what is written is read as the same template."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from avv_desktop import flow
from avv_desktop.document.plain import plain
from avv_desktop.errors import CannotDo
from avv_desktop.template import edit, edit_annexes, variants
from avv_desktop.template.lines import text_line
from avv_desktop.template.load import load
from avv_desktop.template.markup import parse, slots
from avv_desktop.template.questions import pruned, used_names
from avv_desktop.template.references import placed, references_to
from avv_desktop.template.text import (
    FieldSlot,
    OptionalPart,
    ReferenceSlot,
    StrongWords,
    TextLine,
    Words,
)
from avv_desktop.template.write import files


@pytest.fixture(scope="module")
def template():
    return flow.find_template("avv-de")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("template")


def read_back(template, folder):
    for name, text in files(template).items():
        (folder / name).write_text(text, "utf-8")
    return load(folder)


def lines(*texts):
    return tuple(text_line(text, parse) for text in texts)


def ids(template):
    return [clause.id for clause in template.clauses]


def inside(template, clause):
    return [paragraph.id for paragraph in edit.clause_of(template, clause).paragraphs]


def said(template):
    return " ".join(plain(flow.compose(template, flow.begin(template))).split())


# ---- clauses


def test_numbers_and_references_follow_when_a_clause_goes(template):
    before, after = said(template), said(edit.delete(template, "data_subject_rights"))
    assert "§ 7 Kontrollrechte" in before and "eine Kontrolle nach § 7 verhindert" in before
    assert "§ 6 Kontrollrechte" in after and "eine Kontrolle nach § 6 verhindert" in after
    assert "nach § 7" not in after


def test_numbers_and_references_follow_when_a_clause_moves(template):
    moved = edit.move_clause(template, "audit_rights", -3)
    assert ids(moved).index("audit_rights") == 4
    assert "eine Kontrolle nach § 4 verhindert" in said(moved)


def test_a_clause_stays_between_the_first_page_and_the_signatures(template):
    assert ids(edit.move_clause(template, "duties", -99))[:2] == ["head", "duties"]
    assert ids(edit.move_clause(template, "duties", 99))[-2:] == ["duties", "signatures"]


@pytest.mark.parametrize("id", ["head", "signatures"])
def test_what_the_program_lays_out_is_not_changed(template, id):
    for change in (
        lambda: edit.delete(template, id),
        lambda: edit.move_clause(template, id, 1),
        lambda: edit.retitle(template, id, "Anders"),
        lambda: edit.set_when(template, id, "processing.art9"),
        lambda: edit.add_paragraph(template, id, lines("Mehr.")),
    ):
        with pytest.raises(CannotDo):
            change()


def test_who_refers_to_what_is_known_before_it_goes(template):
    found = references_to(template, "audit_rights")
    assert ("subject_and_term.termination", "audit_rights") in [(each.place, each.target) for each in found]
    assert all(not each.place.startswith("audit_rights") for each in found)
    assert not references_to(edit.delete(template, "audit_rights"), "audit_rights")


def test_a_reference_to_what_is_gone_says_its_title(template, folder):
    changed = edit.delete(template, "audit_rights")
    assert "eine Kontrolle nach „Kontrollrechte des Auftraggebers“ verhindert" in said(changed)
    assert replace(read_back(changed, folder), hash="") == changed


def test_a_new_clause_stands_where_it_should_and_has_an_id_of_its_own(template):
    changed = edit.add_clause(template, "Prüfung & Größe", lines("Der Text."), after="duties")
    changed = edit.add_clause(changed, "Prüfung & Größe", lines("Der Text."))
    assert ids(changed)[6] == "pruefung_groesse" and ids(changed)[-2] == "pruefung_groesse_2"


def test_a_paragraph_moves_within_its_clause_and_to_another(template):
    within = edit.move_paragraph(template, "subject_and_term.basis", 1)
    assert inside(within, "subject_and_term")[:2] == ["subject_and_term.subject", "subject_and_term.basis"]
    away = edit.move_into(template, "instruction_rights.persons", "duties", 0)
    assert inside(away, "duties")[0] == "duties.persons"
    targets = {slot.target for _, parts in placed(away) for slot in slots(parts) if isinstance(slot, ReferenceSlot)}
    assert "duties.persons" in targets and "instruction_rights.persons" not in targets


def test_a_paragraph_that_says_nothing_is_refused(template):
    for empty in ((), lines(" "), (TextLine((Words(""),)),), (TextLine((), "|", 0, ((), ())),)):
        with pytest.raises(CannotDo):
            edit.set_lines(template, "audit_rights.cost", empty)
        with pytest.raises(CannotDo):
            edit.add_paragraph(template, "duties", empty)


def test_a_field_or_reference_that_is_not_there_is_refused(template):
    for slot in (FieldSlot("not.there"), ReferenceSlot("not_there")):
        with pytest.raises(CannotDo):
            edit.set_lines(template, "subject_and_term.basis", (TextLine((slot,)),))


def test_a_condition_about_nothing_is_refused(template):
    for wrong in ("not.there == 'x'", "1 +", "__import__('os')"):
        with pytest.raises(CannotDo):
            edit.set_when(template, "duties", wrong)


# ---- variants


def test_a_first_variant_makes_a_choice_of_two(template, folder):
    changed = variants.add_variant(template, "duties.records", "Streng", lines("Er führt alles."))
    paragraph = edit.paragraph_of(changed, "duties.records")
    field = changed.field(paragraph.choice)
    assert [each.title for each in paragraph.variants] == ["Standard", "Streng"]
    assert [each.id for each in field.options] == [each.id for each in paragraph.variants]
    assert paragraph.variants[0].lines == edit.paragraph_of(template, "duties.records").lines
    assert said(changed) == said(template)
    assert any(field.name in group.fields for group in changed.groups)
    assert replace(read_back(changed, folder), hash="") == changed


def test_taking_the_variant_back_gives_the_template_back(template):
    changed = variants.add_variant(template, "duties.records", "Streng", lines("Er führt alles."))
    back = variants.remove_variant(changed, "duties.records", "streng")
    assert replace(back, hash=template.hash) == template


def test_a_choice_of_two_paragraphs_stays_one_choice(template, folder):
    changed = variants.add_variant(template, "sub_processing.authorisation", "Verboten", lines("Keine."))
    assert changed.field("sub_processors.regime").options[-1].id == "verboten"
    for id in ("sub_processing.authorisation", "sub_processing.changes"):
        assert [each.id for each in edit.paragraph_of(changed, id).variants] == ["general", "specific", "verboten"]
    assert replace(read_back(changed, folder), hash="") == changed
    back = variants.remove_variant(changed, "sub_processing.changes", "verboten")
    assert replace(back, hash=template.hash) == template


def test_a_choice_that_a_condition_asks_for_stays(template):
    with pytest.raises(CannotDo, match="Unterauftrag"):
        variants.remove_variant(template, "sub_processing.authorisation", "general")


def test_the_default_follows_when_its_variant_goes(template):
    changed = variants.remove_variant(template, "end_of_processing.choice", "controller_decides")
    assert changed.field("deletion.mode").default == "delete"


def test_a_rule_that_decided_becomes_the_condition_of_what_stays(template):
    changed = variants.remove_variant(template, "processing_content.special_data", "none")
    paragraph = edit.paragraph_of(changed, "processing_content.special_data")
    assert (paragraph.when, paragraph.choice, paragraph.variants) == ("processing.art9 or processing.art10", "", ())


def test_the_order_of_variants_is_that_of_the_form(template):
    changed = variants.move_variant(template, "subject_and_term.term", "open_ended", -2)
    assert [each.id for each in changed.field("term.kind").options] == ["open_ended", "main_contract", "fixed"]
    assert edit.paragraph_of(changed, "subject_and_term.term").variants[0].id == "open_ended"


def test_a_question_that_nobody_needs_any_more_goes(template, folder):
    changed = edit.delete(template, "instruction_rights")
    kept = pruned(template, changed)
    gone = {field.name for field in changed.fields} - {field.name for field in kept.fields}
    assert "instructions.confirm_days" in gone
    assert not gone & used_names(changed)
    assert replace(read_back(kept, folder), hash="") == kept
    assert pruned(template, template) == template


# ---- annexes and measures


def test_an_annex_of_ones_own_is_numbered_and_printed(template, folder):
    changed = edit_annexes.add_annex(template, "Löschkonzept", lines("Alles wird gelöscht.", "- auch Kopien"))
    id = changed.annexes[-1].id
    changed = edit_annexes.add_part(changed, id, "Fristen", lines("Ein Jahr."))
    assert replace(read_back(changed, folder), hash="") == changed
    words = said(changed)
    assert "Anlage 4" in words and "Löschkonzept" in words and "Ein Jahr." in words


def test_measures_are_added_changed_moved_and_deleted(template):
    control = template.sections[0].controls[0]
    changed = edit_annexes.add_measure(template, control.id, parse("Ein Wachhund."))
    new = changed.sections[0].controls[0].measures[-1]
    changed = edit_annexes.move_measure(changed, new.id, -99)
    changed = edit_annexes.set_measure(changed, new.id, parse("Zwei Wachhunde."), on=False, full=True)
    first = changed.sections[0].controls[0].measures[0]
    assert (first.id, first.parts, first.on, first.scope) == (new.id, (Words("Zwei Wachhunde."),), False, "full")
    assert replace(edit_annexes.delete_measure(changed, new.id), hash=template.hash) == template


# ---- anything, in any order

anything = st.text(max_size=40) | st.sampled_from(["tags: x", "## a", "> b", "---", "a) b", "| x |", "[[", "**", "\\"])
inlines = st.deferred(
    lambda: (
        st.builds(Words, anything)
        | st.builds(StrongWords, anything)
        | st.builds(FieldSlot, st.sampled_from(["main_contract.date", "audit.notice_days", "no.field"]))
        | st.builds(ReferenceSlot, st.sampled_from(["duties", "audit_rights.cost", "annex_measures"]))
        | st.builds(OptionalPart, st.tuples(st.builds(Words, anything)))
    )
)
some_parts = st.lists(inlines, max_size=4).map(tuple)
text_lines = st.builds(
    TextLine,
    some_parts,
    st.sampled_from(["", "", "-", "a)", "1.", "|"]),
    st.integers(-1, 9),
    st.lists(some_parts, max_size=3).map(tuple),
)
texts = st.lists(text_lines, max_size=3).map(tuple)
steps = st.lists(
    st.tuples(st.integers(0, 24), st.integers(0, 60), st.integers(-3, 3), anything, texts), min_size=1, max_size=8
)


def one_step(template, kind, at, by, words, text):
    clauses = ids(template)
    paragraphs = [id for clause in clauses for id in inside(template, clause)]
    clause, paragraph = clauses[at % len(clauses)], paragraphs[at % len(paragraphs)]
    chosen = [id for id in paragraphs if edit.paragraph_of(template, id).variants]
    choice = chosen[at % len(chosen)] if chosen else paragraph
    first = next((each.id for each in edit.paragraph_of(template, choice).variants[by % 2 :]), "")
    annex = template.annexes[at % len(template.annexes)].id if template.annexes else "gone"
    controls = [each for section in template.sections for each in section.controls]
    control = controls[at % len(controls)]
    measure = control.measures[by % len(control.measures)].id if control.measures else "gone"
    parts = text[0].parts if text else ()
    return [
        lambda: edit.move_clause(template, clause, by),
        lambda: edit.move_paragraph(template, paragraph, by),
        lambda: edit.move_into(template, paragraph, clause, by),
        lambda: edit.retitle(template, clause, words),
        lambda: edit.set_lines(template, paragraph, text),
        lambda: edit.set_tags(template, paragraph, words.split("x")),
        lambda: edit.set_when(template, paragraph, "audit.notice_days > 2"),
        lambda: edit.set_when(template, clause, "processing.art9"),
        lambda: edit.add_clause(template, words, text, clause),
        lambda: edit.add_paragraph(template, clause, text, paragraph),
        lambda: edit.delete(template, clause),
        lambda: edit.delete(template, paragraph),
        lambda: variants.add_variant(template, paragraph, words, text, "processing.art10"),
        lambda: variants.add_variant(template, choice, words, text, "processing.art10"),
        lambda: variants.remove_variant(template, choice, first),
        lambda: variants.set_variant_lines(template, choice, first, text),
        lambda: variants.retitle_variant(template, choice, first, words),
        lambda: variants.move_variant(template, choice, first, by),
        lambda: edit_annexes.add_annex(template, words, text),
        lambda: edit_annexes.add_part(template, annex, words, text),
        lambda: edit_annexes.delete_annex(template, annex),
        lambda: edit_annexes.retitle_annex(template, annex, words),
        lambda: edit_annexes.add_measure(template, control.id, parts),
        lambda: edit_annexes.set_measure(template, measure, parts),
        lambda: edit_annexes.delete_control(edit_annexes.add_control(template, "confidentiality", words), control.id),
    ][kind]()


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps)
def test_whatever_is_done_what_is_written_is_read(template, folder, steps):
    changed = template
    for step in steps:
        try:
            changed = one_step(changed, *step)
        except CannotDo as refusal:
            assert refusal.details["reason"]
    changed = pruned(template, changed)
    assert replace(read_back(changed, folder), hash="") == replace(changed, hash="")
    flow.compose(changed, flow.begin(changed))

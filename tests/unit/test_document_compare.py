"""Comparing: what belongs together is found by what it says; what moved or has a new number is no change."""

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from avv_desktop import flow
from avv_desktop.document import model
from avv_desktop.document.compare.compare import compare
from avv_desktop.document.compare.words import pieces, read
from avv_desktop.document.units import units, words
from avv_desktop.draft.answers import read_answers
from avv_desktop.draft.model import ClauseEdit
from avv_desktop.system.paths import resources
from tests.unit.document_sample import AUDIT, BREACH, DELETE, FEES, SECRET, agreement, annex, clause, with_items


def of(comparison, title):
    return next(clause for clause in comparison.clauses if clause.title == title)


def told(clause):
    """State and place of every line that is not as before."""
    return [
        (each.state, each.moved, (each.new or each.old).label)
        for each in clause.changes
        if each.state != "same" or each.moved
    ]


def marked(found):
    signs = {"same": "{}", "deleted": "[-{}]", "inserted": "[+{}]"}
    return "".join(signs[piece.kind].format(piece.text) for piece in found)


# ---- words


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("Die Frist beträgt 14 Tage.", "Die Frist beträgt 30 Tage.", "Die Frist beträgt [-14][+30] Tage."),
        ("Die Kosten trägt.", "Die Kosten trägt jeder selbst.", "Die Kosten trägt[+ jeder selbst]."),
        ("am 01.02.2026 fällig", "am 01.03.2026 fällig", "am [-01.02.2026][+01.03.2026] fällig"),
        ("ein AVV-Entwurf", "ein AVV-Muster", "ein [-AVV-Entwurf][+AVV-Muster]"),
        ("der gilt", "", "[-der gilt]"),
    ],
)
def test_words_are_shown_whole(old, new, shown):
    assert marked(pieces(old, new)) == shown


def test_little_in_common_is_replaced_as_a_whole():
    old, new = "Kontrollen sind, wenn überhaupt, der Ausnahmefall.", "Wer prüfen will, kommt, sooft er möchte."
    assert marked(pieces(old, new)) == f"[-{old}][+{new}]"


def test_single_words_that_happen_to_agree_are_no_islands():
    old = "Der Auftragnehmer benachrichtigt unverzüglich und schriftlich den Verantwortlichen über jede Störung."
    new = "Der Auftragnehmer informiert spätestens am Folgetag und per E-Mail die Aufsicht über jede Störung."
    kinds = [piece.kind for piece in pieces(old, new)]
    assert kinds == ["same", "deleted", "inserted", "same"]


def test_cells_are_compared_one_by_one():
    assert marked(pieces("Muster\tHosting\tKiel", "Muster\tBackup\tKiel")) == "Muster\t[-Hosting][+Backup]\tKiel"


def test_kinds_of_blanks_and_quotation_marks_are_quiet():
    found = pieces("nach „Art. 28“ gilt", 'nach "Art.\u00a028" gilt')
    assert all(piece.quiet for piece in found if piece.kind != "same")
    assert [piece.text for piece in read(found)] == ['nach "Art.\u00a028" gilt']


WORDS = st.lists(
    st.sampled_from(["der", "Auftrag", ",", ".", " ", " ", "\t", "\n", "§ 7", "§", "\u00a0", "ü\u0308", "14"])
)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(), WORDS.map("".join)), st.one_of(st.text(), WORDS.map("".join)))
def test_joined_pieces_are_both_texts(old, new):
    found = pieces(old, new)
    assert "".join(piece.text for piece in found if piece.kind != "inserted") == old
    assert "".join(piece.text for piece in found if piece.kind != "deleted") == new
    assert all(piece.text for piece in found)


# ---- clauses and lines


def test_renumbered_clauses_are_the_same_and_references_follow():
    old = agreement(
        clause("a", 1, "Vertraulichkeit", SECRET),
        clause("b", 2, "Kontrollen", AUDIT + " § 3 Abs. 1 bleibt unberührt."),
        clause("c", 3, "Löschung", DELETE),
    )
    new = agreement(
        clause("b", 1, "Kontrollen", AUDIT + " § 2 Abs. 1 bleibt unberührt."), clause("c", 2, "Löschung", DELETE)
    )
    found = compare(old, new)
    assert of(found, "Kontrollen").state == "same" and of(found, "Kontrollen").renumbered
    assert of(found, "Vertraulichkeit").state == "deleted"
    follows = [piece for change in of(found, "Kontrollen").changes for piece in change.pieces if piece.quiet]
    assert [piece.text for piece in follows] == ["3", "2"]


def test_a_reference_to_something_else_is_a_change():
    old = agreement(clause("b", 1, "Kontrollen", AUDIT + " Siehe § 2."), clause("c", 2, "Löschung", DELETE))
    new = agreement(clause("b", 1, "Kontrollen", AUDIT + " Siehe § 1."), clause("c", 2, "Löschung", DELETE))
    assert told(of(compare(old, new), "Kontrollen")) == [("changed", False, "§ 1 Abs. 1")]


@pytest.mark.parametrize("law", ["§ 3 BDSG", "§ 3 Abs. 1 Nr. 2 StGB", "§ 3 des BDSG", "§ 3 Abs. 4 Satz 1 GmbHG"])
def test_paragraphs_of_a_law_follow_no_renumbering(law):
    old = agreement(
        clause("a", 1, "Kosten", FEES),
        clause("b", 2, "Kontrollen", f"{AUDIT} Es gilt {law}."),
        clause("c", 3, "Löschung", DELETE),
    )
    new = agreement(
        clause("b", 1, "Kontrollen", f"{AUDIT} Es gilt {law.replace('§ 3', '§ 2')}."),
        clause("c", 2, "Löschung", DELETE),
    )
    assert of(compare(old, new), "Kontrollen").state == "changed"


def test_clauses_are_found_by_what_they_say_not_by_number_or_id():
    old = agreement(clause("s1", 1, "Kontrollen", AUDIT, FEES), clause("s2", 2, "Löschung", DELETE))
    new = agreement(clause("s1", 1, "Ende", DELETE), clause("s2", 2, "Prüfungsrechte", AUDIT, FEES))
    found = {(each.old, each.new) for each in compare(old, new).clauses if each.old != "head"}
    assert found == {("s1", "s2"), ("s2", "s1")}
    assert [each.moved for each in compare(old, new).clauses].count(True) == 1


def test_a_paragraph_that_moved_to_another_clause():
    old = agreement(clause("a", 1, "Vertraulichkeit", SECRET, FEES), clause("b", 2, "Kontrollen", AUDIT, DELETE))
    new = agreement(clause("a", 1, "Vertraulichkeit", SECRET), clause("b", 2, "Kontrollen", AUDIT, DELETE, FEES))
    found = compare(old, new)
    assert told(of(found, "Vertraulichkeit")) == [("deleted", True, "§ 1 Abs. 2")]
    assert told(of(found, "Kontrollen")) == [("same", True, "§ 2 Abs. 3")]
    arrived = of(found, "Kontrollen").changes[-1]
    assert arrived.old.label == "§ 1 Abs. 2" and not arrived.left
    assert of(found, "Vertraulichkeit").changes[-1].left and not found.same


def test_a_paragraph_that_moved_inside_its_clause_and_changed():
    old = agreement(clause("a", 1, "Alles", SECRET, AUDIT, DELETE, BREACH))
    new = agreement(clause("a", 1, "Alles", BREACH.replace("24", "48"), SECRET, AUDIT, DELETE))
    assert told(of(compare(old, new), "Alles")) == [
        ("changed", True, "§ 1 Abs. 1"), ("deleted", True, "§ 1 Abs. 4")
    ]  # fmt: skip


def test_an_inserted_paragraph_changes_no_neighbour():
    old = agreement(clause("a", 1, "Alles", SECRET, AUDIT, DELETE))
    new = agreement(clause("a", 1, "Alles", SECRET, FEES, AUDIT, DELETE))
    assert told(of(compare(old, new), "Alles")) == [("inserted", False, "§ 1 Abs. 2")]


def test_what_is_deleted_stands_where_it_stood():
    old = agreement(
        clause("a", 1, "Alles", SECRET, AUDIT, DELETE), clause("b", 2, "Kosten", FEES), clause("c", 3, "Pannen", BREACH)
    )
    new = agreement(clause("a", 1, "Alles", SECRET, DELETE), clause("c", 2, "Pannen", BREACH))
    found = compare(old, new)
    assert [each.title for each in found.clauses] == ["Kopf", "Alles", "Kosten", "Pannen"]
    assert [each.state for each in of(found, "Alles").changes] == ["same", "same", "deleted", "same"]


def test_short_bullets_are_matched_by_letters():
    base = clause("a", 1, "Daten", SECRET)
    old, new = agreement(with_items(base, "Name", "Adressen", "Konto")), agreement(with_items(base, "Name", "Adresse"))
    assert [state for state, _, _ in told(of(compare(old, new), "Daten"))] == ["changed", "deleted"]


def test_rows_belong_together_by_their_first_cell():
    old = agreement(annex(("Alpha GmbH", "Hosting", "Kiel"), ("Beta AG", "Support", "Bonn")))
    new = agreement(annex(("Beta AG", "Fernwartung", "Wien"), ("Gamma SE", "Hosting", "Kiel")))
    changes = of(compare(old, new), "Unterauftragnehmer").changes
    beta = next(each for each in changes if each.new and each.new.text.startswith("Beta"))
    assert (
        beta.old.text.startswith("Beta") and marked(beta.pieces) == "Beta AG\t[-Support][+Fernwartung]\t[-Bonn][+Wien]"
    )


def test_a_new_title_is_a_change():
    old, new = agreement(clause("a", 1, "Kosten", FEES)), agreement(clause("a", 1, "Vergütung", FEES))
    assert told(of(compare(old, new), "Vergütung")) == [("changed", False, "§ 1")]


def test_agreements_that_share_nothing():
    found = compare(agreement(clause("a", 1, "Kosten", FEES)), agreement(clause("x", 1, "Löschung", DELETE)))
    assert [(each.state, each.title) for each in found.clauses][1:] == [("inserted", "Löschung"), ("deleted", "Kosten")]


TEXTS = st.lists(st.sampled_from([FEES, AUDIT, SECRET, DELETE, BREACH, "Kurz.", "§ 2 gilt."]), max_size=4)
DOCUMENTS = st.lists(st.tuples(st.sampled_from(["Kosten", "Prüfung", ""]), TEXTS), max_size=4).map(
    lambda found: agreement(*(clause(f"s{n}", n, title, *texts) for n, (title, texts) in enumerate(found, start=1)))
)


@settings(max_examples=150, deadline=None)
@given(DOCUMENTS, DOCUMENTS)
def test_every_line_is_told_once(old, new):
    found = [change for each in compare(old, new).clauses for change in each.changes]
    assert [each.new.key for each in found if each.new] == [unit.key for unit in units(new)]
    stayed = [each.old.key for each in found if each.old and not each.left]
    assert sorted(stayed) == sorted(unit.key for unit in units(old))
    left = {each.old.key for each in found if each.left}
    assert left == {each.old.key for each in found if each.moved and each.new}
    assert compare(old, old).same


# ---- the default agreement


@pytest.fixture(scope="module")
def template():
    return flow.find_template("avv-de")


@pytest.fixture(scope="module")
def draft(template):
    return flow.begin(template, read_answers(resources() / "templates" / "avv-de" / "answers.toml", template))


def test_an_agreement_is_the_same_as_itself(template, draft):
    document = flow.compose(template, draft)
    assert compare(document, document).same


def test_a_struck_clause_changes_only_what_named_it(template, draft):
    struck = draft.with_edit(ClauseEdit("data_subject_rights", "struck"))
    found = compare(flow.compose(template, draft), flow.compose(template, struck))
    assert [each.old for each in found.clauses if each.state == "deleted"] == ["data_subject_rights"]
    changed = [change for each in found.clauses if each.state == "changed" for change in each.changes]
    named = [change for change in changed if change.state == "changed"]
    assert named and all("§ 4" in change.old.text.replace("\u00a0", " ") for change in named)


def test_an_edit_is_told_where_it_was_made(template, draft):
    edited = draft.with_edit(ClauseEdit("audit_rights.cost", "changed", ("Alles zahlt der Auftraggeber.",)))
    found = compare(flow.compose(template, draft), flow.compose(template, edited))
    changed = [change for each in found.clauses for change in each.changes if change.state != "same"]
    assert [(each.state, each.new.key) for each in changed] == [("changed", "audit_rights.cost")]


LINE = st.text(max_size=12)
ROWS = st.lists(st.tuples(LINE, LINE, LINE), max_size=3)
ODD = st.tuples(st.lists(st.tuples(LINE, LINE, st.lists(LINE, max_size=3)), max_size=3), ROWS, LINE).map(
    lambda given: agreement(
        *(clause(id, 1, title, *texts) for id, title, texts in given[0]), annex(*given[1]), title=given[2]
    )
)


@settings(max_examples=150, deadline=None)
@given(ODD, ODD)
def test_no_letters_and_no_double_ids_confuse_it(old, new):
    for each in compare(old, new).clauses:
        for change in each.changes:
            told = "".join(piece.text for piece in change.pieces if piece.kind != "inserted")
            assert change.old is None or told == change.old.text
    assert compare(new, new).same


def test_very_many_clauses_are_matched_too():
    def many(first):
        return agreement(
            *(clause(f"c{n}", n - first + 1, f"Titel {n}", f"{SECRET} Wort{n}.") for n in range(first, 150))
        )

    found = compare(many(0), many(5))
    assert [each.state for each in found.clauses].count("deleted") == 5
    assert {each.old == each.new for each in found.clauses if each.old and each.new} == {True}


# ---- a composed agreement beside one that was read


def as_read(document):
    """What a reader of files makes of it: no cards, no lines for signing, the number at the end of the subtitle."""
    sections = []
    for section in document.sections:
        blocks = []
        for block in section.blocks:
            match block:
                case model.Card():
                    rows = tuple(((model.Text(name),), said) for name, said in block.lines)
                    blocks += [model.Paragraph(block.title), model.Table((), rows, (1.0, 1.0))]
                case model.SignatureBlock():
                    place = (model.Text(f"{block.title}\n{words(block.place)}"),)
                    cells = tuple((model.Text(f"{line.name}\n{line.function}"),) for line in block.lines)
                    blocks += [model.Paragraph(place, blocks=(model.Table((), (cells,), (1.0,)),))]
                case _:
                    blocks.append(block)
        sections.append(msgspec.structs.replace(section, blocks=tuple(blocks)))
    said = f"{words(document.subtitle)} Nummer {document.number.text}, Fassung {document.version.text}"
    return msgspec.structs.replace(
        document, sections=tuple(sections), subtitle=(model.Text(said),), number=model.Text(""), version=model.Text("")
    )


def test_what_was_read_is_the_same_as_what_was_composed(template, draft):
    composed = flow.compose(template, draft)
    assert compare(composed, as_read(composed)).same and compare(as_read(composed), composed).same


def test_a_change_in_a_card_is_found_in_what_was_read(template, draft):
    rows = [
        {**row, "service": "Ganz anderes"} if n == 0 else row
        for n, row in enumerate(draft.answers["sub_processors.list"])
    ]
    found = compare(
        flow.compose(template, draft), as_read(flow.compose(template, draft.answer("sub_processors.list", rows)))
    )
    changed = [change for each in found.clauses for change in each.changes if change.state != "same"]
    assert [each.state for each in changed] == ["changed"] and "Ganz anderes" in changed[0].new.text
    assert changed[0].old.field.startswith("sub_processors.list[0]")


def test_another_number_is_found_in_what_was_read(template, draft):
    read = as_read(flow.compose(template, draft.answer("agreement.number", "AVV-2027-999")))
    assert not compare(flow.compose(template, draft), read).same

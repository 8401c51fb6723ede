"""The register: what is found, what is due, what is counted, and what a person notes."""

from __future__ import annotations

import csv
import datetime
import io
from types import SimpleNamespace

import pytest
from msgspec.structs import replace
from openpyxl import load_workbook

from avv_desktop import flow
from avv_desktop.draft.answers import read_answers
from avv_desktop.draft.create import new_draft
from avv_desktop.draft.model import ClauseEdit
from avv_desktop.errors import CannotDo
from avv_desktop.register import due as dates
from avv_desktop.register import export
from avv_desktop.register.figures import figures
from avv_desktop.register.life import protocol, renew, secure
from avv_desktop.store.register_facts import facts, months_later
from avv_desktop.store.register_query import Query
from avv_desktop.store.register_words import indexed, match
from avv_desktop.system.paths import resources

TODAY = datetime.date(2026, 11, 24)


@pytest.fixture(scope="module")
def example():
    template = flow.find_template("avv-de")
    return template, read_answers(resources() / "templates" / "avv-de" / "answers.toml", template)


@pytest.fixture
def shelf(window, example):
    """`shelf.add(customer, **answers)`: an agreement in the store; its id."""
    template, answers = example
    store = window.desk.store

    def add(customer: str, state: str = "", edits=(), **more) -> str:
        company = {**answers["controller.company"], "name": customer}
        given = answers | {"controller.company": company, "agreement.number": f"AVV-{len(store.drafts()) + 1:03}"}
        draft = new_draft(template, answers=given | {name.replace("__", "."): each for name, each in more.items()})
        for edit in edits:
            draft = draft.with_edit(edit)
        store.save(draft, template)
        if state:
            store.set_state(draft.id, state, "", "")
        store.catch_up()
        return draft.id

    return SimpleNamespace(add=add, store=store, template=template)


def found(shelf, words: str, **more) -> list[str]:
    shelf.store.catch_up()
    return [line.entry.customer.removesuffix(" GmbH") for line in shelf.store.find(Query(words, **more))]


# ---- searching


@pytest.mark.parametrize(
    ("customer", "asked"),
    [
        ("Müller & Söhne", "mueller"), ("Müller & Söhne", "muller"), ("Müller & Söhne", "MÜL"),
        ("Straßenbau Groß", "strassenbau"), ("Straßenbau Groß", "straße gross"), ("Strassenbau", "Straßen"),
        ("Café Ürün", "cafe urun"), ("Café Ürün", "ueruen"), ("A-Team 24/7", "a team 24"), ("Ærø", "ærø"),
    ],
)  # fmt: skip
def test_both_spellings_and_beginnings_are_found(shelf, customer, asked):
    shelf.add("Ganz Anders")
    shelf.add(customer)
    assert found(shelf, asked) == [customer]


def test_facts_sub_processors_and_changed_clauses_are_found_and_the_standard_is_not(shelf):
    edit = ClauseEdit("audit_rights.cost", "changed", ("Zitronenfalter zahlen selbst.",), reason="Wunsch", allowed="AD")
    shelf.add("Eins", edits=[edit])
    shelf.add("Zwei", processing__subject="Betrieb einer Rakete")
    shelf.add("Drei", sub_processors__list=[{"company": "Wolkenbank AG", "service": "Speicher", "country": "DE"}])
    assert found(shelf, "zitronen") == ["Eins"] and found(shelf, "rakete") == ["Zwei"]
    assert found(shelf, "wolkenb") == ["Drei"] and found(shelf, "wolkenbank drei") == ["Drei"]
    assert found(shelf, "wolkenbank eins") == []
    assert found(shelf, "Schlussbestimmungen") == []


@pytest.mark.parametrize("asked", ['"', "*", "AND", 'x" OR "', "NEAR(a b)", "col:x", "-", "'; DROP TABLE drafts; --"])
def test_signs_are_words_never_commands(shelf, asked):
    shelf.add("Muster")
    assert found(shelf, asked) in ([], ["Muster"])
    assert found(shelf, "muster") == ["Muster"]


def test_what_is_changed_is_found_by_its_new_words_only_and_the_newest_comes_first(shelf):
    first, _ = shelf.add("Erste Alt"), shelf.add("Zweite")
    draft, template = shelf.store.draft(first)
    company = {**draft.answers["controller.company"], "name": "Erste Neu"}
    shelf.store.save(draft.answer("controller.company", company), template)
    assert found(shelf, "alt") == [] and found(shelf, "gmbh") == ["Erste Neu", "Zweite"]


def test_what_is_deleted_is_not_found_and_what_is_erased_left_no_word(shelf):
    id = shelf.add("Vergesslich")
    shelf.store.delete(id)
    assert found(shelf, "vergesslich") == [] and found(shelf, "") == []
    shelf.store.undelete(id)
    assert found(shelf, "vergesslich") == ["Vergesslich"]
    shelf.store.delete(id)
    shelf.store.erase([id])
    with shelf.store._work() as work:
        left = work.exec_driver_sql("SELECT count(*) FROM search").scalar()
        assert left == 0 and shelf.store.line(id) is None


def test_pages_filters_and_counts(shelf):
    for n in range(25):
        shelf.add(f"Muster {n:02}", "signed" if n % 5 == 0 else "")
    assert [len(shelf.store.find(Query(limit=10, offset=at))) for at in (0, 10, 20, 30)] == [10, 10, 5, 0]
    together = [line.entry.id for at in (0, 10, 20) for line in shelf.store.find(Query("muster", limit=10, offset=at))]
    assert len(set(together)) == 25
    assert shelf.store.counts(Query())["signed"] == shelf.store.counts(Query("muster"))["signed"] == 5
    assert len(found(shelf, "muster", states=("signed",), limit=3)) == 3
    assert found(shelf, "", sort="customer", limit=2) == ["Muster 00", "Muster 01"]
    assert found(shelf, "muster", sort="number", limit=1) == ["Muster 00"]


def test_few_that_fit_among_many_hits_are_all_found(shelf):
    wanted = shelf.add("Muster Selten", "signed")
    for n in range(30):
        shelf.add(f"Muster {n}")
    assert [each.entry.id for each in shelf.store.find(Query("muster", states=("signed",), limit=3))] == [wanted]


def test_what_came_past_it_is_taken_in(shelf):
    id = shelf.add("Muster")
    shelf.store.set_tags([id], add=["wichtig"])
    with shelf.store._work() as work:
        work.exec_driver_sql("DELETE FROM search")
    assert shelf.store.find(Query("muster")) == []
    assert shelf.store.catch_up() == 1 and shelf.store.catch_up() == 0
    assert found(shelf, "muster") == ["Muster"] and shelf.store.line(id).tags == ("wichtig",)


def test_words_are_pure():
    assert match("  Müller,  GmbH ") == '"muller"* AND "gmbh"*' and match(" -- ") == ""
    draft = replace(new_draft(flow.find_template("avv-de")), answers={"a.b": "Größe", "c": [{"d": "Ö"}]})
    assert indexed(draft).split() == ["grosse", "o", "groesse", "oe"]


# ---- what a person notes


def test_tags(shelf):
    one, two = shelf.add("Eins"), shelf.add("Zwei")
    shelf.store.set_tags([one, two], add=["Konzern  Nord", "100%"])
    shelf.store.set_tags([two], remove=["100%"], add=["Nord"])
    assert shelf.store.line(one).tags == ("Konzern Nord", "100%") and shelf.store.line(two).tags == (
        "Konzern Nord",
        "Nord",
    )
    assert shelf.store.all_tags() == ["100%", "Konzern Nord", "Nord"]
    assert found(shelf, "", tag="Nord") == ["Zwei"] and found(shelf, "", tag="%") == []


def test_what_is_noted_stays_when_the_draft_changes(shelf):
    id = shelf.add("Muster", "countersigned")
    shelf.store.set_tags([id], add=["x"])
    shelf.store.terminate(id, TODAY, "Anbieter gewechselt")
    draft, template = shelf.store.draft(id)
    shelf.store.save(draft.answer("processing.subject", "anderes"), template)
    assert shelf.store.catch_up() == 1
    line = shelf.store.line(id)
    assert (line.tags, line.terminated, line.reason) == (("x",), TODAY, "Anbieter gewechselt")


# ---- dates


def test_facts_of_an_agreement(example):
    template, answers = example
    fixed = answers | {"term.kind": "fixed", "term.end_date": "2027-06-30", "annex_measures.date": "2026-11-30",
                       "measures.review_interval": "quarterly", "deletion.deadline_days": 45}  # fmt: skip
    made = facts(new_draft(template, answers=fixed))
    assert (made.ends, made.review, made.deletion_days) == (
        datetime.date(2027, 6, 30), datetime.date(2027, 2, 28), 45)  # fmt: skip
    broken = facts(new_draft(template, answers=fixed | {"term.end_date": "bald", "deletion.deadline_days": "x"}))
    assert (broken.ends, broken.deletion_days) == (None, 30)
    assert months_later(datetime.date(2027, 12, 31), 2) == datetime.date(2028, 2, 29)


def test_only_what_holds_is_due_and_what_has_ended_is_to_be_deleted(shelf):
    fixed = {"term__kind": "fixed", "term__end_date": "2027-03-31", "annex_measures__date": "2026-01-15"}
    shelf.add("Entwurf", **fixed)
    signed = shelf.add("Gezeichnet", "countersigned", **fixed)
    ended = shelf.add("Beendet", "countersigned", **fixed, deletion__deadline_days=10)
    shelf.store.terminate(ended, TODAY)
    listed = dates.due(shelf.store.lines())
    assert [(each.kind, each.id, each.day) for each in listed] == [
        ("deletion", ended, TODAY + datetime.timedelta(days=10)),
        ("review", signed, datetime.date(2027, 1, 15)),
        ("end", signed, datetime.date(2027, 3, 31)),
    ]
    assert len(dates.until(listed, datetime.date(2027, 1, 15))) == 2
    calendar = dates.as_calendar(listed).decode()
    assert calendar.count("BEGIN:VEVENT") == 3 and "DTSTART;VALUE=DATE:20270331" in calendar
    shelf.store.clear(ended, TODAY)
    shelf.store.review(signed, datetime.date(2026, 11, 1))
    assert [(each.kind, each.day) for each in dates.due(shelf.store.lines())] == [
        ("end", datetime.date(2027, 3, 31)), ("review", datetime.date(2027, 11, 1))]  # fmt: skip
    assert {line.entry.id for line in shelf.store.find(Query(until=datetime.date(2027, 12, 31)))} == {signed}


def test_signatures_that_age_are_due(shelf, loopback):
    draft = shelf.store.draft(shelf.add("Muster"))[0]
    data = flow.render(shelf.template, draft).data
    data = flow.sign_file(data, loopback.key("aida"), flow.progress(data).next).data
    shelf.store.keep_file(draft.id, "signed", "v.pdf", data, "signed")
    shelf.store.set_state(draft.id, "signed", "", "")
    assert secure(shelf.store) == 1 and secure(shelf.store) == 0
    (proof,) = [each for each in dates.due(shelf.store.lines()) if each.kind == "proof"]
    assert proof.day > datetime.date.today()


# ---- figures, files, life


def test_figures(shelf):
    for n in range(3):
        shelf.add(f"Muster {n}", "countersigned")
    shelf.add("Offen")
    counted = figures(shelf.store.lines(), datetime.date.today())
    assert [bar.count for bar in counted.signed_per_month][-1] == 3 and len(counted.signed_per_month) == 12
    assert [bar.count for bar in counted.open_by_age] == [1, 0, 0, 0]
    assert [bar.count for bar in counted.per_version] == [3]
    assert all(bar.count == 3 for bar in counted.per_sub_processor) and counted.per_sub_processor


def test_files_are_safe_against_formulas(shelf):
    shelf.add("=cmd|' /C calc'!A0")
    shelf.add("+49 Telefon\x07")
    lines = shelf.store.find(Query(sort="number"))
    rows = list(csv.reader(io.StringIO(export.as_csv(lines).decode("utf-8-sig")), delimiter=";"))
    assert rows[0] == export.titles() and all(not row[1].startswith(export.FORMULA) for row in rows[1:])
    sheet = load_workbook(io.BytesIO(export.as_xlsx(lines))).active
    assert [cell.data_type for cell in sheet["B"]][1:] == ["s", "s"] and sheet["B2"].value.startswith("=cmd")
    assert export.as_pdf(lines, datetime.datetime.now().astimezone()).startswith(b"%PDF-")


def test_an_agreement_is_renewed_with_a_number_of_its_own(shelf):
    old = shelf.add("Muster", "countersigned", term__kind="fixed", term__end_date="2026-12-31")
    draft = renew(shelf.store, old, TODAY)
    line = shelf.store.line(draft.id)
    assert line.follows == old and line.entry.number not in ("", shelf.store.line(old).entry.number)
    assert "term.end_date" not in draft.answers and line.entry.customer == "Muster GmbH"


def test_the_record_at_the_end(shelf):
    id = shelf.add("Muster", "countersigned")
    with pytest.raises(CannotDo):
        protocol(shelf.store.line(id), "deleted", "Aida Dia", TODAY)
    shelf.store.terminate(id, TODAY)
    data = protocol(shelf.store.line(id), "returned", "Aida Dia", TODAY, "Auf Datenträger")
    from avv_desktop.pdf.pages import Pages

    with Pages(data) as pages:
        said = pages.text(0)
    assert "zurückgegeben" in said and "Aida Dia" in said and "Auf Datenträger" in said
    assert [step.what for step in shelf.store.trail(id)][-1] == "terminated"

"""The register in the window: found while one types, tagged, ended, due, counted, saved, by keyboard too."""

from __future__ import annotations

import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from avv_desktop import flow
from avv_desktop.draft.answers import read_answers
from avv_desktop.draft.create import new_draft
from avv_desktop.system.paths import resources
from ui.hand import Hand
from ui.register import page as room


@pytest.fixture
def register(window, drain):
    """250 agreements, every tenth of them countersigned; the page of the register is open."""
    template = flow.find_template("avv-de")
    answers = read_answers(resources() / "templates" / "avv-de" / "answers.toml", template)
    store = window.desk.store
    with store.together():
        for n in range(250):
            company = {**answers["controller.company"], "name": f"Müller {n:03}"}
            given = answers | {"controller.company": company, "agreement.number": f"AVV-{n:03}"}
            draft = new_draft(template, answers=given)
            store.save(draft, template)
            if n % 10 == 0:
                store.set_state(draft.id, "countersigned", "", "")
    window.resize(1440, 900)
    window.desk.go("register")
    drain(window.desk)
    drain(window.desk)
    return window.current()


def choose(page, drain, *rows: int) -> None:
    page.table.clearSelection()
    for at in rows:
        page.table.selectionModel().select(page.model.index(at, 0), room.SELECT)
    drain(page._desk)


def type_in(page, drain, words: str) -> None:
    page.search.setText(words)
    drain(page._desk)


def customers(page) -> list[str]:
    return [line.entry.customer.removesuffix(" GmbH") for line in page.model.lines]


def test_it_finds_while_one_types_and_counts(register, drain):
    assert len(register.model.lines) == 100 and register.chips[""].text().endswith("250")
    type_in(register, drain, "mueller 07")
    assert sorted(customers(register)) == [f"Müller 07{n}" for n in range(10)]
    assert register.chips["countersigned"].text().endswith("1")
    type_in(register, drain, "gibt es nicht")
    assert customers(register) == [] and register._nothing.isVisible()
    type_in(register, drain, "")
    register.chips["countersigned"].click()
    drain(register._desk)
    assert len(register.model.lines) == 25


def test_more_come_when_one_scrolls(register, drain):
    register.table.scrollToBottom()
    drain(register._desk)
    register.table.scrollToBottom()
    drain(register._desk)
    assert len(register.model.lines) == 250 and len({line.entry.id for line in register.model.lines}) == 250


def test_a_column_sorts(register, drain):
    register.table.horizontalHeader().sectionClicked.emit(0)
    drain(register._desk)
    assert customers(register)[:2] == ["Müller 000", "Müller 001"]


def test_several_are_tagged_and_found_by_it(register, drain, window):
    choose(register, drain, 0, 1, 2)
    assert Hand(window).reads("3 Verträge")
    register.panel.tag.setText("Konzern Nord")
    QTest.keyClick(register.panel.tag, Qt.Key.Key_Return)
    drain(register._desk)
    assert len(register.ids()) == 3, "they stay chosen"
    register.tag.set_value("Konzern Nord")
    register.tag.edited.emit()
    drain(register._desk)
    assert len(register.model.lines) == 3 and {line.tags for line in register.model.lines} == {("Konzern Nord",)}
    choose(register, drain, 0)
    Hand(window).click("Schlagwort Konzern Nord entfernen")
    drain(register._desk)
    assert len(register.model.lines) == 2


def test_an_agreement_ends_is_undone_and_leaves_a_record(register, drain, window, tmp_path, monkeypatch):
    register.chips["countersigned"].click()
    drain(register._desk)
    choose(register, drain, 0)
    id = register.ids()[0]
    panel, store = register.panel, window.desk.store
    panel.day.setText("irgendwann")
    panel.end.click()
    assert Hand(window).reads("Bitte einen Tag eintragen, etwa 31.12.2027.") and store.line(id).terminated is None
    panel.day.setText("31.12.2026")
    panel.reason.setText("Anbieter gewechselt")
    panel.end.click()
    drain(register._desk)
    assert store.line(id).terminated == datetime.date(2026, 12, 31)
    window.undo()
    drain(register._desk)
    assert store.line(id).terminated is None
    panel.end.click()
    drain(register._desk)
    out = tmp_path / "protokoll.pdf"
    monkeypatch.setattr(room, "ask_where", lambda parent, name, kind, then: then(out))
    panel.who.setText("Aida Dia")
    panel.deleted.click()
    drain(register._desk)
    drain(register._desk)
    assert out.read_bytes().startswith(b"%PDF-") and store.line(id).cleared == datetime.date.today()


def test_it_is_renewed_and_opens(register, drain, window):
    choose(register, drain, 3)
    before = register.ids()[0]
    register.panel.renew.click()
    drain(window.desk)
    drain(window.desk)
    assert window.page == "editor" and window.desk.draft.id != before
    assert window.desk.store.line(window.desk.draft.id).follows == before


def test_what_is_due_and_the_figures(register, drain, window, tmp_path, monkeypatch):
    window.desk.go("register", "due")
    drain(window.desk)
    assert register.dates.found and Hand(window).reads("Maßnahmen prüfen.")
    out = tmp_path / "termine.ics"
    monkeypatch.setattr(room, "ask_where", lambda parent, name, kind, then: then(out))
    register.dates.calendar.click()
    drain(window.desk)
    assert out.read_text().count("BEGIN:VEVENT") == len(register.dates.found)
    window.desk.go("register", "figures")
    drain(window.desk)
    bars = register.counted.bars["Unterschrieben je Monat"]
    assert bars.accessibleDescription().endswith(": 25") and not window.grab().isNull()


@pytest.mark.parametrize(("ending", "begins"), [(".csv", b"\xef\xbb\xbf"), (".xlsx", b"PK"), (".pdf", b"%PDF-")])
def test_all_that_fits_is_saved_not_only_the_page(register, drain, tmp_path, monkeypatch, ending, begins):
    out = tmp_path / f"register{ending}"
    monkeypatch.setattr(room, "ask_where", lambda parent, name, kind, then: then(out))
    register._export(ending)
    drain(register._desk)
    assert out.read_bytes().startswith(begins)
    if ending == ".csv":
        assert len(out.read_text("utf-8-sig").splitlines()) == 251


def test_by_keyboard_alone(register, drain, window):
    register.search.setFocus()
    QTest.keyClicks(register.search, "muller 042")
    drain(register._desk)
    register.table.setFocus()
    QTest.keyClick(register.table, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(register.table, Qt.Key.Key_Return)
    drain(window.desk)
    assert window.desk.draft.answers["controller.company"]["name"] == "Müller 042"


def test_an_empty_register_says_so(window, drain, words_of):
    window.desk.go("register")
    drain(window.desk)
    assert "Kein Vertrag passt" in words_of(window.current())

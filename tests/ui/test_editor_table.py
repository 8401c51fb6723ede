"""The sub-processors: a table, a card for the chosen row, rows from a spreadsheet."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from avv_desktop import flow
from tests.ui.editor_window import Opened
from ui import messages
from ui.editor.paste import cell_value, new_id, pasted

NAME = "sub_processors.list"
KEYS, ALT, CONTROL = Qt.Key, Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
HEADED = (
    "Unternehmen\tPLZ\tOrt\tLand\tLeistung\tAVV vom\tBemerkung der Buchhaltung\n"
    "Muster Hosting GmbH\t20095\tHamburg\tDeutschland\tHosting\t1.3.2026\tsiehe Akte\n"
    '"Muster ""Cloud"" OÜ"\t10115\tTallinn\tEE\tAblage\t2026-05-04\t\n'
)


@pytest.fixture
def editor(qapp):
    opened = Opened({})
    yield opened
    opened.close()
    assert not opened.errors


@pytest.fixture
def table(editor):
    found = editor.entry(NAME).input
    found.view.setCurrentIndex(found.model.index(0, 0))
    found.view.setFocus()
    editor.settle()
    return found


@pytest.fixture
def said(monkeypatch):
    heard = []
    monkeypatch.setattr(messages, "toast", lambda words, undo=None: heard.append((words, undo)))
    return heard


def companies(editor) -> list[str]:
    return [str(row.get("company")) for row in editor.entry(NAME).input.value()]


@pytest.fixture(scope="module")
def columns():
    return flow.find_template("avv-de").field(NAME).columns


# ---- rows


def test_space_takes_a_company_out_of_the_agreement_and_back(editor, table):
    editor.key(KEYS.Key_Space)
    assert editor.answers[NAME][0]["active"] is False
    editor.key(KEYS.Key_Space)
    assert editor.answers[NAME][0]["active"] is True


def test_alt_and_arrows_move_a_row(editor, table):
    before = companies(editor)
    editor.key(KEYS.Key_Down, ALT)
    assert companies(editor)[:2] == [before[1], before[0]]
    assert table.view.currentIndex().row() == 1
    editor.key(KEYS.Key_Up, ALT)
    assert companies(editor) == before


def test_a_removed_row_comes_back_with_undo(editor, table, said):
    before = companies(editor)
    editor.key(KEYS.Key_Delete)
    assert companies(editor) == before[1:]
    words, undo = said[-1]
    assert before[0] in words
    undo()
    editor.settle()
    assert companies(editor) == before


def test_a_new_row_is_filled_in_with_the_keyboard(editor, table):
    table.add.click()
    editor.settle()
    assert QApplication.focusWidget().accessibleName() == "Unternehmen"
    editor.type("Muster Cloud GmbH")
    row = editor.answers[NAME][-1]
    assert row["company"] == "Muster Cloud GmbH" and row["active"] is True and row["id"]


def test_a_column_that_depends_on_another_appears_with_it(editor, table):
    table.view.setCurrentIndex(table.model.index(1, 0))
    editor.settle()
    note = table.card._fields["third_country_note"]
    assert not note.isVisible()
    link = editor.at(f"{NAME}[1].third_country_link")
    link.set_value("group")
    link.edited.emit()
    editor.settle()
    assert note.isVisible()


def test_the_review_finds_the_column_of_a_row(editor):
    field = editor.at(f"{NAME}[2].contact")
    table = editor.page.forms.current.entries[NAME].input
    assert table.view.currentIndex().row() == 2 and field.accessibleName() == "Ansprechstelle"
    assert field is table.card.control("contact")


def test_what_is_wrong_is_marked_in_its_row_and_read_aloud(editor):
    editor.page.arrive(f"{NAME}[1].contact")
    editor.settle()
    table = editor.page.forms.current.entries[NAME].input
    assert "stimmt nicht" in table.model.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert table.model.index(1, 1).data(Qt.ItemDataRole.AccessibleTextRole) == "Leistung: Hosting"


# ---- from a spreadsheet


def test_pasting_says_what_it_took_and_can_be_undone(editor, table, said):
    before = companies(editor)
    QGuiApplication.clipboard().setText(HEADED)
    editor.key(KEYS.Key_V, CONTROL)
    assert companies(editor) == [*before, "Muster Hosting GmbH", 'Muster "Cloud" OÜ']
    first = editor.answers[NAME][-2]
    assert first["country"] == "DE" and first["agreement_date"] == "2026-03-01" and first["postal_code"] == "20095"
    words, undo = said[-1]
    assert words.startswith("2 Zeilen eingefügt") and "Unternehmen" in words
    assert "Nicht übernommen: Bemerkung der Buchhaltung" in words
    undo()
    editor.settle()
    assert companies(editor) == before


def test_an_empty_clipboard_is_said_calmly(editor, table, said):
    QGuiApplication.clipboard().setText("  \n ")
    editor.key(KEYS.Key_V, CONTROL)
    assert "keine Zeilen" in said[-1][0] and NAME not in editor.answers


def test_without_a_header_the_order_of_the_columns_counts(columns):
    found = pasted("Muster AG\tAG\tWeg 1\t24937\tFlensburg\n", columns, [])
    assert not found.had_header
    assert found.rows[0]["company"] == "Muster AG" and found.rows[0]["city"] == "Flensburg"


def test_ids_are_never_there_twice(columns):
    present = [{"id": "muster_hosting"}]
    rows = pasted("Unternehmen\tLeistung\nMuster Hosting\ta\nMuster Hosting\tb\n", columns, present).rows
    assert [row["id"] for row in rows] == ["muster_hosting_2", "muster_hosting_3"]
    assert new_id({"company": "Ärzte & Söhne"}, set()) == "aerzte_soehne"


def test_what_does_not_fit_a_column_stays_as_words(columns):
    by_id = {each.id: each for each in columns}
    assert cell_value("demnächst", by_id["agreement_date"]) == "demnächst"
    assert cell_value("Irland", by_id["country"]) == "IE" and cell_value("Atlantis", by_id["country"]) == "Atlantis"
    assert cell_value("ja", by_id["active"]) is True


def test_formulas_and_markup_in_a_spreadsheet_are_text(columns):
    (row,) = pasted("Unternehmen\tLeistung\n=HYPERLINK(1)\t<script>#eval\n", columns, []).rows
    assert row["company"] == "=HYPERLINK(1)" and row["service"] == "<script>#eval"


# ---- 300 rows


def test_among_three_hundred_rows_a_letter_touches_one(editor, table):
    lines = "\n".join(f"Muster {number} GmbH\t{number:05d}\tHosting" for number in range(300))
    QGuiApplication.clipboard().setText("Unternehmen\tPLZ\tLeistung\n" + lines)
    table.paste_rows()
    editor.settle()
    assert table.model.rowCount() > 300
    field = editor.at(f"{NAME}[200].service")
    changed = []
    table.model.dataChanged.connect(lambda one, last: changed.append((one.row(), last.row())))
    for letter in "abcdefghijklmnop":
        QTest.keyClicks(field, letter)
    assert editor.answers[NAME][200]["service"] == "abcdefghijklmnopHosting"
    assert changed == [(200, 200)] * 16

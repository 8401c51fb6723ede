"""Clause texts with chips: what is shown is what is said, and nobody types into a field."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest

from avv_desktop import flow
from avv_desktop.template import clean
from avv_desktop.template.lines import text_line
from avv_desktop.template.markup import parse
from avv_desktop.template.text import FieldSlot, Words


@pytest.fixture(scope="module")
def template():
    return flow.find_template("avv-de")


@pytest.fixture
def field(qapp, template):
    from ui.text.clause_text import ClauseText

    labels = {each.name: each.label for each in template.fields}
    made = ClauseText("Text", lambda name: labels.get(name, "§ 7"))
    made.resize(600, 200)
    made.show()
    made.edits = []
    made.edited.connect(lambda: made.edits.append(made.lines()))
    yield made
    made.deleteLater()


def lines(*texts):
    return tuple(text_line(text, parse) for text in texts)


def said(field):
    return "".join(part.text if isinstance(part, Words) else "#" for line in field.lines() for part in line.parts)


def press(field, key, times=1):
    for _ in range(times):
        QTest.keyClick(field, key)


def test_every_text_of_the_default_template_comes_back_as_it_was(field, template):
    shown = [
        lines
        for clause in template.clauses
        for paragraph in clause.paragraphs
        for lines in (paragraph.lines, *(variant.lines for variant in paragraph.variants))
        if lines
    ]
    assert len(shown) > 90
    for each in shown:
        field.show_lines(each)
        assert clean.lines(template, field.lines()) == each
    assert not field.edits, "showing is no edit"


def test_a_field_shows_its_words_and_no_markup(field):
    field.show_lines(lines("Vertrag vom {main_contract.date}[[ ({main_contract.title})]] nach {ref:duties}."))
    assert "{" not in field.toPlainText() and "[[" not in field.toPlainText()
    assert "Datum der Leistungsvereinbarung" in field.toPlainText().replace("\u00a0", " ")
    assert "Datum der Leistungsvereinbarung" in field.accessibleDescription().replace("\u00a0", " ")


def test_the_cursor_passes_a_chip_in_one_step_both_ways(field):
    field.show_lines(lines("ab {main_contract.date} cd"))
    field.moveCursor(QTextCursor.MoveOperation.Start)
    press(field, Qt.Key.Key_Right, 5)
    QTest.keyClicks(field, "x")
    assert said(field) == "ab # xcd"
    press(field, Qt.Key.Key_Left, 3)
    QTest.keyClicks(field, "y")
    assert said(field) == "ab y# xcd"


def test_words_typed_beside_a_chip_are_words(field):
    field.show_lines(lines("{main_contract.date}"))
    field.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(field, " ja")
    field.moveCursor(QTextCursor.MoveOperation.Start)
    QTest.keyClicks(field, "am ")
    assert field.lines()[0].parts == (Words("am "), FieldSlot("main_contract.date"), Words(" ja"))


@pytest.mark.parametrize(("key", "place"), [(Qt.Key.Key_Backspace, 4), (Qt.Key.Key_Delete, 3)])
def test_a_chip_goes_as_a_whole(field, key, place):
    field.show_lines(lines("ab {main_contract.date} cd"))
    field.moveCursor(QTextCursor.MoveOperation.Start)
    press(field, Qt.Key.Key_Right, place)
    press(field, key)
    assert said(field) == "ab  cd"


def test_a_selection_never_cuts_a_chip(field):
    field.show_lines(lines("ab {main_contract.date} cd"))
    cursor = field.textCursor()
    cursor.setPosition(1)
    cursor.setPosition(9, QTextCursor.MoveMode.KeepAnchor)
    field.setTextCursor(cursor)
    press(field, Qt.Key.Key_Delete)
    assert said(field) == "a cd"


def test_what_is_copied_is_pasted_as_fields(field):
    shown = lines("ab {main_contract.date} cd", "a) {audit.notice_days|acc}")
    field.show_lines(shown)
    field.selectAll()
    copied = field.createMimeDataFromSelection()
    assert "{" not in copied.text()
    field.clear()
    field.insertFromMimeData(copied)
    assert field.lines() == shown


def test_foreign_text_is_pasted_as_words(field):
    from PySide6.QtCore import QMimeData

    foreign = QMimeData()
    foreign.setText("{main_contract.date} **x** [[")
    foreign.setHtml("<b>{main_contract.date}</b>")
    field.show_lines(lines("ab "))
    field.moveCursor(QTextCursor.MoveOperation.End)
    field.insertFromMimeData(foreign)
    assert said(field) == "ab {main_contract.date} **x** [["


def test_a_letter_and_a_bracket_make_an_item(field):
    field.show_lines(lines("Dies:"))
    field.moveCursor(QTextCursor.MoveOperation.End)
    press(field, Qt.Key.Key_Return)
    QTest.keyClicks(field, "a) erstens")
    press(field, Qt.Key.Key_Return)
    QTest.keyClicks(field, "- ein Strich")
    assert [(line.marker, line.parts) for line in field.lines()] == [
        ("", (Words("Dies:"),)),
        ("a)", (Words("erstens"),)),
        ("-", (Words("ein Strich"),)),
    ]


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(st.sampled_from("RLBDxHE \n"), st.integers(1, 6)), max_size=25))
def test_whatever_is_pressed_a_chip_is_whole_or_gone(field, template, keys):
    field.show_lines(lines("ab {main_contract.date}{audit.notice_days|acc} cd {ref:duties}"))
    known = {
        "R": Qt.Key.Key_Right,
        "L": Qt.Key.Key_Left,
        "B": Qt.Key.Key_Backspace,
        "D": Qt.Key.Key_Delete,
        "H": Qt.Key.Key_Home,
        "E": Qt.Key.Key_End,
        "\n": Qt.Key.Key_Return,
    }
    for key, times in keys:
        if key in known:
            press(field, known[key], times)
        else:
            QTest.keyClicks(field, key * times)
    parts = [part for line in field.lines() for part in line.parts]
    slots = [part for part in parts if not isinstance(part, Words)]
    whole = list(parse("{main_contract.date}{audit.notice_days|acc}{ref:duties}"))
    assert [part for part in whole if part in slots] == slots
    assert not any("Datum" in part.text or "§" in part.text for part in parts if isinstance(part, Words))

"""Anlage 1: measures are ticked, worded, added, moved and restored."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from avv_desktop.draft.model import MeasureLine
from tests.ui.editor_window import Opened
from ui.editor import measure_lines as lines

KEYS, ALT, CONTROL = Qt.Key, Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
HOSTILE = "Zugang *nur* für <b>Befugte</b> #eval {measures.sites}"


@pytest.fixture
def editor(qapp):
    opened = Opened({})
    yield opened
    opened.close()
    assert not opened.errors


@pytest.fixture
def control(editor):
    """The control that the password rule belongs to, open."""
    editor.at("annex_measures.password_rule")
    return next(each for each in editor.page.forms.current.annex.controls.values() if each.row_of("password_rule"))


def of(editor, control) -> tuple[MeasureLine, ...]:
    return editor.desk.draft.measures.get(control.control.id, ())


def test_a_place_of_a_measure_opens_its_control(editor, control):
    assert control.head.isChecked()
    assert QApplication.focusWidget() is control.row_of("password_rule").tick


def test_space_ticks_and_the_control_is_marked_as_changed(editor, control):
    editor.key(KEYS.Key_Space)
    line = next(each for each in of(editor, control) if each.id == "password_rule")
    assert line.on is False and "geändert" in control.head.accessibleDescription()
    assert control.restore.isVisible()
    editor.key(KEYS.Key_Space)
    assert of(editor, control) == (), "as in the template again"
    assert "geändert" not in control.head.accessibleDescription()


def test_words_are_changed_by_keyboard_and_stay_plain_text(editor, control):
    row = control.row_of("password_rule")
    editor.key(KEYS.Key_F2)
    assert "12 Zeichen" in row.input.toPlainText(), "fields are filled in"
    row.input.selectAll()
    editor.type(HOSTILE)
    editor.key(KEYS.Key_Escape)
    line = next(each for each in of(editor, control) if each.id == "password_rule")
    assert line.text == HOSTILE and line.on
    assert row._label.text() == HOSTILE and row._label.textFormat() == Qt.TextFormat.PlainText
    assert QApplication.focusWidget() is row.tick


def test_the_wording_of_the_template_comes_back(editor, control):
    row = control.row_of("password_rule")
    row.edit(True)
    editor.settle()
    row.input.selectAll()
    editor.type("Anders")
    row.standard.click()
    editor.settle()
    assert of(editor, control) == () and "12 Zeichen" in row._label.text()


def test_an_own_measure_is_added_worded_and_taken_away(editor, control):
    count = len(control.rows)
    control.add.click()
    editor.settle()
    editor.type("Wir löschen Datenträger nach DIN 66399.")
    added = of(editor, control)[-1]
    assert len(control.rows) == count + 1
    assert added.own and added.on and added.text == "Wir löschen Datenträger nach DIN 66399."
    editor.key(KEYS.Key_Escape)
    editor.key(KEYS.Key_Delete)
    assert len(control.rows) == count and of(editor, control) == ()


def test_alt_and_arrows_move_a_measure_and_the_focus_with_it(editor, control):
    before = [row.line.id for row in control.rows]
    at = before.index("password_rule")
    editor.key(KEYS.Key_Up, ALT)
    after = [row.line.id for row in control.rows]
    assert after[at - 1] == "password_rule" and after[at] == before[at - 1]
    assert QApplication.focusWidget() is control.row_of("password_rule").tick


def test_one_control_is_restored_and_undo_takes_that_back(editor, control):
    editor.key(KEYS.Key_Space)
    editor.key(KEYS.Key_Up, ALT)
    changed = of(editor, control)
    control.restore.click()
    editor.settle()
    assert of(editor, control) == ()
    editor.key(KEYS.Key_Z, CONTROL)
    assert of(editor, control) == changed
    assert [row.line.id for row in control.rows] == [line.id for line in changed]


def test_a_control_that_does_not_apply_is_away(editor, control):
    special = editor.page.forms.current.annex.controls["special_data_protection"]
    assert not special.isVisible()
    editor.desk.edit(editor.desk.draft.answer("processing.art9", True))
    editor.page.forms.show_group("measures")
    editor.settle()
    assert special.isVisible()


def test_lines_know_what_is_unchanged(editor):
    control = editor.template.sections[0].controls[0]
    standard = lines.standard(control)
    assert lines.with_lines(editor.desk.draft, control, standard).measures == {}
    own = lines.added(lines.added(standard, control), control)
    assert len({line.id for line in own}) == len(own)
    assert lines.moved(standard, 0, -1) == standard
    words = lines.worded(standard, 0, "  Neu \n gesagt ", "Alt")
    assert words[0].text == "Neu gesagt" and lines.worded(words, 0, "Alt", "Alt") == standard

"""Vorlagen: a version of one's own is made, changed, and kept beside the old one; nothing is lost by closing."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QRadioButton

from avv_desktop.template import catalog, edit, versions
from avv_desktop.template.text import Words


@pytest.fixture
def page(window, drain):
    window.activateWindow()
    window.desk.go("templates")
    drain(window.desk)
    return window.current()


@pytest.fixture
def own(page, window, drain):
    """A version of one's own, open."""
    page.copy("avv-de")
    drain(window.desk)
    return page.editor


def type_into(window, words):
    assert window.focusWidget() is not None
    QTest.keyClicks(window.focusWidget(), words)


def choose(own, id, drain):
    own.outline.choose(id)
    drain()
    return own.form


def test_the_given_template_is_looked_at_and_copied(page, window, drain, named, words_of):
    assert "gehört zum Programm" in words_of(page)
    window.focusWidget().click()
    drain(window.desk)
    assert page.book.now.id != "avv-de" and not page.book.given
    assert [each.version for each in versions.history(page.book.now.id)] == [1]
    assert page.editor.save.isVisible() and not page.editor.save.isEnabled()


def test_nothing_of_the_given_template_can_be_changed(page, window, drain):
    page.open("avv-de")
    drain(window.desk)
    form = choose(page.editor, "duties", drain)
    form.cards["duties.records"].text.setFocus()
    QTest.keyClicks(form.cards["duties.records"].text, "x")
    assert form.title.isReadOnly() and page.book.now is page.book.base
    assert not page.editor.save.isVisible() and page.editor.copy.isVisible()


def test_looking_around_is_no_change(own, page, drain):
    from ui.look import theme

    for each in (*page.book.now.clauses, *page.book.now.annexes):
        own.outline.choose(each.id)
        own.outline.choose(f"annex/{each.id}")
        drain()
    for name in ("dark", "light"):
        theme.apply_named(QApplication.instance(), name)
        drain()
    assert not page.book.touched


def test_a_text_is_typed_and_kept_as_the_next_version(own, page, window, drain):
    form = choose(own, "duties", drain)
    text = form.cards["duties.records"].text
    text.setFocus()
    text.moveCursor(text.textCursor().MoveOperation.End)
    type_into(window, " Neu.")
    drain()
    assert own.form is form, "typing makes nothing anew"
    said = edit.paragraph_of(page.book.now, "duties.records").lines
    assert said[-1].parts[-1].text.endswith("Neu.")
    id = page.book.now.id
    own.save.click()
    drain(window.desk)
    assert [each.version for each in versions.history(id)] == [2, 1]
    assert catalog.template(id).clauses == page.book.now.clauses and not page.book.touched
    assert edit.paragraph_of(versions.history(id)[1], "duties.records").lines != said


def test_clauses_move_with_the_keyboard_and_the_numbers_follow(own, page, window, drain):
    own.outline.choose("security")
    own.outline.list.setFocus()
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    drain()
    assert [each.id for each in page.book.now.clauses][2] == "security"
    assert own.outline.list.currentItem().text().startswith("§\u00a02")
    assert window.focusWidget() is own.outline.list
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert not page.book.touched


def test_undo_and_redo_take_whole_steps(own, page, window, drain):
    form = choose(own, "duties", drain)
    form.title.setFocus()
    form.title.selectAll()
    type_into(window, "Pflichten")
    drain()
    assert edit.clause_of(page.book.now, "duties").title == "Pflichten"
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    drain()
    assert not page.book.touched and own.form.title.text() != "Pflichten"
    assert window.focusWidget() is own.form.title
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    drain()
    assert own.form.title.text() == "Pflichten"


def test_variants_are_one_radio_group_and_a_new_one_is_an_answer_of_the_form(own, page, window, drain, named):
    form = choose(own, "subject_and_term", drain)
    card = form.cards["subject_and_term.term"]
    radios = card.findChildren(QRadioButton)
    assert len(radios) == 3 and sum(each.isChecked() for each in radios) == 1
    assert len({each.group() for each in radios}) == 1
    radios[1].setFocus()
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Space)
    drain()
    assert "bis zum" in own.form.cards["subject_and_term.term"].text.toPlainText()
    named(own.form, "Weitere Fassung: Absatz 3", QAccessible.Role.Button).click()
    drain()
    assert window.focusWidget().accessibleName() == "Name dieser Fassung: Absatz 3"
    window.focusWidget().selectAll()
    type_into(window, "Auf ein Jahr")
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    drain()
    assert page.book.now.field("term.kind").options[-1].label == "Auf ein Jahr"
    named(own.form, "Diese Fassung löschen: Absatz 3").click()
    drain()
    assert len(page.book.now.field("term.kind").options) == 3


def test_a_condition_is_chosen_from_questions_and_answers(own, page, window, drain):
    from ui.templates.rule import RuleInput

    form = choose(own, "subject_and_term", drain)
    rule = form.cards["subject_and_term.aftermath"].findChild(RuleInput)
    rule.turn.click()
    rule.field.set_value("term.kind")
    rule.field.edited.emit()
    chip = next(each for each in rule.options.findChildren(type(rule.turn)) if each.text() == "Befristet")
    chip.click()
    assert edit.paragraph_of(page.book.now, "subject_and_term.aftermath").when == "term.kind == 'fixed'"
    assert "term" not in rule._said.text() and "Befristet" in rule._said.text()
    rule.always.click()
    assert not page.book.touched


def test_a_condition_of_several_questions_is_said_in_words_and_stays(own, page, drain, words_of):
    both = "processing.art9 and processing.art10"
    page.book.edit(lambda t: edit.set_when(t, "duties.records", both))
    drain()
    form = choose(own, "duties", drain)
    assert "Nur wenn" in words_of(form.cards["duties.records"])
    assert "processing" not in words_of(form)
    from ui.templates.rule import RuleInput

    rule = form.cards["duties.records"].findChild(RuleInput)
    rule.turn.click()
    assert "bleibt, wie sie ist" in words_of(rule)
    assert edit.paragraph_of(page.book.now, "duties.records").when == both


def test_references_are_told_before_a_clause_goes(own, page, drain, named, words_of):
    form = choose(own, "audit_rights", drain)
    form.gone.click()
    drain()
    assert "führ" in words_of(form) and "§" in words_of(form)
    assert page.book.now is page.book.base
    named(own, "Trotzdem löschen").click()
    drain()
    assert "audit_rights" not in [each.id for each in page.book.now.clauses]


def test_a_new_clause_is_shown_with_its_title_ready(own, page, window, drain):
    own.outline.choose("duties")
    own.outline.new.click()
    drain()
    type_into(window, "Haftung")
    order = [each.title for each in page.book.now.clauses]
    assert order[order.index("Haftung") - 1] == edit.clause_of(page.book.base, "duties").title


def test_a_term_is_renamed_everywhere(own, page, window, drain, named):
    own.show_part(1)
    drain()
    named(own.terms, "Auftragnehmer umbenennen").click()
    drain()
    type_into(window, "Verwerter")
    drain()
    named(own.terms, "Überall umbenennen").click()
    drain()
    words = " ".join(
        p.text for c in page.book.now.clauses for line in c.lines for p in line.parts if isinstance(p, Words)
    )
    assert "„Verwerter“" in words
    window.undo()
    assert not page.book.touched


def test_the_table_shows_what_comes_when(own, page, drain):
    own.show_part(2)
    drain()
    table = own.truth.table
    own.truth.fields.set_value(["term.kind"])
    own.truth._fill()
    assert table.rowCount() == 3
    marks = [[table.item(r, c).data(Qt.ItemDataRole.AccessibleTextRole) for c in range(1, 4)] for r in range(3)]
    assert marks == [["wird gedruckt" if r == c else "wird nicht gedruckt" for c in range(3)] for r in range(3)]


def test_what_changed_is_shown_clause_by_clause(own, page, window, drain, named, words_of):
    page.book.edit(lambda t: edit.delete(t, "data_subject_rights"))
    own.show_part(3)
    drain(window.desk)
    named(own.history, "Was sich geändert hat: Geändert, noch keine Fassung").click()
    drain()
    assert "entfallen" in words_of(own.history)
    assert "data_subject_rights" not in words_of(own.history)


def test_what_is_no_version_yet_is_there_after_closing(own, page, window, drain, make_window):
    id = page.book.now.id
    page.book.edit(lambda t: edit.retitle(t, "duties", "Pflichten"))
    window.close()
    again = make_window()
    again.desk.go("templates", id)
    drain(again.desk)
    book = again.current().book
    assert book.touched and edit.clause_of(book.now, "duties").title == "Pflichten"
    again.undo()
    assert not book.touched


def test_every_control_has_a_name(own, page, drain):
    from avv_desktop.template.text import TextLine

    page.book.edit(lambda t: edit.add_clause(t, "Neu", (TextLine((Words("Text."),)),)))
    for id in ("subject_and_term", "processing_content", "annex/annex_measures", "annex/annex_contacts", "head"):
        own.outline.choose(id)
        drain()
        nameless = [
            type(each).__name__
            for each in own.findChildren(type(own).__mro__[1])
            if each.isVisible()
            and each.focusPolicy() & Qt.FocusPolicy.TabFocus
            and each.focusProxy() is None
            and not QAccessible.queryAccessibleInterface(each).text(QAccessible.Text.Name)
        ]
        assert not nameless, (id, nameless)

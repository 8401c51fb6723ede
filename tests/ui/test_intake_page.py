"""Vorlage aus Dokument: read beside its source, mended with two keys, kept as a template; nothing is taken silently."""

import pytest
from docx import Document as Word
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from avv_desktop.draft import files
from avv_desktop.template import catalog
from ui import arrivals, messages

CONTRACT = """Vertrag zur Auftragsverarbeitung

zwischen

[Name des Kunden]

- Verantwortlicher, im Folgenden „Auftraggeber“ -

und

Beispielhaus GmbH, Am Deich 4, 25899 Niebüll

- Auftragsverarbeiter, im Folgenden „Auftragnehmer“ -

§ 1 Gegenstand

(1) Der Auftragnehmer verarbeitet Daten nach dem Vertrag vom 03.02.2024.
(2) Er meldet Vorfälle in 36 Stunden.

§ 2 Maßnahmen

(1) Der Auftragnehmer trifft Maßnahmen.

Anlage 1: Technische und organisatorische Maßnahmen

1. Vertraulichkeit

- Zutrittskontrolle

- Schlüssel
  - werden verzeichnet
  - werden nur gegen Unterschrift ausgegeben

- Besuch wird begleitet
"""


@pytest.fixture
def contract(tmp_path):
    file = tmp_path / "vertrag.txt"
    file.write_text(CONTRACT, "utf-8")
    return file


@pytest.fixture
def page(window, contract, drain):
    window.activateWindow()
    window.desk.open_file(contract)
    drain(window.desk)
    assert window.page == "intake"
    return window.current()


def labels(page):
    return [page.bench.tree.lines.units[row].label for row in range(page.bench.tree.lines.rowCount())]


def test_a_contract_is_read_and_its_account_told(page, words_of):
    said = words_of(page)
    assert page.stack.currentWidget() is page.bench
    assert "0,0 % nicht verstanden" in said and "2 Paragrafen" in said and "3 Absätze" in said
    assert "§\u00a01 Abs. 2" in labels(page)
    assert page.bench.title.text() == "Vertrag zur Auftragsverarbeitung"


def test_the_chosen_line_is_shown_in_the_document_and_back(page, drain):
    tree, source = page.bench.tree, page.bench.source
    unit = next(each for each in tree.lines.units if "36 Stunden" in each.text)
    tree.choose(unit.key)
    assert "36 Stunden" in source.textCursor().block().text()
    other = next(each for each in tree.lines.units if "trifft Maßnahmen" in each.text)
    block = source.document().begin()
    while "trifft Maßnahmen" not in block.text():
        block = block.next()
    cursor = source.textCursor()
    cursor.setPosition(block.position())
    source.setTextCursor(cursor)
    assert tree.key() == other.key


def test_two_keys_move_a_point_and_undo_takes_it_back(page, window, drain):
    tree = page.bench.tree
    unit = next(each for each in tree.lines.units if each.text.startswith("werden nur"))
    before = page.book.now.intake.document
    tree.setFocus()
    tree.choose(unit.key)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    drain(window.desk)
    moved = next(each for each in tree.lines.units if each.key == unit.key)
    assert moved.depth == unit.depth - 1 and tree.key() == unit.key
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    drain(window.desk)
    assert page.book.now.intake.document == before
    window.undo()
    window.undo()
    assert page.book.now.intake.document == before and not page.book.can_undo
    window.redo()
    assert next(each for each in tree.lines.units if each.key == unit.key).depth == moved.depth


def test_what_cannot_go_further_says_so(page):
    tree = page.bench.tree
    tree.choose(next(each.key for each in tree.lines.units if each.text == "Gegenstand"))
    page.bench._move(tree.key(), -1)
    assert "Höher geht es" in page.bench._asked.text() and not page.book.can_undo


def test_what_is_unsure_is_gone_to_and_settled(window, contract, drain):
    contract.write_text(CONTRACT.replace("- Besuch wird begleitet", "- Besuch\n  wird begleitet\n\n- Türen"), "utf-8")
    window.desk.open_file(contract)
    drain(window.desk)
    page = window.current()
    unsure = [each.key for each in page.book.now.intake.unsure]
    for left in range(len(unsure), 0, -1):
        page.bench.show_next()
        assert page.bench.tree.key() in {each.key for each in page.book.now.intake.unsure}
        assert page.bench.right.isVisible()
        page.bench.right.click()
        assert len(page.book.now.intake.unsure) == left - 1
    assert not page.bench.next.isVisible()


def test_facts_are_ticked_and_the_rest_stays_text(page, window, drain):
    name = next(key for key, box in page.bench.facts.boxes.items() if box.accessibleDescription() == "36")
    page.bench.facts.boxes[name].click()
    drain(window.desk)
    assert page.book.now.without == {name}
    page.bench.title.setText("Unser Vertrag")
    page.keep.click()
    drain(window.desk)
    assert page.stack.currentWidget() is page.done
    kept = next(each for each in catalog.installed() if each.title == "Unser Vertrag")
    assert name not in {field.name for field in kept.fields}
    assert "36 Stunden" in str(kept.clauses)


def test_kept_twice_it_has_an_id_of_its_own(page, window, contract, drain):
    page.keep.click()
    drain(window.desk)
    window.desk.open_file(contract)
    drain(window.desk)
    page.keep.click()
    drain(window.desk)
    made = [each for each in catalog.installed() if each.title == "Vertrag zur Auftragsverarbeitung"]
    assert len({each.id for each in made}) == 2


def test_an_agreement_begins_with_what_the_document_says(page, window, drain):
    page.keep.click()
    drain(window.desk)
    page.done.first.click()
    drain(window.desk)
    assert window.page == "editor"
    company = window.desk.draft.answers["processor.company"]
    assert (company["name"], company["city"]) == ("Beispielhaus", "Niebüll")


def test_an_article_is_refused_with_its_reason_unless_one_insists(window, tmp_path, drain, words_of):
    file = tmp_path / "artikel.txt"
    file.write_text("Über Auftragsverarbeitung\n\nEin Artikel.\n\nNoch ein Absatz.\n", "utf-8")
    window.desk.open_file(file)
    drain(window.desk)
    page = window.current()
    assert page.stack.currentWidget() is page.refused and "keine Vertragsparteien" in words_of(page)
    assert window.focusWidget() is page.refused.first and not page.keep.isVisible()
    page.refused.insist.emit()
    assert page.stack.currentWidget() is page.bench


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("leer.txt", b"", "leer"),
        ("bild.docx", b"\x89PNG\r\n\x1a\n0000", "bild.docx"),
        ("kaputt.docx", b"PK\x03\x04kaputt", "kaputt.docx"),
    ],
)
def test_what_cannot_be_read_is_told_and_what_was_open_stays(page, window, tmp_path, drain, name, data, said):
    before = page.book.now
    file = tmp_path / name
    file.write_bytes(data)
    page.arrive(str(file))
    drain(window.desk)
    assert said in window.messages.words
    assert page.book.now is before and page.stack.currentWidget() is page.bench


def test_tracked_changes_are_read_as_one_of_both(window, tmp_path, drain, words_of):
    word = Word()
    for line in CONTRACT.splitlines():
        if line.strip():
            word.add_paragraph(line)
    changed = next(each for each in word.paragraphs if "36 Stunden" in each.text)
    inserted = OxmlElement("w:ins")
    for key, value in (("w:id", "1"), ("w:author", "Kunde"), ("w:date", "2026-11-02T10:00:00Z")):
        inserted.set(qn(key), value)
    run = changed.add_run(" Der Sonntag zählt nicht.")
    inserted.append(run._r)
    changed._p.append(inserted)
    file = tmp_path / "vertrag.docx"
    word.save(file)
    window.desk.open_file(file)
    drain(window.desk)
    page = window.current()
    assert "eine nachverfolgte Änderung" in words_of(page)
    text = lambda: " ".join(each.text for each in page.bench.tree.lines.units)  # noqa: E731
    assert "Sonntag" in text()
    page.book.turn(True)
    drain(window.desk)
    assert "Sonntag" not in text() and page.bench.reading.at() == 1


# ---- drafts with a template of somebody else's


def test_a_template_that_is_not_installed_is_asked_about_first(window, drain, tmp_path, words_of):
    desk = window.desk
    desk.new()
    drain(desk)
    draft, template = desk.draft, desk.template
    strange = replace(template, id="fremd", title="Fremde Vorlage", hash="0" * 64)
    asked = replace(draft, template=replace(draft.template, id="fremd", hash=strange.hash))
    file = tmp_path / "fremd.json"
    file.write_bytes(files.to_bytes(asked, strange))
    desk.open_file(file)
    drain(desk)
    assert window.page == "stranger" and desk.draft is draft
    assert "Fremde Vorlage" in words_of(window.current())
    window.current().no.click()
    drain(desk)
    assert window.page == "shelf" and desk.draft is draft and desk.stranger is None
    desk.open_file(file)
    drain(desk)
    window.current()._take()
    drain(desk)
    assert window.page == "editor" and desk.template.id == "fremd"


def test_other_endings_are_told_what_can_be_opened(window, tmp_path, drain):
    file = tmp_path / "bild.png"
    file.write_bytes(b"\x89PNG")
    window.desk.open_file(file)
    drain(window.desk)
    assert "Word-" in window.messages.words
    messages.clear()
    assert ".docx" in arrivals.OPENABLE

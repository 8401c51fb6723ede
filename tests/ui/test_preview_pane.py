"""The pages beside the form: the newest draft, the place of the field, the click back, the text to read."""

from __future__ import annotations

import io
import zipfile

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from avv_desktop.errors import CannotWrite, TypesettingFailed
from avv_desktop.pdf.model import Place
from tests.ui.editor_window import Opened, example_answers
from ui import messages, saving
from ui.jobs import Immediate
from ui.preview import maker
from ui.preview.pane import PreviewPane
from ui.preview.places import field_at, places_of
from ui.preview.stack import FIT, Stack


class ByHand(Immediate):
    """Work waits until the test lets it go on."""

    def __init__(self) -> None:
        self.waiting = []

    def submit(self, fn, /, *args, **kwargs):
        self.waiting.append((fn, args))

    def lane(self, name: str):
        return self if name == maker.LANE else Immediate()

    def let_go(self) -> None:
        self.drain()
        self.submit = lambda fn, *args: fn(*args)

    def drain(self) -> None:
        while self.waiting:
            fn, args = self.waiting.pop(0)
            fn(*args)


@pytest.fixture
def opened(qapp):
    made = Opened(example_answers(), preview=PreviewPane)
    yield made
    made.close()
    assert not made.errors


@pytest.fixture
def pane(opened):
    return opened.page.preview


def page_text(pane) -> str:
    pages = pane.maker.now.pages
    return " ".join("".join(pages.text(index) for index in range(pages.count)).split())


# ---- following the draft


def test_what_is_typed_stands_on_the_page(opened, pane):
    opened.at("controller.company.city")
    opened.type("Neustadt-")
    assert "Neustadt-Rendsburg" in page_text(pane)
    assert pane.maker.now.draft is opened.desk.draft


def test_the_newest_draft_wins(qapp, monkeypatch):
    composed = []
    real = maker.make
    monkeypatch.setattr(maker, "make", lambda t, d, s, w: (composed.append(d), real(t, d, s, w))[1])
    hand = ByHand()
    made = Opened({}, preview=PreviewPane, lanes=hand.lane)
    try:
        drafts = []
        for number in range(5):
            made.desk.edit(made.desk.draft.answer("processing.subject", f"Fassung {number}"), "processing.subject")
            drafts.append(made.desk.draft)
        assert composed == [] and not made.page.preview.view.stack.sizes
        hand.drain()
        assert composed == [drafts[-1]], "what nobody waits for any more is not made"
        assert made.page.preview.maker.now.draft is drafts[-1]
    finally:
        hand.let_go()
        made.close()


def test_the_old_page_stays_until_the_new_one_is_there(qapp):
    hand = ByHand()
    made = Opened({}, preview=PreviewPane, lanes=hand.lane)
    try:
        hand.drain()
        view = made.page.preview.view
        before = view._drawings[0].image
        made.desk.edit(made.desk.draft.answer("processing.subject", "Neu"), "processing.subject")
        assert view._drawings[0].image is before and view._drawings[0].fresh
        hand.drain()
        assert view._drawings[0].image is not before and view._drawings[0].fresh
    finally:
        hand.let_go()
        made.close()


def test_only_pages_in_sight_are_drawn_and_the_scroll_position_stays(opened, pane):
    count = len(pane.view.stack.sizes)
    assert count > 8 and len(pane.view._drawings) <= 3
    bar = pane.view.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    opened.settle()
    middle = bar.value()
    assert not pane.view.wanted(), "what came into sight is drawn"
    assert len(pane.view._drawings) <= 6
    opened.desk.edit(
        opened.desk.draft.answer("controller.dpo", [{"last_name": "Muster", "email": "a@example.org"}]), "x"
    )
    opened.settle()
    assert bar.value() == middle


def test_a_failure_is_said_and_the_pages_of_before_stay(opened, pane, monkeypatch):
    monkeypatch.setattr(opened.desk.typesetter, "typeset", _fails)
    opened.desk.edit(opened.desk.draft.answer("processing.subject", "Neu"), "processing.subject")
    opened.settle()
    assert pane.notes.words and pane.view.stack.sizes


def _fails(*_, **__):
    raise TypesettingFailed(reason="kaputt")


def test_replaced_letters_and_an_incomplete_draft_are_said_calmly(qapp):
    made = Opened({"processing.subject": "Betrieb 🙂 \u200e ok"}, preview=PreviewPane)
    try:
        words = " ".join(made.page.preview.notes.words)
        assert "unvollständig" in words and "🙂" in words
    finally:
        made.close()


# ---- places


def test_the_field_one_is_in_is_marked_and_brought_into_sight(opened, pane):
    opened.at("controller.company.name")
    assert pane.view.marked[0].page == 1 and pane.view.verticalScrollBar().value() == 0
    opened.at("controller.breach_contact[0].email")
    (place,) = pane.view.marked
    assert place.page > 5 and pane.view._visible(place)


def test_the_pages_do_not_move_when_the_place_is_in_sight(opened, pane):
    opened.at("controller.breach_contact[0].email")
    bar = pane.view.verticalScrollBar()
    bar.setValue(bar.value() + 40)
    there = bar.value()
    opened.at("controller.breach_contact[0].phone")
    assert bar.value() == there


def test_a_click_on_the_page_focuses_its_field(opened, pane, qapp):
    opened.page.forms.show_group("deadlines")
    place = next(p for p in pane.maker.now.typeset.places if p.kind == "field" and p.id == "controller.company.name")
    box = pane.view._box(place)
    QTest.mouseClick(pane.view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(*map(round, box.center().toTuple())))
    opened.settle()
    assert opened.page.forms.group == "customer"
    assert qapp.focusWidget() is opened.page.forms.current.entries["controller.company"].control("name")


def test_a_click_on_a_measure_opens_its_control(opened, pane, qapp):
    place = next(p for p in pane.maker.now.typeset.places if p.id == "annex_measures.visitors")
    pane.clicked.emit(field_at(pane.maker.now.typeset.places, place.page, place.x + 20, place.y + 6))
    opened.settle()
    assert opened.page.forms.group == "measures"
    assert qapp.focusWidget() is opened.page.forms.current.annex.find("visitors").tick


def test_every_field_with_a_place_can_be_clicked_to(opened, pane):
    names = {field.name for field in opened.template.fields}
    lost = []
    for place in pane.maker.now.typeset.places:
        if place.kind == "field":
            found = field_at((place,), place.page, place.x + 1, place.y + 1)
            if not any(found == name or found.startswith((name + ".", name + "[")) for name in names):
                lost.append(found)
    assert not [each for each in lost if not each.startswith("annex_measures.")]


def test_the_nearest_field_is_meant():
    places = (Place("field", "a.one", 1, 100, 100, 50, 12), Place("field", "a.two", 1, 300, 100, 50, 12))
    assert field_at(places, 1, 160, 106) == "a.one" and field_at(places, 1, 295, 106) == "a.two"
    assert field_at(places, 1, 100, 400) == "" and field_at(places, 2, 120, 106) == ""
    signature = Place("signature", "processor_2", 1, 100, 600, 200, 60)
    assert field_at((signature,), 1, 150, 620) == "processor.representatives"


def test_a_part_that_is_not_printed_shows_what_it_belongs_to():
    places = (Place("field", "a.list[1].name", 1, 0, 0, 9, 9), Place("field", "a.party", 2, 0, 0, 9, 9))
    assert [p.page for p in places_of("a.list[1]", places)] == [1]
    assert [p.page for p in places_of("a.party.city", places)] == [2]
    assert places_of("b.other", places) == []


# ---- zoom, text, room


def test_zoom_by_keyboard_keeps_the_line_one_reads(opened, pane, until):
    bar = pane.view.verticalScrollBar()
    bar.setValue(bar.maximum() // 3)
    page, before = pane.view.page(), pane.view.percent
    pane.view.setFocus()
    opened.key(Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    until(lambda: pane.view.percent > before)
    assert pane.view.page() == page
    pane.fit.click()
    opened.settle()
    assert pane.view.percent == before and not pane.view.wanted()


def test_the_page_one_reads_is_said(opened, pane):
    count = len(pane.view.stack.sizes)
    assert pane.count.text() == f"Seite 1 von {count}"
    pane.view.verticalScrollBar().setValue(pane.view.verticalScrollBar().maximum())
    assert pane.count.text() == f"Seite {count} von {count}"


def test_the_text_has_headings_and_follows_too(opened, pane):
    pane.as_text.setChecked(True)
    text = pane.reading.document()
    block, levels = text.begin(), []
    while block.isValid():
        if block.blockFormat().headingLevel():
            levels.append(block.blockFormat().headingLevel())
        block = block.next()
    assert levels[0] == 1 and levels.count(2) >= 12
    opened.at("controller.company.city")
    opened.type("Alt-")
    assert "Alt-Rendsburg" in pane.reading.toPlainText() and pane.reading.isReadOnly()


def test_markup_in_an_answer_is_read_as_it_stands(qapp):
    made = Opened({"processing.subject": "<b>Fett</b> #eval & mehr"}, preview=PreviewPane)
    try:
        made.page.preview.as_text.setChecked(True)
        assert "<b>Fett</b> #eval & mehr" in made.page.preview.reading.toPlainText()
    finally:
        made.close()


def test_in_a_small_window_the_pages_fold_away_and_a_click_leads_back(qapp):
    made = Opened(example_answers(), preview=PreviewPane, size=(924, 700))
    try:
        pane = made.page.preview
        assert not pane.isVisible() and made.page.forms.isVisible()
        made.page.pages.click()
        made.settle()
        assert pane.isVisible() and not made.page.forms.isVisible() and pane.view.stack.sizes
        pane.clicked.emit("controller.company.city")
        made.settle()
        assert made.page.forms.isVisible() and not pane.isVisible()
        made.window.resize(1340, 900)
        made.settle()
        assert pane.isVisible() and made.page.forms.isVisible()
    finally:
        made.close()


def test_pages_stand_below_one_another_and_fit_the_width():
    stack = Stack()
    stack.sizes = ((600.0, 800.0), (600.0, 800.0))
    stack.lay(348, FIT)
    assert stack.zoom == 0.5 and stack.sheet(1).top() > stack.sheet(0).bottom()
    assert stack.between(0, 100) == (0,) and stack.at(stack.height) == 1
    index, y = stack.point_at(stack.offset_of(1, 120.0))
    assert index == 1 and abs(y - 120) < 1e-6


# ---- files


def test_pdf_and_word_are_saved_whole_with_a_good_name(opened, tmp_path, monkeypatch):
    said = []
    monkeypatch.setattr(messages, "toast", lambda words, undo=None: said.append(words))
    name = saving.file_name(opened.desk, ".pdf")
    assert "Muster Logistik GmbH" in name and name.endswith("Entwurf.pdf")
    saving.save(opened.desk, tmp_path / name)
    saving.save(opened.desk, tmp_path / "a.docx")
    opened.settle()
    assert (tmp_path / name).read_bytes().startswith(b"%PDF-")
    assert "word/document.xml" in zipfile.ZipFile(io.BytesIO((tmp_path / "a.docx").read_bytes())).namelist()
    assert said[0] == f"Gespeichert als „{name}“."


def test_a_folder_that_cannot_be_written_to_is_said(opened, tmp_path):
    saving.save(opened.desk, tmp_path / "missing" / "a.pdf")
    opened.settle()
    assert [type(each) for each in opened.errors] == [CannotWrite]
    opened.errors.clear()

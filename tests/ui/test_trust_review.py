"""The review page: live, one key from each place, proposals confirmed together or one by one."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from avv_desktop import flow
from avv_desktop.draft.answers import read_answers
from avv_desktop.system.paths import resources
from avv_desktop.system.settings import Settings
from ui.desk import Desk
from ui.hand import Hand
from ui.review.page import ReviewPage


@pytest.fixture
def sheet(qapp, drain):
    desk = Desk(Settings())
    template = flow.find_template("avv-de")
    desk.lay_down(flow.begin(template, {}, "AVV-2026-001"), template)
    page = ReviewPage(desk)
    page.resize(1300, 850)
    page.show()
    hand = Hand(page)
    hand.desk, hand.page, hand.went = desk, page, []
    desk.went.connect(lambda name, place: hand.went.append((name, place)))
    page.arrive("")
    hand.settle(desk)
    yield hand
    page.close()
    page.deleteLater()
    desk.close()
    drain()


@pytest.fixture
def example():
    return read_answers(resources() / "templates" / "avv-de" / "answers.toml", flow.find_template("avv-de"))


def proposals(hand) -> int:
    return sum(each.rule == "confirm" for each in hand.desk.findings)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_each_line_is_one_key_from_its_field(sheet, key):
    finding = next(each for each in sheet.desk.findings if each.severity == "E")
    (line,) = (each for name in sheet.names() if name.startswith(finding.message) for each in sheet.all(name))
    line.setFocus()
    sheet.key(line, key)
    assert sheet.went == [("editor", finding.place)]


def test_what_is_missing_stops_the_way_to_signing(sheet):
    assert not sheet.find("Weiter zum Unterschreiben").isEnabled()


def test_all_proposals_at_once(sheet):
    assert proposals(sheet) > 10
    sheet.click("Alle bestätigen")
    sheet.settle(sheet.desk)
    assert proposals(sheet) == 0
    sheet.desk.undo()
    assert proposals(sheet) > 10


def test_one_proposal_and_the_keyboard_goes_on_to_the_next(sheet):
    before = proposals(sheet)
    buttons = [name for name in sheet.names() if name.startswith("Bestätigen: ")]
    first = sheet.find(buttons[0])
    first.setFocus()
    sheet.key(first, Qt.Key.Key_Space)
    sheet.settle(sheet.desk)
    assert proposals(sheet) == before - 1
    assert not sheet.all(buttons[0])
    assert sheet.page.isAncestorOf(sheet.page.focusWidget()), "the keyboard is still in the list"


def test_it_follows_the_draft(sheet, example):
    draft = sheet.desk.draft
    for name, value in example.items():
        draft = draft.answer(name, value)
    sheet.desk.edit(draft, "")
    sheet.settle(sheet.desk)
    assert sheet.reads("Alles da.")
    assert sheet.reads("Muster Logistik GmbH, Rendsburg")
    assert sheet.find("Weiter zum Unterschreiben").isEnabled()
    sheet.desk.edit(sheet.desk.draft.answer("main_contract.date", None), "main_contract.date")
    sheet.settle(sheet.desk)
    assert sheet.reads("Noch eine Angabe")


def test_text_of_users_is_never_markup(sheet):
    company = {"name": "<b>Muster</b> & <img src=x>", "legal_form": "GmbH"}
    sheet.desk.edit(sheet.desk.draft.answer("controller.company", company), "controller.company")
    sheet.settle(sheet.desk)
    assert sheet.reads("<b>Muster</b> & <img src=x> GmbH")

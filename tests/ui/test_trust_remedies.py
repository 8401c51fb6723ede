"""Findings that can be answered for: the reason is asked in the page, kept in the draft, and can be taken back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from avv_desktop import flow
from avv_desktop.draft.answers import read_answers
from avv_desktop.draft.model import ClauseEdit
from avv_desktop.system.paths import resources
from avv_desktop.system.settings import Settings
from ui.desk import Desk
from ui.hand import Hand
from ui.review.page import ReviewPage


@pytest.fixture
def sheet(qapp, drain):
    desk = Desk(Settings())
    template = flow.find_template("avv-de")
    draft = flow.begin(template, read_answers(resources() / "templates" / "avv-de" / "answers.toml", template))
    tagged = next(each.id for c in template.clauses for each in c.paragraphs if "k.hinweis" in each.tags)
    desk.lay_down(draft.with_edit(ClauseEdit(tagged, "struck", allowed="Aida Dia")), template)
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


def missing(hand) -> list[str]:
    return [each.rule for each in hand.desk.findings if each.severity == "E"]


def one(hand, start: str):
    (found,) = (each for name in hand.names() if name.startswith(start) for each in hand.all(name))
    return found


def test_a_finding_is_answered_for_by_keyboard_and_taken_back(sheet):
    assert missing(sheet) == ["K24"]
    leave = one(sheet, "So lassen: ")
    leave.setFocus()
    sheet.key(leave, Qt.Key.Key_Space)
    field = sheet.page.window().focusWidget()
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert missing(sheet) == ["K24"], "without a reason nothing is left so"
    QTest.keyClicks(field, "Steht im Hauptvertrag")
    QTest.keyClick(field, Qt.Key.Key_Return)
    sheet.settle(sheet.desk)
    assert missing(sheet) == []
    assert sheet.desk.draft.overrides[0].reason == "Steht im Hauptvertrag"
    back = one(sheet, "Zurücknehmen: ")
    back.setFocus()
    sheet.key(back, Qt.Key.Key_Space)
    sheet.settle(sheet.desk)
    assert missing(sheet) == ["K24"]


def test_answering_can_be_undone(sheet):
    leave = one(sheet, "So lassen: ")
    leave.setFocus()
    sheet.key(leave, Qt.Key.Key_Space)
    field = sheet.page.window().focusWidget()
    QTest.keyClicks(field, "Grund")
    QTest.keyClick(field, Qt.Key.Key_Return)
    sheet.settle(sheet.desk)
    sheet.desk.undo()
    sheet.settle(sheet.desk)
    assert missing(sheet) == ["K24"]

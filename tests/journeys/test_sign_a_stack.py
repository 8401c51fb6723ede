"""Twelve agreements and one passphrase: one of them is broken, one stops in between and goes on."""

from __future__ import annotations

import pytest

from avv_desktop import flow
from tests.journeys.conftest import SECRET

MANY = 12


@pytest.fixture
def waiting(hand, example):
    """Twelve complete agreements; the page of stacks is open."""
    desk = hand.desk
    for _ in range(MANY):
        desk.new(answers=example)
        hand.wait(lambda: desk.draft is not None, "a new agreement")
        hand.settle(desk)
    desk.go("stack")
    hand.settle(desk)
    return desk


def choose_key(hand, path) -> None:
    hand.click("Schlüsseldatei wählen …")
    hand.choose_file(str(path))
    hand.settle(hand.desk)
    hand.type("Passphrase der Schlüsseldatei", SECRET)
    hand.click("Ich habe gelesen, was abweicht")


def test_twelve_with_one_passphrase_a_broken_one_stop_and_go_on(hand, waiting, keys, exports):
    desk = waiting
    choose_key(hand, keys["Aida Dia"])
    hand.click(f"{MANY} Verträge unterschreiben")
    hand.settle(desk)
    assert hand.reads(f"{MANY} unterschrieben") and len(exports()) == MANY

    desk.go("shelf")
    desk.go("stack")
    hand.settle(desk)
    page = hand.window.current()
    assert page.person.value() == "Jörn Fischer" and len(page.lines.lines) == MANY
    before = {each: each.read_bytes() for each in exports()}
    third = list(page.lines.lines)[2]
    desk.store.keep_file(third, "signed", "kaputt.pdf", b"%PDF-1.7 broken", "half")

    choose_key(hand, keys["Jörn Fischer"])
    hand.click(f"{MANY} Verträge unterschreiben")
    hand.wait(lambda: hand.reads("4 unterschrieben"), "the fourth")
    hand.click("Anhalten")
    hand.settle(desk)
    done = len(exports()) - MANY
    assert 4 <= done < MANY - 1
    assert hand.reads(f"{done} unterschrieben · 1 nicht unterschrieben · noch {MANY - 1 - done}")

    hand.click("Ich habe gelesen, was abweicht")
    hand.click(f"{MANY - done} Verträge unterschreiben")
    hand.settle(desk)
    assert len(exports()) == 2 * MANY - 1, "all but the broken one"
    assert page.lines.lines[third].box.isChecked() and hand.reads("1 nicht unterschrieben")
    assert all(path.read_bytes() == data for path, data in before.items()), "none was overwritten"
    new = [path.read_bytes() for path in exports() if path not in before]
    for data in new:
        assert flow.progress(data).state == "signed"
        assert all(each.integrity == "intact" for each in flow.verify(data).signatures[:2])
    assert sorted(each.state for each in desk.store.drafts()) == ["half", *["signed"] * (MANY - 1)]

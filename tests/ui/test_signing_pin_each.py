"""A stack with a card that wants its PIN for every signature: said beforehand, typed once, then forgotten."""

import pytest

from avv_desktop import flow
from avv_desktop.draft.answers import read_answers
from avv_desktop.system.paths import resources
from tests.unit import signing_pki as pki
from tests.unit.token_sample import PIN, Card


@pytest.fixture
def card(tmp_path, monkeypatch):
    made = Card(tmp_path / "card")
    monkeypatch.setenv("AVV_PKCS11_MODULES", str(made.module))
    made.add(pki.identity("Aida Dia", pki.authority()), each=True)
    return made


@pytest.fixture
def stack(window, card, drain, tmp_path):
    desk = window.desk
    desk.change_settings(last_folder=str(tmp_path / "out"))
    template = flow.find_template("avv-de")
    for _ in range(3):
        desk.new(answers=read_answers(resources() / "templates" / "avv-de" / "answers.toml", template))
        drain(desk)
    desk.go("stack")
    drain(desk)
    window.current().keys.find_cards.click()
    drain(desk)
    return window.current()


def press(stack, drain, pin=""):
    stack.secret.edit.setText(pin)
    stack.read.setChecked(True)
    stack.sign.click()
    drain(stack._desk)


def test_it_is_said_beforehand_and_one_pin_signs_all(stack, drain, tmp_path, words_of):
    press(stack, drain, PIN)
    assert "Ihre Karte verlangt die PIN je Dokument (3 ×)." in words_of(stack)
    assert not list(tmp_path.glob("out/*.pdf"))
    press(stack, drain)
    assert stack._told.text() == "3 unterschrieben" and len(list(tmp_path.glob("out/*.pdf"))) == 3
    assert stack.keys.key() is None, "the PIN is forgotten"


def test_a_card_that_is_pulled_ends_it_and_one_can_go_on(stack, card, drain, tmp_path):
    press(stack, drain, PIN)
    lines = list(stack.lines.lines.values())
    lines[0].box.toggled.connect(lambda _: (card.remove(), card.plug()))
    press(stack, drain)
    assert stack._told.text() == "1 unterschrieben · 1 nicht unterschrieben · noch 1"
    card.put_back()
    card.plug()
    stack.keys.find_cards.click()
    drain(stack._desk)
    press(stack, drain, PIN)
    press(stack, drain)
    assert len(list(tmp_path.glob("out/*.pdf"))) == 3

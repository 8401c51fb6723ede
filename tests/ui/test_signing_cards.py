"""Signing with a card in the window: found, its PIN asked for, refused when it is wrong; real SoftHSM2 underneath."""

import pytest

from avv_desktop import flow
from avv_desktop.draft.answers import read_answers
from avv_desktop.system.paths import resources
from tests.unit import signing_pki as pki
from tests.unit.token_sample import PIN, Card

NAME = "Aida Dia"


@pytest.fixture
def card(tmp_path, monkeypatch):
    made = Card(tmp_path / "card")
    monkeypatch.setenv("AVV_PKCS11_MODULES", str(made.module))
    made.add(pki.identity(NAME, pki.authority()))
    return made


@pytest.fixture
def page(window, drain, tmp_path):
    desk = window.desk
    template = flow.find_template("avv-de")
    desk.change_settings(last_folder=str(tmp_path / "out"))
    desk.new(answers=read_answers(resources() / "templates" / "avv-de" / "answers.toml", template))
    drain(desk)
    desk.go("signing")
    drain(desk)
    return window.current()


def look(page, drain):
    page._panel.keys.find_cards.click()
    drain(page._desk)


def sign(page, drain, pin):
    page._reading.tick.setChecked(True)
    page._panel.secret.edit.setText(pin)
    for _ in range(2):  # a doubt is said aloud once
        page._panel.sign.click()
        drain(page._desk)


def test_a_card_is_found_and_its_pin_asked_for(card, page, drain, words_of):
    look(page, drain)
    keys = page._panel.keys
    assert len(keys.cards) == 1 and keys.path in keys.cards
    assert page._panel.secret._field.label.text() == "&PIN der Karte"
    assert "Karte Dia" in words_of(page)


def test_an_agreement_is_signed_with_it(card, page, drain, tmp_path):
    look(page, drain)
    sign(page, drain, PIN)
    (file,) = (tmp_path / "out").glob("*.pdf")
    (one,) = flow.verify(file.read_bytes()).signatures
    assert one.integrity == "intact" and one.signer == NAME and not one.trial
    assert page._desk.state == "half"


def test_a_wrong_pin_is_told_and_nothing_is_signed(card, page, drain, tmp_path, words_of):
    look(page, drain)
    sign(page, drain, "000000")
    assert not list(tmp_path.glob("out/*.pdf"))
    assert "PIN" in page._panel.secret._field._below.text() and page._panel.secret.edit.text() == ""


def test_a_card_that_is_pulled_is_told(card, page, drain, tmp_path, words_of):
    look(page, drain)
    card.remove()
    card.plug()
    sign(page, drain, PIN)
    assert not list(tmp_path.glob("out/*.pdf"))
    assert "Karte" in words_of(page._panel)
    card.put_back()
    card.plug()


def test_without_a_card_it_says_so(page, drain, monkeypatch, tmp_path):
    monkeypatch.setenv("AVV_PKCS11_MODULES", str(tmp_path / "nothing.so"))
    look(page, drain)
    assert "keine Karte gefunden" in page._panel.keys.error.text()
    assert page._panel.keys.find_cards.isEnabled()

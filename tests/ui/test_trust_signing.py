"""The signing page by itself: keys and signatures are played, so that every turn of the story can be seen."""

from __future__ import annotations

import datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtWidgets import QCheckBox

from avv_desktop import flow
from avv_desktop.draft.answers import read_answers
from avv_desktop.errors import CannotWrite, SigningRefused, WrongPassphrase
from avv_desktop.signing.model import Certificate, PartyState, PreCheck, Progress, Slot
from avv_desktop.system.paths import resources
from avv_desktop.system.settings import Settings
from ui.desk import Desk
from ui.hand import Hand
from ui.signing import tasks
from ui.signing.page import SigningPage

NOW = datetime.datetime(2026, 3, 12, 9, 14, tzinfo=datetime.UTC)
FINE = PreCheck("clock", "ok", "Die Uhr ist glaubhaft.")
PEOPLE = (("processor", "Aida Dia"), ("processor", "Jörn Fischer"), ("controller", "Martina Muster"))


def progress(signed: int, *, order: bool = True) -> Progress:
    slots = tuple(
        Slot(f"{side}_{at}", side, name, "Geschäftsführung", side, "Ort", at if order else 0, at <= signed)
        for at, (side, name) in enumerate(PEOPLE, 1)
    )
    parties = (
        PartyState("processor", "processor", min(signed, 2), 2, f"{min(signed, 2)} von 2 unterschrieben"),
        PartyState("controller", "controller", max(signed - 2, 0), 1, "noch nicht unterschrieben"),
    )
    state = ("ready", "half", "signed", "countersigned")[signed]
    return Progress(state, parties, slots, next((slot for slot in slots if not slot.signed), None))


class Play:
    """What the tasks would have done."""

    def __init__(self) -> None:
        self.signed = 0
        self.checks: list[PreCheck] = [FINE]
        self.with_key: list[PreCheck] = [FINE]
        self.refuse: Exception | None = None
        self.not_written: Exception | None = None
        self.asked: list[str] = []
        self.order = True

    def prepare(self, desk, draft, template, frozen):
        document = flow.compose(template, draft)
        pages = SimpleNamespace(count=13, size=lambda index: (595.0, 842.0), render=self._render, close=lambda: None)
        return tasks.Prepared(draft, document, b"pdf", pages, progress(self.signed, order=self.order), not self.signed)

    def _render(self, index, scale):
        return SimpleNamespace(width=1, height=1, stride=4, data=b"\xff\xff\xff\xff")

    def look(self, store, prepared, slot, key):
        return self.with_key if key else self.checks

    def open_key(self, path, passphrase):
        self.asked.append(passphrase)
        if passphrase != "richtig":
            raise WrongPassphrase(path=path)
        later = NOW + datetime.timedelta(days=700)
        about = Certificate("Aida Dia", "Aida Dia", NOW, later, "P-256", True, "ab")
        return SimpleNamespace(certificate=about, close=lambda: None)

    def sign(self, store, prepared, key, slot, services):
        if self.refuse:
            raise self.refuse
        self.signed += 1

    def keep(self, store, prepared, signed, slot, folder):
        path = None if self.not_written else Path("Muster AVV.pdf")
        return tasks.Outcome(b"pdf", "Muster AVV.pdf", slot, progress(self.signed), path, self.not_written)


@pytest.fixture
def play(monkeypatch):
    made = Play()
    for name, played in (
        ("prepare", made.prepare),
        ("checks", made.look),
        ("open_key", made.open_key),
        ("sign", made.sign),
        ("keep", made.keep),
    ):
        monkeypatch.setattr(tasks, name, played)
    return made


@pytest.fixture
def answers():
    return read_answers(resources() / "templates" / "avv-de" / "answers.toml", flow.find_template("avv-de"))


@pytest.fixture
def sheet(qapp, play, answers, drain):
    """The page with a complete agreement on the desk, and a key file to choose."""
    desk = Desk(Settings(key_files=("dia.p12",)))
    template = flow.find_template("avv-de")
    desk.lay_down(flow.begin(template, answers, "AVV-2026-001"), template)
    page = SigningPage(desk)
    page.resize(1300, 850)
    page.show()
    hand = Hand(page)
    hand.desk, hand.page = desk, page
    page.arrive("")
    hand.settle(desk)
    yield hand
    page.close()
    page.deleteLater()
    desk.close()
    drain()


def sign(hand, secret: str = "richtig") -> None:
    box = hand.find("Ich habe diese Seite gelesen", kind=QCheckBox)
    if not box.isChecked():
        hand.press(box)
    if hand.all("Passphrase der Schlüsseldatei"):
        hand.type("Passphrase der Schlüsseldatei", secret)
    hand.click("Jetzt unterschreiben")
    hand.settle(hand.desk)


def test_between_two_directors_it_says_how_many_of_how_many(sheet):
    sign(sheet)
    assert sheet.reads("Unterschrieben. Jetzt ist Jörn Fischer dran.")
    assert sheet.desk.state == "half" and sheet.desk.state_words == "1 von 2 unterschrieben"
    sheet.click("Weiter mit Jörn Fischer")
    sheet.settle(sheet.desk)
    sign(sheet)
    assert sheet.reads("Unterschrieben. Jetzt ist der Kunde dran.")


def test_a_wrong_passphrase_empties_the_field_and_keeps_the_rest(sheet, play):
    sign(sheet, "falsch")
    field = sheet.find("Passphrase der Schlüsseldatei")
    assert sheet.reads("Diese Passphrase öffnet die Datei nicht.")
    assert field.text() == "" and sheet.page.focusWidget() is field
    assert sheet.find("Ich habe diese Seite gelesen", kind=QCheckBox).isChecked()
    assert play.signed == 0
    sign(sheet)
    assert play.signed == 1


def test_the_passphrase_is_asked_once_a_key_and_forgotten_on_leaving(sheet, play):
    sign(sheet)
    sheet.click("Weiter mit Jörn Fischer")
    sheet.settle(sheet.desk)
    assert not sheet.all("Passphrase der Schlüsseldatei")
    assert sheet.reads("gültig bis")
    sheet.page.hide()
    sheet.page.show()
    sheet.page.arrive("")
    sheet.settle(sheet.desk)
    assert sheet.all("Passphrase der Schlüsseldatei")


def test_nothing_is_signed_unread(sheet, play):
    sheet.type("Passphrase der Schlüsseldatei", "richtig")
    sheet.click("Jetzt unterschreiben")
    sheet.settle(sheet.desk)
    assert sheet.reads("Bitte lesen Sie die Seite erst")
    assert play.signed == 0 and not play.asked


def test_an_empty_passphrase_is_asked_for(sheet, play):
    sheet.click("Ich habe diese Seite gelesen")
    sheet.click("Jetzt unterschreiben")
    assert sheet.reads("Bitte geben Sie die Passphrase der Schlüsseldatei ein.")
    assert not play.asked


def test_a_stop_of_the_dry_run_ends_it(sheet, play):
    play.with_key = [PreCheck("break", "stop", "Das würde eine Unterschrift zerstören.")]
    sign(sheet)
    assert sheet.reads("So kann nicht unterschrieben werden.") and play.signed == 0


def test_a_doubt_is_shown_and_needs_a_second_press(sheet, play):
    play.with_key = [FINE, PreCheck("name", "warn", "Der Name passt nicht.")]
    sign(sheet)
    assert play.signed == 0 and sheet.reads("Der Name passt nicht.")
    sheet.click("Trotzdem unterschreiben")
    sheet.settle(sheet.desk)
    assert play.signed == 1


def test_a_key_of_somebody_else_is_never_used_without_asking(sheet, play):
    """Also when the key is open already and the doubt stands in sight."""
    sign(sheet)
    sheet.click("Weiter mit Jörn Fischer")
    play.with_key = [
        FINE,
        PreCheck("name", "warn", "Aida statt Jörn."),
        PreCheck("trial", "warn", "Probe."),
    ]
    sheet.settle(sheet.desk)
    sheet.page.arrive("")
    sheet.settle(sheet.desk)
    sign(sheet)
    assert play.signed == 1 and sheet.all("Trotzdem unterschreiben")


def test_a_refusal_is_said_where_the_button_is_and_nothing_is_lost(sheet, play):
    play.refuse = SigningRefused(reason="order")
    sign(sheet)
    assert play.signed == 0 and sheet.desk.state == "draft"
    assert sheet.all("Jetzt unterschreiben")[0].isEnabled()
    play.refuse = None
    sign(sheet)
    assert play.signed == 1


def test_what_is_signed_is_kept_even_if_the_file_cannot_be_written(sheet, play):
    play.not_written = CannotWrite(path="Muster AVV.pdf", reason="Die Festplatte ist voll.")
    sign(sheet)
    assert sheet.desk.state == "half"
    assert sheet.reads("nur in der Ablage")
    assert sheet.all("Woanders speichern …")


def test_an_incomplete_agreement_cannot_be_signed(sheet):
    desk, went = sheet.desk, []
    desk.went.connect(lambda page, place: went.append((page, place)))
    desk.edit(desk.draft.answer("main_contract.date", None), "main_contract.date")
    sheet.settle(desk)
    assert not sheet.all("Jetzt unterschreiben")
    finding = next(each for each in desk.findings if each.severity == "E")
    sheet.click(finding.message)
    assert went == [("editor", finding.place)]


def test_proposals_are_asked_once_before_signing(sheet, play):
    desk = sheet.desk
    desk.edit(desk.draft.answer("breach.notice_hours", None), "breach.notice_hours")
    sheet.settle(desk)
    sign(sheet)
    assert play.signed == 0 and sheet.reads("Bitte bestätigen Sie erst die Vorschläge")
    sheet.click("Das stimmt alles")
    sheet.settle(desk)
    assert not sheet.all("Das stimmt alles")
    sign(sheet)
    assert play.signed == 1


def test_where_the_order_is_free_one_chooses_who_signs(sheet, play):
    play.order = False
    sheet.page.arrive("")
    sheet.settle(sheet.desk)
    sheet.choose("Wer unterschreibt jetzt", "Jörn Fischer")
    assert sheet.reads("in das Feld von Jörn Fischer")


def test_every_control_has_a_name(sheet):
    from PySide6.QtGui import QAccessible

    from ui.hand import _nodes

    silent = [
        type(node.object()).__name__
        for node in _nodes(sheet.page)
        if node.state().focusable and not node.state().invisible and not node.text(QAccessible.Text.Name)
    ]
    assert not silent

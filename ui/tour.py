"""Drives the real window without a screen, as a customer's copy goes its way, and takes pictures of it.

`avv tour [FOLDER]` writes numbered pictures, light and dark, and the signed files to out/tour, and prints what it did.
Any step that fails ends it with an error.
"""

from __future__ import annotations

import argparse
import os
import shutil
import tempfile
import time
from pathlib import Path

from avv_desktop.system.language import tr
from ui.camera import Tour, alone, in_a_process_of_its_own
from ui.tour_contents import contents

SECRET = "nur-zur-probe-2026"
CUSTOMER = {
    "Name": "Muster Logistik",
    "Straße und Hausnummer": "Musterstraße 12",
    "PLZ": "24768",
    "Ort": "Rendsburg",
    "Registergericht": "Amtsgericht Kiel",
    "Registernummer": "HRB 12345",
}
SUBJECT = "Einführung, Betrieb, Wartung und Support der Lagerverwaltung des Auftraggebers, auch über Fernzugriff"
MEASURE = "Besuch wird am Empfang abgeholt und trägt einen Ausweis."
DIRECTORS = ("Aida Dia", "Jörn Fischer")
WIDE, SMALL = (1440, 900), (1024, 700)


def run(folder: Path | None = None) -> None:
    """The whole journey; pictures go to `folder`. Raises AssertionError where a step fails."""
    folder = (folder or Path("out", "tour")).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    for earlier in folder.glob("[0-9][0-9]-*.png"):
        earlier.unlink()
    with tempfile.TemporaryDirectory(prefix="avv-tour-") as home:
        alone(Path(home))
        _through_the_window(folder)
        for mark, size, scale in (("150", WIDE, "1.5"), ("klein", SMALL, "1")):
            in_a_process_of_its_own(folder, mark, size, scale)
        for file in sorted((Path(home) / "documents" / "AVV").glob("*.pdf")):
            shutil.copy(file, folder)
            print(f"kept {file.name}")
    print(f"{len(list(folder.glob('*.png')))} pictures in {folder}")


def unlock(tour: Tour, *, first_time: bool = False) -> None:
    """Without a keychain the shelf has a passphrase."""
    tour.hand.wait_until_there("Passphrase der Ablage")
    tour.hand.type("Passphrase der Ablage", SECRET)
    if first_time:
        tour.hand.type("Passphrase noch einmal", SECRET)
    tour.hand.click("Los geht’s" if first_time else "Ablage öffnen")
    tour.hand.wait(lambda: tour.desk.store is not None, "the store")
    tour.settle()


def _through_the_window(folder: Path) -> None:
    tour = Tour(folder, WIDE)
    tour.shoot("entsperren")
    unlock(tour, first_time=True)
    tour.shoot("ablage-leer")
    begin(tour)
    tour.shoot("ausfuellen-leer")
    fill_in(tour)
    tour.shoot("ausfuellen")
    _review_missing(tour)
    answer_the_rest(tour)
    edit_annexes(tour)
    _review(tour)
    for number, name in enumerate(DIRECTORS, 1):
        sign(tour, name, f"-{number}")
    _verify_and_reopen(tour)
    contents(tour)
    for page, name in (("shelf", "ablage"), ("settings", "einstellungen")):
        tour.visit(page, name)
    tour.close()


def begin(tour: Tour) -> None:
    tour.desk.go("shelf")
    tour.settle()
    tour.window.new_agreement()
    tour.hand.wait(lambda: tour.window.page == "editor", "the form")
    tour.settle()
    tour.say("began a new agreement")


def fill_in(tour: Tour) -> None:
    """The customer and the subject, letter by letter."""
    from ui.questions.party import PartyInput

    party = tour.hand.find("Auftraggeber", kind=PartyInput)
    tour.hand.choose("Rechtsform", "GmbH", within=party)
    for label, words in CUSTOMER.items():
        tour.hand.type(label, words, within=party)
    tour.desk.go("editor", "processing.subject")
    tour.settle()
    tour.hand.type("Gegenstand der Verarbeitung", SUBJECT)
    tour.desk.go("editor", "controller.company.name")
    tour.settle()
    typed = tour.desk.draft.answers["controller.company"]
    assert set(CUSTOMER.values()) <= set(typed.values()), typed
    tour.say(f"typed the customer: {typed['name']} {typed['legal_form']}, {typed['city']}")


def answer_the_rest(tour: Tour) -> None:
    """Everything else from the example that comes with the template; what was typed stays."""
    from avv_desktop.draft.answers import read_answers
    from avv_desktop.system.paths import resources

    example = read_answers(resources() / "templates" / "avv-de" / "answers.toml", tour.desk.template)
    draft = tour.desk.draft
    for name, value in example.items():
        if name not in draft.answers:
            draft = draft.answer(name, value)
    company = example["controller.company"] | draft.answers["controller.company"]
    tour.desk.edit(draft.answer("controller.company", company))
    tour.settle()
    stopping = [each.message for each in tour.desk.findings if each.severity == "E"]
    assert not stopping, stopping
    tour.say("took the remaining answers from the example")


def edit_annexes(tour: Tour) -> None:
    """A sub-processor's service is worded anew, and a measure of one's own is added."""
    tour.desk.go("editor", "sub_processors.list[0].service")
    tour.settle()
    tour.hand.type("Leistung", "Rechenzentrum und Sicherungen")
    tour.settle()
    tour.shoot("unterauftragnehmer")
    rows = tour.desk.draft.answers["sub_processors.list"]
    assert rows[0]["service"] == "Rechenzentrum und Sicherungen"
    control = tour.desk.template.sections[0].controls[0]
    tour.desk.go("editor", f"annex_measures.{control.measures[0].id}")
    tour.settle()
    tour.hand.click(f"{tr('Own measure')}: {control.title}")
    tour.settle()
    tour.hand.keys(tour.window.focusWidget(), MEASURE)
    tour.settle()
    assert any(line.text == MEASURE for line in tour.desk.draft.measures[control.id])
    tour.shoot("massnahmen")
    tour.say("edited both annexes")


def _review_missing(tour: Tour) -> None:
    tour.desk.go("signing")
    tour.settle()
    tour.shoot("unterschreiben-noch-nicht")
    tour.hand.click("Prüfen")
    tour.settle()
    tour.shoot("pruefen-es-fehlt-etwas")
    missing = sum(each.severity == "E" for each in tour.desk.findings)
    tour.say(f"was told what is missing: {missing} things")


def _review(tour: Tour) -> None:
    tour.desk.go("review")
    tour.settle()
    if tour.hand.all("Alle bestätigen"):
        tour.shoot("pruefen-vorschlaege")
        tour.hand.click("Alle bestätigen")
        tour.settle()
    tour.shoot("pruefen")
    assert tour.hand.reads("Alles da."), tour.hand.text()
    tour.say("reviewed: nothing is missing")
    tour.hand.click("Weiter zum Unterschreiben")
    tour.settle()


def sign(tour: Tour, name: str, mark: str = "") -> None:
    """With a trial key made on the spot, then read, then signed."""
    hand = tour.hand
    hand.wait_until_there("Jetzt unterschreiben")
    tour.settle()
    tour.shoot(f"unterschreiben{mark}")
    hand.click("Probeschlüssel erstellen")
    assert hand.find("Name im Probeschlüssel").text() == name
    hand.type("Passphrase des Probeschlüssels", SECRET)
    tour.settle()
    tour.shoot(f"probeschluessel{mark}")
    hand.click("Probeschlüssel jetzt erstellen")
    tour.settle()
    hand.click("Ich habe diese Seite gelesen")
    began = time.monotonic()
    hand.click("Jetzt unterschreiben")
    tour.settle()
    if hand.all("Trotzdem unterschreiben"):
        hand.click("Trotzdem unterschreiben")
        tour.settle()
    hand.wait_for("Unterschrieben.")
    tour.say(f"signed as {name} in {time.monotonic() - began:.1f} s: {tour.desk.state_words or tour.desk.state}")
    tour.shoot(f"unterschrieben{mark}")
    if hand.all("Weiter mit Jörn Fischer"):
        hand.click("Weiter mit Jörn Fischer")
        tour.settle()


def _verify_and_reopen(tour: Tour) -> None:
    from avv_desktop.document.plain import plain

    assert tour.desk.state == "signed", tour.desk.state
    signed, said = tour.desk.draft, plain(tour.desk.document())
    tour.hand.click("Datei prüfen")
    tour.settle()
    tour.hand.wait_for("Wann?")
    tour.shoot("geprueft")
    assert tour.hand.reads("Nicht geprüft (Probe)"), tour.hand.text()
    tour.say("verified: unchanged; whose trial keys they are was not checked")
    tour.hand.click("Vertrag daraus öffnen")
    tour.settle()
    assert tour.desk.draft.id != signed.id and plain(tour.desk.document()) == said, "the agreement came back changed"
    tour.shoot("wieder-geoeffnet")
    tour.say("reopened the signed PDF: the same agreement, word for word")


def _again(folder: Path, mark: str, size: tuple[int, int]) -> None:
    """The same pages at another scale or size, from what the tour has kept."""
    tour = Tour(folder, size, mark)
    unlock(tour)
    tour.shoot("ablage")
    entries = sorted(tour.desk.store.drafts(), key=lambda entry: entry.state != "signed")
    tour.desk.open(entries[-1].id)
    for page, name in (("editor", "ausfuellen"), ("review", "pruefen"), ("signing", "unterschreiben")):
        tour.settle()
        tour.desk.go(page)
        tour.settle()
        tour.shoot(name)
    file = next(iter(sorted((Path(os.environ["AVV_DESKTOP_HOME"]) / "documents" / "AVV").glob("*.pdf"))))
    tour.desk.open_file(file)
    tour.settle()
    tour.shoot("geprueft")
    tour.close()
    tour.say(f"showed the pages again: {mark}, {size[0]} × {size[1]}")


def main(arguments: list[str]) -> int:
    if arguments[:1] == ["--again"]:
        folder, mark, width, height = arguments[1:]
        _again(Path(folder), mark, (int(width), int(height)))
        return 0
    parser = argparse.ArgumentParser("avv tour", description="Pictures of the whole journey, without a screen.")
    parser.add_argument("folder", nargs="?", type=Path, help="where they go; out/tour if not given")
    run(parser.parse_args(arguments).folder)
    return 0

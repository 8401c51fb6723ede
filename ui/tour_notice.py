"""The tour's pictures of a change of sub-processors, and of an agreement that comes back countersigned."""

from __future__ import annotations

import datetime
import os
from pathlib import Path

from avv_desktop import flow
from ui.camera import Tour
from ui.trust.kept import newest_signed

SECRET = "nur-zur-probe-2026"
COMPANY = {
    "Unternehmen": "Frisch Support",
    "Rechtsform": "GmbH",
    "Straße und Hausnummer": "Weg 2",
    "PLZ": "10115",
    "Ort": "Berlin",
    "Ansprechstelle": "Datenschutz, privacy@frisch.example.org",
    "Leistung": "Support",
    "Daten": "Inhalte von Anfragen",
    "Ort der Verarbeitung": "Deutschland",
}


def notices(tour: Tour) -> None:
    """A company is added to the list; whoever it concerns is told."""
    hand, desk = tour.hand, tour.desk
    desk.go("notice")
    tour.settle()
    tour.shoot("unterauftragnehmer")
    add_company(tour)
    tour.shoot("unterauftragnehmer-neu")
    hand.click("Übernehmen")
    tour.settle()
    hand.click("Wen betrifft das?")
    tour.settle()
    tour.shoot("unterauftragnehmer-wen")
    hand.click("Änderung festhalten")
    tour.settle()
    hand.click(f"Als versandt am {datetime.date.today():%d.%m.%Y} eintragen")
    tour.settle()
    customer = next(each.customer for each in desk.store.drafts() if each.state == "signed")
    hand.click(f"Widerspruch eintragen: {customer}")
    tour.settle()
    tour.shoot("unterauftragnehmer-widerspruch")


def add_company(tour: Tour) -> None:
    tour.hand.click("Unternehmen hinzufügen")
    tour.settle()
    for label, words in COMPANY.items():
        tour.hand.type(label, words)


def came_back(tour: Tour) -> None:
    """The customer has countersigned; the file finds its agreement by itself."""
    from avv_desktop.signing.keys import key_from_bytes
    from avv_desktop.signing.trial import trial_key

    desk = tour.desk
    entry = next(each for each in desk.store.drafts() if each.state == "signed")
    name, data = newest_signed(desk.store, entry.id)
    slot = flow.progress(data).next
    signed = flow.sign_file(data, key_from_bytes(trial_key(slot.name, SECRET, kind="p-256"), SECRET), slot)
    file = Path(os.environ["AVV_DESKTOP_HOME"]) / f"Zurück {name}"
    file.write_bytes(signed.data)
    desk.open_file(file)
    tour.hand.wait_until_there("Beim Vertrag ablegen")
    tour.shoot("zurueck-gegengezeichnet")
    tour.hand.click("Beim Vertrag ablegen")
    tour.settle()
    assert any(each.id == entry.id and each.state == "countersigned" for each in desk.store.drafts())
    tour.shoot("zurueck-abgelegt")

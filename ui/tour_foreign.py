"""The tour's pictures of a PDF from elsewhere that is signed: a field on the page, the key, the new file beside it."""

from __future__ import annotations

import datetime
import tempfile
from pathlib import Path

from ui.camera import Tour

SECRET = "nur-zur-probe-2026"


def foreign(tour: Tour) -> None:
    """The file is a letter of invented words; nothing of it stays."""
    from avv_desktop.pdf.report import Report, ReportSection, report
    from avv_desktop.signing.trial import trial_key

    before = tour.desk.settings
    with tempfile.TemporaryDirectory() as name:
        letter, key = Path(name, "Vertraulichkeitsvereinbarung.pdf"), Path(name, "Aida Dia.p12")
        words = ("Die Parteien behandeln vertraulich, was sie voneinander erfahren.", "Das gilt auch nach dem Ende.")
        page = Report("Vertraulichkeitsvereinbarung", "Muster Logistik GmbH", "", (ReportSection("§ 1", words),))
        letter.write_bytes(report(page, datetime.datetime.now().astimezone()))
        key.write_bytes(trial_key("Aida Dia", SECRET, kind="p-256"))
        tour.desk.change_settings(key_files=(str(key),))
        tour.desk.go("foreign", str(letter))
        tour.settle()
        tour.hand.wait_for("Seite 1 von 1")
        tour.hand.type("Funktion", "Geschäftsführerin")
        tour.hand.type("Ort", "Rendsburg")
        tour.settle()
        tour.shoot("fremdes-pdf")
        tour.hand.type("Passphrase der Schlüsseldatei", SECRET)
        tour.hand.click("Jetzt unterschreiben")
        tour.hand.wait_until_there("Trotzdem unterschreiben")
        tour.hand.click("Trotzdem unterschreiben")
        tour.hand.wait_for("Unterschrieben von Aida Dia.")
        tour.shoot("fremdes-pdf-unterschrieben")
        tour.hand.click("Datei prüfen")
        tour.settle()
        tour.hand.wait_for("Wann?")
    tour.desk.change_settings(key_files=before.key_files)
    tour.say("signed a PDF from elsewhere")

"""The tour's pictures of somebody else's contract: refused, read, mended with two keys, and kept as a template."""

from __future__ import annotations

import tempfile
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from ui.camera import Tour

ARTICLE = """Ein Aufsatz über Auftragsverarbeitung

Er hat eine Meinung zu Art. 28 DSGVO, aber keine Parteien und keine Paragrafen.
"""
CONTRACT = """Vertrag zur Verarbeitung im Auftrag

zwischen

[Name des Kunden]

- Verantwortlicher, im Folgenden „Auftraggeber“ -

und

Beispielhaus GmbH, Am Deich 4, 25899 Niebüll

- Auftragsverarbeiter, im Folgenden „Auftragnehmer“ -

§ 1 Gegenstand und Dauer

(1) Der Auftragnehmer betreibt für den Auftraggeber eine Buchungssoftware nach dem Vertrag vom 03.02.2024.
(2) Rechtsgrundlage ist § 11 BDSG.
(3) Der Vertrag läuft so lange wie der Vertrag nach Abs. 1.

§ 2 Pflichten des Auftragnehmers

(1) Der Auftragnehmer verarbeitet Daten nur auf Weisung.
(2) Er meldet Verletzungen des Schutzes personenbezogener Daten binnen 36 Stunden. Die Meldung nennt
    a) die Art der Verletzung,
    b) die betroffenen Personen,
    c) die ergriffenen Maßnahmen.

§ 3 Kontrolle

(1) Der Auftraggeber darf die Einhaltung von § 2 prüfen.

Anlage 1: Technische und organisatorische Maßnahmen

1. Vertraulichkeit

- Zutrittskontrolle

    - Schlüssel
        - werden verzeichnet
        - werden nur gegen Unterschrift ausgegeben

    - Besuch wird begleitet

- Zugangskontrolle

    - Kennwörter haben zwölf Zeichen
"""


def intake(tour: Tour) -> None:
    """Ends with an agreement begun from the new template."""
    hand, desk = tour.hand, tour.desk
    with tempfile.TemporaryDirectory(prefix="avv-tour-") as folder:
        article, contract = Path(folder, "aufsatz.txt"), Path(folder, "vertrag.txt")
        article.write_text(ARTICLE, "utf-8")
        contract.write_text(CONTRACT, "utf-8")
        tour.visit("intake", "vorlage-aus-dokument")
        desk.open_file(article)
        hand.wait_until_there("Trotzdem einlesen")
        tour.settle()
        tour.shoot("kein-vertrag")
        desk.open_file(contract)
        hand.wait_until_there("Als Vorlage anlegen")
        tour.settle()
    page = tour.window.current()
    tour.shoot("eingelesen")
    point = next(each for each in page.bench.tree.lines.units if each.text.startswith("werden nur"))
    page.bench.tree.choose(point.key)
    QTest.keyClick(page.bench.tree, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    tour.settle()
    assert next(each for each in page.bench.tree.lines.units if each.key == point.key).depth == point.depth - 1
    tour.shoot("eine-ebene-hoeher")
    tour.window.undo()
    hand.click("Parteien und Angaben")
    tour.settle()
    tour.shoot("parteien-und-angaben")
    shares = page.book.now.intake.shares
    tour.say(f"read a contract: {shares.placed:.1%} placed, {shares.not_understood:.1%} not understood")
    hand.click("Als Vorlage anlegen")
    hand.wait_until_there("Vertrag beginnen")
    tour.settle()
    tour.shoot("vorlage-angelegt")
    hand.click("Vertrag beginnen")
    hand.wait(lambda: tour.window.page == "editor", "the form")
    tour.settle()
    tour.shoot("vertrag-aus-eigener-vorlage")
    tour.visit("review", "hinweise-zum-eigenen-vertrag")

"""The tour's pictures of what deviates: an agreement beside its standard, and somebody's old contract."""

from __future__ import annotations

from avv_desktop.draft.model import ClauseEdit, now
from avv_desktop.system.paths import documents_folder
from ui.camera import Tour

COST = "Jede Partei trägt ihre Kosten, solange eine Kontrolle nicht mehr als zwei Tage dauert."
CONTACT = "Der Auftragnehmer benennt einen festen Ansprechpartner für den Datenschutz."
OLD = """Vertrag zur Auftragsdatenverarbeitung

zwischen

Muster Logistik GmbH, Musterstraße 12, 24768 Rendsburg

- Verantwortlicher, im Folgenden „Auftraggeber“ -

und

Beispielhaus GmbH, Am Deich 4, 25899 Niebüll

- Auftragsverarbeiter, im Folgenden „Auftragnehmer“ -

§ 1 Gegenstand und Dauer

(1) Der Auftragnehmer betreibt die Lagerverwaltung des Auftraggebers.
(2) Rechtsgrundlage dieses Vertrags ist § 11 BDSG.

§ 2 Weisungen

(1) Der Auftragnehmer verarbeitet die Daten nur auf Weisung des Auftraggebers.
"""


def compare(tour: Tour) -> None:
    """Changes the agreement on the desk, and takes the changes back. Nobody may have signed it."""
    _deviations(tour)
    _foreign(tour)
    tour.say("read what deviates: an agreement beside its standard, an old contract beside today's")


def _deviations(tour: Tour) -> None:
    hand, desk = tour.hand, tour.desk
    who = {"author": "Vertrieb Nord", "at": now()}
    for edit in (
        ClauseEdit("audit_rights.cost", "changed", (COST,), reason="Wunsch des Kunden", allowed="Aida Dia", **who),
        ClauseEdit("data_subject_rights", "struck", reason="Steht im Hauptvertrag", **who),
        ClauseEdit("own.1", "inserted", (CONTACT,), after="duties.records", reason="Zusage", allowed="Aida Dia", **who),
    ):
        desk.edit(desk.draft.with_edit(edit), edit.target)
    tour.visit("review", "pruefen-zum-weitergeben")
    hand.click("Was weicht ab?")
    tour.settle()
    assert hand.reads("3 Abweichungen"), hand.text()
    tour.shoot("was-weicht-ab")
    page = tour.window.current()
    page.result.filter.choose(1)
    page.result.filter.chosen.emit(1)
    tour.settle()
    tour.shoot("was-weicht-ab-alles")
    for _ in range(3):
        desk.undo()
    tour.settle()


def _foreign(tour: Tour) -> None:
    file = documents_folder() / "Alter Vertrag.txt"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(OLD, "utf-8")
    tour.desk.go("compare", f"{file}\nopen:")
    tour.settle()
    assert tour.hand.reads("Alter Vertrag.txt"), tour.hand.text()
    tour.shoot("alter-vertrag-neben-dem-neuen")
    file.write_bytes(b"\x89PNG\r\n\x1a\n")
    tour.desk.go("compare")
    tour.settle()
    tour.shoot("vergleich-unlesbar")
    file.unlink()

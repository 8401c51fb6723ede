"""The tour's pictures of keeping: earlier states, the bin, backups, the key, a damaged store."""

from __future__ import annotations

from ui.camera import Tour

SECRET = "nur-zur-probe-2026"
"""The passphrase of the tour's shelf."""
PERSON = "Aida Dia"


def keeping(tour: Tour) -> None:
    """Some agreements must lie in the store, one of which nobody has signed; it lies on the desk in the end."""
    _past(tour)
    _bin(tour)
    _backups(tour)
    _data(tour)
    _damaged(tour)
    tour.desk.open(next(each.id for each in tour.desk.store.drafts() if each.state in ("draft", "ready")))
    tour.settle()


def _data(tour: Tour) -> None:
    hand, desk = tour.hand, tour.desk
    desk.go("settings", "data")
    tour.settle()
    section = tour.window.current().section("data")
    tour.shoot("daten")
    hand.bring(section.periods)
    tour.settle()
    tour.shoot("daten-fristen")
    section.erasing.name.setText(PERSON)
    hand.bring(section.erasing.search)
    hand.press(section.erasing.search)
    tour.settle()
    tour.shoot("person-loeschen")
    hand.bring(section.recovery.change)
    hand.press(section.recovery.change)
    tour.settle()
    if section.recovery.passphrase.isVisible():
        for each in (section.recovery.passphrase.first, section.recovery.passphrase.again):
            each.setText(SECRET)
    tour.shoot("schluessel-wechseln")
    hand.click("Schlüssel wechseln")
    hand.wait_for("Der neue Schlüssel gilt.")
    tour.settle()
    tour.shoot("schluessel-gewechselt")
    tour.say("changed the key of the store")


def _backups(tour: Tour) -> None:
    from tempfile import TemporaryDirectory

    hand, desk = tour.hand, tour.desk
    count = len(desk.store.drafts())
    with TemporaryDirectory() as folder:
        desk.go("settings", "backup")
        tour.settle()
        section = tour.window.current().section("backup")
        section.use(folder)
        tour.settle()
        hand.click("Jetzt sichern")
        tour.settle()
        if section.restore.passphrase.isVisible():
            for field in ("Neue Passphrase der Ablage", "Passphrase noch einmal"):
                hand.type(field, SECRET, within=section.restore)
        tour.shoot("sicherungen")
        hand.click("Zurückspielen …")
        tour.settle()
        tour.shoot("sicherung-zurueckspielen")
        hand.click("Jetzt zurückspielen")
        hand.wait_for("Zurückgespielt: ")
        tour.settle()
        tour.shoot("sicherung-zurueckgespielt")
        desk.change_settings(backup_folder="")
        tour.settle()
    assert len(desk.store.drafts()) == count
    tour.say("made a backup and put it back")


def _damaged(tour: Tour) -> None:
    """Only the page; nothing is damaged."""
    from avv_desktop.errors import StoreDamaged

    window = tour.window
    window._locked(StoreDamaged(path="", reason=""))
    tour.settle()
    tour.shoot("ablage-beschaedigt")
    tour.hand.click("Stattdessen eine Sicherung zurückspielen")
    tour.settle()
    tour.shoot("ablage-beschaedigt-sicherung")
    window._unlocked()
    tour.settle()


def _past(tour: Tour) -> None:
    hand, desk = tour.hand, tour.desk
    entry = next(each for each in desk.store.drafts() if each.state in ("draft", "ready"))
    desk.open(entry.id, "past")
    tour.settle()
    hand.click("Jetzigen Stand benennen …")
    tour.settle()
    tour.shoot("stand-benennen")
    hand.type("Name", "An den Kunden gesandt")
    hand.click("Behalten")
    tour.settle()
    subject = str(desk.draft.answers.get("processing.subject") or "Wartung")
    desk.edit(desk.draft.answer("processing.subject", f"{subject}, ohne Fernzugriff"))
    desk.save()
    tour.settle()
    assert hand.reads("Was seither anders ist"), hand.text()
    tour.shoot("fruehere-staende")
    hand.click("Ganzer Text")
    tour.settle()
    tour.shoot("frueherer-stand-ganz")
    hand.click("Diesen Stand zurückholen")
    tour.settle()
    assert desk.draft.answers.get("processing.subject", "Wartung") == subject
    tour.say("named a state, changed the agreement, and brought that state back")


def _bin(tour: Tour) -> None:
    hand, desk = tour.hand, tour.desk
    tour.visit("bin", "papierkorb-leer")
    entries = desk.store.drafts()[:3]
    for each in entries:
        desk.store.delete(each.id)
    tour.visit("bin", "papierkorb")
    hand.click("Papierkorb leeren …")
    tour.settle()
    tour.shoot("papierkorb-frage")
    hand.click("Abbrechen")
    tour.settle()
    for each in entries:
        desk.store.undelete(each.id)
    desk.shelf_changed.emit()
    tour.settle()
    tour.say(f"deleted {len(entries)} agreements and brought them back")

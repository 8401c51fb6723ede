"""The tour's pictures of keeping: earlier states, and the bin."""

from __future__ import annotations

from ui.camera import Tour


def keeping(tour: Tour) -> None:
    """Some agreements must lie in the store; the newest draft is deleted and comes back."""
    _past(tour)
    _bin(tour)


def _past(tour: Tour) -> None:
    hand, desk = tour.hand, tour.desk
    entry = max((each for each in desk.store.drafts() if desk.store.earlier(each.id)[1:]),
                key=lambda each: (each.state in ("draft", "ready"), len(desk.store.earlier(each.id))))  # fmt: skip
    desk.open(entry.id, "past")
    tour.settle()
    tour.shoot("fruehere-staende")
    hand.click("Jetzigen Stand benennen …")
    tour.settle()
    tour.shoot("stand-benennen")
    hand.type("Name", "Vor dem Gespräch")
    hand.click("Behalten")
    tour.settle()
    hand.click("Ganzer Text")
    tour.settle()
    tour.shoot("frueherer-stand-ganz")
    tour.say("looked at earlier states and named one")


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

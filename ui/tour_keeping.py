"""The tour's pictures of keeping: the bin."""

from __future__ import annotations

from ui.camera import Tour


def keeping(tour: Tour) -> None:
    """Some agreements must lie in the store; the newest draft is deleted and comes back."""
    _bin(tour)


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

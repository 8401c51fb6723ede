"""The tour's picture of proof for later: an agreement that is signed, and no timestamp service yet."""

from __future__ import annotations

from ui.camera import Tour


def proof(tour: Tour) -> None:
    """An agreement must have been signed."""
    tour.visit("proof", "beweis-fuer-spaeter")
    assert tour.hand.reads("Zeitstempel ausstehend"), tour.hand.text()
    tour.say("saw what is missing to prove signatures for years")

"""The tour through what an agreement says: templates, somebody else's contract, clauses, Word, what differs."""

from __future__ import annotations

from ui.camera import Tour
from ui.tour_intake import intake
from ui.tour_templates import templates


def contents(tour: Tour) -> None:
    """Each part begins and leaves an agreement of its own."""
    for part in (templates, intake):
        part(tour)

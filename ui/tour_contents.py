"""The tour through what an agreement says: templates, somebody else's contract, clauses, Word, what differs; and what
follows from it: notices, and a copy that comes back."""

from __future__ import annotations

from ui.camera import Tour
from ui.tour_clauses import clauses, example
from ui.tour_compare import compare
from ui.tour_foreign import foreign
from ui.tour_intake import intake
from ui.tour_keeping import keeping
from ui.tour_looks import looks
from ui.tour_many import many
from ui.tour_notice import came_back, notices
from ui.tour_proof import proof
from ui.tour_register import register
from ui.tour_reply import reply
from ui.tour_team import team
from ui.tour_templates import templates
from ui.tour_verdicts import verdicts


def contents(tour: Tour) -> None:
    """Each part leaves an agreement for the next."""
    for part in (proof, verdicts, looks, foreign, templates, intake, clauses, example, compare, reply):
        part(tour)
    for part in (many, notices, came_back, keeping, register, team):
        part(tour)

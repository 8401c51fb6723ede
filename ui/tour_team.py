"""The tour's pictures of a team: before there is one, and an agreement that two have changed."""

from __future__ import annotations

import msgspec

from avv_desktop.draft.model import now
from avv_desktop.store import shared
from avv_desktop.team import sealing
from avv_desktop.team.model import Content, Membership
from avv_desktop.team.sync import Record, Theirs
from ui.camera import Tour

ADDRESS = "postgresql://127.0.0.1/avv"


def team(tour: Tour) -> None:
    """An agreement must lie on the desk. No server is asked."""
    hand, desk = tour.hand, tour.desk
    tour.visit("team", "team-beitreten")
    assert hand.reads("Ein Team teilt seine Verträge"), hand.text()
    desk.run_in_store(lambda store: _belong(store, desk.draft.id))
    tour.settle()
    desk.go("shelf")
    tour.settle()
    tour.visit("team", "team-zwei-fassungen")
    assert hand.reads("Nichts wird überschrieben"), hand.text()
    hand.click("Das Team verlassen")
    tour.settle()
    tour.shoot("team-verlassen")
    hand.click("Verlassen")
    tour.settle()
    tour.say("saw two versions of one agreement, and left the team")


def _belong(store, id: str) -> None:
    identity = sealing.new_identity()
    known = Membership(ADDRESS, "vera", "", identity, sealing.fingerprint(sealing.public(identity)))
    shared.keep_membership(store, msgspec.json.encode(known))
    draft, template = store.draft(id)
    theirs = draft.answer("processing.subject", "Betrieb und Wartung der Lagerverwaltung").answer(
        "processing.purpose", "Nur zur Abwicklung der Aufträge"
    )
    mine = draft.answer("processing.subject", "Betrieb der Lagerverwaltung samt Schulung")
    store.save(mine, template)
    content = Content(theirs, template, "draft", "", "")
    kept = Record(1, draft, theirs=Theirs(2, "Vera Vertrieb", now(), content))
    shared.keep_record(store, id, msgspec.json.encode(kept))

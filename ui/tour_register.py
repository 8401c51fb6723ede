"""The tour's pictures of the register: found while one types, what is due, and figures."""

from __future__ import annotations

import datetime

from ui.camera import Tour

CUSTOMERS = ("Müller Maschinenbau", "Groß & Söhne", "Café Übersee", "Muster Energie", "Nordlicht Pflege", "Straßenwerk")


def register(tour: Tour) -> None:
    """Invented customers, some of which have signed; they are gone afterwards."""
    ids = _fill(tour)
    store = tour.desk.store
    tour.desk.go("register")
    tour.settle()
    tour.hand.wait_until_there("Alle, " + str(len(store.drafts())))
    page = tour.window.current()
    page.table.selectRow(0)
    tour.settle()
    tour.shoot("register")
    tour.hand.type("Kunde, Unterauftragnehmer, Klausel suchen", "mueller")
    tour.settle()
    assert [line.entry.customer for line in page.model.lines] == ["Müller Maschinenbau GmbH"]
    tour.hand.type("Kunde, Unterauftragnehmer, Klausel suchen", "")
    for place, name in (("due", "register-faellig"), ("figures", "register-zahlen")):
        tour.desk.go("register", place)
        tour.settle()
        tour.shoot(name)
    for id in ids:
        store.delete(id)
    store.erase(ids)
    tour.desk.shelf_changed.emit()
    tour.settle()
    tour.say(f"found one of {len(ids)} customers by the beginning of a name")


def _fill(tour: Tour) -> list[str]:
    from avv_desktop import flow
    from avv_desktop.draft.answers import read_answers
    from avv_desktop.draft.create import new_draft
    from avv_desktop.system.paths import resources

    template = flow.find_template("avv-de")
    answers = read_answers(resources() / "templates" / "avv-de" / "answers.toml", template)
    store, ids = tour.desk.store, []
    end = datetime.date.today() + datetime.timedelta(days=100)
    for at, name in enumerate(CUSTOMERS):
        given = answers | {
            "controller.company": {**answers["controller.company"], "name": name},
            "agreement.number": f"AVV-2026-1{at:02}",
            "term.kind": "fixed",
            "term.end_date": (end + datetime.timedelta(days=40 * at)).isoformat(),
        }
        draft = new_draft(template, answers=given)
        store.save(draft, template)
        if at % 3:
            store.set_state(draft.id, "countersigned", "", "")
        ids.append(draft.id)
    store.catch_up()
    store.set_tags(ids[:3], add=["Industrie"])
    store.set_tags(ids[2:], add=["Verlängern 2027"])
    store.terminate(ids[-1], datetime.date.today(), "Anbieter gewechselt")
    return ids

"""The tour's pictures of clauses: changed, struck and inserted by sales, approved by a director."""

from __future__ import annotations

from avv_desktop import flow
from avv_desktop.draft.answers import read_answers
from avv_desktop.system.paths import resources
from ui.camera import Tour

COST = "audit_rights.cost"


def example(tour: Tour) -> None:
    """A complete agreement of the example on the desk."""
    template = flow.find_template("avv-de")
    tour.desk.go("shelf")
    tour.desk.new(answers=read_answers(resources() / "templates" / template.id / "answers.toml", template))
    tour.hand.wait(lambda: tour.window.page == "editor", "the form")
    tour.settle()


def clauses(tour: Tour) -> None:
    """Begins an agreement of the example and leaves it with approved changes."""
    hand, desk = tour.hand, tour.desk
    desk.change_settings(author="Nora Verkauf", role="sales")
    example(tour)
    desk.go("clauses", COST)
    tour.settle()
    tour.shoot("klauseln")
    page = tour.window.current()
    card = page.view.cards[COST]
    card.text.setFocus()
    card.text.moveCursor(card.text.textCursor().MoveOperation.End)
    hand.keys(card.text, " Das gilt nicht, wenn die Kontrolle einen Mangel zeigt.")
    card.reason.setFocus()
    hand.keys(card.reason, "Wunsch des Kunden")
    tour.settle()
    page.view.cards["audit_rights.frequency"].struck.emit()
    tour.settle()
    hand.bring(page.view.cards[COST])
    tour.shoot("klausel-geaendert")
    desk.change_settings(author="Aida Dia", role="director")
    page.scroll.verticalScrollBar().setValue(0)
    tour.settle()
    tour.shoot("klauseln-anfragen")
    hand.click("Alle genehmigen")
    tour.settle()
    assert all(edit.allowed == "Aida Dia" for edit in desk.draft.edits)
    tour.say("changed two clauses as sales; a director approved both")
    page.show_clause("subject_and_term")
    tour.settle()
    tour.shoot("klausel-fassungen")
    tour.visit("signing", "unterschreiben-mit-abweichungen")

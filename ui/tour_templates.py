"""The tour's pictures of templates: a version of one's own, edited, kept, and offered to an agreement."""

from __future__ import annotations

from ui.camera import Tour

TERM, NEW_TERM = "Auftragnehmer", "Verwerter"


def templates(tour: Tour) -> None:
    """Begins and leaves an agreement of its own."""
    hand, desk = tour.hand, tour.desk
    desk.go("templates")
    tour.settle()
    tour.shoot("vorlagen")
    page = tour.window.current()
    hand.click("Eigene Fassung anlegen: Vereinbarung zur Auftragsverarbeitung (AVV), deutsch")
    hand.wait(lambda: page.stack.currentWidget() is page.editor, "the template")
    tour.settle()
    first = page.book.now
    editor = page.editor
    editor.outline.choose("subject_and_term")
    tour.settle()
    tour.shoot("vorlage-text")
    card = editor.form.cards["subject_and_term.term"]
    hand.bring(card)
    hand.click("Befristet", within=card)
    tour.settle()
    hand.bring(editor.form.cards["subject_and_term.aftermath"])
    hand.click("Ändern, wann es gedruckt wird: Absatz 4")
    tour.settle()
    tour.shoot("vorlage-fassungen-und-bedingung")
    editor.outline.choose("annex/annex_measures")
    tour.settle()
    tour.shoot("vorlage-anlage")
    _library(tour, page)
    _terms(tour, editor)
    editor.show_part(2)
    tour.settle()
    tour.shoot("vorlage-was-kommt-wann")
    editor.show_part(0)
    editor.outline.choose("data_subject_rights")
    hand.click("Paragraf löschen")
    tour.settle()
    hand.bring(hand.find("Trotzdem löschen"))
    tour.shoot("vorlage-verweise")
    hand.click("Trotzdem löschen")
    tour.settle()
    editor.show_part(3)
    tour.settle()
    hand.click("Was sich geändert hat: Geändert, noch keine Fassung")
    tour.settle()
    tour.shoot("vorlage-unterschiede")
    _newer(tour, first)
    tour.say(f"edited a template and kept it as version {page.book.now.version}")


def _library(tour: Tour, page) -> None:
    """A sub-processor and a measure for the next template."""
    page.editor.outline.choose("annex/annex_sub_processors")
    tour.settle()
    tour.shoot("vorlage-unterauftragnehmer")
    company = page.book.now.field("sub_processors.list").default[0]["company"]
    tour.hand.click(f"In die Bibliothek: {company}")
    tour.settle()
    page.show_library()
    tour.settle()
    tour.shoot("bibliothek")
    page.open(page.book.now.id)
    tour.settle()


def _terms(tour: Tour, editor) -> None:
    editor.show_part(1)
    tour.settle()
    tour.hand.click(f"{TERM} umbenennen")
    tour.settle()
    tour.hand.type("Neues Wort", NEW_TERM)
    tour.settle()
    tour.shoot("vorlage-begriffe")
    tour.hand.click("Überall umbenennen")
    tour.settle()


def _newer(tour: Tour, first) -> None:
    """An agreement of the first version is offered the second."""
    page = tour.window.current()
    tour.desk.new(first.id)
    tour.hand.wait(lambda: tour.window.page == "editor", "the form")
    tour.settle()
    page.book.save()
    tour.settle()
    tour.desk.go("editor")
    tour.settle()
    tour.shoot("neuere-fassung")
    tour.hand.click("Änderungen ansehen")
    tour.settle()
    tour.shoot("neuere-fassung-unterschiede")
    tour.hand.click("Fassung 2 übernehmen")
    tour.settle()
    assert tour.desk.template.version == 2

"""The tour's pictures of an answer in Word: listed, decided change by change, sent back with changes marked."""

from __future__ import annotations

import io
import tempfile
from pathlib import Path

import docx
from docx.text.paragraph import Paragraph

from avv_desktop import flow
from ui import saving
from ui.camera import Tour

OURS, THEIRS = "Kontrolle", "Besichtigung"


def reply(tour: Tour) -> None:
    """With an agreement on the desk that is not signed; it keeps what was taken over."""
    hand, desk = tour.hand, tour.desk
    with tempfile.TemporaryDirectory(prefix="avv-tour-") as folder:
        answer = Path(folder, "Antwort des Kunden.docx")
        answer.write_bytes(_changed(flow.export_word(desk.template, desk.draft)))
        before = desk.draft
        desk.open_file(answer)
        hand.wait_until_there("Alle übernehmen")
        tour.settle()
        tour.shoot("antwort")
        page = tour.window.current()
        first, *others = [card for card in page.cards.values() if not card.change.by_hand]
        hand.click(f"Übernehmen: {first._name}", within=first)
        if others:
            hand.click(f"Anders formulieren …: {others[0]._name}", within=others[0])
        tour.settle()
        tour.shoot("antwort-entscheiden")
        hand.click("Alle ablehnen")
        tour.settle()
        tour.shoot("antwort-entschieden")
        target = Path(folder, "Mit Änderungen.docx")
        saving.save_redline(desk, target, before)
        tour.settle()
        marked = docx.Document(io.BytesIO(target.read_bytes()))
        count = len(marked.element.body.xpath(".//w:ins | .//w:del"))
        tour.say(f"read an answer of {len(page.cards)} changes; wrote a Word file with {count} tracked ones")
        back = Path(folder, "Zurück.pdf")
        back.write_bytes(flow.render(desk.template, before).data)
        desk.go("reply", str(back))
        tour.settle()
        tour.shoot("antwort-als-pdf")


def _changed(data: bytes) -> bytes:
    """Two changes without tracking and a remark, as a customer makes them."""
    file = docx.Document(io.BytesIO(data))
    found = [each for each in file.paragraphs if OURS in each.text][:2]
    for each in found:
        _replace(each)
    file.add_comment(found[0].runs[0], text="So heißt das bei uns.", author="Karla Kundin")
    made = io.BytesIO()
    file.save(made)
    return made.getvalue()


def _replace(paragraph: Paragraph) -> None:
    for run in paragraph.runs:
        run.text = run.text.replace(OURS, THEIRS)

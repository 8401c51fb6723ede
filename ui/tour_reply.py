"""The tour's pictures of an answer in Word: listed, decided change by change, sent back with changes marked."""

from __future__ import annotations

import io
import re
import tempfile
import zipfile
from pathlib import Path

from avv_desktop import flow
from ui import saving
from ui.camera import Tour

OURS, THEIRS = "Kontrolle", "Besichtigung"
BODY = "word/document.xml"


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
        with zipfile.ZipFile(target) as parts:
            count = len(re.findall(rb"<w:(?:ins|del) ", parts.read(BODY)))
        tour.say(f"read an answer of {len(page.cards)} changes; wrote a Word file with {count} tracked ones")
        back = Path(folder, "Zurück.pdf")
        back.write_bytes(flow.render(desk.template, before).data)
        desk.go("reply", str(back))
        tour.settle()
        tour.shoot("antwort-als-pdf")


def _changed(data: bytes) -> bytes:
    """Two words changed without tracking, as a customer does."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as after:
        for part in before.infolist():
            said = before.read(part)
            if part.filename == BODY:
                said = re.sub(rf"\b{OURS}\b".encode(), THEIRS.encode(), said, count=2)
            after.writestr(part, said)
    return made.getvalue()

"""The tour's pictures of an agreement negotiated in Word: sent, changed by the customer, decided, answered."""

from __future__ import annotations

import os
import re
import zipfile
from io import BytesIO
from pathlib import Path

from avv_desktop import flow
from avv_desktop.draft.answers import read_answers
from avv_desktop.reply.model import ReplyChange
from avv_desktop.system.paths import resources
from ui.camera import Tour
from ui.reply.page import ReplyPage

PART = "word/document.xml"
CHANGED = (
    ("Inspektionen", "Kontrollbesuche"),
    ("14 Tagen", "21 Tagen"),
    ("unverzüglich", "binnen 24 Stunden"),
    ("verhindert", "vereitelt"),
)
"""Words and what the customer writes instead; the first is tracked in Word."""
MARKED = (
    '</w:t></w:r><w:del w:id="9001" w:author="Karl Kunde" w:date="2026-11-10T09:15:00Z"><w:r>'
    '<w:delText xml:space="preserve">{old}</w:delText></w:r></w:del>'
    '<w:ins w:id="9002" w:author="Karl Kunde" w:date="2026-11-10T09:15:00Z"><w:r>'
    '<w:t xml:space="preserve">{new}</w:t></w:r></w:ins><w:r><w:t xml:space="preserve">'
)


def reply(tour: Tour) -> None:
    """Begins an agreement of the example and leaves it with what was taken over."""
    hand, desk = tour.hand, tour.desk
    template = flow.find_template("avv-de")
    desk.new(answers=read_answers(resources() / "templates" / template.id / "answers.toml", template))
    hand.wait(lambda: tour.window.page == "editor", "the form")
    tour.settle()
    file = Path(os.environ["AVV_DESKTOP_HOME"]) / "Muster Logistik AVV kommentiert.docx"
    file.write_bytes(changed(flow.export_word(desk.template, desk.draft)))
    desk.go("reply", str(file))
    tour.settle()
    tour.shoot("antwort-des-kunden")
    page = tour.window.current()
    tracked = next(each for each in page.session.changes.values() if each.tracked)
    _edit(tour, page, tracked)
    for change, deed in zip(page.session.open, ("Übernehmen", "Ablehnen"), strict=False):
        hand.click(_name(tour, deed, change))
        tour.settle()
    page.scroll.verticalScrollBar().setValue(0)
    tour.shoot("antwort-teils-entschieden")
    hand.click("Alle übernehmen")
    tour.settle()
    page.scroll.verticalScrollBar().setValue(0)
    assert hand.reads("Alles entschieden."), hand.text()
    tour.shoot("antwort-entschieden")
    tour.say(f"read the customer's answer: {len(page.session.changes)} changes, all decided")


def _edit(tour: Tour, page: ReplyPage, change: ReplyChange) -> None:
    tour.hand.click(_name(tour, "Bearbeiten …", change))
    tour.settle()
    tour.hand.keys(tour.window.focusWidget(), " Ausnahmen werden vereinbart.")
    tour.hand.bring(page.list.entries[change.key])
    tour.shoot("antwort-bearbeiten")
    tour.hand.click("So übernehmen")
    tour.settle()


def _name(tour: Tour, deed: str, change: ReplyChange) -> str:
    """Of the control with which this is done to a change."""
    return next(name for name in tour.hand.names() if name.startswith(f"{deed}: ") and name.endswith(change.where))


def changed(data: bytes) -> bytes:
    """The Word file as a customer sends it back: one change tracked, the others not."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as sent, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as back:
        for entry in sent.infolist():
            content = sent.read(entry)
            if entry.filename == PART:
                content = _reworded(content.decode("utf-8")).encode("utf-8")
            back.writestr(entry, content)
    return made.getvalue()


def _reworded(xml: str) -> str:
    (old, new), *silent = CHANGED
    xml = xml.replace(old, MARKED.format(old=old, new=new), 1)
    for before, after in silent:
        xml = re.sub(rf"(<w:t[^>]*>[^<]*){re.escape(before)}", rf"\g<1>{after}", xml, count=1)
    return xml

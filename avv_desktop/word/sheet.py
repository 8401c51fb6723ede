"""The sheet: A4, running head with number and title, "Seite x von y" at the foot."""

from __future__ import annotations

from typing import Any

from docx.shared import Mm

from avv_desktop.document.model import Document
from avv_desktop.word.marks import element, field, text_run
from avv_desktop.word.plan import plain
from avv_desktop.word.styles import style_id
from avv_desktop.word.tracking import Tracking

INCOMPLETE = "Entwurf, unvollständig"


def make_sheet(
    section: Any, document: Document, before: Document | None = None, tracking: Tracking | None = None
) -> None:
    """`before`: the version that changes of the running head are tracked to."""
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(27), Mm(24)
    section.top_margin, section.bottom_margin = Mm(28), Mm(26)
    section.header_distance = section.footer_distance = Mm(12)
    head = [text_run(_head(document))]
    if before is not None and tracking is not None and _head(before) != _head(document):
        head = [tracking.around("deleted", [text_run(_head(before))]), tracking.around("inserted", head)]
    lines = [_line("AVVKopf", head)]
    if not document.complete:
        lines.insert(0, _line(style_id("AVV Entwurf"), [text_run(INCOMPLETE)]))
    _fill(section.header, lines)
    pages = [text_run("Seite "), *field("PAGE", "1"), text_run(" von "), *field("NUMPAGES", "1")]
    _fill(section.footer, [_line("AVVKopf", pages)])


def _head(document: Document) -> str:
    return " · ".join(filter(None, (document.number.text, plain(document.title))))


def _line(style: str, runs: list[Any]) -> Any:
    return element("w:p", element("w:pPr", element("w:pStyle", val=style)), *runs)


def _fill(part: Any, lines: list[Any]) -> None:
    part.is_linked_to_previous = False
    root = part._element
    for old in list(root):
        root.remove(old)
    for line in lines:
        root.append(line)

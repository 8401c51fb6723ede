"""The sheet: A4, running head with number and title, "Seite x von y" at the foot."""

from __future__ import annotations

from typing import Any

from docx.shared import Mm

from avv_desktop.document.model import Document
from avv_desktop.word.marks import element, field, text_run
from avv_desktop.word.styles import style_id

INCOMPLETE = "Entwurf, unvollständig"


def make_sheet(section: Any, document: Document) -> None:
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(27), Mm(24)
    section.top_margin, section.bottom_margin = Mm(28), Mm(26)
    section.header_distance = section.footer_distance = Mm(12)
    title = "".join(run.text for run in document.title)
    head = [text_run(" · ".join(filter(None, (document.number.text, title))))]
    lines = [_line("AVVKopf", head)]
    if not document.complete:
        lines.insert(0, _line(style_id("AVV Entwurf"), [text_run(INCOMPLETE)]))
    _fill(section.header, lines)
    pages = [text_run("Seite "), *field("PAGE", "1"), text_run(" von "), *field("NUMPAGES", "1")]
    _fill(section.footer, [_line("AVVKopf", pages)])


def _line(style: str, runs: list[Any]) -> Any:
    return element("w:p", element("w:pPr", element("w:pStyle", val=style)), *runs)


def _fill(part: Any, lines: list[Any]) -> None:
    part.is_linked_to_previous = False
    root = part._element
    for old in list(root):
        root.remove(old)
    for line in lines:
        root.append(line)

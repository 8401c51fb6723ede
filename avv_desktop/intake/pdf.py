"""PDF ──read──▶ Source: by its tags where it has them, else by where the words stand."""

from __future__ import annotations

from avv_desktop.errors import NoText
from avv_desktop.intake.limits import LARGEST_TEXT, check_letters, check_pages
from avv_desktop.intake.model import Furniture, Source, SourceLine
from avv_desktop.intake.pdf_furniture import furniture_of
from avv_desktop.intake.pdf_layout import Layout
from avv_desktop.intake.pdf_lines import lines_on
from avv_desktop.intake.pdf_rows import cells
from avv_desktop.intake.pdf_tagged import Tagged, marks_of
from avv_desktop.intake.tongue import language_of
from avv_desktop.pdf.letters import ARTIFACT, PageText
from avv_desktop.pdf.pages import Pages

FEWEST = 20
"""Letters: a file with less is a picture of pages, perhaps with a stamp."""
TAGGED = 0.97
"""Share of the letters that must stand in the file's structure for it to be believed."""


def read_pdf(data: bytes, name: str) -> Source:
    """Raises EncryptedPdf, NoText, PdfError, TooLarge."""
    pages = _pages(data, name)
    if sum(len(each.text.strip()) for page in pages for each in page.stretches) < FEWEST:
        raise NoText(path=name)
    lines, furniture = _tagged(pages) if _is_tagged(pages) else _laid_out(pages)
    return Source(
        name=name,
        format="pdf",
        lines=lines,
        lines_before=lines,
        furniture=furniture,
        language=language_of(line.text for line in lines),
    )


def _pages(data: bytes, name: str) -> list[PageText]:
    found: list[PageText] = []
    with Pages(data, name) as pages:
        check_pages(pages.count, name)
        letters = 0
        for index in range(pages.count):
            page = pages.letters(index, LARGEST_TEXT - letters)
            letters += page.letters
            check_letters(letters, name)
            found.append(page)
    return found


def _is_tagged(pages: list[PageText]) -> bool:
    known = everything = 0
    for page in pages:
        marks = marks_of(page.tags)
        for stretch in page.stretches:
            if stretch.mark != ARTIFACT:
                length = len(stretch.text.strip())
                known, everything = known + length * (stretch.mark in marks), everything + length
    return everything > 0 and known >= TAGGED * everything


def _tagged(pages: list[PageText]) -> tuple[tuple[SourceLine, ...], tuple[Furniture, ...]]:
    """What stands outside of the structure is furniture, if the file says so; else it comes at the end of its page."""
    reader = Tagged()
    for number, page in enumerate(pages, start=1):
        reader.add(number, page)
        marks = marks_of(page.tags)
        outside = [each for each in page.stretches if each.mark == ARTIFACT]
        reader.furniture += [
            furniture_of(part, len(pages), len(reader.lines))
            for line in lines_on(number, outside)
            for part in cells(line)
        ]
        lost = [each for each in page.stretches if each.mark != ARTIFACT and each.mark not in marks]
        for line in lines_on(number, lost):
            reader.lines.append(SourceLine(line.text, len(reader.lines) + 1, number))
    return tuple(reader.lines), tuple(reader.furniture)


def _laid_out(pages: list[PageText]) -> tuple[tuple[SourceLine, ...], tuple[Furniture, ...]]:
    reader = Layout(pages)
    return tuple(reader.lines), tuple(reader.furniture)

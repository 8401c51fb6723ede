"""The body of the Word file, to which paragraphs are added."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from docx.oxml.ns import qn

from avv_desktop.document import model as m
from avv_desktop.word.marks import bookmark_name, element, field, text_run
from avv_desktop.word.numbering import Numbering, number_properties
from avv_desktop.word.styles import MISSING, style_id


class Body:
    """Adds to the end of the file's body; knows the numbers Word will count, for live references."""

    def __init__(self, body: Any, numbering: Numbering, document: m.Document) -> None:
        self.body, self.numbering = body, numbering
        self.end = body.find(qn("w:sectPr"))
        self.numbers = _printed_numbers(document)
        self.bookmarks = 0

    # ---- paragraphs

    def paragraph(
        self, style: str, runs: m.Runs, id: str = "", *, numbers: tuple[int, int] | None = None, new_page: bool = False
    ) -> None:
        self.add(self.made(style, runs, id, numbers=numbers, new_page=new_page))

    def made(
        self, style: str, runs: m.Runs, id: str = "", *, numbers: tuple[int, int] | None = None, new_page: bool = False
    ) -> Any:
        """A paragraph; `numbers`: list and level, where they are not those of the style."""
        properties = element("w:pPr", element("w:pStyle", val=style_id(style)))
        if new_page:
            properties.append(element("w:pageBreakBefore"))
        if numbers is not None:
            properties.append(number_properties(*numbers))
        made = element("w:p", properties)
        if id:
            made.append(element("w:bookmarkStart", id=self.bookmarks, name=bookmark_name(id)))
        for each in self.runs(runs):
            made.append(each)
        if id:
            made.append(element("w:bookmarkEnd", id=self.bookmarks))
            self.bookmarks += 1
        return made

    def add(self, block: Any) -> None:
        self.end.addprevious(block)

    def runs(self, runs: Iterable[m.Run]) -> list[Any]:
        found: list[Any] = []
        for run in runs:
            match run:
                case m.Missing():
                    found.append(text_run(run.text, style=MISSING))
                case m.Strong():
                    found.append(text_run(run.text, bold=True))
                case m.Reference():
                    found += self.reference(run)
                case _:
                    found.append(text_run(run.text))
        return found

    def reference(self, run: m.Reference) -> list[Any]:
        """ "§ 7 Abs. 2": the clause's number and the paragraph's, each live where Word can count it."""
        clause = run.text.rpartition("Abs.\u00a0")[0].strip()
        if run.target not in self.numbers:
            return [text_run(run.text)]
        if self.numbers[run.target] == run.text:
            return field(f"REF {bookmark_name(run.target)} \\n \\h", run.text)
        owner = run.target.partition(".")[0]
        number = field(f"REF {bookmark_name(run.target)} \\n \\t \\h", run.text.rpartition("\u00a0")[2])
        if clause and self.numbers.get(owner) == clause:
            return [
                *field(f"REF {bookmark_name(owner)} \\n \\h", clause),
                text_run(" Abs.\u00a0"),
                *number,
            ]
        return [text_run(run.text.rpartition("\u00a0")[0] + "\u00a0"), *number]

    def gap(self) -> None:
        """Word needs a paragraph between two tables."""
        self.paragraph("AVV Tabelle", ())


def _printed_numbers(document: m.Document) -> dict[str, str]:
    """What Word counts for every clause, annex and numbered paragraph."""
    found = {section.id: section.label for section in m.walk(document.sections) if section.label}
    for section in document.sections:
        for block in section.blocks:
            if isinstance(block, m.Paragraph) and block.id and block.label:
                found[block.id] = block.label
    return found

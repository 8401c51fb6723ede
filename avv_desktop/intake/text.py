"""Plain text, also with the simple marks of Markdown → lines."""

from __future__ import annotations

import re

from msgspec.structs import replace

from avv_desktop.document.plain import INCOMPLETE
from avv_desktop.intake.model import Furniture, Source, SourceLine
from avv_desktop.intake.tongue import language_of

UNDERLINE = re.compile(r"(=|-){3,}")
HASHES = re.compile(r"(#{1,6})\s+(?=\S)")
BARS = re.compile(r"\|(.*)\|")
BAR_RULE = re.compile(r"\|?[\s:|+-]*-{2,}[\s:|+-]*\|?")
LONGEST_HEADING = 160


def read_text(text: str, name: str) -> Source:
    """One line of the source a line of the text; a heading may be underlined or begin with "#"."""
    return _Reading(name).read(text)


class _Reading:
    def __init__(self, name: str) -> None:
        self.name = name
        self.lines: list[SourceLine] = []
        self.furniture: list[Furniture] = []
        self.page = 1
        self.blank = False

    def read(self, text: str) -> Source:
        for number, raw in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), start=1):
            if "\f" in raw:
                self.page, self.blank = self.page + raw.count("\f"), True
            said = raw.strip()
            if not said:
                self.blank = True
            elif said == f"*** {INCOMPLETE} ***":
                self.furniture.append(Furniture("running header", said, number))
            elif not self._is_mark(said, number):
                self._line(raw, said, number)
                self.blank = False
        lines = tuple(_rows(self.lines))
        paged = lines if self.page > 1 else tuple(replace(line, page=0) for line in lines)
        language = language_of(line.text for line in paged)
        return Source(self.name, "text", paged, paged, tuple(self.furniture), language=language)

    def _is_mark(self, said: str, number: int) -> bool:
        """A line below a heading, or between the head of a table and its rows."""
        last = self.lines[-1] if self.lines else None
        if UNDERLINE.fullmatch(said) and last and not self.blank and self._is_underlined(last, said):
            first = len(self.lines) == 1 and said[0] == "="
            kind = "title" if first else "heading"
            self.lines[-1] = replace(last, kind=kind, level=1 if said[0] == "=" else 2)
        elif not (BAR_RULE.fullmatch(said) and last and last.cells and "|" in said):
            return False
        self.furniture.append(Furniture("rule", said, number))
        self.blank = not last.cells
        return True

    def _is_underlined(self, last: SourceLine, said: str) -> bool:
        fits = abs(len(last.text) - len(said)) <= 2 or (len(said) >= 90 and len(last.text) > len(said))
        return last.kind == "line" and fits and len(last.text) <= LONGEST_HEADING

    def _line(self, raw: str, said: str, number: int) -> None:
        indent = len(raw.expandtabs(4)) - len(raw.expandtabs(4).lstrip())
        line = SourceLine(said, number, self.page, indent=indent, blank_before=self.blank)
        if found := HASHES.match(said):
            self.furniture.append(Furniture("rule", found[1], number))
            line = replace(line, text=said[found.end() :], kind="heading", level=len(found[1]))
        elif bars := BARS.fullmatch(said):
            cells = tuple(cell.strip() for cell in bars[1].split("|"))
            self.furniture += [Furniture("rule", "|" * said.count("|"), number)]
            line = replace(line, text="\t".join(cells), cells=cells, kind="row")
        elif "\t" in said:
            cells = tuple(cell.strip() for cell in said.split("\t"))
            line = replace(line, text="\t".join(cells), cells=cells, kind="row")
        self.lines.append(line)


def _rows(lines: list[SourceLine]) -> list[SourceLine]:
    """Two lines or more with equally many cells are a table; a tab in a line alone is a blank."""
    found = []
    for at, line in enumerate(lines):
        beside = lines[at - 1 : at] if at and not line.blank_before else []
        beside += [each for each in lines[at + 1 : at + 2] if not each.blank_before]
        row = len(line.cells) > 1 and any(len(each.cells) == len(line.cells) for each in beside)
        if line.cells and not row:
            line = replace(line, text=" ".join(filter(None, line.cells)), cells=(), kind="line")
        found.append(line)
    return found

"""Lines of the plan as WordprocessingML, with the marks of tracked changes where there are any."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from avv_desktop.document import model as m
from avv_desktop.word.controls import Controls
from avv_desktop.word.grids import table
from avv_desktop.word.marks import bookmark_name, element, field, text_run
from avv_desktop.word.numbering import TWIPS, number_properties
from avv_desktop.word.plan import UNNUMBERED, Grid, Line, Para
from avv_desktop.word.segments import Kind, Segments, all_of, by_field
from avv_desktop.word.styles import MISSING, style_id
from avv_desktop.word.tracking import Tracking

_HANGING = round(0.7 * TWIPS)


class Body:
    """Adds to the end of a body. `numbers`: what Word counts, for live references; `labels`: of fields."""

    def __init__(
        self, end: Any, numbers: Mapping[Kind, Mapping[str, str]], labels: Mapping[str, str], tracking: Tracking
    ) -> None:
        self.end, self.tracking, self.numbers = end, tracking, numbers
        self.controls = Controls(labels)
        self.bookmarks: dict[str, int] = {}
        self._tail: Kind = "same"

    def add(self, line: Line, kind: Kind = "same") -> None:
        """`kind`: a whole line that only one of both versions has."""
        if isinstance(line, Grid):
            self.put(table(self, line, {}, kind), kind)
        else:
            self.end.addprevious(self.paragraph(line, all_of(kind, line.runs), kind))

    def put(self, table: Any, kind: Kind = "same") -> None:
        """A table, and the paragraph that Word needs between two of them."""
        self.end.addprevious(table)
        self.end.addprevious(self.paragraph(Para("AVV Tabelle"), (), kind))

    # ---- paragraphs

    def paragraph(self, para: Para, segments: Segments, kind: Kind = "same") -> Any:
        """`kind` is that of its end: of the whole paragraph, where it is not "same"."""
        later = kind != "same" and kind == self._tail
        self._tail = segments[-1].kind if segments and kind == "same" else "same"
        made = element("w:p", self._properties(para, kind, later))
        marks = self._bookmark(para.id)
        for each in (*marks[:1], *self.pieces(segments, later), *marks[1:]):
            made.append(each)
        return made

    def _properties(self, para: Para, kind: Kind, later: bool) -> Any:
        properties = element("w:pPr", element("w:pStyle", val=style_id(para.style)))
        if para.new_page:
            properties.append(element("w:pageBreakBefore"))
        if para.numbers is not None:
            properties.append(number_properties(*para.numbers))
        if para.left:
            hanging = {"hanging": min(_HANGING, para.left)} if para.numbers == UNNUMBERED else {}
            properties.append(element("w:ind", left=para.left, **hanging))
        if kind != "same":
            properties.append(element("w:rPr", self.tracking.mark(kind, later=later)))
        return properties

    def _bookmark(self, id: str) -> list[Any]:
        """Start and end; a name stands once in a file."""
        if not id or id in self.bookmarks:
            return []
        number = self.bookmarks[id] = len(self.bookmarks)
        return [element("w:bookmarkStart", id=number, name=bookmark_name(id)), element("w:bookmarkEnd", id=number)]

    # ---- runs

    def pieces(self, segments: Segments, later: bool = False) -> list[Any]:
        found: list[Any] = []
        for name, together in by_field(segments):
            inside = [piece for each in together for piece in self._tracked(each.run, each.kind, later)]
            missing = all(isinstance(each.run, m.Missing) for each in together)
            found += [self.controls.control(name, inside, empty=missing)] if name else inside
        return found

    def _tracked(self, run: m.Run, kind: Kind, later: bool) -> list[Any]:
        runs = self._runs(run, self.numbers[kind])
        return runs if kind == "same" else [self.tracking.around(kind, runs, later)]

    def _runs(self, run: m.Run, numbers: Mapping[str, str]) -> list[Any]:
        match run:
            case m.Missing():
                return [text_run(run.text, style=MISSING)]
            case m.Strong():
                return [text_run(run.text, bold=True)]
            case m.Reference():
                return _reference(run, numbers)
        return [text_run(run.text)]


def _reference(run: m.Reference, numbers: Mapping[str, str]) -> list[Any]:
    """ "§ 7 Abs. 2": the clause's number and the paragraph's, each live where Word can count it."""
    clause = run.text.rpartition("Abs.\u00a0")[0].strip()
    if run.target not in numbers:
        return [text_run(run.text)]
    if numbers[run.target] == run.text:
        return field(f"REF {bookmark_name(run.target)} \\n \\h", run.text)
    owner = run.target.partition(".")[0]
    number = field(f"REF {bookmark_name(run.target)} \\n \\t \\h", run.text.rpartition("\u00a0")[2])
    if clause and numbers.get(owner) == clause:
        return [*field(f"REF {bookmark_name(owner)} \\n \\h", clause), text_run(" Abs.\u00a0"), *number]
    return [text_run(run.text.rpartition("\u00a0")[0] + "\u00a0"), *number]

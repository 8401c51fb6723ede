"""Line by line: what our Word file says, and what came back."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from avv_desktop.document import model as m
from avv_desktop.document.compare.align import aligned
from avv_desktop.document.compare.similar import Line as Compared
from avv_desktop.document.compare.tokens import plain as compared_by
from avv_desktop.document.units import HEAD, Unit, units
from avv_desktop.intake.model import Source, SourceLine
from avv_desktop.word.marks import allowed
from avv_desktop.word.plan import Grid, Para, Row, plain
from avv_desktop.word.planning import planned

_COUNTED = re.compile(r"((?:Abs\.|Absatz)\s)\((\d+)\)")
"""What other programs than Word make of a live reference to a paragraph."""


class Sent(Struct, frozen=True):
    """A line of our file. unit: of the Document; key: its own, unique; id: what references call it."""

    key: str
    unit: Unit
    runs: m.Runs
    row: bool = False
    id: str = ""

    @property
    def text(self) -> str:
        return plain(self.runs)


class Came(Struct, frozen=True):
    """A line that came back, without marks of bold words. number: its paragraph in the file."""

    text: str
    number: int
    label: str = ""
    level: int = -1
    heading: bool = False
    row: bool = False


# ---- ours


def sent(document: m.Document) -> tuple[Sent, ...]:
    """Every line of the Word file of this Document that says something."""
    known = {unit.key: unit for unit in units(document)}
    found: list[Sent] = []
    beside: Counter[str] = Counter()
    last = Unit(HEAD, HEAD, HEAD, "Kopf", "head", 0, "")
    for line in planned(document).lines:
        for key, runs, row, id in _said(line):
            last = known.get(key.partition("|")[0], last)
            beside[last.key] += not key
            own = key or f"{last.key}|{beside[last.key]}"
            found.append(Sent(own, last, tuple(map(_written, runs)), row, id))
    return tuple(each for each in found if each.text.strip())


def _said(line: Para | Grid) -> Iterator[tuple[str, m.Runs, bool, str]]:
    if isinstance(line, Para):
        yield line.key, line.runs, False, line.id
        return
    for number, row in enumerate(line.rows):
        key = row.key or (f"{line.key}|{number}" if line.key else "")
        alone = len(row.cells) == 1
        yield key, _cells(row), not alone, ""


def _written(run: m.Run) -> m.Run:
    """Without letters that a Word file cannot have."""
    if isinstance(run, m.Missing):
        return run
    said = allowed(run.text)
    return run if said == run.text else replace(run, text=said)


def _cells(row: Row) -> m.Runs:
    found: list[m.Run] = []
    for number, cell in enumerate(row.cells):
        found += [m.Text("\t")] if number else []
        for place, para in enumerate(cell.paras):
            found += [m.Text("\n")] if place and para.runs else []
            found += para.runs
    return tuple(found)


# ---- theirs


def readings(source: Source) -> tuple[tuple[Came, ...], tuple[Came, ...]]:
    """With all tracked changes accepted, and with all rejected. A file that is not of Word is understood first: its
    lines are broken anywhere, and its numbers are typed."""
    if source.format == "docx":
        now = came(source.lines)
        return now, came(source.lines_before) if source.lines_before else now
    from avv_desktop.intake.structure import understand

    intake = understand(source)
    lines = tuple(
        Came(line.text, intake.places.get(line.unit.key, (0, 0))[0], row=line.row, heading=_is_clause(line))
        for line in sent(intake.document)
    )
    return lines, lines


def _is_clause(line: Sent) -> bool:
    return line.unit.kind == "title" and line.unit.depth == 0 and line.unit.section != HEAD


def came(lines: Iterable[SourceLine]) -> tuple[Came, ...]:
    """Every paragraph and row; a paragraph with line breaks is one."""
    return tuple(_one(list(group)) for _, group in groupby(lines, key=lambda line: (line.number, line.kind == "row")))


def _one(lines: list[SourceLine]) -> Came:
    first = lines[0]
    text = "\n".join(line.text for line in lines).replace("**", "")
    return Came(
        _COUNTED.sub(r"\1\2", text),
        first.number,
        " ".join(first.label.split()),
        first.level if first.kind == "item" else -1,
        first.kind == "heading" and first.level == 1,
        first.kind == "row",
    )


# ---- which is which


def same(old: str, new: str) -> bool:
    """Kinds of blanks, hyphens and quotation marks do not count."""
    return compared_by(old) == compared_by(new)


def counterparts(ours: tuple[Sent, ...], theirs: tuple[Came, ...]) -> dict[int, int]:
    """Places of our lines → places of theirs, in order."""
    old = [_compared(each.text, each.row, n) for n, each in enumerate(ours)]
    new = [_compared(each.text, each.row, n) for n, each in enumerate(theirs)]
    return dict(aligned(old, new))


def _compared(text: str, row: bool, number: int) -> Compared:
    return Compared(Unit(str(number), "", "", "", "row" if row else "paragraph", 1, text))

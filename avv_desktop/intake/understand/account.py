"""What became of every letter of a source: counted against the tree, never by subtraction alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Literal

from avv_desktop.document import model as m
from avv_desktop.document.units import units
from avv_desktop.intake.model import Counts, Furniture, Leftover, Shares, Source

MARKS = frozenset("-–—•▪◦●·*_#|=~>`\u2003\uf0b7\u00ad")
"""Signs that only mark or divide."""


def labels(document: m.Document) -> dict[str, str]:
    """Numbers that stand in print, by the key of the unit they stand before."""
    found: dict[str, str] = {}
    for section in m.walk(document.sections):
        found[f"{section.id}/title"] = section.label
        _labels(section.blocks, found)
    return found


def _labels(blocks: Iterable[m.Block], found: dict[str, str]) -> None:
    for block in blocks:
        if isinstance(block, m.Paragraph):
            found[block.id] = block.label
            _labels(block.blocks, found)
        elif isinstance(block, m.Items):
            for item in block.items:
                found[item.id] = item.label
                _labels(item.blocks, found)


def account(
    source: Source, document: m.Document, places: dict[str, tuple[int, int]]
) -> tuple[Shares, tuple[Leftover, ...], tuple[Furniture, ...]]:
    """Every letter of a line is taken once: by the units that came from it, as furniture, or it is left over."""
    lines = {line.number: _letters(line.text) for line in source.lines}
    total = sum(map(_count, lines.values())) + sum(_count(_letters(each.text)) for each in source.furniture)
    named = labels(document)
    placed = 0
    for unit in units(document):
        first, last = places.get(unit.key.partition("~")[0], (0, -1))
        wanted = _letters(named.get(unit.key, "") + unit.text)
        for number in range(first, last + 1):
            if number in lines:
                taken = lines[number] & wanted
                lines[number], wanted = lines[number] - taken, wanted - taken
                placed += _count(taken)
    furniture = list(source.furniture)
    leftovers = []
    texts = {line.number: line for line in source.lines}
    for number, letters in lines.items():
        marks = {
            sign: count for sign, count in letters.items() if sign in MARKS or _is_marker(texts[number].text, sign)
        }
        if marks:
            furniture.append(Furniture(_kind(marks), "".join(sign * count for sign, count in marks.items()), number))
        if rest := "".join(sign * count for sign, count in letters.items() if sign not in marks):
            leftovers.append(Leftover(number, rest))
    lost = sum(len(each.text) for each in leftovers)
    if not total:
        return Shares(0.0, 0.0, 0.0), (), tuple(furniture)
    shares = Shares(placed / total, (total - placed - lost) / total, lost / total)
    return shares, tuple(leftovers), tuple(furniture)


def _letters(text: str) -> Counter[str]:
    return Counter(sign for sign in text if not sign.isspace())


def _count(letters: Counter[str]) -> int:
    return sum(letters.values())


def _is_marker(text: str, sign: str) -> bool:
    """Punctuation of a marker, such as the brackets around a reference or the colon behind "Anlage 1:"."""
    return sign in ".:;,()[]" and not sign.isalnum() and sign in text


def _kind(marks: dict[str, int]) -> Literal["emphasis", "bullet", "rule", "list marker"]:
    signs = set(marks)
    if signs <= {"*", "_", "`"}:
        return "emphasis"
    if signs <= {"-", "–", "—", "•", "▪", "◦", "●", "·"}:
        return "bullet"
    return "rule" if signs <= {"=", "~", "#", "|"} else "list marker"


def counts(document: m.Document) -> Counts:
    """As the command line tells them; measures are the points of the annexes."""
    sections = list(m.walk(document.sections))
    clauses = [section for section in document.sections if section.kind == "clause"]
    tables = [table for section in sections for table in _tables(section.blocks)]
    body = [block for section in clauses for block in _all(section.blocks)]
    return Counts(
        sections=len(clauses),
        paragraphs=sum(isinstance(each, m.Paragraph) and bool(each.label) for each in body),
        items=sum(isinstance(each, m.Item) and bool(each.label) for each in body),
        tables=tuple((len(table.rows), len(table.header)) for table in tables),
        annexes=sum(section.kind == "annex" for section in sections),
        controls=sum(section.kind == "control" for section in sections),
        measures=sum(
            isinstance(each, m.Item)
            for annex in document.sections
            if annex.kind == "annex"
            for section in m.walk((annex,))
            for each in _all(section.blocks)
        ),
    )


def _all(blocks: Iterable[m.Block]) -> Iterable[m.Block | m.Item]:
    for block in blocks:
        if isinstance(block, m.Items):
            for item in block.items:
                yield item
                yield from _all(item.blocks)
        else:
            yield block
            if isinstance(block, m.Paragraph):
                yield from _all(block.blocks)


def _tables(blocks: Iterable[m.Block]) -> Iterable[m.Table]:
    return (each for each in _all(blocks) if isinstance(each, m.Table))

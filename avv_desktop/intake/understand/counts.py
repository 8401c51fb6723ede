"""How much of everything an agreement has, as the command line tells it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from avv_desktop.document import model as m
from avv_desktop.intake.model import Counts


def counts(document: m.Document) -> Counts:
    """sections: clauses with a number or title. paragraphs, items: those with a number or letter in clauses.

    tables: rows without the head, and columns. measures: all bullets of the annexes. (Bullets in clauses and words
    without a number are in none of them.)
    """
    clauses = [section for section in document.sections if section.kind == "clause"]
    annexes = [section for section in document.sections if section.kind == "annex"]
    every = list(m.walk(document.sections))
    body = [each for section in m.walk(tuple(clauses)) for each in _all(section.blocks)]
    below = [each for section in m.walk(tuple(annexes)) for each in _all(section.blocks)]
    tables = (each for section in every for each in _all(section.blocks) if isinstance(each, m.Table))
    return Counts(
        sections=sum(bool(section.label or section.title) for section in clauses),
        paragraphs=sum(isinstance(each, m.Paragraph) and bool(each.label) for each in body),
        items=sum(isinstance(each, m.Item) and bool(each.label) for each in body),
        tables=tuple((len(table.rows), len(table.header)) for table in tables),
        annexes=len(annexes),
        controls=sum(section.kind == "control" for section in every),
        measures=sum(isinstance(each, m.Item) and not each.label for each in below),
    )


def _all(blocks: Iterable[m.Block]) -> Iterator[m.Block | m.Item]:
    for block in blocks:
        if isinstance(block, m.Items):
            for item in block.items:
                yield item
                yield from _all(item.blocks)
        else:
            yield block
            if isinstance(block, m.Paragraph):
                yield from _all(block.blocks)

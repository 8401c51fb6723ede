"""Blocks of the Document as lines of the plan."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from avv_desktop.document import model as m
from avv_desktop.word import tables
from avv_desktop.word.counting import Counting, ItemLists
from avv_desktop.word.keys import Keys
from avv_desktop.word.numbering import BULLETS, CLAUSES, DEEPEST, TWIPS, left_of
from avv_desktop.word.plan import UNNUMBERED, Line, Numbers, Para

_BELOW = round(0.9 * TWIPS)
_OF_STYLE: dict[str, Numbers] = {"AVV Buchstabe": (CLAUSES, 2), "AVV Strich": (BULLETS, 0)}


class _Place(Struct, frozen=True):
    """below: under a numbered paragraph or an item. level: of the lists here; bullets: of those with bullets.
    left: twips of the text here."""

    below: bool = False
    level: int = 2
    bullets: int = 0
    left: int = 0


class Blocks:
    """Lines of one section; `numbers` takes what Word counts for its paragraphs."""

    def __init__(self, counting: Counting, keys: Keys, numbers: dict[str, str]) -> None:
        self.counting, self.keys, self.numbers = counting, keys, numbers

    def lines(self, blocks: tuple[m.Block, ...], above: str) -> list[Line]:
        return list(self._walk(blocks, above, _Place()))

    def _walk(self, blocks: tuple[m.Block, ...], above: str, place: _Place) -> Iterable[Line]:
        lists = ItemLists(self.counting, place.level, below=place.below)
        for count, block in enumerate(blocks, start=1):
            here = f"{above}/{count}"
            match block:
                case m.Paragraph():
                    yield from self._paragraph(block, block.id or here, place)
                case m.Items():
                    for number, item in enumerate(block.items, start=1):
                        yield from self._item(block.kind, item, item.id or f"{here}/{number}", place, lists)
                case m.Table():
                    yield from tables.table(block, self.keys, block.id or here)
                case m.Card():
                    yield tables.card(block, self.keys(here))
                case m.SignatureBlock():
                    yield from tables.signatures(block, self.keys, here)

    def _paragraph(self, block: m.Paragraph, key: str, place: _Place) -> Iterable[Line]:
        own = self.keys(key)
        below = place
        if block.label:
            counted = not place.left and self.counting.counts(CLAUSES, 1, block.label)
            if counted and block.id:
                self.numbers[block.id] = block.label
            runs = block.runs if counted else (m.Text(f"{block.label}\t"), *block.runs)
            yield Para("AVV Absatz", runs, block.id, own, None if counted else UNNUMBERED, 0 if counted else _BELOW)
            below = _Place(True, place.level, max(place.bullets, 1), place.left or _BELOW)
        elif block.runs:
            style = "AVV Absatz Folge" if place.below else "AVV Text"
            yield Para(style, block.runs, block.id, own, left=place.left if place.left > _BELOW else 0)
        yield from self._walk(block.blocks, key, below)

    def _item(self, kind: str, item: m.Item, key: str, place: _Place, lists: ItemLists) -> Iterable[Line]:
        own = self.keys(key)
        style = {"letters": "AVV Buchstabe", "numbers": "AVV Ziffer"}.get(kind, "AVV Strich")
        runs, (numbers, level) = item.runs, self._numbers(kind, item, place, lists)
        if numbers == UNNUMBERED and item.label:
            runs = (m.Text(f"{item.label}\t"), *runs)
        left = left_of((BULLETS, level) if numbers == UNNUMBERED else numbers, self.counting.lists)
        given = None if numbers == _OF_STYLE.get(style) else numbers
        yield Para(style, runs, item.id, own, given, left if numbers == UNNUMBERED else 0)
        deeper = _Place(True, min(max(level, 1) + 1, DEEPEST), _below_bullets(kind, level), left)
        yield from self._walk(item.blocks, key, deeper)

    def _numbers(self, kind: str, item: m.Item, place: _Place, lists: ItemLists) -> tuple[Numbers, int]:
        """What counts the item, and its level; nothing does where Word would count otherwise."""
        if kind != "bullets":
            return lists.numbers(kind, item) or UNNUMBERED, place.level
        return (BULLETS, place.bullets), place.bullets


def _below_bullets(kind: str, level: int) -> int:
    """The level of bullets below an item of `level`: one that stands further in."""
    first = 1 if kind == "bullets" and level == 0 else 3
    return min(max(level + 1, first), DEEPEST)

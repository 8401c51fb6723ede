"""Lines "Name: value" of a text file → rows of a table: as our own text export writes tables and cards."""

from __future__ import annotations

from itertools import pairwise

from avv_desktop.intake.understand.pieces import Piece
from avv_desktop.intake.understand.scheme import is_title
from avv_desktop.intake.understand.words import Taken, Words

LEAST, MOST = 2, 40
"""Names below each other that are a row."""


def with_rows(pieces: list[Piece], taken: Taken) -> list[Piece]:
    """The pieces with rows in place of pairs. A title right above set-in pairs is that of a card (two columns)."""
    found: list[Piece] = []
    at = 0
    while at < len(pieces):
        blocks = _blocks(pieces, at)
        if not blocks:
            found.append(pieces[at])
            at += 1
        elif found and _is_card(found[-1], blocks[0]):
            found += _card(blocks[0], taken)
            at += len(blocks[0])
        elif len(blocks) > 1 or len(blocks[0]) > LEAST or (found and _titles(found[-1])):
            if found and _titles(found[-1]):
                found[-1].titles = True
            found += _table(blocks, taken)
            at += sum(map(len, blocks))
        else:
            found += blocks[0]
            at += len(blocks[0])
    return found


def _blocks(pieces: list[Piece], at: int) -> list[list[Piece]]:
    """The pairs from here on: one list for each row, as long as they have names in common."""
    found: list[list[Piece]] = []
    known: set[str] = set()
    while at < len(pieces) and pieces[at].pair:
        end = at + 1
        while (
            end < len(pieces) and pieces[end].pair and not pieces[end].blank and pieces[end].depth == pieces[at].depth
        ):
            end += 1
        names = [_name(piece).text for piece in pieces[at:end]]
        if len(set(names)) < len(names) or (not found and len(names) < LEAST) or (found and not known & set(names)):
            break
        if len(names) > MOST:
            break
        if found and pieces[at].depth != found[0][0].depth:
            break
        known |= set(names)
        found.append(pieces[at:end])
        at = end
    return found


def _is_card(before: Piece, block: list[Piece]) -> bool:
    return before.plain and not before.pair and not block[0].blank and block[0].depth > before.depth


def _titles(before: Piece) -> bool:
    return before.plain and not before.pair and before.depth == 0 and is_title(before.said) and len(before.said) <= 60


def _name(piece: Piece) -> Words:
    return piece.whole[: piece.pair].strip()


def _value(piece: Piece, taken: Taken) -> Words:
    taken.words(piece.whole[piece.pair : piece.pair + 1], "list marker")
    return piece.whole[piece.pair + 1 :].strip()


def _card(block: list[Piece], taken: Taken) -> list[Piece]:
    rows = [
        Piece(piece.whole, piece.index, piece.numbers, cells=[_name(piece), _value(piece, taken)]) for piece in block
    ]
    rows[0].first = True
    return rows


def _table(blocks: list[list[Piece]], taken: Taken) -> list[Piece]:
    """The names once, as the head: in an order that fits all rows."""
    names = _ordered([[_name(piece).text for piece in block] for block in blocks])
    head: dict[str, Words] = {}
    rows = []
    for block in blocks:
        cells = dict.fromkeys(names, Words())
        for piece in block:
            name = _name(piece)
            if name.text in head:
                taken.words(name, "list marker")
            head.setdefault(name.text, name)
            cells[name.text] = _value(piece, taken)
        numbers = [number for piece in block for number in piece.numbers]
        rows.append(Piece(Words(), block[0].index, numbers, cells=list(cells.values())))
    first = blocks[0][0]
    return [Piece(Words(), first.index, first.numbers, cells=[head[name] for name in names], first=True), *rows]


def _ordered(rows: list[list[str]]) -> list[str]:
    """A name stands behind all that stand before it in some row; else as they come."""
    before: dict[str, set[str]] = {name: set() for row in rows for name in row}
    for row in rows:
        for one, two in pairwise(row):
            before[two].add(one)
    found: list[str] = []
    while len(found) < len(before):
        left = [name for name in before if name not in found]
        found.append(next((name for name in left if before[name] <= set(found)), left[0]))
    return found

"""Pieces → a tree: the level comes from the kind of marker and the order of numbers, not from indentation alone."""

from __future__ import annotations

import re

from avv_desktop.intake.model import Source
from avv_desktop.intake.understand.joining import Piece, pieces
from avv_desktop.intake.understand.nodes import Growing, Node
from avv_desktop.intake.understand.points import add_bullet, add_item, add_text
from avv_desktop.intake.understand.words import bare

BOLD = re.compile(r"^\*\*(?P<title>[^*]{2,90})\*\*\s*(?P<note>\([^()]*\))?\s*[;.:]?$")
PLAIN = re.compile(r"^(?P<title>[A-ZÄÖÜ][\w\- /]{2,58}?)\s*(?P<note>\([^()]{4,80}\))?\s*[;.:]$")
NOTED = re.compile(r"^(?P<title>[^()]+?)\s*\((?P<note>[^()]*Artt?\.[^()]*)\)\s*[;.:]?$")
NOTE = re.compile(r"^\(?(?:gem(?:äß|\.)\s+)?Artt?\.\s.{2,100}\)?$|^Fassung\s+\d+")
SIGNATURES = re.compile(r"^(?:Unterschrift|Signatur|Signature)", re.I)
DEEP = 3
"""From this level on a heading of the file is that of a control."""


def nested(source: Source) -> tuple[list[Piece], Node]:
    """The pieces of the first page, and the tree of everything behind it."""
    found = pieces(source)
    counted = not any(piece.mark.kind == "clause" for piece in found)
    start = next((number for number in range(len(found)) if _begins(found, number, counted)), len(found))
    tree = Growing()
    for number in range(start, len(found)):
        _take(tree, found, number, counted)
    return found[:start], tree.root


def _begins(found: list[Piece], number: int, counted: bool) -> bool:
    """Is this the first clause?"""
    piece = found[number]
    if piece.mark.kind in ("clause", "annex"):
        return True
    return number > 2 and ((counted and _counts_clause(piece)) or piece.heading > 0)


def _counts_clause(piece: Piece) -> bool:
    return piece.mark.kind == "number" and piece.mark.depth == 1 and _is_title(piece)


def _is_title(piece: Piece) -> bool:
    return len(piece.text) < 120 and not re.search(r"[.;,:]$", piece.text.rstrip("*"))


def _take(tree: Growing, found: list[Piece], number: int, counted: bool) -> None:
    piece = found[number]
    after = found[number + 1] if number + 1 < len(found) else None
    node = Node("text", piece.mark.label, piece.text, lines=list(piece.lines), indent=piece.indent, cells=piece.cells)
    if kind := _section_kind(tree, piece, after, counted):
        _open(tree, kind, node)
    elif piece.cells:
        node.kind = "row"
        (tree.path[-1] if tree.path else tree.innermost).below.append(node)
    elif _is_note(tree, piece):
        tree.innermost.note = piece.text.strip("()")
        tree.innermost.lines += piece.lines
    elif piece.mark.kind == "paragraph" or (piece.mark.kind == "number" and piece.mark.depth == 2 and not tree.annex):
        node.kind = "paragraph"
        tree.add(node)
    elif piece.mark.kind in ("letter", "number"):
        add_item(tree, node)
    elif piece.mark.kind == "bullet":
        add_bullet(tree, node, piece, after)
    else:
        add_text(tree, node, piece)


def _open(tree: Growing, kind: str, node: Node) -> None:
    node.kind = kind
    if kind in ("group", "control"):
        node.text, node.note = _noted(node.text)
        (tree.open_group if kind == "group" else tree.open_control)(node)
    else:
        node.text = bare(node.text)
        tree.open(node)


def _section_kind(tree: Growing, piece: Piece, after: Piece | None, counted: bool) -> str:
    """What the piece is the heading of; "" for none."""
    if piece.mark.kind in ("clause", "annex"):
        return piece.mark.kind
    if tree.annex:
        if piece.heading >= DEEP or _is_control(tree, piece, after):
            return "control"
        return "group" if piece.heading > 0 or (_counts_clause(piece) and (piece.blank or not tree.path)) else ""
    if piece.heading > 0 and piece.mark.kind in ("text", "number"):
        return "signatures" if SIGNATURES.match(piece.text) else "clause"
    return "clause" if counted and _counts_clause(piece) and not piece.listed else ""


def _is_control(tree: Growing, piece: Piece, after: Piece | None) -> bool:
    """A bullet in bold; or a short one that a paragraph explains."""
    if piece.mark.kind != "bullet":
        return False
    if BOLD.match(piece.text):
        return True
    explained = after is not None and after.mark.kind == "text" and not after.cells and len(after.text) > 60
    return tree.group is not None and piece.indent == 0 and bool(PLAIN.match(piece.text)) and explained


def _noted(text: str) -> tuple[str, str]:
    """Title and legal reference of a group or control."""
    said = bare(text)
    found = NOTED.match(said) or PLAIN.match(said)
    if found is None:
        return said.rstrip(";"), ""
    return found["title"].strip(), (found["note"] or "").strip("() ")


def _is_note(tree: Growing, piece: Piece) -> bool:
    """A legal reference or an edition directly below a heading."""
    innermost = tree.innermost
    return tree.annex and not innermost.below and not innermost.note and bool(NOTE.match(piece.text))

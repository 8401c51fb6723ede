"""Letters, numbers, bullets and what stands among them: where in the tree they belong."""

from __future__ import annotations

import re

from avv_desktop.intake.understand.joining import Piece
from avv_desktop.intake.understand.nodes import Growing, Node

OPEN = re.compile(r"(?::|\b(?:für|per|durch|wie folgt|anhand von|for|by|including))$")
ROMANS = ("(i)", "(ii)", "(iii)", "(iv)", "(v)", "(vi)", "(vii)", "(viii)", "(ix)", "(x)")
FELL = "Nach einem Seitenwechsel steht der Punkt weiter links als die davor; gehört er noch zu ihnen?"
NO_FIRST = "Der Buchstabe oder die Zahl davor fehlt."
LABEL_LIKE = "Ist das ein Punkt, oder die Überschrift der Punkte danach?"


def add_item(tree: Growing, node: Node) -> None:
    """A letter or number: in the list that counts to it; a first one below what was said last."""
    node.kind = "item"
    before = _before(node.label)
    for depth in reversed(tree.points("item")):
        if tree.path[depth].label == before:
            return tree.add_at(depth, node)
    if before:
        node.unsure = NO_FIRST
    holders = [depth for depth, each in enumerate(tree.path) if each.kind != "row"]
    return tree.add_at(holders[-1] + 1 if holders else 0, node)


def _before(label: str) -> str:
    """The label that counts to this one; "" for a first one."""
    if label in ROMANS:
        return ROMANS[ROMANS.index(label) - 1] if label != ROMANS[0] else ""
    if re.fullmatch(r"[a-z]\)", label):
        return "" if label == "a)" else chr(ord(label[0]) - 1) + ")"
    if re.fullmatch(r"([a-z])\1\)", label):
        return "" if label == "aa)" else chr(ord(label[0]) - 1) * 2 + ")"
    last = re.search(r"(\d+)\.?$", label)
    number = int(last[1]) if last else 1
    return "" if number == 1 or not last else f"{label[: last.start()]}{number - 1}{label[last.end(1) :]}"


def add_bullet(tree: Growing, node: Node, piece: Piece, after: Piece | None) -> None:
    """A bullet: below a point that opens a list, beside its neighbours, or further out where it stands further left."""
    node.kind = "bullet"
    if re.fullmatch(r"\S+(?: / \S+)+", node.text):
        node.unsure = LABEL_LIKE
    depths = tree.points("bullet")
    if not depths:
        holds = not tree.annex or bool(tree.points("item"))
        return tree.add_at(len(tree.path) if holds else 0, node)
    depth = depths[-1]
    last, parent = tree.path[depth], tree.parent_at(depth)
    if node.indent > last.indent or (OPEN.search(last.text) and node.indent == last.indent):
        return tree.add_at(depth + 1, node)
    if node.indent < last.indent:
        return _further_out(tree, node, piece, after, depths)
    if _ends_short_list(node, parent, last):
        return tree.add_at(depth - 1, node)
    return tree.add_at(depth, node)


def _ends_short_list(node: Node, parent: Node, last: Node) -> bool:
    """Words of one or two under "… für", then a whole phrase at the same place: it is no child of theirs."""
    same = parent.kind == "bullet" and bool(OPEN.search(parent.text)) and node.indent == parent.indent == last.indent
    return same and len(node.text.split()) > 2 and all(len(child.text.split()) <= 2 for child in parent.below)


def _further_out(tree: Growing, node: Node, piece: Piece, after: Piece | None, depths: list[int]) -> None:
    last = tree.path[depths[-1]]
    opens = after is not None and after.mark.kind == "bullet" and after.indent > piece.indent
    falling = last.unsure == FELL and not opens
    if piece.blank or (after is not None and after.glued) or falling:
        node.unsure, node.indent = FELL, last.indent
        return tree.add_at(depths[-1], node)
    for depth in reversed(depths):
        if tree.path[depth].indent <= node.indent:
            return tree.add_at(depth, node)
    return tree.add_at(depths[0], node)


def add_text(tree: Growing, node: Node, piece: Piece) -> None:
    """Words without a marker: a point that lost its own, the end of a sentence round a list, or a paragraph."""
    depths = tree.points()
    if depths and piece.text[:1].islower():
        return _trailing(tree, node, depths[-1])
    if piece.glued and tree.points("bullet"):
        node.kind = "bullet"
        return tree.add_at(tree.points("bullet")[0], node)
    return tree.add(node, keep=not tree.annex)


def _trailing(tree: Growing, node: Node, depth: int) -> None:
    """A sentence that goes on behind its list: the short points before it stand inside it."""
    parent = tree.parent_at(depth)
    siblings = parent.below
    start = len(siblings)
    while start > 1 and siblings[start - 1].kind == "bullet" and len(siblings[start - 1].text) < 40:
        start -= 1
    holder = siblings[start - 1]
    if start < len(siblings) and holder.kind == "bullet" and not re.search(r"[.;:]$", holder.text):
        holder.below += [*siblings[start:], node]
        del siblings[start:]
        tree.path = [*tree.path[:depth], holder]
    else:
        (parent if parent.kind in ("bullet", "item", "paragraph", "text") else tree.path[depth]).below.append(node)

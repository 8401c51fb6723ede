"""Nodes → the Document, ids by place, and which lines of the source every unit came from."""

from __future__ import annotations

from typing import Literal

from avv_desktop.document import model as m
from avv_desktop.document.wording.typography import NO_BREAK
from avv_desktop.intake.model import Unsure
from avv_desktop.intake.understand.nodes import Node
from avv_desktop.intake.understand.words import runs

ListKind = Literal["letters", "numbers", "bullets"]


class Tree:
    def __init__(self, places: dict[str, tuple[int, int]]) -> None:
        self.places = places
        self.unsure: list[Unsure] = []
        self.count = 0

    def sections(self, nodes: list[Node]) -> tuple[m.Section, ...]:
        return tuple(self.section(node) for node in nodes)

    def section(self, node: Node) -> m.Section:
        id = self.id({"clause": "c", "annex": "a", "group": "g", "control": "k"}[node.kind])
        self.note(f"{id}/title", node)
        self.note(f"{id}/note", node)
        inside = [each for each in node.below if each.kind in ("group", "control")]
        rest = [each for each in node.below if each.kind not in ("group", "control")]
        label = node.label.replace(" ", NO_BREAK)
        return m.Section(
            id,
            node.kind,
            node.text,  # type: ignore[arg-type]
            label,
            runs(node.note),
            self.blocks(rest, 0),
            self.sections(inside),
        )

    def id(self, start: str) -> str:
        self.count += 1
        return f"{start}{self.count}"

    def note(self, key: str, node: Node, level: int = 0) -> None:
        if node.lines:
            self.places[key] = (min(node.lines), max(node.lines))
        if node.unsure:
            self.unsure.append(Unsure(key, node.lines[0] if node.lines else 0, node.unsure, node.text, level))

    def blocks(self, nodes: list[Node], level: int) -> tuple[m.Block, ...]:
        found: list[m.Block] = []
        at = 0
        while at < len(nodes):
            node = nodes[at]
            if node.kind == "row":
                end = at
                while end < len(nodes) and nodes[end].kind == "row":
                    end += 1
                found.append(self.table(nodes[at:end]))
                at = end
                continue
            if node.kind in ("item", "bullet"):
                kind: ListKind = (
                    "bullets" if node.kind == "bullet" else "letters" if node.label.endswith(")") else "numbers"
                )
                item = self.item(node, level)
                if found and isinstance(found[-1], m.Items) and found[-1].kind == kind:
                    found[-1] = m.Items(kind, (*found[-1].items, item))
                else:
                    found.append(m.Items(kind, (item,)))
            else:
                id = self.id("p")
                self.note(id, node, level)
                found.append(
                    m.Paragraph(
                        runs(node.text),
                        id,
                        node.label if node.kind == "paragraph" else "",
                        self.blocks(node.below, level),
                    )
                )
            at += 1
        return tuple(found)

    def item(self, node: Node, level: int) -> m.Item:
        id = self.id("i")
        self.note(id, node, level)
        return m.Item(runs(node.text), node.label, id, self.blocks(node.below, level + 1))

    def table(self, rows: list[Node]) -> m.Table:
        id = self.id("t")
        wide = max(len(row.cells) for row in rows)
        full = [(*row.cells, *[""] * (wide - len(row.cells))) for row in rows]
        self.places[f"{id}/header"] = (rows[0].lines[0], rows[0].lines[-1])
        for number, row in enumerate(rows[1:], start=1):
            self.places[f"{id}/row{number}"] = (row.lines[0], row.lines[-1])
        return m.Table(full[0], tuple(tuple(runs(cell) for cell in row) for row in full[1:]), (1.0,) * wide, id=id)

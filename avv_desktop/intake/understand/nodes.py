"""Nodes of the tree while it grows, and the path to the one that was added last."""

from __future__ import annotations

from dataclasses import dataclass, field

POINTS = ("item", "bullet")


@dataclass
class Node:
    """kind: that of a section of the Document, or "paragraph", "item" (with a label), "bullet", "row", "text".

    lines: numbers of the source.
    """

    kind: str
    label: str = ""
    text: str = ""
    note: str = ""
    lines: list[int] = field(default_factory=list)
    below: list[Node] = field(default_factory=list)
    cells: tuple[str, ...] = ()
    indent: int = 0
    unsure: str = ""


class Growing:
    """The sections so far. `path`: from the paragraph or first point of the section down to the newest node."""

    def __init__(self) -> None:
        self.root = Node("root")
        self.section: Node | None = None
        self.group: Node | None = None
        self.control: Node | None = None
        self.path: list[Node] = []

    @property
    def annex(self) -> bool:
        return self.section is not None and self.section.kind == "annex"

    @property
    def innermost(self) -> Node:
        """The section that text goes to."""
        return self.control or self.group or self.section or self.root

    def open(self, node: Node) -> None:
        """A clause or an annex."""
        self.root.below.append(node)
        self.section, self.group, self.control, self.path = node, None, None, []

    def open_group(self, node: Node) -> None:
        (self.section or self.root).below.append(node)
        self.group, self.control, self.path = node, None, []

    def open_control(self, node: Node) -> None:
        (self.group or self.section or self.root).below.append(node)
        self.control, self.path = node, []

    def add(self, node: Node, *, keep: bool = True) -> None:
        """Directly below the section; `keep`: what follows may stand below it."""
        self.innermost.below.append(node)
        self.path = [node] if keep else []

    def parent_at(self, depth: int) -> Node:
        """What stands above the node at that depth of the path."""
        return self.path[depth - 1] if depth > 0 else self.innermost

    def add_at(self, depth: int, node: Node) -> None:
        """In place of the node at that depth of the path, below the same parent."""
        self.parent_at(depth).below.append(node)
        self.path = [*self.path[:depth], node]

    def points(self, *kinds: str) -> list[int]:
        """Depths of the points in the path."""
        return [depth for depth, node in enumerate(self.path) if node.kind in (kinds or POINTS)]

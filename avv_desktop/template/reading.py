"""The lines of a template's Markdown files, with their numbers, grouped under their headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from avv_desktop.errors import TemplateError
from avv_desktop.template.expression import names, parsed
from avv_desktop.template.markup import parse
from avv_desktop.template.text import Inline, Rule, TextLine

HEAD = re.compile(
    r"^(tags|rule|hint|when|choice|choose|art|goal|kind|table|lead|lead none|lead one|lead many|closing): (.+)$"
)
ITEM = re.compile(r"^([a-z]\)|-) (.+)$")


@dataclass
class Node:
    """A heading with its key lines and its text."""

    level: int
    title: str
    line: int
    heads: list[tuple[str, str, int]] = field(default_factory=list)
    lines: list[tuple[str, int]] = field(default_factory=list)
    below: list[Node] = field(default_factory=list)


class Reader:
    """One file. Every problem is a TemplateError with its line."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def error(self, line: int, reason: str) -> TemplateError:
        return TemplateError(path=str(self.path), line=line, reason=reason)

    def nodes(self, text: str) -> list[Node]:
        """The `##` headings with what stands below them."""
        roots: list[Node] = []
        open_nodes: list[Node] = []
        in_heads = False
        for number, line in enumerate(text.splitlines(), 1):
            if heading := re.match(r"^(#{2,4}) (.+)$", line):
                node = Node(len(heading[1]), heading[2].strip(), number)
                while open_nodes and open_nodes[-1].level >= node.level:
                    open_nodes.pop()
                (open_nodes[-1].below if open_nodes else roots).append(node)
                open_nodes.append(node)
                in_heads = True
            elif not open_nodes or line.startswith(">") or line.strip() == "---":
                continue
            elif in_heads and (head := HEAD.match(line)):
                open_nodes[-1].heads.append((head[1], head[2].strip(), number))
            elif line.strip():
                in_heads = False
                open_nodes[-1].lines.append((line.rstrip(), number))
        return roots

    def titled(self, node: Node, pattern: str, what: str) -> re.Match[str]:
        found = re.fullmatch(pattern, node.title)
        if not found:
            raise self.error(node.line, f"Die Überschrift „{node.title}“ ist keine {what}.")
        return found

    def one(self, node: Node, key: str) -> str:
        return next((value for name, value, _ in node.heads if name == key), "")

    def tags(self, node: Node) -> tuple[str, ...]:
        return tuple(tag.strip() for tag in self.one(node, "tags").split(",") if tag.strip())

    def condition(self, node: Node) -> str:
        """The `when` of a heading, readable."""
        for name, value, line in node.heads:
            if name == "when":
                self._readable(value, line)
                return value
        return ""

    def rules(self, node: Node) -> tuple[Rule, ...]:
        found = []
        for name, value, line in node.heads:
            if name in ("rule", "hint"):
                expression, _, message = value.partition(" :: ")
                if not message:
                    raise self.error(line, "Nach der Regel fehlt „ :: “ und der Satz, der erscheint.")
                self._readable(expression, line)
                found.append(Rule(expression.strip(), message.strip(), "E" if name == "rule" else "H"))
        return tuple(found)

    def _readable(self, expression: str, line: int) -> None:
        try:
            parsed(expression)
        except TemplateError as error:
            raise self.error(line, str(error.details["reason"])) from error

    def inline(self, text: str, line: int) -> tuple[Inline, ...]:
        try:
            return parse(text)
        except ValueError as error:
            raise self.error(line, f"{error}.") from error

    def text_lines(self, node: Node) -> tuple[TextLine, ...]:
        found = []
        for text, number in node.lines:
            item = ITEM.match(text)
            marker, words = (item[1], item[2]) if item else ("", text)
            found.append(TextLine(self.inline(words, number), marker))
        return tuple(found)

    def used_fields(self, node: Node) -> Iterator[tuple[str, int]]:
        """Names that conditions and rules of a heading read."""
        for name, value, line in node.heads:
            if name in ("rule", "hint", "when"):
                for used in names(value.partition(" :: ")[0]):
                    yield used, line
            elif name == "choice" and value != "by rule":
                yield value, line

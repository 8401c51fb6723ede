"""The lines of a template's Markdown files, with their numbers, grouped under their headings."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from avv_desktop.errors import TemplateError
from avv_desktop.template.known import Known
from avv_desktop.template.lines import text_line
from avv_desktop.template.markup import parse, slots
from avv_desktop.template.text import FieldSlot, Inline, Rule, TextLine

HEAD = re.compile(
    r"^(tags|rule|hint|when|choice|choose|art|goal|kind|table|lead|lead none|lead one|lead many|closing): (.+)$"
)
KEY = re.compile(r"^([a-z]+(?: [a-z]+)?):(?: |$)")
MANY = ("rule", "hint")
"""A heading may have more than one of these."""


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

    def __init__(self, path: Path, known: Known) -> None:
        self.path, self.known = path, known

    def error(self, line: int, reason: str) -> TemplateError:
        return TemplateError(path=str(self.path), line=line, reason=reason)

    def nodes(self, text: str) -> list[Node]:
        """The `##` headings with what stands below them."""
        roots: list[Node] = []
        open_nodes: list[Node] = []
        in_heads = False
        for number, line in enumerate(text.split("\n"), 1):
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
                if head[1] not in MANY and self.one(open_nodes[-1], head[1]):
                    raise self.error(number, f"Die Angabe „{head[1]}“ steht hier zweimal.")
                open_nodes[-1].heads.append((head[1], head[2].strip(), number))
            elif in_heads and (key := KEY.match(line)):
                raise self.error(number, f"Die Angabe „{key[1]}“ gibt es hier nicht, oder sie ist leer.")
            elif line.strip():
                in_heads = False
                open_nodes[-1].lines.append((line.rstrip(), number))
        return roots

    def titled(self, node: Node, pattern: str, what: str) -> re.Match[str]:
        found = re.fullmatch(pattern, node.title)
        if not found:
            raise self.error(node.line, f"Die Überschrift „{node.title}“ ist keine {what}.")
        return found

    def only_once(self, line: int, id: str, seen: set[str]) -> str:
        """The id, unless one of these was read before."""
        if id in seen:
            raise self.error(line, f"„{id}“ gibt es zweimal.")
        seen.add(id)
        return id

    def one(self, node: Node, key: str) -> str:
        return next((value for name, value, _ in node.heads if name == key), "")

    def line_of(self, node: Node, key: str) -> int:
        return next((line for name, _, line in node.heads if name == key), node.line)

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
        if wrong := self.known.wrong_in(expression):
            raise self.error(line, wrong)

    def inline(self, text: str, line: int) -> tuple[Inline, ...]:
        try:
            parts = parse(text)
        except ValueError as error:
            raise self.error(line, f"{error}.") from error
        for slot in slots(parts):
            if isinstance(slot, FieldSlot) and self.known.field(slot.name) is None:
                raise self.error(line, f"Das Feld „{slot.name}“ gibt es nicht.")
        return parts

    def text_lines(self, node: Node) -> tuple[TextLine, ...]:
        return tuple(self.text_line(text, number) for text, number in node.lines)

    def text_line(self, text: str, number: int) -> TextLine:
        return text_line(text, lambda words: self.inline(words, number))

"""clauses.md → clauses."""

from __future__ import annotations

from avv_desktop.template.reading import Node, Reader
from avv_desktop.template.text import Clause, ClauseParagraph, Variant

UNNUMBERED = ("head", "signatures")


def read_clauses(reader: Reader, text: str) -> tuple[Clause, ...]:
    """Raises TemplateError with the line for everything that is not as it should be."""
    clauses: set[str] = set()
    paragraphs: set[str] = set()
    return tuple(_clause(reader, node, clauses, paragraphs) for node in reader.nodes(text))


def _clause(reader: Reader, node: Node, clauses: set[str], paragraphs: set[str]) -> Clause:
    found = reader.titled(
        node, r"§ (?P<number>\d+) · (?P<id>[a-z][a-z0-9_]*) · (?P<title>.+)", "Klausel („§ 1 · kennung · Titel“)"
    )
    return Clause(
        id=reader.only_once(node.line, found["id"], clauses),
        title=found["title"],
        numbered=found["id"] not in UNNUMBERED and int(found["number"]) != 0,
        tags=reader.tags(node),
        when=reader.condition(node),
        rules=reader.rules(node),
        lines=reader.text_lines(node),
        paragraphs=tuple(_paragraph(reader, below, found["id"], paragraphs) for below in node.below),
    )


def _paragraph(reader: Reader, node: Node, clause: str, seen: set[str]) -> ClauseParagraph:
    found = reader.titled(node, r"\(\d+\) ([a-z][a-z0-9_]*\.[a-z][a-z0-9_]*)", "Absatz („(1) klausel.kennung“)")
    if not found[1].startswith(f"{clause}."):
        raise reader.error(node.line, f"„{found[1]}“ steht unter „{clause}“.")
    reader.only_once(node.line, found[1], seen)
    choice = reader.one(node, "choice")
    known: set[str] = set()
    variants = tuple(_variant(reader, below, choice, known) for below in node.below)
    lines = reader.text_lines(node)
    if bool(choice) != bool(variants):
        raise reader.error(node.line, "Eine Auswahl („choice“) braucht Fassungen, und Fassungen eine Auswahl.")
    if variants and lines:
        raise reader.error(node.line, "Text neben Fassungen: er gehört in eine von ihnen.")
    if not variants and not lines:
        raise reader.error(node.line, "Der Absatz sagt nichts.")
    if choice not in ("", "by rule"):
        field = reader.known.field(choice)
        if field is None or [each.id for each in field.options] != [each.id for each in variants]:
            reason = f"Die Fassungen von „{found[1]}“ und die Auswahl „{choice}“ passen nicht zusammen."
            raise reader.error(node.line, reason)
    return ClauseParagraph(
        id=found[1],
        tags=reader.tags(node),
        when=reader.condition(node),
        choice=choice,
        rules=reader.rules(node),
        lines=lines,
        variants=variants,
    )


def _variant(reader: Reader, node: Node, choice: str, seen: set[str]) -> Variant:
    found = reader.titled(node, r"([a-z][a-z0-9_]*) · (.+)", "Fassung („kennung · Titel“)")
    when = reader.condition(node)
    if choice == "by rule" and not when:
        raise reader.error(node.line, "Eine Fassung nach Regel braucht „when“.")
    return Variant(
        id=reader.only_once(node.line, found[1], seen),
        title=found[2],
        choose=reader.one(node, "choose"),
        lines=reader.text_lines(node),
        when=when,
        rules=reader.rules(node),
    )

"""Tracked changes of a Word file: what is there in which reading, and the list of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

from avv_desktop.intake.docx_package import W
from avv_desktop.intake.model import TrackedChange

INSERTED, DELETED = (f"{W}ins", f"{W}moveTo"), (f"{W}del", f"{W}moveFrom")
NUMBER = "n"
"""Attribute that `number_paragraphs` sets."""
MARK = "¶"
"""Text of a change that joins or divides paragraphs."""


def number_paragraphs(root: Any, first: int = 1) -> int:
    """Number all paragraphs in the order of the file, so that both readings give the same; returns the next."""
    for number, paragraph in enumerate(root.iter(f"{W}p"), start=first):
        paragraph.set(NUMBER, str(number))
        first = number + 1
    return first


def number_of(node: Any) -> int:
    """Of the paragraph that a node stands in, or of its first one."""
    while node is not None and node.tag != f"{W}p":
        inner = next(node.iter(f"{W}p"), None) if node.tag in (f"{W}tr", f"{W}tbl", f"{W}sdt") else None
        node = inner if inner is not None else node.getparent()
    return int(node.get(NUMBER, "0")) if node is not None else 0


# ---- what is there


def is_gone(node: Any, *, before: bool) -> bool:
    """A container of letters or blocks that this reading does not have."""
    return node.tag in (INSERTED if before else DELETED)


def mark_gone(properties: Any, *, before: bool) -> bool:
    """Whether the end of this paragraph does not exist, so that the next one goes on with its letters."""
    return _has(properties.find(f"{W}rPr") if properties is not None else None, INSERTED if before else DELETED)


def row_gone(row: Any, *, before: bool) -> bool:
    return _has(row.find(f"{W}trPr"), INSERTED if before else DELETED)


def cell_gone(cell: Any, *, before: bool) -> bool:
    return _has(cell.find(f"{W}tcPr"), (f"{W}cellIns",) if before else (f"{W}cellDel",))


def properties_of(paragraph: Any, *, before: bool) -> Any:
    """`w:pPr`, or what it was before its tracked change; may be None."""
    properties = paragraph.find(f"{W}pPr")
    if before and properties is not None:
        old = properties.find(f"{W}pPrChange/{W}pPr")
        return old if old is not None else properties
    return properties


def _has(node: Any, tags: tuple[str, ...]) -> bool:
    return node is not None and any(node.find(tag) is not None for tag in tags)


def has_changes(root: Any) -> bool:
    tags = (*INSERTED, *DELETED, f"{W}pPrChange", f"{W}cellIns", f"{W}cellDel")
    return next(root.iter(*tags), None) is not None


# ---- the list


def tracked(root: Any) -> Iterator[TrackedChange]:
    """Every tracked insertion and deletion, in the order of the file; neighbours by one person at one time as one."""
    last: tuple[Any, TrackedChange] | None = None
    for node in root.iter(*INSERTED, *DELETED):
        change = _change(node)
        if change is None:
            continue
        if last is not None and _goes_on(last[0], node, last[1], change):
            joined = TrackedChange(change.kind, change.author, change.date, last[1].text + change.text, change.number)
            last = (node, joined)
            continue
        if last is not None:
            yield last[1]
        last = (node, change)
    if last is not None:
        yield last[1]


def _change(node: Any) -> TrackedChange | None:
    kind: Literal["inserted", "deleted"] = "inserted" if node.tag in INSERTED else "deleted"
    above = node.getparent()
    text = said(node)
    if above is not None and above.tag == f"{W}rPr":
        text = "" if _tracked_inside(_paragraph(above), node.tag) else MARK
    elif above is not None and above.tag == f"{W}trPr":
        row = above.getparent()
        text = "" if _tracked_inside(row, node.tag) else "\t".join(said(cell) for cell in row.iter(f"{W}tc"))
    if not text:
        return None
    return TrackedChange(kind, node.get(f"{W}author", ""), node.get(f"{W}date", ""), text, number_of(node))


def _paragraph(node: Any) -> Any:
    while node is not None and node.tag != f"{W}p":
        node = node.getparent()
    return node


def _tracked_inside(node: Any, tag: str) -> bool:
    """Whether letters below it are tracked in the same way, so that the change is told already."""
    return node is not None and any(each.find(f"{W}r") is not None for each in node.iter(tag))


def _goes_on(before: Any, node: Any, last: TrackedChange, change: TrackedChange) -> bool:
    same = (last.kind, last.author, last.date, last.number) == (change.kind, change.author, change.date, change.number)
    return same and node.getprevious() is before


def said(node: Any) -> str:
    """All letters below a node, also the deleted ones; paragraphs on lines of their own."""
    pieces = []
    for each in node.iter(f"{W}t", f"{W}delText", f"{W}tab", f"{W}br", f"{W}cr", f"{W}noBreakHyphen", f"{W}p"):
        match each.tag[len(W) :]:
            case "t" | "delText":
                pieces.append(each.text or "")
            case "tab":
                pieces.append("\t" if each.getparent().tag == f"{W}r" else "")
            case "noBreakHyphen":
                pieces.append("-")
            case "p":
                pieces.append("\n" if pieces and each is not node else "")
            case _:
                pieces.append("\n")
    return "".join(pieces)

"""What stands beside the text of a Word file: comments, notes, running heads, content controls, our own data."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator
from typing import Any

from avv_desktop.intake.docx_changes import NUMBER, number_of, said
from avv_desktop.intake.docx_package import OURS, Package, W, parsed
from avv_desktop.intake.docx_styles import value
from avv_desktop.intake.encoding import composed
from avv_desktop.intake.model import Comment, Furniture

MOST_OPEN = 30
"""Comments about the same words, that quote them."""


def comments(package: Package, body: Any) -> Iterator[Comment]:
    """In the order of the file's comments; each with the words between its marks."""
    root = package.one("comments")
    if root is None:
        return
    quoted = _quoted(body)
    for each in root.iter(f"{W}comment"):
        number, words = quoted.get(each.get(f"{W}id", ""), (0, ""))
        text = composed(said(each).strip())
        yield Comment(each.get(f"{W}author", ""), each.get(f"{W}date", ""), text, number, composed(words.strip()))


def _quoted(body: Any) -> dict[str, tuple[int, str]]:
    """Id of a comment → paragraph and words; deleted words are quoted, too."""
    numbers: dict[str, int] = {}
    words: dict[str, list[str]] = {}
    open: set[str] = set()
    tags = ("commentRangeStart", "commentRangeEnd", "commentReference", "t", "delText", "p")
    for node in body.iter(*(f"{W}{tag}" for tag in tags)):
        id, tag = node.get(f"{W}id", ""), node.tag[len(W) :]
        if tag == "commentRangeStart":
            numbers[id] = number_of(node) or _next_number(node)
            if len(open) < MOST_OPEN:
                open.add(id)
        elif tag == "commentRangeEnd":
            open.discard(id)
        elif tag == "commentReference":
            numbers.setdefault(id, number_of(node))
        else:
            for each in open:
                words.setdefault(each, []).append("\n" if tag == "p" else node.text or "")
    return {id: (number, "".join(words.get(id, ()))) for id, number in numbers.items()}


def _next_number(node: Any) -> int:
    following = next((each for each in node.itersiblings() if each.tag == f"{W}p"), None)
    return number_of(following) if following is not None else 0


def notes(package: Package, kind: str, references: dict[str, int]) -> dict[str, Any]:
    """Footnotes or endnotes by id, their paragraphs numbered like the paragraph that refers to them."""
    root = package.one(f"{kind}s")
    found = {}
    for note in root.iter(f"{W}{kind}") if root is not None else ():
        id = note.get(f"{W}id", "")
        if note.get(f"{W}type", "normal") == "normal":
            found[id] = note
            for paragraph in note.iter(f"{W}p"):
                paragraph.set(NUMBER, str(references.get(id, 0)))
    return found


def running_heads(package: Package) -> list[Furniture]:
    """Words of all headers and footers, each once."""
    seen: dict[str, None] = {}
    for kind in ("header", "footer"):
        for path in package.of_kind(kind):
            root = package.xml(path)
            for paragraph in root.iter(f"{W}p") if root is not None else ():
                if next(paragraph.iterdescendants(f"{W}p"), None) is None:
                    seen.setdefault(composed(said(paragraph).strip()))
    return [Furniture("running header", text) for text in seen if text]


def controls(body: Any) -> Iterator[tuple[str, str]]:
    """Content controls: (tag, text), in order."""
    for control in body.iter(f"{W}sdt"):
        tag = value(control.find(f"{W}sdtPr"), "tag")
        content = control.find(f"{W}sdtContent")
        if tag and content is not None:
            yield tag, composed(_kept(content).strip())


def _kept(content: Any) -> str:
    """The letters of a control, all changes accepted."""
    gone = {each for tag in ("del", "moveFrom") for node in content.iter(f"{W}{tag}") for each in node.iter()}
    pieces: list[str] = []
    for node in content.iter(f"{W}t", f"{W}br", f"{W}tab", f"{W}p"):
        if node not in gone:
            tag = node.tag[len(W) :]
            pieces.append({"br": "\n", "tab": "\t", "p": "\n" if pieces else ""}.get(tag, node.text or ""))
    return "".join(pieces)


def own_data(package: Package) -> bytes:
    """Our own data, as the custom XML part of our namespace carries it in base64; empty where there is none."""
    for path in sorted(package.entries):
        if path.startswith("customXml/item") and path.endswith(".xml") and "Props" not in path:
            data = package.part(path)
            if OURS.encode() not in data[:2000]:
                continue
            root = parsed(data, package.name)
            if root.tag == f"{{{OURS}}}agreement":
                try:
                    return base64.b64decode("".join(root.itertext()).strip(), validate=False)
                except (binascii.Error, ValueError):
                    return b""
    return b""

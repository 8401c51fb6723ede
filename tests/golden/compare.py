"""Comparing with the golden files, and writing them anew: `AVV_GOLDEN_UPDATE=1 pytest tests/golden`."""

from __future__ import annotations

import difflib
import os
import re
from pathlib import Path
from typing import Any

import msgspec
from lxml import etree

from avv_desktop.document.model import Document

FILES = Path(__file__).parent / "files"
UPDATE = bool(os.environ.get("AVV_GOLDEN_UPDATE"))


def same(name: str, lines: list[str], base: list[str] | None = None) -> None:
    """Fails where `lines` are not those of the golden file. With `base`, only what differs from it is kept there."""
    kept = lines if base is None else _difference(base, lines)
    path = FILES / name
    if UPDATE:
        path.parent.mkdir(exist_ok=True)
        path.write_text("".join(f"{line}\n" for line in kept), "utf-8")
    golden = path.read_text("utf-8").split("\n")[:-1]
    if golden != kept:
        shown = "\n".join(line[:300] for line in _difference(golden, kept)[:40])
        raise AssertionError(f"{name} is no longer what it was (see tests/golden/README.md):\n{shown}")


def _difference(before: list[str], after: list[str]) -> list[str]:
    found = difflib.unified_diff(before, after, n=0, lineterm="")
    return [line for line in found if not line.startswith(("---", "+++"))]


# ---- a Document, one line a block


def document_lines(document: Document) -> list[str]:
    data = msgspec.to_builtins(document)
    sections = data.pop("sections")
    return [_json(data), *(line for section in sections for line in _section_lines(section))]


def _section_lines(section: dict[str, Any]) -> list[str]:
    blocks, below = section.pop("blocks"), section.pop("sections")
    return [_json(section), *map(_json, blocks), *(line for each in below for line in _section_lines(each))]


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()


# ---- a part of a Word file, one line a paragraph or row


def part_lines(data: bytes) -> list[str]:
    root = etree.fromstring(data)
    body = root[0] if len(root) == 1 else root
    pieces: list[Any] = []
    for each in body:
        pieces += list(each) if each.tag.endswith("}tbl") else [each]
    return [_UNSAID.sub("", etree.tostring(each, encoding="unicode")).strip() for each in pieces]


_UNSAID = re.compile(
    r' xmlns:\w+="[^"]*"|(?<=<w:bookmarkStart) w:id="\d+"|(?<=<w:bookmarkEnd) w:id="\d+"'
    r'|(?<=/>)<w:id w:val="\d+"/>'
)
"""Namespaces, and the running numbers of bookmarks and content controls."""

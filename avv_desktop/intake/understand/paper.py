"""Lines that belong to the paper: numbers of pages, heads that come again on every page, a table of contents."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from avv_desktop.intake.model import FurnitureKind, SourceLine
from avv_desktop.intake.understand.markers import marker_of
from avv_desktop.intake.understand.words import said

PAGE = re.compile(
    r"[-–|\s]*(?:(?:Seite|Page|S\.)\s*\d{1,4}(?:\s*(?:von|of|/)\s*\d{1,4})?|\d{1,4}\s*(?:/|von|of)\s*\d{1,4}|[-–]\s*\d{1,4}\s*[-–])"
    r"[-–|\s]*",
    re.I,
)
WITH_PAGE = re.compile(r"(?:Seite|Page)\s*\d{1,4}\s*(?:von|of|/)\s*\d{1,4}", re.I)
LONE = re.compile(r"\d{1,3}")
RULE = re.compile(r"([-=_*~#.·–—])\1{2,}|(?:[-=*~–—]\s+){2,}[-=*~–—]?")
LEADERS = re.compile(r"(?:\.\s?){4,}\s*\d{1,3}$|…+\s*\d{1,3}$|\s{3,}\d{1,3}$|\t\d{1,3}$")
CONTENTS = re.compile(r"\W*(?:Inhalt|Inhaltsverzeichnis|Inhaltsübersicht|Contents|Table of contents)\W*", re.I)
LONGEST_HEAD = 110
NEAR = 2
"""Lines between a page's number and its head."""
OFTEN = 3


def paper(lines: tuple[SourceLine, ...]) -> dict[int, FurnitureKind]:
    """Indices of the lines that are furniture as a whole, and of which kind."""
    found: dict[int, FurnitureKind] = {}
    texts = [said(line).strip() for line in lines]
    for at, (line, text) in enumerate(zip(lines, texts, strict=True)):
        if line.where in ("header", "footer"):
            found[at] = "running header"
        elif line.kind in ("line", "item") and PAGE.fullmatch(text):
            found[at] = "page number"
        elif line.kind == "line" and RULE.fullmatch(text) and not set(text) & set("_.·"):
            found[at] = "rule"
    lone = [at for at, text in enumerate(texts) if LONE.fullmatch(text) and lines[at].kind == "line"]
    if len(lone) >= OFTEN and [int(texts[at]) for at in lone] == list(range(int(texts[lone[0]]), 9999))[: len(lone)]:
        found |= dict.fromkeys(lone, "page number")
    found |= dict.fromkeys(_heads(lines, texts, found), "running header")
    return found | dict.fromkeys(_contents(lines, texts), "contents")


def _heads(lines: tuple[SourceLine, ...], texts: list[str], known: dict[int, FurnitureKind]) -> Iterable[int]:
    """Short lines that come again, but for their numbers, beside the page's number or with it."""
    masked = [re.sub(r"\d+", "0", text) if len(text) <= LONGEST_HEAD else "" for text in texts]
    often = {text for text, count in Counter(masked).items() if text and count >= OFTEN}
    twice = {text for text, count in Counter(masked).items() if text and count > 1 and WITH_PAGE.search(text)}
    if not often | twice:
        return
    pages = [at for at, kind in known.items() if kind == "page number"]
    pages += [at for at, text in enumerate(masked) if text in twice]
    near = {at + step for at in pages for step in range(-NEAR, NEAR + 1)}
    heads = Counter(masked[at] for at in near if 0 <= at < len(masked))
    for at, text in enumerate(masked):
        first = at == 0 and heads[text] >= 2 and not texts[1].lower().startswith(("zwischen", "between"))
        if (
            at not in known
            and (text in twice or (text in often and (at in near or first)))
            and not marker_of(texts[at])
        ):
            yield at


def _contents(lines: tuple[SourceLine, ...], texts: list[str]) -> Iterable[int]:
    """Lines that end with leaders and the number of a page, at least two of them, and the title above them."""
    entries = [at for at, text in enumerate(texts) if LEADERS.search(text) and _is_entry(lines[at])]
    if len(entries) < 2:
        return
    yield from entries
    yield from (at for at in range(max(entries[0] - 2, 0), entries[0]) if CONTENTS.fullmatch(texts[at]))


def _is_entry(line: SourceLine) -> bool:
    return len(line.text) < 160 and line.kind in ("line", "item", "heading", "row") and len(line.cells) <= 3

"""The agreement as Markdown: headings, lists in lists, tables. `intake.markdown` reads it back as the same tree."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from avv_desktop.document import model as m
from avv_desktop.document.plain import INCOMPLETE, numbers, text

_SIGNS = re.compile(r"([\\`*_\[\]<>|~#&!$])")
_AT_START = re.compile(r"^(\s*)([-+=:]|\d{1,9}(?=[.)]))")
_NATIVE = re.compile(r"\d{1,9}[.)]")


def markdown(document: m.Document) -> str:
    """CommonMark with tables. Labels are written as they are printed; no-break spaces stay. Ends with a line break."""
    parts = [part for part in _document(document) if part]
    return "\n\n".join(parts).rstrip("\n") + "\n"


def escaped(said: str, break_with: str = "\\\n") -> str:
    """Text that Markdown takes as it is, line by line."""
    lines = (_AT_START.sub(_at_start, _SIGNS.sub(r"\\\1", line.strip())) for line in said.strip().split("\n"))
    return break_with.join(line for line in lines if line)


def _at_start(found: re.Match[str]) -> str:
    return f"{found[1]}{found[2]}" if found[2].isdigit() else f"{found[1]}\\{found[2]}"


def _runs(runs: Iterable[m.Run], break_with: str = "\\\n") -> str:
    """Bold runs between asterisks; blanks at their ends stand outside."""
    said = ""
    for run in runs:
        words = run.text
        core = words.strip()
        if isinstance(run, m.Strong) and core and "\n" not in core:
            start = words.index(core)
            said += f"{words[:start]}\x02{core}\x03{words[start + len(core) :]}"
        else:
            said += words
    return escaped(said, break_with).replace("\x03\x02", "").replace("\x02", "**").replace("\x03", "**")


def _guarded(said: str) -> str:
    """A paragraph that begins like an item of a list is none."""
    return re.sub(r"^(\d{1,9})([.)])(?=\s|$)", r"\1\\\2", said)


# ---- first page


def _document(document: m.Document) -> Iterator[str]:
    if not document.complete:
        yield f"> {INCOMPLETE}"
    yield f"# {_runs(document.title, ' ')}"
    yield _guarded(_runs(document.subtitle))
    yield _guarded(escaped(numbers(document)))
    for party in document.parties:
        yield _guarded(escaped(party.intro))
        lines = (party.name.text, text(party.runs), text(party.represented), f"{party.role} {party.term}")
        yield _guarded("\\\n".join(escaped(line) for line in lines if line.strip()))
    yield _guarded(escaped(document.closing))
    for section in document.sections:
        yield from _section(section, 2)


# ---- sections


def _section(section: m.Section, level: int) -> Iterator[str]:
    yield f"{'#' * min(level, 6)} {escaped(' '.join(filter(None, (section.label, section.title))), ' ')}"
    yield _guarded(_runs(section.note))
    yield from _blocks(section.blocks, "")
    for below in section.sections:
        yield from _section(below, level + 1)


def _blocks(blocks: Iterable[m.Block], margin: str) -> Iterator[str]:
    for block in blocks:
        match block:
            case m.Paragraph():
                yield from _paragraph(block, margin)
            case m.Items():
                for item in block.items:
                    yield from _item(item, margin)
            case m.Table():
                if block.title:
                    yield f"{margin}**{escaped(block.title, ' ')}**"
                head = [escaped(cell, "<br>") for cell in block.header]
                yield _table([head, *([_runs(cell, "<br>") for cell in row] for row in block.rows)], margin)
            case m.Card():
                yield f"{margin}**{escaped(text(block.title), ' ')}**"
                yield _table([(escaped(name, " "), _runs(runs, "<br>")) for name, runs in block.lines], margin)
            case m.SignatureBlock():
                yield from _signatures(block)


def _paragraph(paragraph: m.Paragraph, margin: str) -> Iterator[str]:
    if paragraph.label:
        yield _point(f"{escaped(paragraph.label)} {_runs(paragraph.runs)}".rstrip(), "- ", margin)
        yield from _blocks(paragraph.blocks, margin + "  ")
    else:
        yield _hanging(_guarded(_runs(paragraph.runs)), margin, margin)
        yield from _blocks(paragraph.blocks, margin)


def _item(item: m.Item, margin: str) -> Iterator[str]:
    if _NATIVE.fullmatch(item.label):
        sign, said = f"{item.label} ", _runs(item.runs)
    else:
        sign, said = "- ", f"{escaped(item.label)} {_runs(item.runs)}".strip()
    yield _point(said, sign, margin)
    yield from _blocks(item.blocks, margin + " " * len(sign))


def _point(said: str, sign: str, margin: str) -> str:
    return _hanging(_guarded(said), margin + sign, margin + " " * len(sign))


def _hanging(said: str, first: str, further: str) -> str:
    return first + said.replace("\n", f"\n{further}") if said else ""


def _table(rows: list[Iterable[str]], margin: str) -> str:
    """The first row is the head."""
    lines = [f"{margin}| {' | '.join(cell or ' ' for cell in row)} |" for row in (tuple(row) for row in rows)]
    columns = max((len(tuple(row)) for row in rows), default=0)
    return "\n".join([*lines[:1], f"{margin}|{' --- |' * columns}", *lines[1:]]) if lines else ""


def _signatures(block: m.SignatureBlock) -> Iterator[str]:
    """Every name and function a paragraph, with a line to write on."""
    yield f"**{escaped(block.title, ' ')}**" if block.title else ""
    yield _guarded(_runs(block.place))
    yield _guarded(escaped(block.note))
    for line in block.lines:
        yield escaped("_" * 30)
        yield _guarded(escaped(line.name))
        yield _guarded(escaped(line.function))

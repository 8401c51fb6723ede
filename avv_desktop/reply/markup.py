"""A paragraph's lines in the markup of clause files, some of them in other words; what did not change stays live."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from avv_desktop.document.compose import composed
from avv_desktop.document.lines import dropped, runs
from avv_desktop.document.model import Document, Missing, Reference, Run, Runs, Strong, Value
from avv_desktop.document.printing import Printing
from avv_desktop.document.slots import entries
from avv_desktop.document.units import units
from avv_desktop.draft.model import Draft
from avv_desktop.errors import CannotDo
from avv_desktop.reply.difference import Edit, applied, edits
from avv_desktop.reply.model import NewLine
from avv_desktop.system.language import tr
from avv_desktop.template.lines import guarded, plain_line, written_line
from avv_desktop.template.markup import escaped, slots
from avv_desktop.template.model import Template
from avv_desktop.template.text import FieldSlot, Inline, TextLine

Rewrite = Mapping[str, "str | None"]
"""Key of a unit → its new words, None for a line that goes."""
Inserted = Mapping[str, Sequence[NewLine]]
"""Key of a unit → the lines behind it."""


class Paragraph:
    """One printed paragraph of a draft: its lines, and the units that each of them prints."""

    def __init__(self, template: Template, draft: Draft, id: str) -> None:
        document, self.printing = composed(template, draft)
        self.clause, self.lines = _lines(self.printing, id)
        self.units = _keys(document, id)

    def rewritten(self, rewrite: Rewrite, inserted: Inserted, *, live: bool = True) -> tuple[str, ...]:
        """The lines; `live`: what did not change of a changed one keeps its fields and references. Raises CannotDo."""
        found: list[str] = []
        left = list(self.units)
        for line in self.lines:
            if dropped(self.printing, line):
                found.append(written_line(line))
                continue
            count = self._count(line)
            keys, left = left[:count], left[count:]
            found += self._line(line, keys, rewrite, live)
            for key in keys:
                if key in inserted and len(keys) > 1:
                    raise CannotDo(reason=tr("It is a part of a list that a field prints; please change it there."))
                found += [_new(each, line.level) for each in inserted.get(key, ())]
        return tuple(found)

    def _count(self, line: TextLine) -> int:
        """Units that a line prints: entries of a list are one each."""
        slot = line.parts[0] if len(line.parts) == 1 else None
        if not isinstance(slot, FieldSlot) or slot.form not in ("items", "table"):
            return 1
        if slot.form == "table":
            return 1 + len(self.printing.values.numbered_rows(slot.name))
        return len(entries(self.printing, self.printing.field(slot.name))) or 1

    def _line(self, line: TextLine, keys: Sequence[str], rewrite: Rewrite, live: bool) -> Iterator[str]:
        key = keys[0] if len(keys) == 1 else ""
        if key not in rewrite:
            yield written_line(line)
            return
        words = rewrite[key]
        if words is None:
            return
        if line.marker == "|":
            cells = zip(line.cells, words.split("\t"), strict=False)
            said = [self._marked(parts, each, live).replace("|", "\\|") for parts, each in cells]
            yield "  " * line.level + "| " + " | ".join(said) + " |"
            return
        said_line = self._marked(line.parts, words, live)
        yield "  " * line.level + (f"{line.marker} {said_line}" if line.marker else guarded(said_line))

    def _marked(self, parts: tuple[Inline, ...], words: str, live: bool) -> str:
        if not live:
            return escaped(_one_line(words))
        return marked(runs(self.printing, parts, self.clause), parts, words)


def marked(printed: Runs, parts: Sequence[Inline], words: str) -> str:
    """`words` in markup: what is a field, a reference or bold in `printed` and did not change is so again."""
    old = "".join(run.text for run in printed)
    done = edits(old, words)
    found: list[str] = []
    at = 0
    for start, end, mark in _marks(printed, parts):
        if any(each.start < end and start < each.end for each in done):
            continue
        inside = [each for each in done if at <= each.start and each.end <= start]
        done = tuple(each for each in done if each not in inside)
        found += [_words(old, at, start, inside), mark]
        at = end
    return "".join((*found, _words(old, at, len(old), done)))


def _words(old: str, start: int, end: int, done: Sequence[Edit]) -> str:
    moved = [Edit(each.start - start, each.end - start, each.text) for each in done]
    return escaped(_one_line(applied(old[start:end], moved)))


def _one_line(text: str) -> str:
    return text.replace("\n", " ").replace("\u00a0", " ")


def _marks(printed: Runs, parts: Sequence[Inline]) -> Iterator[tuple[int, int, str]]:
    """Where each field, reference and bold word stands in print, and its markup."""
    fields = [slot for slot in slots(tuple(parts)) if isinstance(slot, FieldSlot)]
    at = 0
    for run in printed:
        mark = _mark(run, fields)
        if mark and run.text:
            yield at, at + len(run.text), mark
        at += len(run.text)


def _mark(run: Run, fields: list[FieldSlot]) -> str:
    match run:
        case Value() | Missing():
            slot = next((each for each in fields if each.name == run.field), None)
            if slot is None:
                return ""
            del fields[: fields.index(slot) + 1]
            return f"{{{slot.name}|{slot.form}}}" if slot.form else f"{{{slot.name}}}"
        case Reference():
            return f"{{ref:{run.target}}}"
        case Strong():
            return f"**{run.text}**" if not set(run.text) & set("*{}[]\\") else ""
    return ""


def _lines(printing: Printing, id: str) -> tuple[str, tuple[TextLine, ...]]:
    for clause, inside in printing.clauses:
        for paragraph, variant in inside:
            if paragraph.id == id:
                return clause.id, variant.lines if variant else paragraph.lines
    return "", ()


def _keys(document: Document, id: str) -> tuple[str, ...]:
    return tuple(each.key for each in units(document) if each.key.partition("/")[0] == id)


def _new(line: NewLine, level: int) -> str:
    return plain_line(line.text, line.marker, line.level or (level if line.marker else 0))


def new_lines(lines: Sequence[NewLine]) -> tuple[str, ...]:
    """Lines of what is inserted, from plain words."""
    return tuple(plain_line(line.text, line.marker, line.level) for line in lines)


def with_text(lines: Sequence[NewLine], text: str) -> tuple[NewLine, ...]:
    """The same lines in other words, as far as there are as many."""
    said = [each for each in text.split("\n") if each.strip()]
    kept = [replace(line, text=words) for line, words in zip(lines, said, strict=False)]
    return (*kept, *(NewLine(words) for words in said[len(lines) :]))

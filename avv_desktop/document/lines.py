"""Lines of a clause → runs and blocks: fields filled in, references live, optional parts kept or dropped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Literal

from avv_desktop.document.model import Block, Item, Items, Paragraph, Reference, Run, Runs, Strong, Table, Text, Value
from avv_desktop.document.printing import Printing
from avv_desktop.document.slots import entries, text_of
from avv_desktop.document.tables import table
from avv_desktop.document.wording.lists import bullet_ends
from avv_desktop.document.wording.quantities import every
from avv_desktop.document.wording.typography import kept_together, typographic
from avv_desktop.template.markup import slots
from avv_desktop.template.text import FieldSlot, Inline, OptionalPart, ReferenceSlot, StrongWords, TextLine, Words


def runs(printing: Printing, parts: Sequence[Inline], clause: str = "") -> Runs:
    """The runs of one line. `clause`: the id of the clause it stands in, for references inside it."""
    found: list[Run] = []
    _add(printing, parts, clause, found)
    return tuple(found)


def _add(printing: Printing, parts: Sequence[Inline], clause: str, found: list[Run]) -> None:
    for number, part in enumerate(parts):
        match part:
            case Words():
                _text(found, typographic(part.text))
            case StrongWords():
                found.append(Strong(typographic(part.text)))
            case OptionalPart():
                if said(printing, part):
                    _add(printing, part.parts, clause, found)
            case ReferenceSlot():
                found.append(_reference(printing, part.target, clause))
            case FieldSlot():
                behind = parts[number + 1] if number + 1 < len(parts) else None
                _field(printing, part, found, behind.text if isinstance(behind, Words) else "")


def _text(found: list[Run], text: str) -> None:
    """Neighbouring words become one run."""
    if found and isinstance(found[-1], Text):
        found[-1] = Text(found[-1].text + text)
    elif text:
        found.append(Text(text))


def _field(printing: Printing, slot: FieldSlot, found: list[Run], after: str) -> None:
    before = found[-1].text if found and isinstance(found[-1], Text) else ""
    text = text_of(printing, slot, before, after)
    if not text:
        field = printing.field(slot.name)
        found.append(printing.missing(field.label, slot.name))
        return
    if slot.form == "acc":
        shorter, text = every(before, text)
        if shorter != before:
            found[-1:] = [Text(shorter)] if shorter else []
    found.append(Value(text, slot.name))


def _reference(printing: Printing, target: str, clause: str) -> Run:
    """A live reference; to something that is not printed, the words alone."""
    text = printing.numbers.reference(target, clause)
    if printing.numbers.known(target):
        return Reference(text, target)
    annex = next((annex for annex in printing.template.annexes if annex.id == target), None)
    titles = {clause.id: clause.title for clause in printing.standard.clauses}
    gone = titles.get(target.partition(".")[0], "")
    return Text(text or (f"Anlage „{annex.title}“" if annex else f"„{gone}“" if gone else target))


def said(printing: Printing, part: OptionalPart) -> bool:
    """Is an optional part printed? Only if its fields are filled and what it refers to is printed."""
    for slot in slots(part.parts):
        if isinstance(slot, ReferenceSlot):
            if not printing.numbers.known(slot.target):
                return False
        elif not printing.values.filled(slot.name) or not printing.values.relevant(printing.field(slot.name)):
            return False
    return True


def dropped(printing: Printing, line: TextLine) -> bool:
    """A line that consists of optional parts only falls away with them."""
    return bool(line.parts) and not any(
        said(printing, part) if isinstance(part, OptionalPart) else not _blank(part) for part in line.parts
    )


def _blank(part: Inline) -> bool:
    return isinstance(part, Words) and not part.text.strip()


# ---- several lines


def paragraph(printing: Printing, lines: Sequence[TextLine], clause: str, id: str = "", label: str = "") -> Paragraph:
    """A numbered paragraph: its first line, and everything else below it."""
    kept = [line for line in lines if not dropped(printing, line)]
    first = bool(kept) and not kept[0].marker and not _block_form(kept[0])
    said = runs(printing, kept[0].parts, clause) if first else ()
    return Paragraph(said, id, label, blocks(printing, kept[1:] if first else kept, clause))


def blocks(printing: Printing, lines: Sequence[TextLine], clause: str) -> tuple[Block, ...]:
    """Neighbouring items become one list, deeper lines stand below the item before them; items that are left are
    counted again when one fell away."""
    found: list[Block] = []
    counted: dict[str, int] = {}
    level = min((line.level for line in lines), default=0)
    for kind, together in groupby(_with_deeper(lines, level), key=lambda pair: _kind(pair[0])):
        group = list(together)
        if kind == "table":
            found.append(_rows(printing, [line for line, _ in group], clause))
        elif kind:
            goes_on = counted.get(kind, 0) if group[0][0].marker not in ("a)", "1.") else 0
            found.append(_items(printing, kind, group, clause, goes_on))
            counted[kind] = goes_on + len(group)
        else:
            for line, deeper in group:
                found += [*_plain(printing, line, clause), *blocks(printing, deeper, clause)]
    return tuple(found)


ListKind = Literal["letters", "numbers", "bullets"]


def _kind(line: TextLine) -> ListKind | Literal["table", ""]:
    """What a line is part of, by its marker."""
    if line.marker in ("", "-", "|"):
        return {"": "", "-": "bullets", "|": "table"}[line.marker]  # type: ignore[return-value]
    return "numbers" if line.marker[0].isdigit() else "letters"


def _with_deeper(lines: Sequence[TextLine], level: int) -> Iterator[tuple[TextLine, list[TextLine]]]:
    """Every line of this level with the deeper ones that follow it."""
    at = 0
    while at < len(lines):
        end = at + 1
        while end < len(lines) and lines[end].level > level:
            end += 1
        yield lines[at], list(lines[at + 1 : end])
        at = end


def _items(
    printing: Printing, kind: ListKind, lines: list[tuple[TextLine, list[TextLine]]], clause: str, start: int
) -> Items:
    items = []
    for number, (line, deeper) in enumerate(lines, start):
        said = runs(printing, line.parts, clause)
        label = {"letters": letter(number), "numbers": f"{number + 1}.", "bullets": ""}[kind]
        ended = said if kind == "bullets" else _ended(printing, line, said)
        items.append(Item(ended, label, blocks=blocks(printing, deeper, clause)))
    return Items(kind, tuple(items))


def _rows(printing: Printing, lines: list[TextLine], clause: str) -> Table:
    """Neighbouring rows of text: the first one is the head."""
    cells = [[runs(printing, cell, clause) for cell in line.cells] for line in lines]
    wide = max(len(row) for row in cells)
    full = [(*row, *[()] * (wide - len(row))) for row in cells]
    head = tuple("".join(run.text for run in cell) for cell in full[0])
    return Table(head, tuple(full[1:]), (1.0,) * wide)


def _ended(printing: Printing, line: TextLine, said: Runs) -> Runs:
    """An item that ends with a list of entries ends with a full stop, as one that ends with a long text does."""
    last = line.parts[-1] if line.parts else None
    listed = isinstance(last, FieldSlot) and printing.field(last.name).type == "multi"
    return (*said, Text(".")) if listed and isinstance(said[-1], Value) else said


def letter(number: int) -> str:
    """0 → "a)", 26 → "aa)"."""
    return chr(97 + number % 26) * (number // 26 + 1) + ")"


def _block_form(line: TextLine) -> FieldSlot | None:
    """The field of a line that is nothing but bullets or a table."""
    if len(line.parts) == 1 and isinstance(line.parts[0], FieldSlot) and line.parts[0].form in ("items", "table"):
        return line.parts[0]
    return None


def _plain(printing: Printing, line: TextLine, clause: str) -> list[Block]:
    slot = _block_form(line)
    if slot is None:
        return [Paragraph(runs(printing, line.parts, clause))]
    if slot.form == "table":
        return [table(printing, slot.name)]
    return [_bullets(printing, slot.name)]


def _bullets(printing: Printing, name: str) -> Block:
    """One bullet an entry: "oder" after the last but one, a full stop after the last."""
    field = printing.field(name)
    said = entries(printing, field)
    if not said:
        return Paragraph((printing.missing(field.label, name),))
    items: list[Item] = []
    for entry, end in zip(said, bullet_ends(len(said)), strict=True):
        value = Value(kept_together(entry), name)
        items.append(Item((value, Text(end)) if end else (value,)))
    return Items("bullets", tuple(items))

"""Lines of a clause → runs and blocks: fields filled in, references live, optional parts kept or dropped."""

from __future__ import annotations

from collections.abc import Sequence

from avv_desktop.document.model import Block, Item, Items, Paragraph, Reference, Run, Runs, Text, Value
from avv_desktop.document.printing import Printing
from avv_desktop.document.slots import entries, text_of
from avv_desktop.document.tables import table
from avv_desktop.document.wording.lists import bullet_ends
from avv_desktop.document.wording.quantities import every
from avv_desktop.document.wording.typography import kept_together, typographic
from avv_desktop.template.markup import slots
from avv_desktop.template.text import FieldSlot, Inline, OptionalPart, ReferenceSlot, TextLine, Words


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
    return Text(text or (f"Anlage „{annex.title}“" if annex else target))


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
    """Neighbouring items become one list; lettered items are counted again when one fell away."""
    found: list[Block] = []
    waiting: list[TextLine] = []
    for line in lines:
        if waiting and (not line.marker or (line.marker == "-") != (waiting[0].marker == "-")):
            found.append(_items(printing, waiting, clause))
            waiting = []
        if line.marker:
            waiting.append(line)
        else:
            found += _plain(printing, line, clause)
    if waiting:
        found.append(_items(printing, waiting, clause))
    return tuple(found)


def _items(printing: Printing, lines: list[TextLine], clause: str) -> Items:
    bullets = lines[0].marker == "-"
    items = []
    for number, line in enumerate(lines):
        said = runs(printing, line.parts, clause)
        items.append(Item(said if bullets else _ended(printing, line, said), "" if bullets else letter(number)))
    return Items("bullets" if bullets else "letters", tuple(items))


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

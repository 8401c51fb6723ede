"""The signatures: one block a party, one line a person whose signature may be needed."""

from __future__ import annotations

from avv_desktop.document.lines import runs
from avv_desktop.document.model import Section, Side, SignatureBlock, SignatureLine, Text, Value
from avv_desktop.document.printing import Printing
from avv_desktop.document.wording.companies import full_name
from avv_desktop.document.wording.counts import who_signs
from avv_desktop.document.wording.persons import full_name as name_of
from avv_desktop.document.wording.persons import nominative, signature_name
from avv_desktop.document.wording.typography import typographic
from avv_desktop.template.text import Clause, FieldSlot, TextLine, Words

ORDER: tuple[Side, ...] = ("processor", "controller")
"""Who signs first: the company that hands the agreement out, then its customer."""


def signatures(printing: Printing, clause: Clause) -> Section:
    """A section without a number. In the template: a title, a place, then the persons, for each party."""
    sides = [slot.name.partition(".")[0] for line in clause.lines if (slot := _signing(line))]
    persons = {side: _persons(printing, side) for side in sides}
    needed = {side: printing.representation(side).needed(len(persons[side])) for side in sides}
    starts = _starts({side: len(persons[side]) for side in sides}, needed)
    blocks, title, place = [], "", None
    for line in clause.lines:
        slot = _signing(line)
        if slot is not None:
            side = slot.name.partition(".")[0]
            blocks.append(_block(printing, side, title, place, persons[side], needed[side], starts.get(side, 0)))
        elif line.parts and isinstance(line.parts[0], FieldSlot):
            place = line.parts[0]
        else:
            title = typographic("".join(part.text for part in line.parts if isinstance(part, Words)))
    return Section(id=clause.id, kind="signatures", title=clause.title, blocks=tuple(blocks))


def _signing(line: TextLine) -> FieldSlot | None:
    only = line.parts[0] if len(line.parts) == 1 else None
    return only if isinstance(only, FieldSlot) and only.form == "signatures" else None


def _persons(printing: Printing, side: str) -> list[dict]:
    return [person for person in printing.persons(f"{side}.representatives") if name_of(person)]


def _starts(counts: dict[str, int], needed: dict[str, int]) -> dict[str, int]:
    """The number of each party's first signature; empty where the order is free, because somebody may be left out."""
    if any(needed[side] < counts[side] for side in counts):
        return {}
    starts: dict[str, int] = {}
    next_one = 1
    for side in ORDER:
        if side in counts:
            starts[side] = next_one
            next_one += counts[side]
    return starts


def _block(
    printing: Printing, side: str, title: str, place: FieldSlot | None, persons: list[dict], needed: int, start: int
) -> SignatureBlock:
    """`start`: the number of its first signature, 0 if the order is free."""
    town = runs(printing, (place,)) if place else ()
    party = full_name(printing.values.party(f"{side}.company"))
    lines = tuple(
        SignatureLine(
            field=f"{side}_{number}",
            side=side,  # type: ignore[arg-type]
            name=signature_name(person, printing.functions),
            function=nominative(person, printing.functions),
            party=party,
            place="".join(run.text for run in town if isinstance(run, Value)),
            order=start + number - 1 if start else 0,
        )
        for number, person in enumerate(persons, start=1)
    )
    if not persons:
        label = printing.field(f"{side}.representatives").label
        gap = printing.missing(label, f"{side}.representatives")
        town = (*town, Text(", "), gap)
    return SignatureBlock(
        side=side,  # type: ignore[arg-type]
        title=title,
        place=town,
        lines=lines,
        needed=needed,
        note=who_signs(needed, len(lines)),
        paper=printing.value("agreement.form") == "paper",
    )

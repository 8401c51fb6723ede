"""The first page: title, number, and the two parties."""

from __future__ import annotations

from msgspec import Struct

from avv_desktop.document.lines import runs
from avv_desktop.document.model import Missing, Party, Run, Runs, Text, Value
from avv_desktop.document.printing import Printing, with_between
from avv_desktop.document.wording.companies import full_name
from avv_desktop.document.wording.persons import part
from avv_desktop.document.wording.places import country
from avv_desktop.document.wording.representation import owner, represented
from avv_desktop.document.wording.typography import kept_together, one_line, typographic
from avv_desktop.draft.parts import REGISTERED
from avv_desktop.template.text import Clause, FieldSlot, TextLine, Words

AS_WRITTEN = "as_written"
"""The part of a company that holds its words in an imported contract."""


class Head(Struct, frozen=True):
    title: Runs
    subtitle: Runs
    number: Run
    version: Run
    parties: tuple[Party, ...]
    closing: str


def head(printing: Printing, clause: Clause) -> Head:
    """The template's head: title, subtitle, number and version, then party, representation and role, twice."""
    first = next((n for n, line in enumerate(clause.lines) if _form(line) == "party"), len(clause.lines))
    before = [line for line in clause.lines[:first] if _form(line) is not None]
    titles = [_optional(printing, line) for line in before[:2]]
    numbers = [_optional(printing, line)[0] for line in before[2:] if _optional(printing, line)]
    for line in clause.lines[:first]:
        slots = [part for part in line.parts if isinstance(part, FieldSlot)]
        if len(slots) > 1:
            numbers = [_one(printing, slot) for slot in slots]
    return Head(
        title=titles[0] if titles else (Text(printing.template.title),),
        subtitle=titles[1] if len(titles) > 1 else (),
        number=numbers[0] if numbers else Text(""),
        version=numbers[1] if len(numbers) > 1 else Text(""),
        parties=_parties(printing, clause.lines),
        closing=_closing(clause.lines),
    )


def _form(line: TextLine) -> str | None:
    """The form of a line that is one field, else None."""
    only = line.parts[0] if len(line.parts) == 1 else None
    return only.form if isinstance(only, FieldSlot) else None


def _words(line: TextLine) -> str:
    return typographic("".join(part.text for part in line.parts if isinstance(part, Words)))


def _optional(printing: Printing, line: TextLine) -> Runs:
    """A line of the title; one that nobody requires is simply not there when empty."""
    slot = line.parts[0]
    assert isinstance(slot, FieldSlot)
    empty = not printing.values.filled(slot.name) and not printing.field(slot.name).required
    return () if empty else runs(printing, line.parts)


def _one(printing: Printing, slot: FieldSlot) -> Run:
    return runs(printing, (slot,))[0]


def _closing(lines: tuple[TextLine, ...]) -> str:
    """The sentence behind the second party's role, if there is one."""
    parties = [number for number, line in enumerate(lines) if _form(line) == "party"]
    after = [line for line in lines[parties[-1] + 1 :] if _form(line) is None] if parties else []
    return _words(after[-1]) if len(after) > 1 else ""


# ---- parties


def _parties(printing: Printing, lines: tuple[TextLine, ...]) -> tuple[Party, ...]:
    found = []
    for number, line in enumerate(lines):
        if _form(line) == "party":
            slot = line.parts[0]
            assert isinstance(slot, FieldSlot)
            behind = [each for each in lines[number + 1 :] if _form(each) is None]
            found.append(_party(printing, slot.name, _words(lines[number - 1]), _words(behind[0]) if behind else ""))
    return tuple(found)


def _party(printing: Printing, name: str, intro: str, role: str) -> Party:
    """`name`: "controller.company"."""
    side = name.partition(".")[0]
    company = printing.value(name) or {}
    said = one_line(part(company, AS_WRITTEN))
    if said and part(company, "name") and said.startswith(full_name(company)):
        return _as_written(printing, name, intro, said, role)
    owned = part(company, "legal_form") == "e.K."
    persons = _representatives(printing, side)
    address = _address(printing, name, company, side)
    label = printing.field(name).label
    full = full_name(company)
    return Party(
        side=side,  # type: ignore[arg-type]
        intro=intro,
        name=Value(kept_together(full), f"{name}.name") if full else printing.missing(label, f"{name}.name"),
        runs=with_between([persons, address]) if owned else address,
        represented=() if owned else persons,
        role=role,
        term="",
    )


def _as_written(printing: Printing, name: str, intro: str, said: str, role: str) -> Party:
    """A party in the words of the contract that was imported, until somebody removes them."""
    company = printing.value(name) or {}
    first = full_name(company)
    rest = said.removeprefix(first).lstrip(" ,")
    printing.used.add(f"{name.partition('.')[0]}.representatives")
    return Party(
        side=name.partition(".")[0],  # type: ignore[arg-type]
        intro=intro,
        name=Value(kept_together(first), f"{name}.name"),
        runs=(Value(kept_together(rest), f"{name}.{AS_WRITTEN}"),) if rest else (),
        represented=(),
        role=role,
        term="",
    )


def _representatives(printing: Printing, side: str) -> Runs:
    """Who acts for the party; an e.K. names its owner instead."""
    name = f"{side}.representatives"
    company = printing.values.party(f"{side}.company")
    persons = printing.persons(name)
    owned = part(company, "legal_form") == "e.K."
    rule = printing.representation(side)
    text = owner(persons, printing.functions) if owned else represented(company, persons, rule, printing.functions)
    return printing.said(text, printing.field(name).label, name)


def _address(printing: Printing, name: str, company: dict, side: str) -> Runs:
    """Street, postal code and city, country if it differs from the other party's, register."""
    labels = {column.id: column.label for column in printing.template.party_columns}
    other = "processor" if side == "controller" else "controller"
    abroad = part(printing.values.party(f"{other}.company"), "country").upper()
    here = part(company, "country").upper()
    registered = part(company, "legal_form") in REGISTERED

    def said(id: str, needed: bool = True, text: str | None = None) -> Runs:
        return printing.said(part(company, id) if text is None else text, labels[id], f"{name}.{id}", needed=needed)

    abroad_here = bool(here) and here != abroad and not (here == "DE" and not abroad)
    parts = [
        said("street"),
        town(said("postal_code"), said("city")),
        said("country", text=country(here)) if abroad_here or not here else (),
        said("register_court", registered),
        said("register_number", registered),
    ]
    if part(company, "legal_form") == "GmbH & Co. KG" and not part(company, "general_partner"):
        parts.append(said("general_partner"))
    return with_between(parts)


def town(postal_code: Runs, city: Runs) -> Runs:
    """ "24768 Rendsburg" as one piece, or with a gap in it."""
    if len(postal_code) == 1 and len(city) == 1 and not isinstance(postal_code[0], Missing):
        if isinstance(city[0], Missing):
            return (*postal_code, Text(" "), *city)
        return (Value(f"{postal_code[0].text} {city[0].text}", postal_code[0].field),)  # type: ignore[union-attr]
    return with_between([postal_code, city], " ")

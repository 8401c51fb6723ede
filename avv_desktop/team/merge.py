"""Two versions of one agreement, and the one they both come from: what differs, and which counts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from avv_desktop.draft.model import Draft, now
from avv_desktop.system.language import tr

Side = Literal["mine", "theirs"]
Kind = Literal["template", "answer", "measures", "clause", "override"]
Key = tuple[Kind, str]


class Difference(Struct, frozen=True):
    """One thing that is not the same in both. chosen: the side that changed it; empty if both did: a person chooses."""

    kind: Kind
    place: str
    mine: object
    theirs: object
    before: object
    chosen: Side | Literal[""]

    @property
    def key(self) -> Key:
        return self.kind, self.place


def differences(before: Draft | None, mine: Draft, theirs: Draft) -> tuple[Difference, ...]:
    """before: the version both began with; None where there is none, then a person chooses everything."""
    old, own, other = (_parts(each) if each is not None else {} for each in (before, mine, theirs))
    found = []
    for key in dict.fromkeys([*own, *other]):
        a, b, was = own.get(key), other.get(key), old.get(key)
        if a != b:
            known = before is not None
            chosen: Side | Literal[""] = "theirs" if known and a == was else "mine" if known and b == was else ""
            found.append(Difference(*key, a, b, was, chosen))
    return tuple(found)


def open_choices(found: tuple[Difference, ...], choices: Mapping[Key, Side]) -> tuple[Difference, ...]:
    """What both have changed, and nobody has chosen yet."""
    return tuple(each for each in found if not (choices.get(each.key) or each.chosen))


def merged(before: Draft | None, mine: Draft, theirs: Draft, choices: Mapping[Key, Side]) -> Draft:
    """One draft of both. Raises ValueError while something is open."""
    found = differences(before, mine, theirs)
    if open_choices(found, choices):
        raise ValueError(tr("Not everything is chosen yet."))
    taken = {each.key: each.theirs for each in found if (choices.get(each.key) or each.chosen) == "theirs"}
    parts = {key: value for key, value in (_parts(mine) | taken).items() if value is not None}
    of = lambda kind: {place: value for (each, place), value in parts.items() if each == kind}  # noqa: E731
    return replace(
        theirs,
        template=of("template")[""],
        changed=max(now(), mine.changed, theirs.changed),
        answers=of("answer"),
        confirmed=mine.confirmed | theirs.confirmed,
        measures=of("measures"),
        edits=_ordered(of("clause"), mine, theirs),
        overrides=tuple(of("override").values()),
    )


def _parts(draft: Draft) -> dict[Key, object]:
    parts: dict[Key, object] = {("template", ""): draft.template}
    parts |= {("answer", name): value for name, value in draft.answers.items()}
    parts |= {("measures", name): lines for name, lines in draft.measures.items()}
    parts |= {("clause", each.target): each for each in draft.edits}
    return parts | {("override", f"{each.rule} {each.place}"): each for each in draft.overrides}


def _ordered(edits: dict, mine: Draft, theirs: Draft) -> tuple:
    """In the order they were made: theirs, then what only this side has."""
    order = dict.fromkeys([*(each.target for each in theirs.edits), *(each.target for each in mine.edits)])
    return tuple(edits[target] for target in order if target in edits)

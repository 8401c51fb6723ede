"""A paragraph's runs in pieces that both versions have, or only one of them."""

from __future__ import annotations

from itertools import groupby
from typing import Literal, TypeAlias

from msgspec import Struct

from avv_desktop.document import model as m

Kind = Literal["same", "inserted", "deleted"]


class Segment(Struct, frozen=True):
    kind: Kind
    run: m.Run


Segments: TypeAlias = "tuple[Segment, ...]"


def all_of(kind: Kind, runs: m.Runs) -> Segments:
    return tuple(Segment(kind, run) for run in runs)


def by_field(segments: Segments) -> list[tuple[str, Segments]]:
    """Neighbours of one field together, with its name; "" where there is none.

    What only one of both versions has is no field: a control would be left empty when the change is settled, and
    LibreOffice settles no changes inside of controls.
    """
    found = []
    for field, group in groupby(segments, key=lambda each: getattr(each.run, "field", "")):
        together = tuple(group)
        found.append((field if all(each.kind == "same" for each in together) else "", together))
    return found

"""Inline markup of clause files: `{field.name|form}`, `{ref:id}`, `[[ … ]]`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import get_args

from avv_desktop.template.text import FieldSlot, Form, Inline, OptionalPart, ReferenceSlot, Words

FORMS = frozenset(get_args(Form))
PIECE = re.compile(
    r"\{ref:(?P<ref>[a-z0-9_.]+)\}|\{(?P<name>[a-z0-9_.]+)(?:\|(?P<form>[a-z]+))?\}|(?P<open>\[\[)|(?P<close>\]\])"
)


def parse(text: str) -> tuple[Inline, ...]:
    """The pieces of one line. Raises ValueError with a German reason when a bracket is open or a form unknown."""
    parts, rest = _parts(text, 0, inside=False)
    assert rest == len(text)
    return parts


def _parts(text: str, at: int, inside: bool) -> tuple[tuple[Inline, ...], int]:
    found: list[Inline] = []
    while piece := PIECE.search(text, at):
        if piece.start() > at:
            found.append(Words(_plain(text[at : piece.start()])))
        at = piece.end()
        if piece["close"]:
            if not inside:
                raise ValueError("„]]“ ohne „[[“ davor")
            return tuple(found), at
        if piece["open"]:
            if inside:
                raise ValueError("„[[“ in „[[“ ist nicht möglich")
            inner, at = _parts(text, at, inside=True)
            found.append(OptionalPart(inner))
        else:
            found.append(_slot(piece))
    if inside:
        raise ValueError("„[[“ ohne „]]“ danach")
    if at < len(text):
        found.append(Words(_plain(text[at:])))
    return tuple(found), len(text)


def _slot(piece: re.Match[str]) -> Inline:
    if piece["ref"]:
        return ReferenceSlot(piece["ref"])
    form = piece["form"] or ""
    if form not in FORMS:
        raise ValueError(f"unbekannte Form „{form}“")
    return FieldSlot(piece["name"], form)  # type: ignore[arg-type]


def _plain(text: str) -> str:
    if "{" in text or "}" in text:
        raise ValueError("eine geschweifte Klammer gehört zu keinem Feld")
    return text


def slots(parts: tuple[Inline, ...]) -> Iterator[FieldSlot | ReferenceSlot]:
    """All fields and references, inner ones too."""
    for part in parts:
        if isinstance(part, OptionalPart):
            yield from slots(part.parts)
        elif not isinstance(part, Words):
            yield part

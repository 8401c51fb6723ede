"""Inline markup of clause files: `{field.name|form}`, `{ref:id}`, `[[ … ]]`, `**bold**`; `\\` before a mark takes it
as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import get_args

from avv_desktop.template.text import FieldSlot, Form, Inline, OptionalPart, ReferenceSlot, StrongWords, Words

FORMS = frozenset(get_args(Form))
PIECE = re.compile(
    r"\\(?P<plain>[\\{}\[\]*|#>:.)-])|\{ref:(?P<ref>[a-z0-9_.]+)\}|\{(?P<name>[a-z0-9_.]+)(?:\|(?P<form>[a-z]+))?\}"
    r"|(?P<open>\[\[)|(?P<close>\]\])|\*\*(?P<strong>[^*{}\[\]\\]+)\*\*"
)
MARKS = re.compile(r"[\\{}]|\[(?=\[)|\](?=\])|\[$|\]$|\*(?=\*)|\*$")


def parse(text: str) -> tuple[Inline, ...]:
    """The pieces of one line. Raises ValueError with a German reason when a bracket is open or a form unknown."""
    parts, rest = _parts(text, 0, inside=False)
    assert rest == len(text)
    return parts


def _parts(text: str, at: int, inside: bool) -> tuple[tuple[Inline, ...], int]:
    found: list[Inline] = []
    while piece := PIECE.search(text, at):
        if piece.start() > at:
            _words(found, _plain(text[at : piece.start()]))
        at = piece.end()
        if piece["plain"]:
            _words(found, piece["plain"])
            continue
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
        _words(found, _plain(text[at:]))
    return tuple(found), len(text)


def _words(found: list[Inline], text: str) -> None:
    """Neighbouring words are one piece."""
    if found and isinstance(found[-1], Words):
        found[-1] = Words(found[-1].text + text)
    else:
        found.append(Words(text))


def _slot(piece: re.Match[str]) -> Inline:
    if piece["strong"]:
        return StrongWords(piece["strong"])
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
        elif isinstance(part, FieldSlot | ReferenceSlot):
            yield part


def escaped(text: str) -> str:
    """Plain words as markup that says exactly them."""
    return MARKS.sub(lambda found: "\\" + found[0], text)


def written(parts: tuple[Inline, ...]) -> str:
    """The markup that `parse` reads as these parts."""
    return "".join(_written(part) for part in parts)


def _written(part: Inline) -> str:
    match part:
        case Words():
            return escaped(part.text)
        case StrongWords():
            return f"**{part.text}**"
        case ReferenceSlot():
            return f"{{ref:{part.target}}}"
        case OptionalPart():
            return f"[[{written(part.parts)}]]"
        case FieldSlot():
            return f"{{{part.name}|{part.form}}}" if part.form else f"{{{part.name}}}"

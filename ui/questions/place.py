"""Places in the form: a field's name, and a part of it."""

from __future__ import annotations

import re
from collections.abc import Iterable

_ROW = re.compile(r"\[(\d+)\](?:\.(\w+))?")


def split(place: str, names: Iterable[str]) -> tuple[str, str]:
    """ "controller.company.city" → ("controller.company", "city"); "a.list[2].x" → ("a.list", "[2].x").

    ("", "") if it is no place of a field among `names`.
    """
    fitting = [name for name in names if place == name or place.startswith((name + ".", name + "["))]
    if not fitting:
        return "", ""
    name = max(fitting, key=len)
    return name, place[len(name) :].removeprefix(".")


def joined(name: str, part: str) -> str:
    """The inverse of `split`."""
    if not part:
        return name
    return name + part if part.startswith("[") else f"{name}.{part}"


def row_of(part: str) -> tuple[int, str]:
    """ "[2].email" → (2, "email"); (-1, "") if it is no row."""
    found = _ROW.fullmatch(part)
    return (int(found[1]), found[2] or "") if found else (-1, "")

"""Words of a line with their bold parts as runs."""

from __future__ import annotations

import re

from avv_desktop.document import model as m


def runs(text: str) -> m.Runs:
    """ "**bold**" as strong runs; asterisks without a partner stay."""
    found: list[m.Run] = []
    for number, piece in enumerate(re.split(r"\*\*(.+?)\*\*", text)):
        if piece:
            found.append(m.Strong(piece) if number % 2 else m.Text(piece))
    return tuple(found)


def bare(text: str) -> str:
    """Without the marks of bold words."""
    return re.sub(r"\*\*(.+?)\*\*", r"\1", text).strip()

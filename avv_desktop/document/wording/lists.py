"""Entries joined to a phrase, and the bullets of a choice."""

from __future__ import annotations

import re
from collections.abc import Sequence

_OWN_JOINT = re.compile(r"[,;]|\bund\b|\boder\b|\bsowie\b")


def joined(entries: Sequence[str]) -> str:
    """ "A", "A und B", "A, B und C"; by semicolons where an entry has its own comma or "und"; "" without entries."""
    entries = [entry for entry in entries if entry]
    if len(entries) > 1 and any(_OWN_JOINT.search(entry) for entry in entries):
        return "; ".join(entries)
    return und(entries)


def und(entries: Sequence[str]) -> str:
    """Joined by commas, and "und" before the last, whatever the entries hold."""
    return " und ".join(part for part in (", ".join(entries[:-1]), *entries[-1:]) if part)


def bullet_ends(count: int) -> list[str]:
    """What stands behind each bullet of a choice: "oder" after the last but one, a full stop after the last."""
    return [""] * (count - 2) + [" oder"] * (count > 1) + ["."] * (count > 0)

"""Small words of findings: lists in German."""

from __future__ import annotations

from collections.abc import Sequence


def listed(parts: Sequence[str], last: str = "und") -> str:
    """ "a, b und c"."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}"

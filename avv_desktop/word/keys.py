"""Keys of units, as `document.units` gives them: what comes twice is told apart by a count."""

from __future__ import annotations


class Keys:
    def __init__(self) -> None:
        self._seen: dict[str, int] = {}

    def __call__(self, key: str) -> str:
        count = self._seen[key] = self._seen.get(key, 0) + 1
        return key if count == 1 else f"{key}~{count}"

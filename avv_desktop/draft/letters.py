"""Half a character (a surrogate without its other half) can be kept in no file: it becomes the sign for "unknown"."""

from __future__ import annotations

from typing import Any


def whole(value: Any) -> Any:
    """The same value, every text in it made of whole characters."""
    match value:
        case str():
            return value if _is_whole(value) else value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        case list():
            return [whole(each) for each in value]
        case dict():
            return {whole(key): whole(each) for key, each in value.items()}
        case _:
            return value


def _is_whole(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True

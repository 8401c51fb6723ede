"""What is read into structs, from several threads at once."""

from __future__ import annotations

import threading
from typing import TypeVar

import msgspec

T = TypeVar("T")
_known: set[object] = set()
_one = threading.Lock()


def ready(kind: T) -> T:
    """The type itself, to be given to msgspec's `decode` and `convert`.

    The first time it learns all about it, one thread at a time: two that meet there bring the process down (0.22).
    """
    if kind not in _known:
        with _one:
            msgspec.json.Decoder(kind)
            _known.add(kind)
    return kind

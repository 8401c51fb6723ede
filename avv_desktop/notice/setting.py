"""One typesetter for all notices and annexes of a session: what stood on a page before is not laid out again."""

from __future__ import annotations

from functools import lru_cache

from avv_desktop.pdf.typeset import Typesetter


@lru_cache(maxsize=1)
def typesetter() -> Typesetter:
    return Typesetter()
